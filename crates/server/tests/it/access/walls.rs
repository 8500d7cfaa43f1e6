//! Tenants are walls: an id of one has no effect through another's token.

use http::Method;
use menjin_testkit::{TestServer, Who};
use serde_json::json;

use super::{asked, entity};

const TWO: &str = r#"
schema: menjin/1
tenants:
  - key: 00000000000000aa
    name: One
    apps:
      - {id: cli_00000000000000a1, secret: a-secret-of-thirty-two-letters-1, name: One, scopes: ["*"], contact_range: all, owner: ada}
    users:
      - {id: ada, name: Ada}
      - {id: bob, name: Bob}
    groups:
      - {id: night, name: Night, members: [{user: ada}]}
      - {id: only-one, name: Only one, members: [{user: ada}]}
    documents:
      - {token: doxcnOne, type: docx, title: One, owner: ada}
    devices:
      - {id: "7000000000000000001", name: Door}
    door_rules:
      - {name: Rule, devices: ["7000000000000000001"], everyone: true}
  - key: 00000000000000bb
    name: Two
    apps:
      - {id: cli_00000000000000b1, secret: a-secret-of-thirty-two-letters-1, name: Two, scopes: ["*"], contact_range: all, owner: zoe}
    users:
      - {id: ada, name: Ada}
      - {id: zoe, name: Zoe}
    groups:
      - {id: night, name: Night, members: [{user: zoe}]}
"#;

#[tokio::test]
async fn ids_of_another_tenant_are_unknown() {
    let server = TestServer::with(TWO).await;
    let one = Who::App("cli_00000000000000a1".to_owned());
    let two = Who::App("cli_00000000000000b1".to_owned());
    let ask = async |who: &Who, subject: &str, action: &str, resource: &str| {
        let question = asked(subject, action, resource);
        let answer = server.send(who, Method::POST, "/access/v1/evaluation", Some(question)).await.json();
        (answer["decision"].as_bool().unwrap(), answer["context"]["reason_code"].as_str().unwrap().to_owned())
    };
    let code = |decision: bool, code: &str| (decision, code.to_owned());
    // Twice, as the second time ids are remembered.
    for _ in 0..2 {
        assert_eq!(ask(&one, "user ada", "member", "group night").await, code(true, "direct_member"));
        assert_eq!(ask(&two, "user ada", "member", "group night").await, code(false, "no_grant"));
        assert_eq!(ask(&two, "user zoe", "member", "group night").await, code(true, "direct_member"));
        assert_eq!(ask(&two, "user bob", "member", "group night").await, code(false, "unknown_subject"));
        for resource in ["document doxcnOne", "app cli_00000000000000a1", "door 7000000000000000001", "group only-one"]
        {
            let action = match resource.split_once(' ').unwrap().0 {
                "document" => "view",
                "app" => "use",
                "door" => "open",
                _ => "member",
            };
            assert_eq!(
                ask(&one, "user ada", action, resource).await.0,
                action != "use" || ask(&one, "user ada", action, resource).await.0
            );
            assert_eq!(ask(&two, "user ada", action, resource).await, code(false, "unknown_resource"), "{resource}");
        }
    }
    let directory = server.directory("cli_00000000000000a1").await;
    for id in ["open_id", "union_id"] {
        let subject = format!("user {}", directory["users"][0][id].as_str().unwrap());
        assert_eq!(ask(&two, &subject, "member", "group night").await, code(false, "unknown_subject"));
    }
    let question =
        json!({"subject": {"type": "user"}, "action": {"name": "member"}, "resource": entity("group only-one")});
    let found = server.send(&two, Method::POST, "/access/v1/search/subject", Some(question)).await;
    assert_eq!(found.json()["results"], json!([]), "{found}");
    server.stop().await;
}
