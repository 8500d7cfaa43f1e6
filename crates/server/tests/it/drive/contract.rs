//! Every cause and its answer, for the calls about collaborators and for making folders.

use http::Method;
use menjin_testkit::{
    TestServer, Who,
    contract::{Arranged, Case, case, walk},
};
use serde_json::{Value, json};

use super::{FOLDER, GAOXIANG, HANDBOOK, LISI, NOTES, SUNQI, WANGWU, ZHANGSAN, bin, group, members, user};

const INVALID: (u16, i64, &str) = (400, 1_063_001, "Invalid parameter");
const DENIED: (u16, i64, &str) = (403, 1_063_002, "Permission denied");
const NOT_ALLOWED: (u16, i64, &str) = (400, 1_063_003, "Invalid operation");
const NO_SHARE: (u16, i64, &str) = (403, 1_063_004, "User has no share permission");
const DELETED: (u16, i64, &str) = (404, 1_063_005, "Resource is deleted");
const OK: (u16, i64, &str) = (200, 0, "success");

fn in_bin(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        bin(server, HANDBOOK).await;
        bin(server, FOLDER).await;
        (path, body)
    })
}

/// Only `full_access` may see and change collaborators.
fn closed(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let sql = "update document set settings = '{\"manage_collaborator_entity\":\"collaborator_full_access\"}' where token = $1";
        server.execute(sql, HANDBOOK).await;
        (path, body)
    })
}

/// 研发共享 holds as much as one level may.
fn crowded(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let sql = "with recursive n (n) as (select 1 union all select n + 1 from n where n < 1500) \
            insert into document (tenant, id, token, type, title, owner_kind, owner, folder, inherits, settings, deleted, created, updated) \
            select f.tenant, n, 'crowd' || n, 'docx', '', f.owner_kind, f.owner, f.id, 1, '{}', 0, 0, 0 \
            from n, document as f where f.token = $1";
        server.execute(sql, FOLDER).await;
        (path, body)
    })
}

/// The `open_id` of the handbook bot's people is not HR bridge's.
fn foreign(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let directory = server.directory("cli_c3d4e5f6a7b8c9d0").await;
        let users = directory["users"].as_array().unwrap();
        let wangwu = users.iter().find(|user| user["user_id"] == "wangwu").unwrap();
        let foreign = wangwu["open_id"].as_str().unwrap();
        let fill = |text: String| text.replace("FOREIGN", foreign);
        (fill(path), body.map(|body| serde_json::from_str(&fill(body.to_string())).unwrap()))
    })
}

fn create(cause: &'static str, kind: &str, body: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::POST, &members(HANDBOOK, "", kind), body, answer).by(LISI)
}

fn batch(cause: &'static str, list: &Value, answer: (u16, i64, &str)) -> Case {
    let path = members(HANDBOOK, "/batch_create", "docx");
    case(cause, Method::POST, &path, json!({"members": list}), answer).by(LISI)
}

fn update(cause: &'static str, id: &str, body: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::PUT, &members(HANDBOOK, &format!("/{id}"), "docx"), body, answer).by(LISI)
}

fn delete(cause: &'static str, kind: &str, id: &str, answer: (u16, i64, &str)) -> Case {
    let path = members(HANDBOOK, &format!("/{id}"), "docx") + "&member_type=" + kind;
    case(cause, Method::DELETE, &path, Value::Null, answer).by(LISI)
}

fn get(cause: &'static str, rest: &str, answer: (u16, i64, &str)) -> Case {
    let path = format!("/open-apis/drive/v1/permissions/{HANDBOOK}/members{rest}");
    case(cause, Method::GET, &path, Value::Null, answer).by(LISI)
}

fn with(mut member: Value, name: &str, value: Value) -> Value {
    member[name] = value;
    member
}

