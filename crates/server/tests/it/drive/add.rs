//! Adding collaborators.

use insta::assert_snapshot;
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};

use super::{
    GAOXIANG, HANDBOOK, LISI, NOTES, WANGWU, ZHANGSAN, add, add_all, change, group, listed, may, members, notices,
    remove, revisions, user,
};

#[tokio::test]
async fn a_collaborator_lives_from_create_to_delete() {
    let server = TestServer::start().await;
    let lisi = server.open_id("lisi").await;

    let answer =
        add(&server, &ZHANGSAN, NOTES, "docx", json!({"member_type": "openid", "member_id": lisi, "perm": "view"}))
            .await;
    assert_snapshot!(answer, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"member":{"member_type":"openid","member_id":"ou_b446f0347facfe0b0569e3910935d279","perm":"view","perm_type":"container","type":"user"}}}
    "#);

    let path = members(NOTES, "", "docx") + "&fields=*";
    assert_snapshot!(server.send(&ZHANGSAN, http::Method::GET, &path, None).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"items":[{"member_type":"openid","member_id":"ou_1f697d15d11eace8999a8b246bab873f","perm":"full_access","perm_type":"container","type":"user","name":"张三","avatar":"","external_label":false},{"member_type":"openid","member_id":"ou_b446f0347facfe0b0569e3910935d279","perm":"view","perm_type":"container","type":"user","name":"李四","avatar":"","external_label":false}]}}
    "#);

    assert_snapshot!(change(&server, &ZHANGSAN, NOTES, "docx", user("lisi", "full_access")).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"member":{"member_type":"userid","member_id":"lisi","perm":"full_access","perm_type":"container","type":"user"}}}
    "#);
    assert!(may(&server, &LISI, NOTES, "docx", "manage_public").await);

    assert_snapshot!(remove(&server, &ZHANGSAN, NOTES, "docx", ("userid", "lisi")).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{}}
    "#);
    assert!(!may(&server, &LISI, NOTES, "docx", "view").await);
    assert_eq!(listed(&server, &ZHANGSAN, NOTES, "docx").await, ["张三 full_access"]);
    server.stop().await;
}

