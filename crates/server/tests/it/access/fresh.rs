//! Nobody whose removal was answered gets one more yes.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use menjin_api::access::{Action, Evaluation, Subject, evaluation};
use menjin_service::{
    Caller,
    admit::{Knock, admit},
    decision, knowledge,
};
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};

use super::{asked, evaluate};

/// Who HR bridge is to the service.
pub(super) async fn caller(server: &TestServer) -> Caller {
    let token = format!("Bearer {}", server.token(&Who::HrBridge).await.unwrap());
    let now = server.cx().clock.now();
    let knock = Knock { authorization: Some(&token), address: None, wants_user_ids: false, now };
    admit(server.cx(), &evaluation::META, &knock).await.unwrap()
}

/// Asks without a socket in between.
pub(super) async fn ask(
    server: &TestServer,
    caller: &Caller,
    user: &str,
    action: &str,
    resource: (&str, &str),
) -> bool {
    let question = Evaluation {
        subject: Some(Subject { r#type: Some("user".into()), id: Some(user.into()) }),
        action: Some(Action { name: Some(action.into()) }),
        resource: Some(Subject { r#type: Some(resource.0.into()), id: Some(resource.1.into()) }),
        context: None,
    };
    let now = server.cx().clock.now();
    decision::check(server.cx(), caller, question, (now, "")).await.unwrap().decision
}

/// How many questions are asked after acknowledged removals; `MENJIN_FRESH_ASKS` asks more.
fn asks() -> usize {
    std::env::var("MENJIN_FRESH_ASKS").ok().and_then(|asks| asks.parse().ok()).unwrap_or(100_000)
}

const WRITERS: [(&str, &str); 8] = [
    ("zhangsan", "g-oncall"),
    ("sunqi", "g-oncall"),
    ("zhouba", "g-release"),
    ("wujiu", "g-payroll"),
    ("zhengshi", "g-empty"),
    ("liuyang", "g-empty"),
    ("heping", "g-release"),
    ("songtao", "g-payroll"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_yes_after_an_acknowledged_removal() {
    let server = Arc::new(TestServer::start().await);
    let caller = Arc::new(caller(&server).await);
    let rounds = 25;
    // On a server each answer waits for it.
    let wanted = if server.cx().db.is_shared() { asks() / 20 } else { asks() };
    let after_each = wanted.div_ceil(WRITERS.len() * rounds);
    let (stale, counted) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut writers = Vec::new();
    for (user, group) in WRITERS {
        let (server, caller) = (Arc::clone(&server), Arc::clone(&caller));
        let (stale, counted) = (Arc::clone(&stale), Arc::clone(&counted));
        writers.push(tokio::spawn(async move {
            for round in 0..rounds {
                if round % 5 == 0 {
                    // Everything is forgotten, so that facts are read while others write.
                    server.execute("update tenant set name = name where name = $1", "nobody").await;
                }
                let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": user});
                let path = format!("/open-apis/contact/v3/group/{group}/member");
                server.post(&format!("{path}/add"), member.clone()).await.ok();
                assert!(
                    ask(&server, &caller, user, "member", ("group", group)).await,
                    "an acknowledged member is no member"
                );
                server.post(&format!("{path}/remove"), member).await.ok();
                for _ in 0..after_each {
                    let yes = ask(&server, &caller, user, "member", ("group", group)).await;
                    stale.fetch_add(usize::from(yes), Ordering::Relaxed);
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert!(counted.load(Ordering::Relaxed) >= wanted);
    assert_eq!(stale.load(Ordering::Relaxed), 0, "of {} answers", counted.load(Ordering::Relaxed));
}

#[tokio::test]
async fn every_kind_of_change_is_in_the_next_answer() {
    let server = TestServer::start().await;
    let document = "document doxcnPrivateNotes0000000006";
    let ask = async |subject: &str, action: &str, resource: &str| -> bool {
        evaluate(&server, asked(subject, action, resource)).await.json()["decision"].as_bool().unwrap()
    };
    knowledge::whole(server.cx(), caller(&server).await.tenant).await.unwrap();
    assert!(!ask("user linlin", "view", document).await);
    let members = "/open-apis/drive/v1/permissions/doxcnPrivateNotes0000000006/members";
    let grant = json!({"member_type": "userid", "member_id": "linlin", "perm": "view"});
    server.send(&Who::Person("zhangsan"), http::Method::POST, &format!("{members}?type=docx"), Some(grant)).await.ok();
    assert!(ask("user linlin", "view", document).await, "a grant");
    let path = format!("{members}/linlin?type=docx&member_type=userid");
    server.send(&Who::Person("zhangsan"), http::Method::DELETE, &path, None).await.ok();
    assert!(!ask("user linlin", "view", document).await, "no grant");

    assert!(ask("user lisi", "member", "group g-rd-all").await);
    let departments = json!({"department_ids": ["hr"]});
    let ids = "user_id_type=user_id&department_id_type=department_id";
    server.patch(&format!("/open-apis/contact/v3/users/lisi?{ids}"), departments).await.ok();
    assert!(!ask("user lisi", "member", "group g-rd-all").await, "moved");
    assert!(!ask("user lisi", "member", "group g-infra-dyn").await, "moved out of a rule");

    assert!(ask("user wangwu", "member", "group g-oncall").await);
    server.patch(&format!("/open-apis/contact/v3/users/wangwu?{ids}"), json!({"is_frozen": true})).await.ok();
    assert!(!ask("user wangwu", "member", "group g-oncall").await, "frozen");
    server.delete(&format!("/open-apis/contact/v3/users/fengkai?{ids}")).await.ok();
    assert!(!ask("user fengkai", "member", "group g-oncall").await, "left");

    server.delete("/open-apis/contact/v3/group/g-empty").await.ok();
    let gone = evaluate(&server, asked("user lisi", "member", "group g-empty")).await;
    assert_eq!(gone.json()["context"]["reason_code"], "unknown_resource", "{gone}");
    server.post("/open-apis/contact/v3/group", json!({"group_id": "g-empty", "name": "Again"})).await.ok();
    assert!(!ask("user lisi", "member", "group g-empty").await);
    let member = json!({"member_type": "user", "member_id_type": "user_id", "member_id": "lisi"});
    server.post("/open-apis/contact/v3/group/g-empty/member/add", member).await.ok();
    assert!(ask("user lisi", "member", "group g-empty").await, "the same id is another group now");
    server.stop().await;
}

#[tokio::test]
async fn answers_are_the_same_before_facts_are_in_memory() {
    let server = TestServer::start().await;
    let caller = caller(&server).await;
    let directory = server.directory(menjin_testkit::DEMO_APP).await;
    let resources = [
        ("edit", "document doxcnOncallHandbook00000001"),
        ("view", "document doxcnInsideFolder000000008"),
        ("manage_public", "document doxcnReleaseChecklist000002"),
        ("use", "app cli_b2c3d4e5f6a7b8c9"),
        ("develop", "app cli_a1b2c3d4e5f6a7b8"),
        ("open", "door 7296700518380863769"),
        ("open", "door 7296700518380863767"),
        ("member", "group g-campaign"),
        ("member", "group g-infra-dyn"),
        ("see", "review_group ABCDEFG"),
    ];
    let mut questions: Vec<Value> = Vec::new();
    for user in directory["users"].as_array().unwrap() {
        for (action, resource) in resources {
            questions.push(asked(&format!("user {}", user["user_id"].as_str().unwrap()), action, resource));
        }
    }
    let mut yes = 0;
    for question in questions {
        // What is known is forgotten, so the first question after it is answered from the database.
        server.execute("update tenant set name = name where name = $1", "nobody").await;
        let sliced = evaluate(&server, question.clone()).await.json();
        knowledge::whole(server.cx(), caller.tenant).await.unwrap();
        let whole = evaluate(&server, question.clone()).await.json();
        let plain = |answer: &Value| (answer["decision"].clone(), answer["context"]["reason_code"].clone());
        assert_eq!(plain(&sliced), plain(&whole), "{question}");
        yes += usize::from(whole["decision"] == true);
    }
    assert!(yes > 20, "{yes}");
    server.stop().await;
}