#[tokio::test]
async fn create_answers_as_the_contract_says() {
    let view = || user("gaoxiang", "view");
    let cases = vec![
        create("all is well", "docx", view(), OK),
        create("the type is missing", "", view(), INVALID),
        create("the type is unknown", "document", view(), INVALID),
        create("apps are no documents here", "apps", view(), INVALID),
        create("the type is not the true one", "sheet", view(), INVALID),
        create("the body is empty", "docx", Value::Null, INVALID),
        create("member_id is missing", "docx", json!({"member_type": "userid", "perm": "view"}), INVALID),
        create("member_id is no text", "docx", with(view(), "member_id", json!(7)), INVALID),
        create("member_type is unknown", "docx", with(view(), "member_type", json!("phone")), INVALID),
        create("perm is unknown", "docx", with(view(), "perm", json!("own")), INVALID),
        create("perm_type is unknown", "docx", with(view(), "perm_type", json!("tree")), INVALID),
        create("type contradicts member_type", "docx", with(view(), "type", json!("chat")), INVALID),
        create("nobody is called so", "docx", user("nobody", "view"), INVALID),
        create("the id is of another kind", "docx", with(view(), "member_type", json!("openid")), INVALID),
        create("there is no such group", "docx", group("g-nowhere", "view"), INVALID),
        create(
            "there are no chats",
            "docx",
            json!({"member_type": "openchat", "member_id": "oc_1", "perm": "view"}),
            INVALID,
        ),
        create(
            "there are no wiki spaces",
            "docx",
            json!({"member_type": "wikispaceid", "member_id": "7", "perm": "view", "type": "wiki_space_member"}),
            INVALID,
        ),
        create(
            "an open_id of another app",
            "docx",
            json!({"member_type": "openid", "member_id": "FOREIGN", "perm": "view"}),
            INVALID,
        )
        .after(foreign),
        case("there is no such document", Method::POST, &members("doxcnNowhere", "", "docx"), view(), INVALID).by(LISI),
        create("need_notification is no boolean", "docx&need_notification=maybe", view(), INVALID),
        create(
            "an app names a department",
            "docx",
            json!({"member_type": "opendepartmentid", "member_id": "0", "perm": "view"}),
            INVALID,
        )
        .by(Who::HrBridge),
        create("the document is in the bin", "docx", view(), DELETED).after(in_bin),
        create("the caller has no role", "docx", view(), DENIED).by(GAOXIANG),
        create("an app has no role", "docx", view(), DENIED).by(Who::HrBridge),
        create("more than the caller's own role", "docx", user("gaoxiang", "full_access"), DENIED).by(WANGWU),
        create("the settings ask for a higher role", "docx", view(), NO_SHARE).by(WANGWU).after(closed),
        create("the right goes before the member", "docx", user("nobody", "view"), DENIED).by(GAOXIANG),
        create("the owner is named", "docx", user("lisi", "view"), NOT_ALLOWED),
        create("a higher role is held already", "docx", group("g-oncall", "view"), NOT_ALLOWED),
    ];
    walk(&["drive.v1.permission_member.create"], cases).await;
}

#[tokio::test]
async fn batch_create_answers_as_the_contract_says() {
    let view = || user("gaoxiang", "view");
    let eleven: Vec<Value> = (0..11).map(|_| view()).collect();
    let cases = vec![
        batch("all is well", &json!([view()]), OK),
        batch("ten are allowed", &Value::from(eleven[..10].to_vec()), OK),
        batch("eleven are too many", &Value::from(eleven.clone()), INVALID),
        batch("nobody is named", &json!([]), INVALID),
        batch("members is no list", &json!("lisi"), INVALID),
        case("members is missing", Method::POST, &members(HANDBOOK, "/batch_create", "docx"), json!({}), INVALID)
            .by(LISI),
        batch(
            "one element lacks its perm",
            &json!([view(), {"member_type": "userid", "member_id": "linlin"}]),
            INVALID,
        ),
        batch("one element has an unknown perm", &json!([view(), user("linlin", "own")]), INVALID),
        batch(
            "an app names a department",
            &json!([view(), {"member_type": "opendepartmentid", "member_id": "0", "perm": "view"}]),
            INVALID,
        )
        .by(Who::HrBridge),
        batch("nobody is known", &json!([user("nobody", "view"), user("lisi", "view")]), INVALID),
        batch("the document is in the bin", &json!([view()]), INVALID).after(in_bin),
        batch("the caller has no role", &json!([view()]), DENIED).by(GAOXIANG),
        batch("one is to get more than the caller has", &json!([view(), user("linlin", "full_access")]), DENIED)
            .by(WANGWU),
        batch("the settings ask for a higher role", &json!([view()]), DENIED).by(WANGWU).after(closed),
        batch("only the owner is named", &json!([user("lisi", "edit"), user("nobody", "view")]), NOT_ALLOWED),
        batch("some succeed", &json!([user("nobody", "view"), view()]), OK),
    ];
    walk(&["drive.v1.permission_member.batch_create"], cases).await;
}

#[tokio::test]
async fn update_answers_as_the_contract_says() {
    let view = || json!({"member_type": "groupid", "perm": "view"});
    let person = || json!({"member_type": "userid", "perm": "view"});
    let cases = vec![
        update("all is well", "g-oncall", view(), OK),
        update("member_type is missing", "g-oncall", json!({"perm": "view"}), INVALID),
        update("perm is missing", "g-oncall", json!({"member_type": "groupid"}), INVALID),
        update("perm is unknown", "g-oncall", json!({"member_type": "groupid", "perm": "none"}), INVALID),
        update("nobody is called so", "nobody", person(), INVALID),
        update("the document is in the bin", "g-oncall", view(), DELETED).after(in_bin),
        update("the caller may only edit", "g-oncall", view(), DENIED).by(WANGWU),
        update("the caller has no role", "g-oncall", view(), DENIED).by(GAOXIANG),
        update("the owner is named", "lisi", person(), NOT_ALLOWED),
        update("the member is no collaborator", "gaoxiang", person(), NOT_ALLOWED),
        update("a member only through a group is none", "wangwu", person(), NOT_ALLOWED),
    ];
    walk(&["drive.v1.permission_member.update"], cases).await;
}

