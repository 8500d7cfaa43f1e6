//! Every cause and the answer it must get.

use http::Method;
use menjin_testkit::{
    TestServer, Who,
    contract::{Arranged, Case, case, walk},
};
use serde_json::{Value, json};

use super::{GROUP, LIMITED, limit, sql, user};

const DYNAMIC: &str = "/open-apis/contact/v3/group/g-infra-dyn";
const ONCALL: &str = "/open-apis/contact/v3/group/g-oncall";
const EMPTY: &str = "/open-apis/contact/v3/group/g-empty";
const NOWHERE: &str = "/open-apis/contact/v3/group/g-nowhere";

const UNKNOWN: (u16, i64, &str) = (400, 42_002, "invalid group_id");
const TYPE: (u16, i64, &str) = (400, 42_003, "group type invalid");
const FIELD: (u16, i64, &str) = (400, 99_992_402, "field validation failed");
const MEMBER_TYPE: (u16, i64, &str) = (400, 41_074, "invalid member_type");
const MEMBER_ID_TYPE: (u16, i64, &str) = (400, 41_071, "invalid member_id_type");
const MISMATCH: (u16, i64, &str) = (400, 41_072, "member_type not match member_id_type");
const MEMBER: (u16, i64, &str) = (400, 41_073, "invalid member_id");
const NO_USER: (u16, i64, &str) = (403, 41_050, "no user authority error");
const NO_GROUP: (u16, i64, &str) = (403, 42_009, "no user group authority error");
const PAGE_SIZE: (u16, i64, &str) = (400, 40_011, "page size is invalid");
const PAGE_TOKEN: (u16, i64, &str) = (400, 40_012, "page token is invalid error");

/// The app that calls sees little.
fn limited(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        limit(server).await;
        (path, body)
    })
}

fn with_resigned_lisi(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        sql(server, "update user set resigned = 1 where user_id = 'lisi'").await;
        (path, body)
    })
}

fn with_a_full_group(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        sql(server, "update user_group set user_count = 100000 where group_id = 'g-empty'").await;
        (path, body)
    })
}

fn with_500_groups(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        sql(
            server,
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 492) \
             insert into user_group select 1, 9000000000 + i, 'x' || i, 'x' || i, '', 1, 'null', 0, 0, 0, 0 from n",
        )
        .await;
        (path, body)
    })
}

fn with_an_open_id_of_another_app(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let directory = server.directory("cli_b2c3d4e5f6a7b8c9").await;
        let foreign = directory["users"][0]["open_id"].as_str().unwrap().to_owned();
        (path.replace("FOREIGN", &foreign), body.map(|_| json!({"member_id_type": "open_id", "member_id": foreign})))
    })
}

fn post(cause: &'static str, path: &str, body: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::POST, path, body, answer)
}

fn patch(cause: &'static str, path: &str, body: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::PATCH, path, body, answer)
}

fn get(cause: &'static str, path: &str, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::GET, path, Value::Null, answer)
}

fn delete(cause: &'static str, path: &str, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::DELETE, path, Value::Null, answer)
}

