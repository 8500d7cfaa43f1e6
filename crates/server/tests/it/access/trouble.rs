//! Bad questions say which field is wrong and why; trouble of ours says whether to try again.

use http::Request;
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};

use super::asked;

#[tokio::test]
async fn a_bad_question_names_field_and_reason() {
    let server = TestServer::start().await;
    let good = asked("user lisi", "view", "document doxcnOncallHandbook00000001");
    let without = |field: &str| {
        let mut question = good.clone();
        question.as_object_mut().unwrap().remove(field);
        question
    };
    let with = |pointer: &str, value: Value| {
        let mut question = good.clone();
        *question.pointer_mut(pointer).unwrap() = value;
        question
    };
    let mut said = Vec::new();
    for question in [
        without("subject"),
        without("action"),
        without("resource"),
        with("/subject/type", json!("robot")),
        with("/subject/type", json!(7)),
        with("/subject/id", json!("")),
        with("/subject/id", json!(null)),
        with("/subject/id", json!("x".repeat(300))),
        with("/resource/type", json!("spaceship")),
        with("/resource", json!("x")),
        with("/action/name", json!("open")),
        with("/action/name", json!("fly")),
        json!({"subject": {"type": "app", "id": "x"}, "action": {"name": "view"}, "resource": {"type": "document", "id": "x"}}),
    ] {
        let answer = server.post("/access/v1/evaluation", question).await;
        said.push(answer.to_string().replace('\n', " "));
    }
    insta::assert_snapshot!(said.join("\n"), @r#"
    400 Bad Request {"error":"subject is required","field":"subject"}
    400 Bad Request {"error":"action is required","field":"action"}
    400 Bad Request {"error":"resource is required","field":"resource"}
    400 Bad Request {"error":"subject.type must be one of user, department, group, app, visitor","field":"subject.type"}
    400 Bad Request {"error":"subject.type must be string","field":"subject.type"}
    400 Bad Request {"error":"subject.id must not be empty","field":"subject.id"}
    400 Bad Request {"error":"subject.id is required","field":"subject.id"}
    400 Bad Request {"error":"subject.id must have at most 256 bytes","field":"subject.id"}
    400 Bad Request {"error":"resource.type must be one of document, app, door, group, review_group","field":"resource.type"}
    400 Bad Request {"error":"resource must be object","field":"resource"}
    400 Bad Request {"error":"action.name of a document must be one of view, comment, edit, full_access, share, export, copy, print, manage_public","field":"action.name"}
    400 Bad Request {"error":"action.name of a document must be one of view, comment, edit, full_access, share, export, copy, print, manage_public","field":"action.name"}
    400 Bad Request {"error":"subject.id of an app must begin with cli_","field":"subject.id"}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn a_body_that_is_no_object_is_refused_by_each_call() {
    let server = TestServer::start().await;
    let token = server.token(&Who::HrBridge).await.unwrap();
    for path in ["evaluation", "evaluations", "search/subject", "search/resource", "search/action"] {
        for body in ["", "{", "[]", "7", "{} {}", r#"{"subject":{},"subject":{}}"#, "\u{0}"] {
            let request =
                Request::post(format!("/access/v1/{path}")).header("authorization", format!("Bearer {token}"));
            let answer = server.request(request.body(body.to_owned().into()).unwrap()).await;
            assert_eq!(answer.status, 400, "{path} {body:?}: {answer}");
            assert!(
                answer.json()["error"].as_str().is_some_and(|error| !error.is_empty()),
                "{path} {body:?}: {answer}"
            );
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn without_the_database_it_says_when_to_try_again() {
    let server = TestServer::start().await;
    let token = server.token(&Who::HrBridge).await;
    assert!(token.is_some());
    server.cx().db.close().await;
    let answer = server.post("/access/v1/evaluation", asked("user lisi", "member", "group g-oncall")).await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "1"), "{answer}");
    server.stop().await;
}
