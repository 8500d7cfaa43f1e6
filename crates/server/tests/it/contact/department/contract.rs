//! Every code that the pages of departments document, and what provokes it.

use http::Method;
use menjin_testkit::{
    TestServer, Who,
    contract::{Arranged, Case, case, walk},
};
use serde_json::{Value, json};

use super::{A_THOUSAND, IDS};
use crate::contact::{door_desk_may_all, sql};

const DEPARTMENTS: &str = "/open-apis/contact/v3/departments";

/// Creating a department below 研发中心, with these fields beside the required ones or instead of them.
fn create(cause: &'static str, fields: Value, answer: (u16, i64, &str)) -> Case {
    let mut body = json!({"name": "新部门", "parent_department_id": "rd"});
    if let Value::Object(fields) = fields {
        for (name, value) in fields {
            body[name] = value;
        }
    }
    case(cause, Method::POST, &format!("{DEPARTMENTS}?{IDS}"), body, answer)
}

fn patch(cause: &'static str, which: &str, fields: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::PATCH, &format!("{DEPARTMENTS}/{which}?{IDS}"), fields, answer)
}

fn delete(cause: &'static str, which: &str, answer: (u16, i64, &str)) -> Case {
    let path = format!("{DEPARTMENTS}/{which}?department_id_type=department_id");
    case(cause, Method::DELETE, &path, Value::Null, answer)
}

fn get(cause: &'static str, rest: &str, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::GET, &format!("{DEPARTMENTS}/{rest}"), Value::Null, answer)
}

fn lisi_has_left(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let _ = server.delete("/open-apis/contact/v3/users/lisi?user_id_type=user_id").await.ok();
        (path, body)
    })
}

fn token_was_used(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let _ = server.post(&path, json!({"name": "另一个", "parent_department_id": "rd"})).await.ok();
        (path, body)
    })
}

fn it_has_a_thousand(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        sql(server, &[A_THOUSAND]).await;
        (path, body)
    })
}

fn it_has_a_thousand_and_one(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        sql(server, &[A_THOUSAND, "update department set parent = 1001 where id = 1002"]).await;
        let below = json!({"name": "y", "parent_department_id": "x1"});
        let _ = server.post(&format!("{DEPARTMENTS}?{IDS}"), below).await.ok();
        (path, body)
    })
}

/// 质量 is called so in English too.
fn qa_is_called_so(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let name = json!({"i18n_name": {"en_us": "Quality"}});
        let _ = server.patch(&format!("{DEPARTMENTS}/rd-qa?{IDS}"), name).await.ok();
        (path, body)
    })
}

/// A chain of 25 levels: 财务部, below it c2, below it c3, and so on.
fn finance_is_deep(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let mut parent = "finance".to_owned();
        for level in 2..=25 {
            let id = format!("c{level}");
            let body = json!({"name": "层", "parent_department_id": parent, "department_id": id});
            let _ = server.post(&format!("{DEPARTMENTS}?{IDS}"), body).await.ok();
            parent = id;
        }
        (path, body)
    })
}

