//! Every cause and the answer it must get (contract, part 05).

use http::Method;
use menjin_testkit::{
    TestServer, Who,
    contract::{Arranged, Case, case, walk},
};
use serde_json::{Value, json};

use super::{MACHINES, NORTH, RULES, SONGTAO, make, send};

const PLAIN: &str = "/open-apis/acs/v1/rule_external";
const BIND: &str = "/open-apis/acs/v1/rule_external/device_bind";
const INVALID: (u16, i64, &str) = (400, 1_490_001, "params is invalid");
const DELETED: (u16, i64, &str) = (400, 1_490_012, "rule id has deleted");
const NO_DEVICE: (u16, i64, &str) = (400, 1_490_030, "device does not exist");
const NO_RULE: (u16, i64, &str) = (400, 1_490_090, "rule id is invalid");
const FULL: (u16, i64, &str) = (400, 1_490_111, "rule count reach limit");
const TAKEN: (u16, i64, &str) = (400, 1_490_112, "rule name already exist");
const OK: (u16, i64, &str) = (200, 0, "success");
/// A rule of the fixture: 机房值班.
const KNOWN: &str = "7298933941867135002";

fn create(cause: &'static str, rule: &Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::POST, RULES, json!({"rule": rule}), answer).by(SONGTAO)
}

fn change(cause: &'static str, rule_id: &str, rule: &Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::POST, &format!("{RULES}&rule_id={rule_id}"), json!({"rule": rule}), answer).by(SONGTAO)
}

fn timed(cause: &'static str, opening_time: &Value, answer: (u16, i64, &str)) -> Case {
    create(cause, &json!({"name": "Gate", "opening_time": opening_time}), answer)
}

fn bind(cause: &'static str, body: Value, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::POST, BIND, body, answer).by(SONGTAO)
}

fn get(cause: &'static str, path: &str, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::GET, path, Value::Null, answer).by(SONGTAO)
}

fn delete(cause: &'static str, path: &str, answer: (u16, i64, &str)) -> Case {
    case(cause, Method::DELETE, path, Value::Null, answer).by(SONGTAO)
}

#[tokio::test]
async fn every_code_of_the_rule_itself() {
    let long = "门".repeat(101);
    walk(
        &[],
        vec![
            create("a name is enough", &json!({"name": "Gate"}), OK),
            create("100 characters", &json!({"name": "门".repeat(100)}), OK),
            create("blanks around 100 characters", &json!({"name": format!("  {} ", "门".repeat(100))}), OK),
            create("no name", &json!({}), INVALID),
            create("a name of null", &json!({"name": null}), INVALID),
            create("a blank name", &json!({"name": "  "}), INVALID),
            create("a name nobody can see", &json!({"name": "\u{200b}"}), INVALID),
            create("101 characters", &json!({"name": long}), INVALID),
            create("a name with NUL", &json!({"name": "a\u{0}b"}), INVALID),
            create("a flag of the wrong type", &json!({"name": "Gate", "is_temp": "no"}), INVALID),
            case("no rule", Method::POST, RULES, json!({}), INVALID).by(SONGTAO),
            case("a rule that is text", Method::POST, RULES, json!({"rule": "Gate"}), INVALID).by(SONGTAO),
            case("a body that is a list", Method::POST, RULES, json!([]), INVALID).by(SONGTAO),
            case("no body", Method::POST, RULES, Value::Null, INVALID).by(SONGTAO),
            case(
                "an unknown form of ids",
                Method::POST,
                &format!("{PLAIN}?user_id_type=staff_id"),
                json!({"rule": {"name": "Gate"}}),
                INVALID,
            )
            .by(SONGTAO),
            create("the name of another rule", &json!({"name": "机房值班"}), TAKEN),
            create("the name of another rule within blanks", &json!({"name": " 机房值班 "}), TAKEN),
            change("its own name", KNOWN, &json!({"name": "机房值班"}), OK),
            change("the name of another rule", KNOWN, &json!({"name": "财务室"}), TAKEN),
            change("a blank name", KNOWN, &json!({"name": ""}), INVALID),
            change("nothing", KNOWN, &json!({}), OK),
            change("a rule that is a word", "gate", &json!({"name": "Gate"}), NO_RULE),
            change("a rule that never was", "7298933941867130000", &json!({"name": "Gate"}), NO_RULE),
            change("a rule beyond 64 bits", "99999999999999999999", &json!({"name": "Gate"}), NO_RULE),
            change("a deleted rule", "", &json!({"name": "Gate"}), NO_RULE).after(deleted),
        ],
    )
    .await;
}

