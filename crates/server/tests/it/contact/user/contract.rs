//! Every code that the pages of people document, and what provokes it.

use http::Method;
use menjin_testkit::{
    TestServer, Who,
    contract::{Arranged, Case, case, walk},
};
use serde_json::{Value, json};

use super::{IDS, newcomer};
use crate::contact::{door_desk_may_all, sql};

const USERS: &str = "/open-apis/contact/v3/users";

fn create(cause: &'static str, fields: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::POST, &format!("{USERS}?{IDS}"), newcomer(fields), answer)
}

fn patch(cause: &'static str, who: &str, fields: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::PATCH, &format!("{USERS}/{who}?{IDS}"), fields, answer)
}

fn delete(cause: &'static str, who: &str, body: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::DELETE, &format!("{USERS}/{who}?user_id_type=user_id"), body, answer)
}

fn get(cause: &'static str, rest: &str, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::GET, &format!("{USERS}/{rest}"), Value::Null, answer)
}

/// A text of so many characters.
fn long(length: usize) -> String {
    "长".repeat(length)
}

fn wangwu_has_left(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let _ = server.delete(&format!("{USERS}/wangwu?user_id_type=user_id")).await.ok();
        (path, body)
    })
}

fn wangwu_has_a_number(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let change = json!({"employee_no": "0007"});
        let _ = server.patch(&format!("{USERS}/wangwu?user_id_type=user_id"), change).await.ok();
        (path, body)
    })
}

fn token_was_used(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let _ = server.post(&path, newcomer(json!({"name": "另一个"}))).await.ok();
        (path, body)
    })
}

fn design_is_full(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    const FILL: &str = "insert into user_department (tenant, department, user, user_order, department_order, is_primary) \
        with recursive n (i) as (select 1 union all select i + 1 from n where i < 10000) \
        select d.tenant, d.id, i, 0, 0, 0 from n, department as d where d.department_id = 'design'";
    Box::pin(async move {
        sql(server, &[FILL]).await;
        (path, body)
    })
}

#[tokio::test]
async fn creating_answers_as_documented() {
    let mut cases = written("create", &|cause, fields, answer| create(cause, fields, answer));
    cases.extend([
        create("a department is unknown", json!({"department_ids": ["x"]}), (403, 40004, "no dept authority error")),
        create(
            "a department is out of range",
            json!({"department_ids": ["rd"]}),
            (403, 40004, "no dept authority error"),
        )
        .by(Who::DoorDesk)
        .after(door_desk_may_all),
        create("the root needs everyone", json!({"department_ids": ["0"]}), (403, 40004, "no dept authority error"))
            .by(Who::DoorDesk)
            .after(door_desk_may_all),
        case(
            "the token came with other parameters",
            Method::POST,
            &format!("{USERS}?{IDS}&client_token=t-1"),
            newcomer(json!({})),
            (400, 40021, "no a same request error"),
        )
        .after(token_was_used),
        create("the id is taken", json!({"user_id": "lisi"}), (400, 41011, "user id already exist error")),
        create("the id has a blank", json!({"user_id": "a b"}), (400, 41012, "user id invalid error")),
        create("the id is empty", json!({"user_id": ""}), (400, 41012, "user id invalid error")),
        create("the id is too long", json!({"user_id": long(65)}), (400, 41012, "user id invalid error")),
        create(
            "the leader is the newcomer",
            json!({"user_id": "xin", "leader_user_id": "xin"}),
            (400, 41030, "set leader to oneself error"),
        ),
        create("the leader is nobody", json!({"leader_user_id": "x"}), (400, 44022, "leaderID is Invalid")),
        create("the leader has left", json!({"leader_user_id": "wangwu"}), (400, 44021, "leader is resigned"))
            .after(wangwu_has_left),
        create("a negative time", json!({"join_time": -1}), (400, 40001, "param error")),
        create("a store of text", json!({"geo": long(256)}), (400, 40001, "param error")),
    ]);
    walk(&["contact.v3.user.create"], cases).await;
}