#[tokio::test]
async fn delete_answers_as_the_contract_says() {
    let cases = vec![
        delete("all is well", "groupid", "g-oncall", OK),
        delete("who is no collaborator is not removed", "userid", "gaoxiang", OK),
        delete("member_type is missing", "", "g-oncall", INVALID),
        delete("member_type is unknown", "team", "g-oncall", INVALID),
        delete("nobody is called so", "userid", "nobody", INVALID),
        delete("an app names a department", "opendepartmentid", "0", INVALID).by(Who::HrBridge),
        delete("the document is in the bin", "groupid", "g-oncall", DELETED).after(in_bin),
        delete("the caller has no role", "groupid", "g-oncall", DENIED).by(GAOXIANG),
        delete("the member's role is above the caller's", "groupid", "g-oncall", DENIED).by(SUNQI),
        delete("the settings ask for a higher role", "groupid", "g-oncall", NO_SHARE).by(WANGWU).after(closed),
        delete("the owner is named", "userid", "lisi", NOT_ALLOWED),
    ];
    walk(&["drive.v1.permission_member.delete"], cases).await;
}

#[tokio::test]
async fn list_and_auth_answer_as_the_contract_says() {
    let cases = vec![
        get("the list", "?type=docx", OK),
        get("unknown fields are ignored", "?type=docx&fields=colour,name", OK),
        get("the type is missing", "", INVALID),
        get("the type is not the true one", "?type=folder", INVALID),
        get("perm_type is unknown", "?type=docx&perm_type=tree", INVALID),
        get("the document is in the bin", "?type=docx", DELETED).after(in_bin),
        get("the caller has no role", "?type=docx", DENIED).by(GAOXIANG),
        get("the settings ask for a higher role", "?type=docx", DENIED).by(WANGWU).after(closed),
        get("the question", "/auth?type=docx&action=view", OK),
        get("no right is an answer, no error", "/auth?type=docx&action=view", OK).by(GAOXIANG),
        get("the action is missing", "/auth?type=docx", INVALID),
        get("the action is unknown", "/auth?type=docx&action=own", INVALID),
        get("the type is wrong", "/auth?type=sheet&action=view", INVALID),
        get("asked about what is in the bin", "/auth?type=docx&action=view", DELETED).after(in_bin),
    ];
    walk(&["drive.v1.permission_member.list", "drive.v1.permission_member.auth"], cases).await;
}

#[tokio::test]
async fn create_folder_answers_as_the_contract_says() {
    const PATH: &str = "/open-apis/drive/v1/files/create_folder";
    const PARAMS: (u16, i64, &str) = (400, 1_061_002, "params error.");
    let make = |cause, body, answer| case(cause, Method::POST, PATH, body, answer).by(ZHANGSAN);
    let named = |name: &str, folder: &str| json!({"name": name, "folder_token": folder});
    let cases = vec![
        make("all is well", named("新目录", ""), OK),
        make("in a folder", named("新目录", FOLDER), OK),
        make("256 bytes are allowed", named(&"a".repeat(256), ""), OK),
        make("257 bytes are too many", named(&"a".repeat(257), ""), PARAMS),
        make("86 Chinese characters are too many", named(&"中".repeat(86), ""), PARAMS),
        make("the name is empty", named("", ""), PARAMS),
        make("the name is missing", json!({"folder_token": ""}), PARAMS),
        make("folder_token is missing", json!({"name": "a"}), PARAMS),
        make("there is no such folder", named("a", "fldcnNowhere"), (404, 1_061_003, "not found.")),
        make("a document is no folder", named("a", NOTES), (404, 1_061_003, "not found.")),
        make("the caller may only read the folder", named("a", FOLDER), (403, 1_061_004, "forbidden.")).by(SUNQI),
        make("an app has no role on the folder", named("a", FOLDER), (403, 1_061_004, "forbidden.")).by(Who::HrBridge),
        make("the folder is in the bin", named("a", FOLDER), (404, 1_061_007, "file has been delete.")).after(in_bin),
        make("the folder is full", named("a", FOLDER), (400, 1_062_507, "parent node out of sibling num."))
            .after(crowded),
    ];
    walk(&["drive.v1.file.create_folder"], cases).await;
}