#[tokio::test]
async fn every_code_of_the_schedule() {
    let window = |start: i64, end: i64| json!({"day_times": [{"start_hhmm": start, "end_hhmm": end}]});
    let days = |start: i64, end: i64| json!({"valid_day": {"start_day": start, "end_day": end}});
    walk(
        &[],
        vec![
            timed("no limit at all", &json!({}), OK),
            timed("a whole week", &json!({"weekdays": [7, 6, 5, 4, 3, 2, 1]}), OK),
            timed("a weekday 0", &json!({"weekdays": [0]}), INVALID),
            timed("a weekday 8", &json!({"weekdays": [8]}), INVALID),
            timed("a weekday twice", &json!({"weekdays": [1, 1]}), INVALID),
            timed("eight weekdays", &json!({"weekdays": [1, 2, 3, 4, 5, 6, 7, 1]}), INVALID),
            timed("a weekday in words", &json!({"weekdays": ["1"]}), INVALID),
            timed("the whole day", &window(0, 2400), OK),
            timed("a minute", &window(2359, 2400), OK),
            timed("a start at 2400", &window(2400, 2400), INVALID),
            timed("minute 60", &window(900, 1060), INVALID),
            timed("2401", &window(900, 2401), INVALID),
            timed("before midnight", &window(-1, 900), INVALID),
            timed("an empty window", &window(900, 900), INVALID),
            timed("over midnight", &window(2200, 600), INVALID),
            timed("a window without its end", &json!({"day_times": [{"start_hhmm": 900}]}), INVALID),
            timed(
                "two windows",
                &json!({"day_times": [{"start_hhmm": 0, "end_hhmm": 100}, {"start_hhmm": 200, "end_hhmm": 300}]}),
                INVALID,
            ),
            timed("one second", &days(1_000_000_000, 1_000_000_000), OK),
            timed("the last second", &days(1_000_000_000, 2_147_483_647), OK),
            timed("before the first second", &days(999_999_999, 1_000_000_001), INVALID),
            timed("after the last second", &days(1_000_000_000, 2_147_483_648), INVALID),
            timed("an end before its start", &days(1_000_000_001, 1_000_000_000), INVALID),
            timed("days without an end", &json!({"valid_day": {"start_day": 1_700_000_000}}), INVALID),
            timed("a time with a fraction", &days_with_fraction(), INVALID),
        ],
    )
    .await;
}

fn days_with_fraction() -> Value {
    json!({"valid_day": {"start_day": 1_700_000_000.5, "end_day": 1_800_000_000}})
}