#[tokio::test]
async fn changing_answers_as_documented() {
    let mut cases = written("patch", &|cause, fields, answer| patch(cause, "lisi", fields, answer));
    cases.extend([
        patch("out of range", "lisi", json!({"name": "李"}), (400, 41050, "no user authority error"))
            .by(Who::DoorDesk)
            .after(door_desk_may_all),
        patch(
            "a department is out of range",
            "dengchao",
            json!({"department_ids": ["rd"]}),
            (403, 40004, "no dept authority error"),
        )
        .by(Who::DoorDesk)
        .after(door_desk_may_all),
        patch(
            "a department is unknown",
            "lisi",
            json!({"department_ids": ["x"]}),
            (400, 44035, "departmentID is invaild"),
        ),
        patch("people change names only", "lisi", json!({"city": "北京"}), (403, 41056, "no field authority error"))
            .by(Who::Person("lisi")),
        patch("the person has left", "wangwu", json!({"name": "王"}), (400, 42006, "user has resigned error"))
            .after(wangwu_has_left),
        patch(
            "orders alone",
            "lisi",
            json!({"orders": [{"department_id": "rd-infra"}]}),
            (400, 44002, "update order must update department together"),
        ),
        patch(
            "a manager is frozen",
            "dengchao",
            json!({"is_frozen": true}),
            (400, 44036, "freeze tenant founder is forbidden"),
        ),
        patch(
            "their own leader",
            "lisi",
            json!({"leader_user_id": "lisi"}),
            (400, 41030, "set leader to oneself error"),
        ),
        patch("the leader is nobody", "lisi", json!({"leader_user_id": "x"}), (400, 40001, "param error")),
        patch("the leader has left", "lisi", json!({"leader_user_id": "wangwu"}), (400, 40001, "param error"))
            .after(wangwu_has_left),
        patch("the person is unknown", "nobody", json!({}), (400, 99_992_360, UNKNOWN)),
    ]);
    walk(&["contact.v3.user.patch"], cases).await;
}

const UNKNOWN: &str = "The request you send is not a valid {user_id} or not exists, and the example value is {3e3****96b}. \
                       Invalid ids: [nobody] . Please see field_violations for details and refer to API documentation to \
                       correct accordingly and resubmit";

