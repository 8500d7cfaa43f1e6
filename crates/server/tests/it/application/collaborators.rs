//! Who may work on an app.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{
    DEMO_APP, TestServer, Who,
    contract::{Arranged, Case, case, walk},
};
use serde_json::{Value, json};

use crate::drive::{notices, revisions};

/// HR bridge: 邓超 owns it, 曹磊 administers it, 韩雪 develops it.
const PATH: &str = "/open-apis/application/v6/applications/cli_a1b2c3d4e5f6a7b8/collaborators?user_id_type=user_id";
/// Handbook bot: 张三 owns it, 李四 operates it.
const OTHER: &str = "/open-apis/application/v6/applications/cli_c3d4e5f6a7b8c9d0/collaborators?user_id_type=user_id";
const NOWHERE: &str = "/open-apis/application/v6/applications/cli_0000000000000000/collaborators";

const OK: (u16, i64, &str) = (200, 0, "success");
const INVALID: (u16, i64, &str) = (400, 210_001, "param is invalid");
const UNKNOWN: (u16, i64, &str) = (404, 210_021, "The specified application does not exist");
const DENIED: (u16, i64, &str) = (403, 210_025, "The current user has no permission to modify the app configurations");

fn add(user: &str, role: &str) -> Value {
    json!({"adds": [{"type": role, "user_id": user}]})
}

async fn shown(server: &TestServer, path: &str) -> Vec<String> {
    let answer = server.get(path).await.ok();
    let list = answer.data("/collaborators");
    let word = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(|item| format!("{} {}", word(item, "user_id"), word(item, "type"))).collect()
}

fn left(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        server.execute("update user set resigned = 1 where user_id = $1", "lisi").await;
        (path, body)
    })
}

/// HR bridge holds this one scope only.
fn only_itself(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let sql = "update app set scopes = '[\"application:application:self_manage\",\"contact:user.employee_id:readonly\"]' where app_id = $1";
        server.execute(sql, DEMO_APP).await;
        server.cx().sessions.forget_all();
        (path, body)
    })
}

#[tokio::test]
async fn update_answers_as_the_contract_says() {
    let put = |cause, body, answer| -> Case { case(cause, Method::PUT, PATH, body, answer) };
    let many: Vec<Value> = ["zhangsan", "lisi", "wangwu", "zhaoliu", "sunqi", "zhouba"]
        .iter()
        .map(|id| json!({"type": "operator", "user_id": id}))
        .collect();
    let ids: Vec<&str> = vec!["zhangsan", "lisi", "wangwu", "zhaoliu", "sunqi", "zhouba"];
    let twice = json!({"adds": [{"type": "operator", "user_id": "lisi"}, {"type": "developer", "user_id": "lisi"}]});
    let cases = vec![
        put("all is well", add("lisi", "operator"), OK),
        put("nothing is asked", json!({}), OK),
        put("there is no body", Value::Null, OK),
        put("both lists are empty", json!({"adds": [], "removes": []}), OK),
        put("five are allowed", json!({"adds": many[..5], "removes": []}), OK),
        put("six additions are too many", json!({"adds": many}), INVALID),
        put("six removals are too many", json!({"removes": ids}), INVALID),
        put("the role is unknown", add("lisi", "owner"), INVALID),
        put("the role is missing", json!({"adds": [{"user_id": "lisi"}]}), INVALID),
        put("the person is missing", json!({"adds": [{"type": "operator"}]}), INVALID),
        put("removes is no list", json!({"removes": "lisi"}), INVALID),
        put("nobody is called so", add("nobody", "operator"), INVALID),
        put("somebody unknown is removed", json!({"removes": ["nobody"]}), INVALID),
        put("somebody is added twice", twice, INVALID),
        put(
            "somebody is added and removed",
            json!({"adds": [{"type": "operator", "user_id": "lisi"}], "removes": ["lisi"]}),
            INVALID,
        ),
        put("the owner is added", add("dengchao", "operator"), INVALID),
        put("the owner is removed", json!({"removes": ["dengchao"]}), INVALID),
        put("somebody who left is added", add("lisi", "operator"), INVALID).after(left),
        case("user_id_type is unknown", Method::PUT, &PATH.replace("=user_id", "=name"), json!({}), INVALID),
        case("the body is no JSON object", Method::PUT, PATH, json!("adds"), INVALID),
        case("there is no such app", Method::PUT, NOWHERE, add("lisi", "operator"), UNKNOWN),
        case("me is no app here", Method::PUT, &NOWHERE.replace("cli_0000000000000000", "me"), json!({}), UNKNOWN),
        case("an app may change any app of the company", Method::PUT, OTHER, add("wangwu", "operator"), OK),
        put("the owner may", add("lisi", "operator"), OK).by(Who::Person("dengchao")),
        put("an administrator may", add("lisi", "operator"), OK).by(Who::Person("caolei")),
        put("a developer may not", add("lisi", "operator"), DENIED).by(Who::Person("hanxue")),
        put("a stranger may not, and even asking for nothing", json!({}), DENIED).by(Who::Person("lisi")),
    ];
    walk(&["application.v6.application_collaborators.update"], cases).await;
}