#[tokio::test]
async fn groups_answer_what_their_pages_say() {
    let bad_type = (
        400,
        9499,
        "Invalid parameter type in json: name. Invalid parameter value: 7. Please check and modify accordingly.",
    );
    let mut cases = vec![
        post("the range is not everyone", GROUP, json!({"name": ""}), (403, 42_010, "not has all authority error"))
            .by(LIMITED)
            .after(limited),
        post("the name is absent", GROUP, json!({}), FIELD),
        post("the name is null", GROUP, json!({"name": null}), FIELD),
        post("the name is a number", GROUP, json!({"name": 7}), bad_type),
        post("the name is empty", GROUP, json!({"name": ""}), (400, 42_001, "group name empty")),
        post("the name is blank", GROUP, json!({"name": " \u{200B}\t"}), (400, 42_001, "group name empty")),
        post(
            "the name is too long",
            GROUP,
            json!({"name": "组".repeat(101)}),
            (400, 42_013, "group name exceed limit"),
        ),
        post(
            "the description is too long",
            GROUP,
            json!({"name": "a", "description": "组".repeat(501), "type": 2}),
            (400, 42_014, "group description exceed limit"),
        ),
        post("a dynamic group", GROUP, json!({"name": "a", "type": 2, "group_id": "g 1"}), TYPE),
        post("the id has a blank", GROUP, json!({"name": "a", "group_id": "g 1"}), (400, 42_002, "group_id invalid")),
        post("the id is empty", GROUP, json!({"name": "a", "group_id": ""}), (400, 42_002, "group_id invalid")),
        post(
            "the id is too long",
            GROUP,
            json!({"name": "a", "group_id": "g".repeat(65)}),
            (400, 42_002, "group_id invalid"),
        ),
        post(
            "the id is a word of the address",
            GROUP,
            json!({"name": "a", "group_id": "simplelist"}),
            (400, 42_002, "group_id invalid"),
        ),
        post(
            "the id is taken",
            GROUP,
            json!({"name": "值班组", "group_id": "g-oncall"}),
            (400, 47_005, "duplicate group id error"),
        ),
        post("the name is taken", GROUP, json!({"name": "值班组"}), (400, 47_009, "duplicated name error")),
        post(
            "the name is a dynamic group's",
            GROUP,
            json!({"name": "基础架构动态组"}),
            (400, 47_009, "duplicated name error"),
        ),
        post("there are 500", GROUP, json!({"name": "a"}), (400, 42_016, "user group number exceed limit"))
            .after(with_500_groups),
        patch("unknown", NOWHERE, json!({"name": " "}), UNKNOWN),
        patch("dynamic", DYNAMIC, json!({"name": " "}), TYPE),
        patch("out of range", ONCALL, json!({"name": " "}), (403, 42_009, "no userGroup authority error"))
            .by(LIMITED)
            .after(limited),
        patch("the name is blank", ONCALL, json!({"name": " "}), (400, 40_001, "parameter invalid")),
        patch(
            "the name is too long",
            ONCALL,
            json!({"name": "组".repeat(101)}),
            (400, 42_013, "group name exceed limit"),
        ),
        patch(
            "the description is too long",
            ONCALL,
            json!({"name": "薪酬小组", "description": "组".repeat(501)}),
            (400, 42_014, "group description exceed limit"),
        ),
        patch("the name is taken", ONCALL, json!({"name": "薪酬小组"}), (400, 47_009, "duplicated name error")),
        get("unknown", NOWHERE, UNKNOWN),
        get("out of range", ONCALL, NO_GROUP).by(LIMITED).after(limited),
        get("an id type that is none", "/open-apis/contact/v3/group/g-oncall?user_id_type=email", FIELD),
        delete("the range is not everyone", NOWHERE, NO_GROUP).by(LIMITED).after(limited),
        delete("unknown", NOWHERE, UNKNOWN),
        delete("dynamic", DYNAMIC, TYPE),
        delete("has people", ONCALL, (400, 42_017, "group has member not allow delete")),
        delete(
            "has a department",
            "/open-apis/contact/v3/group/g-rd-all",
            (400, 42_017, "group has member not allow delete"),
        ),
    ];
    for (cause, query, answer) in [
        ("a type that is none", "type=3&page_size=0", FIELD),
        ("a size of 0", "page_size=0", PAGE_SIZE),
        ("a size of 101", "page_size=101", PAGE_SIZE),
        (
            "a size that is no number",
            "page_size=ten",
            (
                400,
                9499,
                "Invalid parameter type in query: page_size. Invalid parameter value: ten. Please check and modify accordingly.",
            ),
        ),
        ("a token that is none", "page_token=x", PAGE_TOKEN),
    ] {
        cases.push(get(cause, &format!("{GROUP}/simplelist?{query}"), answer));
    }
    for (cause, query, answer) in [
        ("nobody named", "member_id_type=email", FIELD),
        ("an id type that is none", "member_id=x&member_id_type=email", MEMBER_ID_TYPE),
        ("nobody", "member_id=x&member_id_type=user_id&group_type=3", MEMBER),
        ("a group type that is none", "member_id=lisi&member_id_type=user_id&group_type=3&page_size=0", MEMBER_TYPE),
        ("a type that is none", "member_id=lisi&member_id_type=user_id&type=3", MEMBER_TYPE),
        ("a size of 1001", "member_id=lisi&member_id_type=user_id&page_size=1001&page_token=x", PAGE_SIZE),
        (
            "a token that is none",
            "member_id=lisi&member_id_type=user_id&page_token=x",
            (400, 40_012, "page token is invalid"),
        ),
    ] {
        cases.push(get(cause, &format!("{GROUP}/member_belong?{query}"), answer));
    }
    let belong = |query: &str| format!("{GROUP}/member_belong?{query}");
    cases.push(
        get("an open_id of another app", &belong("member_id=FOREIGN"), MEMBER).after(with_an_open_id_of_another_app),
    );
    cases.push(
        get("out of range", &belong("member_id=gaoxiang&member_id_type=user_id"), NO_USER).by(LIMITED).after(limited),
    );
    walk(&["contact.v3.group."], cases).await;
}