#[tokio::test]
async fn creating_answers_as_documented() {
    let many = vec!["lisi"; 501];
    let main = |id: &str| json!({"leaderType": 1, "leaderID": id});
    walk(
        &["contact.v3.department.create"],
        vec![
            create("no name", json!({"name": null}), (400, 99_992_402, "field validation failed")),
            create("no parent", json!({"parent_department_id": null}), (400, 99_992_402, "field validation failed")),
            create("an empty name", json!({"name": ""}), (401, 40016, "dept name can not be nul error")),
            create(
                "an empty parent",
                json!({"parent_department_id": ""}),
                (400, 44101, "miss parent department id error"),
            ),
            create("an unknown parent", json!({"parent_department_id": "x"}), (400, 40015, "department not exist")),
            create("the parent is out of range", json!({}), (403, 40014, "no parent dept authority error"))
                .by(Who::DoorDesk)
                .after(door_desk_may_all),
            create(
                "the root needs everyone",
                json!({"parent_department_id": "0"}),
                (403, 40004, "no dept authority error"),
            )
            .by(Who::DoorDesk)
            .after(door_desk_may_all),
            create(
                "an id like a made one",
                json!({"department_id": "od-1"}),
                (400, 43008, "custom dept id invalid error"),
            ),
            create("the id of the root", json!({"department_id": "0"}), (400, 43008, "custom dept id invalid error")),
            create("an id with a blank", json!({"department_id": "a b"}), (400, 43008, "custom dept id invalid error")),
            create("a taken id", json!({"department_id": "hr"}), (400, 43007, "duplicated department custom id error")),
            create("a neighbour's name", json!({"name": "质量"}), (400, 43022, "department name duplicate")),
            create("a name with a separator", json!({"name": "a/b"}), (400, 43029, "dept name not contain separator")),
            create(
                "a foreign name with a separator",
                json!({"i18n_name": {"en_us": "a/b"}}),
                (400, 43029, "dept name not contain separator"),
            ),
            create(
                "a neighbour's foreign name",
                json!({"i18n_name": {"en_us": "Quality"}}),
                (400, 43018, "duplicate i18n name"),
            )
            .after(qa_is_called_so),
            create("a taken place", json!({"order": "1"}), (400, 43005, "duplicate order error")),
            create("a taken place, as a number", json!({"order": 1}), (400, 43005, "duplicate order error")),
            create("no place", json!({"order": "x"}), (400, 40018, "param error")),
            create("a place below 0", json!({"order": "-1"}), (400, 40018, "param error")),
            create(
                "a full parent",
                json!({"parent_department_id": "it"}),
                (400, 43013, "dept too many children error"),
            )
            .after(it_has_a_thousand),
            create("26 levels", json!({"parent_department_id": "c25"}), (400, 43019, "exceed dept max level"))
                .after(finance_is_deep),
            create("the leader is nobody", json!({"leader_user_id": "x"}), (400, 41012, "user id invalid error")),
            create("the leader has left", json!({"leader_user_id": "lisi"}), (400, 42006, "user has resigned error"))
                .after(lisi_has_left),
            create("two main leaders", json!({"leaders": [main("lisi"), main("wangwu")]}), (400, 40018, "param error")),
            create(
                "no main leader",
                json!({"leaders": [{"leaderType": 2, "leaderID": "lisi"}]}),
                (400, 40018, "param error"),
            ),
            create(
                "another main leader",
                json!({"leaders": [main("lisi")], "leader_user_id": "wangwu"}),
                (400, 40018, "param error"),
            ),
            create("a leader without an id", json!({"leaders": [{"leaderType": 1}]}), (400, 40018, "param error")),
            create("two units", json!({"unit_ids": ["1", "2"]}), (400, 43004, "illegal unit error")),
            create(
                "no kind of employee",
                json!({"group_chat_employee_types": [0]}),
                (400, 43026, "employee type is not valid"),
            ),
            create("501 HR partners", json!({"department_hrbps": many}), (400, 43028, "invalid department hrbps")),
            create(
                "an HR partner is nobody",
                json!({"department_hrbps": ["x"]}),
                (400, 43028, "invalid department hrbps"),
            ),
            case(
                "the token came with other parameters",
                Method::POST,
                &format!("{DEPARTMENTS}?{IDS}&client_token=t-1"),
                json!({"name": "新部门", "parent_department_id": "rd"}),
                (400, 40021, "no a same request error"),
            )
            .after(token_was_used),
        ],
    )
    .await;
}

