//! Making documents.

use http::Method;
use insta::assert_snapshot;
use menjin_testkit::{
    TestServer, Who,
    contract::{Arranged, case, walk},
};
use serde_json::{Value, json};

use crate::drive::{FOLDER, INSIDE, SUNQI, WANGWU, ZHANGSAN, bin, listed, may};

const PATH: &str = "/open-apis/docx/v1/documents";

fn in_bin(server: &TestServer, path: String, body: Option<Value>) -> Arranged<'_> {
    Box::pin(async move {
        bin(server, FOLDER).await;
        (path, body)
    })
}

#[tokio::test]
async fn create_answers_as_the_contract_says() {
    const OK: (u16, i64, &str) = (200, 0, "success");
    const INVALID: (u16, i64, &str) = (400, 1_770_001, "invalid param");
    const NO_FOLDER: (u16, i64, &str) = (400, 1_770_039, "folder not found");
    const NO_RIGHT: (u16, i64, &str) = (403, 1_770_040, "no folder permission");
    let make = |cause, body, answer| case(cause, Method::POST, PATH, body, answer).by(ZHANGSAN);
    let cases = vec![
        make("nothing is required", Value::Null, OK),
        make("in a folder of one's own", json!({"folder_token": FOLDER}), OK),
        make("in a folder that one may edit", json!({"folder_token": FOLDER}), OK).by(WANGWU),
        make("800 characters are allowed", json!({"title": "中".repeat(800)}), OK),
        make("801 characters are too many", json!({"title": "中".repeat(801)}), INVALID),
        make("the title is empty", json!({"title": ""}), INVALID),
        make("the title is no text", json!({"title": 1}), INVALID),
        make("the body is no object", json!([]), INVALID),
        make("there is no such folder", json!({"folder_token": "fldcnNowhere"}), NO_FOLDER),
        make("a document is no folder", json!({"folder_token": INSIDE}), NO_FOLDER),
        make("the folder is in the bin", json!({"folder_token": FOLDER}), (400, 1_770_003, "resource deleted"))
            .after(in_bin),
        make("one may only read the folder", json!({"folder_token": FOLDER}), NO_RIGHT).by(SUNQI),
        make("an app did not make the folder", json!({"folder_token": FOLDER}), NO_RIGHT).by(Who::HrBridge),
    ];
    walk(&["docx.v1.document.create"], cases).await;
}

#[tokio::test]
async fn a_document_belongs_to_who_made_it() {
    let server = TestServer::start().await;

    let answer = server.send(&WANGWU, Method::POST, PATH, Some(json!({"title": "交接"}))).await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"document":{"document_id":"000000000000000000000000004","revision_id":1,"title":"交接"}}}
    "#);
    let token = answer.text_at("/document/document_id");
    assert_eq!(listed(&server, &WANGWU, &token, "docx").await, ["王五 full_access"]);
    assert!(!may(&server, &Who::HrBridge, &token, "docx", "view").await);

    let answer = server.post(PATH, json!({"title": "公告"})).await.ok();
    let token = answer.text_at("/document/document_id");
    assert_eq!(listed(&server, &Who::HrBridge, &token, "docx").await, ["HR bridge full_access"]);
    server.stop().await;
}

#[tokio::test]
async fn a_document_in_a_folder_takes_its_collaborators() {
    let server = TestServer::start().await;
    let body = json!({"title": "交接", "folder_token": FOLDER});
    let token = server.send(&WANGWU, Method::POST, PATH, Some(body)).await.ok().text_at("/document/document_id");
    assert!(may(&server, &SUNQI, &token, "docx", "view").await);
    assert!(!may(&server, &SUNQI, &token, "docx", "edit").await);
    server.stop().await;
}

#[tokio::test]
async fn the_fourth_document_of_a_second_is_refused_with_status_400() {
    let server = TestServer::start().await;
    server.cx().limits.switch(true);
    for _ in 0..3 {
        server.post(PATH, json!({})).await.ok();
    }
    let answer = server.post(PATH, json!({})).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (400, 99_991_400));
    assert_eq!((answer.header("x-ogw-ratelimit-limit"), answer.header("x-ogw-ratelimit-reset")), ("3", "1"));
    server.advance(1);
    server.post(PATH, json!({})).await.ok();
    server.stop().await;
}