#[tokio::test]
async fn members_answer_what_their_pages_say() {
    let lisi = json!({"member_id_type": "user_id", "member_id": "lisi"});
    let with = |field: &str, value: &str| {
        let mut body = lisi.clone();
        body[field] = json!(value);
        body
    };
    let at = |group: &str, call: &str| format!("{group}/member/{call}");
    let batch = |members: &[Value]| json!({"members": members});
    let mut cases = vec![
        post("left", &at(EMPTY, "add"), lisi.clone(), (400, 42_006, "user has resigned error"))
            .after(with_resigned_lisi),
        post("member already", &at(ONCALL, "add"), lisi.clone(), (400, 42_005, "member exist in group error")),
        post("full", &at(EMPTY, "add"), lisi.clone(), (400, 42_012, "group member user reached the upper limit"))
            .after(with_a_full_group),
        post("no id type", &at(EMPTY, "add"), json!({"member_id": "lisi"}), FIELD),
        post(
            "out of range",
            &at(ONCALL, "batch_add"),
            batch(&[user("lisi")]),
            (403, 42_009, "no user group authority"),
        )
        .by(LIMITED)
        .after(limited),
        post("out of range", &at(ONCALL, "batch_remove"), batch(&[user("lisi")]), (403, 42_009, "no group authority"))
            .by(LIMITED)
            .after(limited),
        post("a member out of range", &at(EMPTY, "batch_remove"), batch(&[user("gaoxiang")]), NO_USER)
            .by(LIMITED)
            .after(limited),
        post(
            "some refused",
            &at(ONCALL, "batch_remove"),
            batch(&[user("nobody"), user("lisi")]),
            (400, 40_022, "partial failed, see Results field for more details"),
        ),
        post("nobody", &at(ONCALL, "batch_remove"), batch(&[user("nobody")]), MEMBER),
        post(
            "a department",
            &at(ONCALL, "batch_remove"),
            batch(&[json!({"member_id": "rd", "member_type": "department"})]),
            MEMBER_TYPE,
        ),
        post(
            "no id type",
            &at(ONCALL, "batch_remove"),
            batch(&[json!({"member_id": "lisi", "member_type": "user"})]),
            MEMBER_ID_TYPE,
        ),
        post(
            "the first refusal counts",
            &at(ONCALL, "batch_remove"),
            batch(&[json!({"member_id": "lisi", "member_type": "user"}), user("nobody")]),
            MEMBER_ID_TYPE,
        ),
    ];
    for call in ["add", "remove"] {
        cases.push(post("unknown", &at(NOWHERE, call), with("member_type", "x"), UNKNOWN));
        cases.push(post("dynamic", &at(DYNAMIC, call), with("member_type", "x"), TYPE));
        cases.push(
            post("out of range", &at(ONCALL, call), with("member_type", "x"), NO_GROUP).by(LIMITED).after(limited),
        );
        cases.push(post("a department", &at(EMPTY, call), with("member_type", "department"), MEMBER_TYPE));
        cases.push(post("no kind of member", &at(EMPTY, call), with("member_type", ""), MEMBER_TYPE));
        cases.push(post("an id type that is none", &at(EMPTY, call), with("member_id_type", "email"), MEMBER_ID_TYPE));
        cases.push(post(
            "an id type of departments",
            &at(EMPTY, call),
            with("member_id_type", "department_id"),
            MISMATCH,
        ));
        cases.push(post("nobody", &at(EMPTY, call), with("member_id", "nobody"), MEMBER));
        cases.push(
            post("an open_id of another app", &at(EMPTY, call), json!({}), MEMBER)
                .after(with_an_open_id_of_another_app),
        );
        cases.push(
            post("a person out of range", &at(EMPTY, call), with("member_id", "gaoxiang"), NO_USER)
                .by(LIMITED)
                .after(limited),
        );
        cases.push(post("no id", &at(EMPTY, call), json!({"member_id_type": "user_id"}), FIELD));
    }
    for call in ["batch_add", "batch_remove"] {
        cases.push(post("unknown", &at(NOWHERE, call), batch(&[user("lisi")]), UNKNOWN));
        cases.push(post("dynamic", &at(DYNAMIC, call), batch(&[user("lisi")]), TYPE));
        cases.push(post("no list", &at(NOWHERE, call), json!({}), FIELD));
        cases.push(post("an empty list", &at(NOWHERE, call), batch(&[]), FIELD));
        cases.push(post("101 members", &at(NOWHERE, call), batch(&vec![user("lisi"); 101]), FIELD));
        cases.push(post("a member without id", &at(NOWHERE, call), batch(&[json!({"member_type": "user"})]), FIELD));
        cases.push(post("a member without type", &at(NOWHERE, call), batch(&[json!({"member_id": "lisi"})]), FIELD));
    }
    let members = |group: &str, query: &str| format!("{group}/member/simplelist?{query}");
    for (cause, group, query, answer) in [
        ("a size of 101", NOWHERE, "page_size=101&page_token=x", PAGE_SIZE),
        ("a token that is none", NOWHERE, "page_token=x", PAGE_TOKEN),
        ("unknown", NOWHERE, "member_type=x", UNKNOWN),
        ("a type that is none", ONCALL, "member_type=x&member_id_type=x", MEMBER_TYPE),
        ("an id type that is none", ONCALL, "member_id_type=email", MEMBER_ID_TYPE),
        (
            "an id type that is none, of departments",
            ONCALL,
            "member_type=department&member_id_type=email",
            MEMBER_ID_TYPE,
        ),
        ("people by department_id", ONCALL, "member_id_type=department_id", MISMATCH),
        ("people by open_department_id", ONCALL, "member_id_type=open_department_id", MISMATCH),
        ("departments by union_id", ONCALL, "member_type=department&member_id_type=union_id", MISMATCH),
        ("departments by user_id", ONCALL, "member_type=department&member_id_type=user_id", MISMATCH),
    ] {
        cases.push(get(cause, &members(group, query), answer));
    }
    cases.push(get("out of range", &members(ONCALL, ""), NO_GROUP).by(LIMITED).after(limited));
    walk(&["contact.v3.group_member."], cases).await;
}

#[tokio::test]
async fn people_cannot_call_and_apps_need_the_scope() {
    let server = TestServer::start().await;
    let answer = server.send(&Who::Person("lisi"), Method::GET, ONCALL, None).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, 99_991_668), "{answer}");
    let answer = server.send(&Who::DoorDesk, Method::GET, ONCALL, None).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, 99_991_672), "{answer}");
    server.stop().await;
}
