//! Who may do what: the highest of all roles, wherever they come from.

use menjin_testkit::{TestServer, Who};
use serde_json::json;

use super::{FOLDER, GAOXIANG, HANDBOOK, INSIDE, LISI, NOTES, SUNQI, WANGWU, ZHANGSAN, ZHOUBA, add, group, may};

/// The strongest of three questions that is answered with yes.
async fn role(server: &TestServer, who: &Who, token: &str, kind: &str) -> &'static str {
    for (action, role) in [("manage_public", "full_access"), ("edit", "edit"), ("view", "view")] {
        if may(server, who, token, kind, action).await {
            return role;
        }
    }
    "none"
}

async fn set(server: &TestServer, token: &str, settings: &str) {
    // There is one argument: the token, filled up to 32 characters, and the settings behind it.
    let sql = "update document set settings = substr($1, 33) where token = ltrim(substr($1, 1, 32))";
    server.execute(sql, &format!("{token:>32}{settings}")).await;
}

#[tokio::test]
async fn owner_group_and_department_each_give_their_role() {
    let server = TestServer::start().await;
    assert_eq!(role(&server, &LISI, HANDBOOK, "docx").await, "full_access", "the owner");
    assert_eq!(role(&server, &WANGWU, HANDBOOK, "docx").await, "edit", "through the group, above the department");
    assert_eq!(role(&server, &SUNQI, HANDBOOK, "docx").await, "view", "through a department above their own");
    assert_eq!(role(&server, &GAOXIANG, HANDBOOK, "docx").await, "none");
    assert_eq!(role(&server, &Who::HrBridge, HANDBOOK, "docx").await, "none", "an app holds nothing by itself");
    server.stop().await;
}

#[tokio::test]
async fn a_document_takes_roles_from_its_folder_as_long_as_it_inherits() {
    let server = TestServer::start().await;
    assert_eq!(role(&server, &ZHOUBA, INSIDE, "docx").await, "full_access", "the owner");
    assert_eq!(role(&server, &ZHANGSAN, INSIDE, "docx").await, "full_access", "the owner of the folder");
    assert_eq!(role(&server, &WANGWU, INSIDE, "docx").await, "edit", "through a group of the folder");
    assert_eq!(role(&server, &SUNQI, INSIDE, "docx").await, "view", "through a department in a group of the folder");

    server.execute("update document set inherits = 0 where token = $1", INSIDE).await;
    assert_eq!(role(&server, &ZHANGSAN, INSIDE, "docx").await, "none");
    assert_eq!(role(&server, &WANGWU, INSIDE, "docx").await, "none");
    server.stop().await;
}

#[tokio::test]
async fn a_dynamic_group_gives_its_role_to_whom_the_rule_matches() {
    let server = TestServer::start().await;
    add(&server, &ZHANGSAN, NOTES, "docx", group("g-infra-dyn", "edit")).await.ok();
    assert_eq!(role(&server, &WANGWU, NOTES, "docx").await, "edit");
    assert_eq!(role(&server, &SUNQI, NOTES, "docx").await, "none");
    server.stop().await;
}

#[tokio::test]
async fn grants_and_memberships_count_from_their_start_until_just_before_their_end() {
    let server = TestServer::start().await;
    let in_ten =
        |column: &str| format!("update document_member set {column} = 1767225610000 where kind = 'group' and $1 <> ''");
    assert!(may(&server, &WANGWU, HANDBOOK, "docx", "edit").await);
    server.execute(in_ten("ends").leak(), HANDBOOK).await;
    server.advance(9);
    assert!(may(&server, &WANGWU, HANDBOOK, "docx", "edit").await);
    server.advance(1);
    assert!(!may(&server, &WANGWU, HANDBOOK, "docx", "edit").await);
    assert!(may(&server, &WANGWU, HANDBOOK, "docx", "view").await, "the department has no end");

    let member = "update group_member set starts = 1767225630000 where $1 <> ''";
    server.execute("update document_member set ends = 0 where $1 <> ''", HANDBOOK).await;
    server.execute(member, HANDBOOK).await;
    assert!(!may(&server, &WANGWU, HANDBOOK, "docx", "edit").await);
    server.advance(20);
    assert!(may(&server, &WANGWU, HANDBOOK, "docx", "edit").await);
    server.stop().await;
}

#[tokio::test]
async fn the_link_opens_to_the_whole_company_apps_included() {
    let server = TestServer::start().await;
    set(&server, NOTES, r#"{"link_share_entity":"tenant_readable"}"#).await;
    assert_eq!(role(&server, &GAOXIANG, NOTES, "docx").await, "view");
    assert_eq!(role(&server, &Who::HrBridge, NOTES, "docx").await, "view");
    set(&server, NOTES, r#"{"link_share_entity":"tenant_editable"}"#).await;
    assert_eq!(role(&server, &GAOXIANG, NOTES, "docx").await, "edit");
    set(&server, FOLDER, r#"{"link_share_entity":"tenant_readable"}"#).await;
    assert_eq!(
        role(&server, &GAOXIANG, INSIDE, "docx").await,
        "view",
        "a document takes the settings of its folder too"
    );
    set(&server, INSIDE, r#"{"link_share_entity":"closed"}"#).await;
    assert_eq!(role(&server, &GAOXIANG, INSIDE, "docx").await, "none", "unless it says otherwise itself");
    server.stop().await;
}

#[tokio::test]
async fn each_action_asks_for_what_its_setting_says() {
    let server = TestServer::start().await;
    let actions = ["view", "edit", "share", "comment", "export", "copy", "print", "manage_public"];
    let allowed = async |who: &Who| {
        let mut list = Vec::new();
        for action in actions {
            if may(&server, who, HANDBOOK, "docx", action).await {
                list.push(action);
            }
        }
        list.join(" ")
    };
    assert_eq!(allowed(&SUNQI).await, "view share comment export copy print");
    assert_eq!(allowed(&WANGWU).await, "view edit share comment export copy print");
    assert_eq!(allowed(&LISI).await, "view edit share comment export copy print manage_public");
    assert_eq!(allowed(&GAOXIANG).await, "");

    let strict = json!({
        "comment_entity": "anyone_can_edit", "security_entity": "only_full_access", "copy_entity": "anyone_can_edit",
        "manage_collaborator_entity": "collaborator_full_access",
    });
    set(&server, HANDBOOK, &strict.to_string()).await;
    assert_eq!(allowed(&SUNQI).await, "view");
    assert_eq!(allowed(&WANGWU).await, "view edit comment copy");
    assert_eq!(allowed(&LISI).await, "view edit share comment export copy print manage_public");
    server.stop().await;
}

#[tokio::test]
async fn an_app_named_on_a_folder_is_listed_and_may_nothing() {
    let server = TestServer::start().await;
    let bot = json!({"member_type": "appid", "member_id": "cli_a1b2c3d4e5f6a7b8", "perm": "full_access"});
    add(&server, &ZHANGSAN, FOLDER, "folder", bot.clone()).await.ok();
    let shown = super::listed(&server, &ZHANGSAN, FOLDER, "folder").await;
    assert!(shown.contains(&"HR bridge full_access".to_owned()), "{shown:?}");
    assert_eq!(role(&server, &Who::HrBridge, FOLDER, "folder").await, "none");
    assert_eq!(role(&server, &Who::HrBridge, INSIDE, "docx").await, "none");

    add(&server, &ZHOUBA, INSIDE, "docx", bot).await.ok();
    assert_eq!(role(&server, &Who::HrBridge, INSIDE, "docx").await, "full_access");
    server.stop().await;
}