#[tokio::test]
async fn changing_answers_as_documented() {
    let main = |id: &str| json!({"leaderType": 1, "leaderID": id});
    walk(
        &["contact.v3.department.patch"],
        vec![
            patch("the root", "0", json!({"name": "x"}), (400, 40002, "process root dept error")),
            patch("out of range", "rd", json!({"name": "x"}), (403, 40004, "no dept authority error"))
                .by(Who::DoorDesk)
                .after(door_desk_may_all),
            patch(
                "a new parent out of range",
                "admin-office",
                json!({"parent_department_id": "rd"}),
                (403, 40014, "no parent dept authority error"),
            )
            .by(Who::DoorDesk)
            .after(door_desk_may_all),
            patch(
                "an unknown parent",
                "rd-qa",
                json!({"parent_department_id": "x"}),
                (400, 40015, "department not exist"),
            ),
            patch("an empty parent", "rd-qa", json!({"parent_department_id": ""}), (400, 40001, "param error")),
            patch("below itself", "rd", json!({"parent_department_id": "rd"}), (400, 40001, "param error")),
            patch("below a child", "rd", json!({"parent_department_id": "rd-qa"}), (400, 40001, "param error")),
            patch("a blank name", "rd-qa", json!({"name": " "}), (400, 40001, "param error")),
            patch("a long name", "rd-qa", json!({"name": "长".repeat(256)}), (400, 40001, "param error")),
            patch(
                "a neighbour's name",
                "rd-qa",
                json!({"name": "应用研发"}),
                (400, 43022, "department name duplicate"),
            ),
            patch(
                "a name with a separator",
                "rd-qa",
                json!({"name": "a/b"}),
                (400, 43029, "dept name not contain separator"),
            ),
            patch(
                "a neighbour's foreign name",
                "rd-app",
                json!({"i18n_name": {"en_us": "Quality"}}),
                (400, 43018, "duplicate i18n name"),
            )
            .after(qa_is_called_so),
            patch("a taken place", "rd-qa", json!({"order": "1"}), (400, 43005, "duplicate order error")),
            patch(
                "a full parent",
                "hr",
                json!({"parent_department_id": "it"}),
                (400, 43013, "dept too many children error"),
            )
            .after(it_has_a_thousand),
            patch("26 levels", "hr", json!({"parent_department_id": "c25"}), (400, 43019, "exceed dept max level"))
                .after(finance_is_deep),
            patch(
                "26 levels with what lies below",
                "rd",
                json!({"parent_department_id": "c24"}),
                (400, 43019, "exceed dept max level"),
            )
            .after(finance_is_deep),
            patch(
                "a leader twice",
                "rd-qa",
                json!({"leaders": [main("lisi"), main("lisi")]}),
                (400, 43016, "leaders is repeat"),
            ),
            patch("the leader is nobody", "rd-qa", json!({"leader_user_id": "x"}), (400, 40001, "param error")),
            patch(
                "no kind of employee",
                "rd-qa",
                json!({"group_chat_employee_types": [0]}),
                (400, 43026, "employee type is not valid"),
            ),
            patch(
                "an HR partner is nobody",
                "rd-qa",
                json!({"department_hrbps": ["x"]}),
                (400, 43028, "invalid department hrbps"),
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn deleting_answers_as_documented() {
    walk(
        &["contact.v3.department.delete"],
        vec![
            delete("people belong to it", "rd-qa", (400, 43011, "delete has member dept error")),
            delete("departments lie below it", "sales", (400, 43012, "delete has sub dept department error")),
            delete("the root", "0", (400, 40002, "process root dept error")),
            delete("out of range", "rd-qa", (403, 40004, "no dept authority error"))
                .by(Who::DoorDesk)
                .after(door_desk_may_all),
            delete("the parent is out of range", "admin-office", (403, 40014, "no parent dept authority error"))
                .by(Who::DoorDesk)
                .after(door_desk_may_all),
        ],
    )
    .await;
}

#[tokio::test]
async fn reading_answers_as_documented() {
    let custom = "department_id_type=department_id";
    walk(
        &["contact.v3.department.get", "contact.v3.department.children"],
        vec![
            get("out of range", &format!("rd?{custom}"), (403, 40004, "no dept authority error")).by(Who::DoorDesk),
            get("the root needs everyone", "0", (403, 40004, "no dept authority error")).by(Who::DoorDesk),
            get("no such department", &format!("nobody?{custom}"), (400, 40015, "department not exist")),
            get("no such made id", "od-1", (400, 40015, "department not exist")),
            get("an empty page", &format!("rd/children?{custom}&page_size=0"), (400, 40011, "page size is invalid")),
            get(
                "a page too large",
                &format!("rd/children?{custom}&page_size=51"),
                (400, 40011, "page size is invalid"),
            ),
            get("no token", &format!("rd/children?{custom}&page_token=x"), (400, 40012, "page token is invalid error")),
            get("below one out of range", &format!("rd/children?{custom}"), (403, 40004, "no dept authority error"))
                .by(Who::DoorDesk),
            get(
                "too many for a person",
                &format!("it/children?{custom}&fetch_child=true"),
                (400, 43010, "big dept forbid recursion error"),
            )
            .by(Who::Person("lisi"))
            .after(it_has_a_thousand_and_one),
        ],
    )
    .await;
}
