//! What was so: answers about earlier states are the answers that were given then.

use menjin_testkit::TestServer;
use serde_json::{Value, json};

use super::{asked, evaluate};

/// A small source of numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const USERS: [&str; 8] = ["zhangsan", "lisi", "wangwu", "zhaoliu", "sunqi", "linlin", "luohao", "dengchao"];
const GROUPS: [&str; 4] = ["g-oncall", "g-release", "g-payroll", "g-empty"];
const RESOURCES: [(&str, &str); 8] = [
    ("member", "group g-oncall"),
    ("member", "group g-release"),
    ("member", "group g-payroll"),
    ("member", "group g-empty"),
    ("edit", "document doxcnOncallHandbook00000001"),
    ("full_access", "document doxcnReleaseChecklist000002"),
    ("view", "document doxcnInsideFolder000000008"),
    ("open", "door 7296700518380863769"),
];

/// How many answers are compared.
const PAIRS: usize = 10_000;
const EACH: usize = 64;

fn questions(dice: &mut Dice) -> Vec<Value> {
    let mut questions = Vec::new();
    for _ in 0..EACH {
        let (action, resource) = RESOURCES[dice.below(RESOURCES.len())];
        questions.push(asked(&format!("user {}", dice.of(&USERS)), action, resource));
    }
    questions
}

async fn ask(server: &TestServer, questions: &[Value], context: Value) -> Vec<Value> {
    let body = json!({"context": context, "evaluations": questions});
    let answer = server.post("/access/v1/evaluations", body).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()["evaluations"].as_array().unwrap().clone()
}

fn decisions(answers: &[Value]) -> Vec<bool> {
    answers.iter().map(|answer| answer["decision"].as_bool().unwrap_or_else(|| panic!("{answer}"))).collect()
}

#[tokio::test]
async fn earlier_states_give_the_answers_that_were_given() {
    let server = TestServer::start().await;
    let mut dice = Dice(7);
    let mut given = Vec::new();
    while given.len() * EACH < PAIRS {
        let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": dice.of(&USERS)});
        let group = dice.of(&GROUPS);
        let verb = dice.of(&["add", "remove"]);
        server.post(&format!("/open-apis/contact/v3/group/{group}/member/{verb}"), member).await;
        server.advance(1);
        let questions = questions(&mut dice);
        let now = jiff_text(server.cx().clock.now().0);
        let answers = ask(&server, &questions, json!({"why": false})).await;
        let revision = answers[0]["context"]["revision"].as_str().unwrap().to_owned();
        given.push((questions, decisions(&answers), revision, now));
        server.advance(1);
    }
    let mut yes = 0;
    for (number, (questions, answers, revision, moment)) in given.iter().enumerate().rev() {
        let by_revision = json!({"as_of": revision, "time": moment, "why": false});
        let context = if number % 2 == 0 { by_revision } else { json!({"as_of": moment, "why": false}) };
        let again = ask(&server, questions, context).await;
        assert_eq!(&decisions(&again), answers, "revision {revision}");
        assert_eq!(again[0]["context"]["revision"], json!(revision));
        yes += answers.iter().filter(|yes| **yes).count();
    }
    assert!(yes > PAIRS / 10, "{yes}");
    server.stop().await;
}

fn jiff_text(millis: i64) -> String {
    // Tests begin at a full second and move by full seconds.
    let seconds = millis / 1000;
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    assert!((20_454..20_482).contains(&days), "tests are in January 2026");
    format!("2026-01-{:02}T{:02}:{:02}:{:02}Z", days - 20_453, of_day / 3600, of_day / 60 % 60, of_day % 60)
}