#[tokio::test]
async fn every_way_of_naming_a_person_means_the_same_person() {
    let server = TestServer::start().await;
    let directory = server.directory(menjin_testkit::DEMO_APP).await;
    let wangwu =
        directory["users"].as_array().unwrap().iter().find(|user| user["user_id"] == "wangwu").unwrap().clone();
    let named = [
        ("userid", "wangwu"),
        ("openid", wangwu["open_id"].as_str().unwrap()),
        ("unionid", wangwu["union_id"].as_str().unwrap()),
        ("email", "wangwu@example.com"),
    ];
    for (kind, id) in named {
        let member = json!({"member_type": kind, "member_id": id, "perm": "view"});
        let answer = add(&server, &ZHANGSAN, NOTES, "docx", member).await.ok();
        assert_eq!(answer.text_at("/member/member_id"), id);
        assert_eq!(listed(&server, &ZHANGSAN, NOTES, "docx").await, ["张三 full_access", "王五 view"], "{kind}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_batch_that_succeeds_in_part_is_a_success_that_lists_those_added() {
    let server = TestServer::start().await;
    let list = [
        user("nobody", "view"),
        user("gaoxiang", "edit"),
        user("lisi", "view"),
        group("g-oncall", "view"),
        json!({"member_type": "groupid", "member_id": "g-payroll", "perm": "view", "type": "group"}),
    ];

    assert_snapshot!(add_all(&server, &LISI, HANDBOOK, "docx", &list).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"members":[{"member_type":"userid","member_id":"gaoxiang","perm":"edit","perm_type":"container","type":"user"},{"member_type":"groupid","member_id":"g-payroll","perm":"view","perm_type":"container","type":"group"}]}}
    "#);
    assert_snapshot!(listed(&server, &LISI, HANDBOOK, "docx").await.join(", "), @r#"李四 full_access, 值班组 edit, 研发中心 view, 高翔 edit, 薪酬小组 view"#);
    server.stop().await;
}

#[tokio::test]
async fn a_batch_in_which_all_fail_answers_the_first_code_and_changes_nothing() {
    let server = TestServer::start().await;
    let before = (listed(&server, &LISI, HANDBOOK, "docx").await, revisions(&server).await);

    let answer = add_all(&server, &LISI, HANDBOOK, "docx", &[user("lisi", "view"), user("nobody", "view")]).await;

    assert_snapshot!(answer, @r#"
    400 Bad Request
    {"code":1063003,"msg":"Invalid operation","data":{"members":[]},"error":{"log_id":"2026010108000000000000000000000005","troubleshooter":"Troubleshooting suggestions: http://127.0.0.1:8686/search?from=openapi&log_id=2026010108000000000000000000000005&code=1063003"}}
    "#);
    assert_eq!((listed(&server, &LISI, HANDBOOK, "docx").await, revisions(&server).await), before);
    server.stop().await;
}

#[tokio::test]
async fn the_same_member_twice_in_a_batch_is_one_with_the_higher_role() {
    let server = TestServer::start().await;
    let open_id = server.open_id("gaoxiang").await;
    let list = [
        user("gaoxiang", "view"),
        user("linlin", "view"),
        json!({"member_type": "openid", "member_id": open_id, "perm": "edit"}),
    ];

    let answer = add_all(&server, &LISI, HANDBOOK, "docx", &list).await.ok();

    let expected = json!([
        {"member_type": "userid", "member_id": "gaoxiang", "perm": "edit", "perm_type": "container", "type": "user"},
        {"member_type": "userid", "member_id": "linlin", "perm": "view", "perm_type": "container", "type": "user"},
    ]);
    assert_eq!(answer.data("/members"), expected);
    server.stop().await;
}

#[tokio::test]
async fn adding_again_changes_nothing_with_the_same_role_raises_a_lower_and_keeps_a_higher() {
    let server = TestServer::start().await;
    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await.ok();
    let revision = revisions(&server).await;

    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await.ok();
    assert_eq!(revisions(&server).await, revision, "the same");

    add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "edit")).await.ok();
    assert_eq!(revisions(&server).await, revision + 1, "raised");
    assert!(may(&server, &GAOXIANG, HANDBOOK, "docx", "edit").await);

    let answer = add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await;
    assert_eq!(answer.code(), 1_063_003);
    assert!(may(&server, &GAOXIANG, HANDBOOK, "docx", "edit").await);
    server.stop().await;
}

#[tokio::test]
async fn only_people_are_told_and_only_when_a_person_wants_it() {
    let server = TestServer::start().await;
    let silent = add(&server, &LISI, HANDBOOK, "docx", user("gaoxiang", "view")).await;
    assert_eq!(silent.code(), 0);
    assert!(notices(&server).await.is_empty());

    let kind = "docx&need_notification=True";
    let list = [user("linlin", "view"), group("g-payroll", "view"), user("gaoxiang", "view")];
    add_all(&server, &LISI, HANDBOOK, kind, &list).await.ok();
    let told = notices(&server).await;
    assert_eq!(told.len(), 1, "the group is not told, and for 高翔 nothing changed");
    assert_eq!(told[0].0, "drive.permission_member.added");
    assert_eq!(told[0].1["document"], HANDBOOK);
    assert_eq!(told[0].1["perm"], "view");

    change(&server, &LISI, HANDBOOK, kind, user("linlin", "edit")).await.ok();
    assert_eq!(notices(&server).await.len(), 2);
    server.stop().await;
}

#[tokio::test]
async fn an_app_may_be_a_collaborator_by_its_open_id_or_its_app_id() {
    let server = TestServer::start().await;
    let app = Who::HandbookBot;
    let member = json!({"member_type": "appid", "member_id": "cli_c3d4e5f6a7b8c9d0", "perm": "edit"});

    assert_snapshot!(add(&server, &LISI, HANDBOOK, "docx", member).await, @r#"
    200 OK
    {"code":0,"msg":"success","data":{"member":{"member_type":"appid","member_id":"cli_c3d4e5f6a7b8c9d0","perm":"edit","perm_type":"container","type":"user"}}}
    "#);
    let path = members(HANDBOOK, "", "docx") + "&fields=*";
    let items = server.send(&app, http::Method::GET, &path, None).await.ok().data("/items");
    let items: Vec<Value> = items.as_array().unwrap().clone();
    let bot = items
        .iter()
        .find(|item| item["member_id"].as_str().unwrap().starts_with("ou_") && item["perm"] == "edit")
        .unwrap();
    assert_eq!((&bot["member_type"], &bot["type"]), (&json!("openid"), &json!("user")));
    assert!(bot.get("name").is_none(), "the bot holds no scope of names");

    let id = bot["member_id"].as_str().unwrap();
    remove(&server, &LISI, HANDBOOK, "docx", ("openid", id)).await.ok();
    let answer = server.send(&app, http::Method::GET, &path, None).await;
    assert_eq!(answer.code(), 1_063_002);
    server.stop().await;
}

#[tokio::test]
async fn an_app_cannot_add_people_outside_its_contact_range() {
    let server = TestServer::start().await;
    let bot = Who::HandbookBot;
    let member = json!({"member_type": "appid", "member_id": "cli_c3d4e5f6a7b8c9d0", "perm": "edit"});
    add(&server, &LISI, HANDBOOK, "docx", member).await.ok();

    let outside = add(&server, &bot, HANDBOOK, "docx", user("gaoxiang", "view")).await;
    assert_eq!((outside.status.as_u16(), outside.code()), (400, 1_063_003));
    add(&server, &bot, HANDBOOK, "docx", user("sunqi", "view")).await.ok();
    add(&server, &bot, HANDBOOK, "docx", group("g-payroll", "view")).await.ok();
    server.stop().await;
}

#[tokio::test]
async fn a_person_may_add_departments_and_the_whole_company() {
    let server = TestServer::start().await;
    let hr = server.open_department_id("hr").await;
    for id in [hr.as_str(), "0"] {
        let member = json!({"member_type": "opendepartmentid", "member_id": id, "perm": "view", "type": "department"});
        add(&server, &ZHANGSAN, NOTES, "docx", member).await.ok();
    }
    let shown = listed(&server, &ZHANGSAN, NOTES, "docx").await;
    assert_eq!(shown, ["张三 full_access", "人力资源 view", "晨星科技 view"]);
    assert!(may(&server, &GAOXIANG, NOTES, "docx", "view").await);
    remove(&server, &ZHANGSAN, NOTES, "docx", ("opendepartmentid", "0")).await.ok();
    assert!(!may(&server, &WANGWU, NOTES, "docx", "view").await);
    server.stop().await;
}

#[tokio::test]
async fn a_document_takes_no_more_than_200_groups_and_500_collaborators() {
    let server = TestServer::start().await;
    let fill = "with recursive n (n) as (select 1 union all select n + 1 from n where n < 200) \
        insert into document_member (tenant, document, perm_type, kind, member, perm, added, starts, ends) \
        select d.tenant, d.id, 'container', 'group', n, 'view', n, 0, 0 from n, document as d where d.token = $1";
    server.execute(fill, NOTES).await;
    assert_eq!(add(&server, &ZHANGSAN, NOTES, "docx", group("g-oncall", "view")).await.code(), 1_063_003);

    let fill = "with recursive n (n) as (select 1 union all select n + 1 from n where n < 299) \
        insert into document_member (tenant, document, perm_type, kind, member, perm, added, starts, ends) \
        select d.tenant, d.id, 'container', 'user', n, 'view', n, 0, 0 from n, document as d where d.token = $1";
    server.execute(fill, NOTES).await;
    let answer = add_all(&server, &ZHANGSAN, NOTES, "docx", &[user("lisi", "view"), user("wangwu", "view")]).await.ok();
    assert_eq!(answer.data("/members").as_array().unwrap().len(), 1, "499 and one more");
    add(&server, &ZHANGSAN, NOTES, "docx", user("lisi", "edit")).await.ok();
    server.stop().await;
}