/// Makes a case of one of the two calls: cause, fields, answer.
type Make = dyn Fn(&'static str, Value, (u16, i64, &str)) -> Case;

/// What both calls refuse in what is written about a person.
fn written(call: &str, make: &Make) -> Vec<Case> {
    let departments: Vec<String> = (0..51).map(|number| format!("d{number}")).collect();
    let infra = json!(["rd-infra"]);
    let mut cases = vec![
        make("the city is too long", json!({"city": long(101)}), (400, 40001, "param error")),
        make("another leader is nobody", json!({"dotted_line_leader_user_ids": ["x"]}), (400, 40001, "param error")),
        make("the number is taken", json!({"mobile": "13800000003"}), (400, 41001, "mobile has already exist error")),
        make(
            "the address is taken",
            json!({"email": "wangwu@example.com"}),
            (400, 41002, "email has already exist error"),
        ),
        make("the number is too short", json!({"mobile": "1380000000"}), (400, 41004, "mobile is invalid error")),
        make("no mail address", json!({"email": "a@b"}), (400, 41005, "email is invalid error")),
        make("the name is blank", json!({"name": " \u{200B}"}), (400, 41006, "no user name error")),
        make("the number is empty", json!({"mobile": ""}), (400, 41010, "no mobile error")),
        make("no department", json!({"department_ids": []}), (400, 41017, "department is required error")),
        make(
            "orders of another department",
            json!({"department_ids": infra, "orders": [{"department_id": "it"}]}),
            (400, 41025, "order department invalid error"),
        ),
        make(
            "orders twice of one department",
            json!({"department_ids": infra, "orders": [{"department_id": "rd-infra"}, {"department_id": "rd-infra"}]}),
            (400, 41025, "order department invalid error"),
        ),
        make(
            "51 departments",
            json!({"department_ids": departments}),
            (400, 41033, "user in too many departments  error"),
        ),
        make("no such gender", json!({"gender": 4}), (400, 41038, "gender is invalid error")),
        make(
            "the employee number is too long",
            json!({"employee_no": long(256)}),
            (400, 41043, "employee id is invalid error"),
        ),
        make("no such kind of employee", json!({"employee_type": 6}), (400, 41059, "invalid employee type error")),
        make(
            "the job title is too long",
            json!({"job_title": long(256)}),
            (400, 41063, "job_title length exceed 100 character"),
        ),
        make("the name is too long", json!({"name": long(256)}), (400, 41070, "name length exceed 255 character")),
        make(
            "the English name is too long",
            json!({"en_name": long(256)}),
            (400, 41071, "en_name length exceed 255 character"),
        ),
        make(
            "the nickname is too long",
            json!({"nickname": long(256)}),
            (400, 41072, "nickname length exceed 255 character"),
        ),
        make(
            "the primary department is not the first",
            json!({"department_ids": ["it", "hr"], "orders": [
                {"department_id": "it", "department_order": 1, "is_primary_dept": true},
                {"department_id": "hr", "department_order": 2},
            ]}),
            (400, 41410, "user primary dept must be the first department in the order"),
        ),
        make(
            "a number abroad without a mail address",
            json!({"mobile": "+4917012345678", "email": ""}),
            (400, 44020, "mobile and email need together exist"),
        ),
        make(
            "the employee number is taken",
            json!({"employee_no": "0007"}),
            (400, 44051, "employee_no already existed"),
        )
        .after(wangwu_has_a_number),
        make(
            "the name is a number",
            json!({"name": 7}),
            (
                400,
                9499,
                "Invalid parameter type in json: name. Invalid parameter value: 7. Please check and modify accordingly.",
            ),
        ),
    ];
    let full = json!({"department_ids": ["design"]});
    cases.push(
        make("the department is full", full, (400, 41016, "department has too many users  error"))
            .after(design_is_full),
    );
    if call == "create" {
        cases.push(make("no name", json!({"name": null}), (400, 99_992_402, "field validation failed")));
    }
    cases
}

#[tokio::test]
async fn deleting_answers_as_documented() {
    let none = Value::Null;
    walk(
        &["contact.v3.user.delete"],
        vec![
            delete(
                "no such way with mail",
                "lisi",
                json!({"email_acceptor": {"processing_type": "9"}}),
                (400, 40001, "param error"),
            ),
            delete(
                "no way with mail",
                "lisi",
                json!({"email_acceptor": {}}),
                (400, 99_992_402, "field validation failed"),
            ),
            delete("a department is out of range", "dengchao", none.clone(), (403, 40004, "no dept authority error"))
                .by(Who::DoorDesk)
                .after(door_desk_may_all),
            delete("out of range", "lisi", none.clone(), (403, 41050, "no user authority error"))
                .by(Who::DoorDesk)
                .after(door_desk_may_all),
            delete(
                "nobody takes over",
                "lisi",
                json!({"docs_acceptor_user_id": "x"}),
                (400, 41052, "user resign acceptor is invalid error"),
            ),
            delete(
                "they take over themselves",
                "lisi",
                json!({"docs_acceptor_user_id": "lisi"}),
                (400, 41052, "user resign acceptor is invalid error"),
            ),
            delete(
                "somebody who left takes over",
                "lisi",
                json!({"email_acceptor": {"processing_type": "1", "acceptor_user_id": "wangwu"}}),
                (400, 41052, "user resign acceptor is invalid error"),
            )
            .after(wangwu_has_left),
            delete("a manager", "dengchao", none.clone(), (400, 44037, "tenant manager cannot be deleted")),
            delete("the person is unknown", "nobody", none, (400, 99_992_360, UNKNOWN)),
        ],
    )
    .await;
}

#[tokio::test]
async fn reading_answers_as_documented() {
    let find = |query: &str| format!("find_by_department?department_id_type=department_id&{query}");
    walk(
        &["contact.v3.user.get", "contact.v3.user.find_by_department", "contact.v3.user.batch_get_id"],
        vec![
            get("out of range", &format!("lisi?{IDS}"), (400, 41050, "no user authority"))
                .by(Who::DoorDesk)
                .after(door_desk_may_all),
            get("the person is unknown", &format!("nobody?{IDS}"), (400, 99_992_360, UNKNOWN)),
            get("the page is too large", &find("department_id=rd&page_size=51"), (400, 40011, "page size is invalid")),
            get("the page is empty", &find("department_id=rd&page_size=0"), (400, 40011, "page size is invalid")),
            get("no token", &find("department_id=rd&page_token=x"), (400, 40012, "page token is invalid error")),
            get("out of range", &find("department_id=rd"), (403, 40004, "no dept authority error")).by(Who::DoorDesk),
            get("the root needs everyone", &find("department_id=0"), (403, 40004, "no dept authority error"))
                .by(Who::DoorDesk),
            get("no department", &find(""), (400, 99_992_402, "field validation failed")),
            case(
                "51 addresses",
                Method::POST,
                "/open-apis/contact/v3/users/batch_get_id",
                json!({"emails": vec!["a@example.com"; 51]}),
                (400, 99_992_402, "field validation failed"),
            ),
        ],
    )
    .await;
}