#[tokio::test]
async fn a_state_that_is_not_kept_or_yet_to_come_is_refused() {
    let server = TestServer::start().await;
    let question = |context: Value| {
        let mut question = asked("user lisi", "member", "group g-oncall");
        question["context"] = context;
        question
    };
    let mut said = Vec::new();
    for context in [
        json!({"as_of": "1000"}),
        json!({"as_of": 0}),
        json!({"as_of": "2020-01-01T00:00:00Z"}),
        json!({"as_of": "last week"}),
        json!({"as_of": true}),
        json!({"at_least": "1000"}),
        json!({"at_least": "x"}),
        json!({"as_of": 1, "at_least": 2}),
        json!({"time": "2026-01-01"}),
    ] {
        let answer = evaluate(&server, question(context.clone())).await;
        said.push(format!("{context} {answer}").replace('\n', " "));
    }
    insta::assert_snapshot!(said.join("\n"), @r#"
    {"as_of":"1000"} 400 Bad Request {"error":"context.as_of is still to come: the last revision is 1","field":"context.as_of"}
    {"as_of":0} 400 Bad Request {"error":"context.as_of is before what is kept: history is kept from revision 1 on, of 2026-01-01T00:00:00Z","field":"context.as_of"}
    {"as_of":"2020-01-01T00:00:00Z"} 400 Bad Request {"error":"context.as_of is before the history begins","field":"context.as_of"}
    {"as_of":"last week"} 400 Bad Request {"error":"context.as_of must be a revision, or a moment with an offset such as 2026-01-01T08:00:00+08:00","field":"context.as_of"}
    {"as_of":true} 400 Bad Request {"error":"context.as_of must be a revision, or a moment with an offset such as 2026-01-01T08:00:00+08:00","field":"context.as_of"}
    {"at_least":"1000"} 400 Bad Request {"error":"context.at_least is still to come: the last revision is 1","field":"context.at_least"}
    {"at_least":"x"} 400 Bad Request {"error":"context.at_least must be a revision","field":"context.at_least"}
    {"as_of":1,"at_least":2} 400 Bad Request {"error":"context.at_least asks for more than context.as_of: 1","field":"context.at_least"}
    {"time":"2026-01-01"} 400 Bad Request {"error":"context.time must be RFC 3339 with an offset, such as 2026-01-01T08:00:00+08:00","field":"context.time"}
    "#);
    assert_eq!(evaluate(&server, question(json!({"at_least": "1", "as_of": 1}))).await.status, 200);
    server.stop().await;
}

#[tokio::test]
async fn a_membership_list_tells_who_was_in() {
    let server = TestServer::start().await;
    let before = server.get("/menjin/v1/groups/g-oncall/members?user_id_type=user_id").await;
    insta::assert_snapshot!(before, @r#"
    200 OK
    {"page":{"next_token":"","count":3},"context":{"revision":"1"},"results":[{"type":"user","id":"lisi"},{"type":"user","id":"wangwu"},{"type":"user","id":"fengkai"}]}
    "#);
    let revision = before.json()["context"]["revision"].as_str().unwrap().to_owned();
    let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "lisi"});
    server.post("/open-apis/contact/v3/group/g-oncall/member/remove", member).await.ok();
    let list = |query: String| {
        let server = &server;
        async move {
            let answer = server.get(&format!("/menjin/v1/groups/g-oncall/members?user_id_type=user_id{query}")).await;
            let json = answer.json();
            let results = json["results"].as_array().unwrap_or_else(|| panic!("{answer}"));
            results.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    assert_eq!(list(String::new()).await, ["wangwu", "fengkai"]);
    assert_eq!(list(format!("&as_of={revision}")).await, ["lisi", "wangwu", "fengkai"]);
    server.stop().await;
}

#[tokio::test]
async fn what_was_deleted_since_is_known_as_it_was() {
    let server = TestServer::start().await;
    let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "lisi"});
    server.post("/open-apis/contact/v3/group/g-empty/member/add", member.clone()).await.ok();
    let question = asked("user lisi", "member", "group g-empty");
    let then = evaluate(&server, question.clone()).await.json();
    let revision = then["context"]["revision"].clone();
    server.post("/open-apis/contact/v3/group/g-empty/member/remove", member).await.ok();
    server.delete("/open-apis/contact/v3/group/g-empty").await.ok();
    server.post("/open-apis/contact/v3/group", json!({"group_id": "g-empty", "name": "Another"})).await.ok();
    // The person too: whoever has the id now is somebody else.
    server.delete("/open-apis/contact/v3/users/lisi?user_id_type=user_id").await.ok();
    let newcomer = json!({"user_id": "lisi", "name": "New", "mobile": "+8613800000099", "department_ids": ["hr"], "employee_type": 1});
    let ids = "user_id_type=user_id&department_id_type=department_id";
    server.post(&format!("/open-apis/contact/v3/users?{ids}"), newcomer).await.ok();

    let now = evaluate(&server, question.clone()).await.json();
    assert_eq!(now["decision"], false, "{now}");
    let mut earlier = question;
    earlier["context"] = json!({"as_of": revision});
    let again = evaluate(&server, earlier).await.json();
    assert_eq!(again, then);
    let revision = revision.as_str().unwrap();
    let path = format!("/menjin/v1/groups/g-empty/members?user_id_type=user_id&as_of={revision}");
    let members = server.get(&path).await;
    assert_eq!(members.json()["results"], json!([{"type": "user", "id": "lisi"}]));
    server.stop().await;
}

#[tokio::test]
async fn history_that_is_bounded_is_forgotten_and_says_from_when_it_is_kept() {
    let server = TestServer::start().await;
    let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "sunqi"});
    for verb in ["add", "remove", "add"] {
        server.post(&format!("/open-apis/contact/v3/group/g-oncall/member/{verb}"), member.clone()).await.ok();
        server.advance(600);
    }
    let ask = async |as_of: i64| {
        let mut question = asked("user sunqi", "member", "group g-oncall");
        question["context"] = json!({"as_of": as_of});
        evaluate(&server, question).await
    };
    assert_eq!(ask(2).await.json()["decision"], true);
    let before = server.cx().clock.now().plus_seconds(-900);
    menjin_service::decision::log::sweep(server.cx(), before).await.unwrap();
    assert_eq!(ask(3).await.json()["decision"], false, "kept");
    let gone = ask(2).await;
    assert_eq!((gone.status.as_u16(), gone.json()["field"].clone()), (400, json!("context.as_of")), "{gone}");
    assert!(gone.text.contains("history is kept from revision 3 on, of 2026-01-01T00:10:00Z"), "{gone}");
    server.stop().await;
}