#[tokio::test]
async fn get_answers_as_the_contract_says() {
    let get = |cause, path: &str, answer| -> Case { case(cause, Method::GET, path, Value::Null, answer) };
    let cases = vec![
        get("the own app", PATH, OK),
        get("another app of the company", OTHER, OK),
        get("another app without the scope for it", OTHER, (400, 210_508, "insufficient permission level"))
            .after(only_itself),
        get("the own app with the smaller scope", PATH, OK).after(only_itself),
        get("there is no such app", NOWHERE, UNKNOWN),
        get("user_id_type is unknown", &PATH.replace("=user_id", "=name"), INVALID),
        get("the owner", PATH, OK).by(Who::Person("dengchao")),
        get("a collaborator", PATH, OK).by(Who::Person("hanxue")),
        get("a stranger", PATH, DENIED).by(Who::Person("lisi")),
    ];
    walk(&["application.v6.application_collaborators.get"], cases).await;
}

#[tokio::test]
async fn the_list_begins_with_the_owner_and_goes_on_by_role() {
    let server = TestServer::start().await;
    assert_snapshot!(server.get(PATH).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"collaborators":[{"type":"administrator","user_id":"dengchao"},{"type":"administrator","user_id":"caolei"},{"type":"developer","user_id":"hanxue"}]}}
    "#);
    for (user, role) in [("lisi", "operator"), ("wangwu", "administrator"), ("zhaoliu", "developer")] {
        server.put(PATH, add(user, role)).await.ok();
    }
    let expected = [
        "dengchao administrator",
        "caolei administrator",
        "wangwu administrator",
        "hanxue developer",
        "zhaoliu developer",
        "lisi operator",
    ];
    assert_eq!(shown(&server, PATH).await, expected);
    server.stop().await;
}

#[tokio::test]
async fn additions_and_removals_happen_together_and_only_additions_are_told() {
    let server = TestServer::start().await;
    let body = json!({"adds": [{"type": "operator", "user_id": "lisi"}], "removes": ["hanxue", "gaoxiang"]});

    assert_snapshot!(server.put(PATH, body).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{}}
    "#);

    assert_eq!(shown(&server, PATH).await, ["dengchao administrator", "caolei administrator", "lisi operator"]);
    let told = notices(&server).await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].0.as_str(), &told[0].1["role"]), ("application.collaborator.added", &json!("operator")));
    server.stop().await;
}

#[tokio::test]
async fn another_role_replaces_the_first_and_the_same_role_changes_nothing() {
    let server = TestServer::start().await;
    let before = revisions(&server).await;
    server.put(PATH, add("hanxue", "developer")).await.ok();
    assert_eq!((revisions(&server).await, notices(&server).await.len()), (before, 0));

    server.put(PATH, add("hanxue", "administrator")).await.ok();
    assert_eq!((revisions(&server).await, notices(&server).await.len()), (before + 1, 1));
    let expected = ["dengchao administrator", "caolei administrator", "hanxue administrator"];
    assert_eq!(shown(&server, PATH).await, expected);
    server.stop().await;
}

#[tokio::test]
async fn one_bad_entry_leaves_everything_as_it_was() {
    let server = TestServer::start().await;
    let before = (shown(&server, PATH).await, revisions(&server).await);
    let body = json!({"adds": [{"type": "operator", "user_id": "lisi"}], "removes": ["caolei", "dengchao"]});
    assert_eq!(server.put(PATH, body).await.code(), 210_001);
    assert_eq!((shown(&server, PATH).await, revisions(&server).await), before);
    server.stop().await;
}

#[tokio::test]
async fn ids_are_read_and_written_as_asked() {
    let server = TestServer::start().await;
    let lisi = server.open_id("lisi").await;
    let by_open_id = PATH.replace("?user_id_type=user_id", "");
    server.put(&by_open_id, add(&lisi, "operator")).await.ok();
    assert!(shown(&server, &by_open_id).await.contains(&format!("{lisi} operator")));
    let by_union_id = PATH.replace("=user_id", "=union_id");
    let unions = shown(&server, &by_union_id).await;
    assert!(unions.iter().all(|line| line.starts_with("on_")), "{unions:?}");

    let foreign = server.directory("cli_c3d4e5f6a7b8c9d0").await["users"][0]["open_id"].as_str().unwrap().to_owned();
    assert_eq!(server.put(&by_open_id, add(&foreign, "operator")).await.code(), 210_001);
    server.stop().await;
}