#[tokio::test]
async fn every_code_of_doors_and_members() {
    let with = |field: &str, value: Value| json!({"name": "Gate", field: value});
    let many = |count: usize| Value::from(vec![json!({"user_type": 10}); count]);
    walk(
        &[],
        vec![
            create("a door as a number", &with("devices", json!([{"id": 7_296_700_518_380_863_767_i64}])), OK),
            create("a door without an id", &with("devices", json!([{"name": "北门"}])), INVALID),
            create("a door with an empty id", &with("devices", json!([{"id": ""}])), INVALID),
            create("an unknown door", &with("devices", json!([{"id": "1"}])), NO_DEVICE),
            create("5001 doors", &with("devices", vec![json!({"id": NORTH}); 5001].into()), INVALID),
            create("5000 times one door", &with("devices", vec![json!({"id": NORTH}); 5000].into()), OK),
            create("everyone", &with("users", many(1)), OK),
            create("10,000 entries", &with("users", many(10_000)), OK),
            create("10,001 entries", &with("users", many(10_001)), INVALID),
            create("10,001 visitors", &with("visitors", many(10_001)), INVALID),
            create("a member without a type", &with("users", json!([{"user_id": "lisi"}])), INVALID),
            create("a member of type 3", &with("users", json!([{"user_type": 3}])), INVALID),
            create("a visitor among users", &with("users", json!([{"user_type": 11, "user_id": "1"}])), INVALID),
            create(
                "an employee among visitors",
                &with("visitors", json!([{"user_type": 1, "user_id": "lisi"}])),
                INVALID,
            ),
            create("an employee without an id", &with("users", json!([{"user_type": 1}])), INVALID),
            create("an unknown employee", &with("users", json!([{"user_type": 1, "user_id": "nobody"}])), INVALID),
            create("someone who left", &with("users", json!([{"user_type": 1, "user_id": "lisi"}])), INVALID)
                .after(gone),
            create("a department without an id", &with("users", json!([{"user_type": 2}])), INVALID),
            create(
                "an unknown department",
                &with("users", json!([{"user_type": 2, "department_id": "od-1"}])),
                INVALID,
            ),
            create("the root", &with("users", json!([{"user_type": 2, "department_id": "0"}])), OK),
            create("a visitor without an id", &with("visitors", json!([{"user_type": 11}])), INVALID),
            create("an unknown visitor", &with("visitors", json!([{"user_type": 11, "user_id": "1"}])), INVALID),
        ],
    )
    .await;
}

#[tokio::test]
async fn checks_run_in_the_order_of_the_contract() {
    let all_wrong = json!({
        "name": "财务室", "devices": [{"id": "1"}], "users": [user_of_nobody()], "opening_time": {"weekdays": [8]},
    });
    let no_schedule = json!({"name": "财务室", "devices": [{"id": "1"}], "users": [user_of_nobody()]});
    let no_name = json!({"name": " ", "devices": [{"id": "1"}]});
    let no_door = json!({"name": "Gate", "devices": [{"id": "1"}], "users": [user_of_nobody()]});
    walk(
        &[],
        vec![
            change("limits before the rule", "1", &all_wrong, INVALID),
            change("the rule before its name", "1", &no_name, NO_RULE),
            change("the name before doors", KNOWN, &no_schedule, TAKEN),
            change("the blank name before doors", KNOWN, &no_name, INVALID),
            change("doors before members", KNOWN, &no_door, NO_DEVICE),
            create("the name before doors", &no_schedule, TAKEN),
            create("doors before members", &no_door, NO_DEVICE),
        ],
    )
    .await;
}

fn user_of_nobody() -> Value {
    json!({"user_type": 1, "user_id": "nobody"})
}

