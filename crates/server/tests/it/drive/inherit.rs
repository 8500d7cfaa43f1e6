//! What comes from a folder, and what happens to it when it is changed below.

use menjin_testkit::TestServer;
use serde_json::json;

use super::{FOLDER, INSIDE, LISI, SUNQI, WANGWU, ZHANGSAN, ZHOUBA, add, change, group, listed, may, remove, user};

#[tokio::test]
async fn removing_who_comes_from_the_folder_ends_inheritance_and_keeps_the_others() {
    let server = TestServer::start().await;
    assert_eq!(
        listed(&server, &ZHOUBA, INSIDE, "docx").await,
        ["周八 full_access"],
        "the list shows no one from above"
    );

    remove(&server, &ZHOUBA, INSIDE, "docx", ("groupid", "g-oncall")).await.ok();

    let shown = listed(&server, &ZHOUBA, INSIDE, "docx").await;
    assert_eq!(shown, ["周八 full_access", "张三 full_access", "全体研发 view"]);
    assert!(!may(&server, &WANGWU, INSIDE, "docx", "edit").await);
    assert!(may(&server, &WANGWU, INSIDE, "docx", "view").await);
    assert!(may(&server, &WANGWU, FOLDER, "folder", "edit").await, "the folder itself is untouched");

    add(&server, &ZHANGSAN, FOLDER, "folder", user("gaoxiang", "edit")).await.ok();
    assert!(
        !may(&server, &super::GAOXIANG, INSIDE, "docx", "view").await,
        "what comes later to the folder stays there"
    );
    server.stop().await;
}

#[tokio::test]
async fn changing_who_comes_from_the_folder_ends_inheritance_and_keeps_the_others() {
    let server = TestServer::start().await;

    change(&server, &ZHOUBA, INSIDE, "docx", group("g-oncall", "view")).await.ok();

    assert!(!may(&server, &LISI, INSIDE, "docx", "edit").await);
    assert!(may(&server, &LISI, INSIDE, "docx", "view").await);
    assert!(may(&server, &SUNQI, INSIDE, "docx", "view").await);
    assert!(may(&server, &ZHANGSAN, INSIDE, "docx", "manage_public").await);
    server.stop().await;
}

#[tokio::test]
async fn one_who_is_there_directly_too_is_changed_without_ending_inheritance() {
    let server = TestServer::start().await;
    add(&server, &ZHOUBA, INSIDE, "docx", group("g-rd-all", "edit")).await.ok();
    assert!(may(&server, &SUNQI, INSIDE, "docx", "edit").await);

    change(&server, &ZHOUBA, INSIDE, "docx", group("g-rd-all", "view")).await.ok();
    assert!(!may(&server, &SUNQI, INSIDE, "docx", "edit").await);
    assert!(may(&server, &WANGWU, INSIDE, "docx", "edit").await, "still from the folder");

    add(&server, &ZHANGSAN, FOLDER, "folder", user("gaoxiang", "view")).await.ok();
    assert!(may(&server, &super::GAOXIANG, INSIDE, "docx", "view").await, "it still inherits");
    server.stop().await;
}

#[tokio::test]
async fn the_settings_in_force_stay_when_inheritance_ends() {
    let server = TestServer::start().await;
    let sql = "update document set settings = '{\"link_share_entity\":\"tenant_readable\"}' where token = $1";
    server.execute(sql, FOLDER).await;
    remove(&server, &ZHOUBA, INSIDE, "docx", ("groupid", "g-oncall")).await.ok();
    assert!(may(&server, &super::GAOXIANG, INSIDE, "docx", "view").await);
    server.stop().await;
}

#[tokio::test]
async fn a_role_on_a_wiki_page_reaches_the_pages_below_unless_it_is_for_the_single_page() {
    let text = r#"
schema: menjin/1
tenants:
  - key: 736588c9260f175d
    name: 晨星科技
    time_zone: Asia/Shanghai
    apps: [{id: cli_a1b2c3d4e5f6a7b8, secret: demo-secret-0000-hr-bridge-000001, name: HR bridge, kind: custom, scopes: ["*"], contact_range: all, owner: ada}]
    users:
      - {id: ada, name: Ada, departments: ["0"]}
      - {id: bob, name: Bob, departments: ["0"]}
      - {id: eve, name: Eve, departments: ["0"]}
    documents:
      - {token: wikcnTop, type: wiki, title: Top, owner: ada}
      - {token: wikcnBelow, type: wiki, title: Below, owner: ada, folder: wikcnTop}
"#;
    let server = TestServer::with(text).await;
    let who = |id| menjin_testkit::Who::Person(id);
    let single = json!({"member_type": "userid", "member_id": "bob", "perm": "edit", "perm_type": "single_page"});
    let answer = add(&server, &who("ada"), "wikcnTop", "wiki", single).await.ok();
    assert_eq!(answer.text_at("/member/perm_type"), "single_page");
    add(&server, &who("ada"), "wikcnTop", "wiki", user("eve", "edit")).await.ok();

    assert!(may(&server, &who("bob"), "wikcnTop", "wiki", "edit").await);
    assert!(!may(&server, &who("bob"), "wikcnBelow", "wiki", "view").await);
    assert!(may(&server, &who("eve"), "wikcnBelow", "wiki", "edit").await);
    let pages = listed(&server, &who("ada"), "wikcnTop", "wiki&perm_type=single_page").await;
    assert_eq!(pages, ["Bob edit"]);
    assert_eq!(listed(&server, &who("ada"), "wikcnTop", "wiki").await, ["Ada full_access", "Eve edit"]);
    server.stop().await;
}