#[tokio::test]
async fn every_code_of_the_rules_and_the_doors() {
    walk(
        &["acs.v1."],
        vec![
            get("all rules", RULES, OK),
            get("the rules of a door", &format!("{PLAIN}?device_id={NORTH}"), OK),
            get("the rules of an unknown door", &format!("{PLAIN}?device_id=1"), NO_DEVICE),
            get("an unknown form of ids", &format!("{PLAIN}?user_id_type=staff_id"), INVALID),
            delete("a rule", &format!("{PLAIN}?rule_id={KNOWN}"), OK),
            delete("no rule", PLAIN, NO_RULE),
            delete("an empty id", &format!("{PLAIN}?rule_id="), NO_RULE),
            delete("a word", &format!("{PLAIN}?rule_id=gate"), NO_RULE),
            delete("a rule that never was", &format!("{PLAIN}?rule_id=7298933941867130000"), NO_RULE),
            delete("a deleted rule", &format!("{PLAIN}?"), DELETED).after(deleted),
            bind("a door", json!({"device_id": NORTH, "rule_ids": [KNOWN]}), OK),
            bind(
                "numbers",
                json!({"device_id": 7_296_700_518_380_863_767_i64, "rule_ids": [7_298_933_941_867_135_002_i64]}),
                OK,
            ),
            bind("no rules", json!({"device_id": NORTH, "rule_ids": []}), OK),
            bind("no door", json!({"rule_ids": []}), INVALID),
            bind("no list", json!({"device_id": NORTH}), INVALID),
            bind("a list that is none", json!({"device_id": NORTH, "rule_ids": KNOWN}), INVALID),
            bind("10,001 rules", json!({"device_id": NORTH, "rule_ids": vec![KNOWN; 10_001]}), INVALID),
            bind("10,000 times one rule", json!({"device_id": NORTH, "rule_ids": vec![KNOWN; 10_000]}), OK),
            bind("an unknown door", json!({"device_id": "1", "rule_ids": [KNOWN]}), NO_DEVICE),
            bind("an unknown door and rule", json!({"device_id": "1", "rule_ids": ["1"]}), NO_DEVICE),
            bind("an unknown rule", json!({"device_id": MACHINES, "rule_ids": [KNOWN, "1"]}), NO_RULE),
            bind("a deleted rule", Value::Null, NO_RULE).after(bind_deleted),
            case("all doors", Method::GET, "/open-apis/acs/v1/devices", Value::Null, OK),
            // What the other tables provoke as well: here so that the proof has every code of the family.
            create("no name", &json!({}), INVALID),
            change("an unknown rule", "1", &json!({}), NO_RULE),
            create("the name of another rule", &json!({"name": "机房值班"}), TAKEN),
            create("an unknown door", &json!({"name": "Gate", "devices": [{"id": "1"}]}), NO_DEVICE),
            create("rule 1001", &json!({"name": "Gate"}), FULL).after(full),
        ],
    )
    .await;
}

#[tokio::test]
async fn each_call_takes_one_kind_of_token() {
    let wrong = "Invalid access token for authorization. Please make a request with token attached.";
    let tenant = (400, 99_991_663, wrong);
    let body = json!({"rule": {"name": "Gate"}});
    walk(
        &[],
        vec![
            case("create by an app", Method::POST, PLAIN, body, tenant),
            case("get by an app", Method::GET, PLAIN, Value::Null, tenant),
            case("delete by an app", Method::DELETE, PLAIN, Value::Null, tenant),
            case("bind by an app", Method::POST, BIND, json!({}), tenant),
            case(
                "doors by a person",
                Method::GET,
                "/open-apis/acs/v1/devices",
                Value::Null,
                (400, 99_991_668, "user access token not support"),
            )
            .by(SONGTAO),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_person_must_have_granted_the_scope() {
    let server = TestServer::start().await;
    let limited = Who::Limited("songtao", &["contact:contact.base:readonly"]);
    let readonly = Who::Limited("songtao", &["acs:devices:readonly"]);
    let body = json!({"rule": {"name": "Gate"}});

    assert_eq!(server.send(&limited, Method::GET, PLAIN, None).await.code(), 99_991_679);
    assert_eq!(server.send(&readonly, Method::GET, PLAIN, None).await.code(), 0);
    assert_eq!(server.send(&readonly, Method::POST, PLAIN, Some(body)).await.code(), 99_991_679);
    server.stop().await;
}

/// Makes a rule, deletes it, and names it in the query.
fn deleted(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let id = gone_rule(server).await;
        let path = path.trim_end_matches("&rule_id=").trim_end_matches('?').to_owned();
        let sign = if path.contains('?') { '&' } else { '?' };
        (format!("{path}{sign}rule_id={id}"), body)
    })
}

fn bind_deleted(server: &TestServer, path: String, _: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let id = gone_rule(server).await;
        (path, Some(json!({"device_id": NORTH, "rule_ids": [id]})))
    })
}

async fn gone_rule(server: &TestServer) -> String {
    let id = make(server, json!({"name": "Old gate"})).await;
    let _gone = send(server, Method::DELETE, &format!("{PLAIN}?rule_id={id}"), Value::Null).await.ok();
    id
}

fn gone(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        let _left = server.delete("/open-apis/contact/v3/users/lisi?user_id_type=user_id").await.ok();
        (path, body)
    })
}

/// The fixture has three rules; 997 more fill the tenant.
fn full(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        for number in 4..=1000 {
            make(server, json!({"name": format!("Rule {number}")})).await;
        }
        (path, body)
    })
}
