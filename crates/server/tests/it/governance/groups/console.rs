//! The pages about groups, and the search over everything.

use http::{Method, Request, header};
use http_body_util::Full;
use menjin_testkit::TestServer;
use serde_json::json;

use super::{member, page, signed_in};

const XSS: &str = "<script>alert(1)</script>";

/// Whether a page says all of these.
fn says(text: &str, all: &[&str]) {
    for one in all {
        assert!(text.contains(one), "{one:?} is missing in {text}");
    }
}

#[tokio::test]
async fn the_list_answers_its_question_and_leads_on() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let list = page(&server, &cookie, "/console/groups").await;
    assert_eq!(list.status, 200);
    says(
        &list.text,
        &[
            "8 个用户组，打开 5 份文档、1 扇门。",
            "href=\"/console/groups/g-oncall\"",
            "<span class=\"chip danger\">高</span>",
            "第 1–8 个，共 8 个",
            "/console/groups/new",
            "formaction=\"/console/groups/batch-delete\"",
        ],
    );
    let some = page(&server, &cookie, "/console/groups?q=值班&risk=high").await;
    says(&some.text, &["值班组", "第 1–1 个，共 1 个", "value=\"值班\""]);
    assert!(!some.text.contains("薪酬小组"));
    let none = page(&server, &cookie, "/console/groups?q=没有这样的").await;
    says(&none.text, &["没有符合条件的用户组。", "清除条件"]);
    let wrong = page(&server, &cookie, "/console/groups?members_min=5&members_max=1").await;
    assert_eq!(wrong.status, 422);
    says(&wrong.text, &["最少成员数不能大于最多成员数", "value=\"5\""]);
    server.stop().await;
}

#[tokio::test]
async fn htmx_gets_the_table_alone_and_the_address_of_it() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let request = Request::builder()
        .method(Method::GET)
        .uri("/console/groups?q=g&type=&sort=updated")
        .header(header::COOKIE, &cookie)
        .header("hx-target", "groups");
    let part = server.request(request.body(Full::default()).unwrap()).await;
    assert_eq!((part.status.as_u16(), part.header("hx-push-url")), (200, "/console/groups?q=g"));
    assert!(part.text.starts_with("<form class=\"card groups\" id=\"groups\""), "{part}");
    server.stop().await;
}

#[tokio::test]
async fn twenty_stand_on_a_page_and_five_pages_are_named() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    for number in 0..140 {
        server.post("/open-apis/contact/v3/group", json!({"name": format!("组 {number:03}")})).await.ok();
    }
    let third = page(&server, &cookie, "/console/groups?sort=name&page=4").await.text;
    says(&third, &["第 61–80 个，共 148 个", "首页", "上一页", "下一页", "末页", "aria-current=\"page\">4</a>"]);
    assert_eq!(third.matches("name=\"id\"").count(), 20);
    let named = |number: usize| third.contains(&format!(">{number}</a>"));
    assert_eq!((1..=8).filter(|number| named(*number)).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);
    assert!(third.len() < 100_000, "{}", third.len());
    let beyond = page(&server, &cookie, "/console/groups?page=99").await.text;
    says(&beyond, &["第 141–148 个，共 148 个"]);
    server.stop().await;
}

#[tokio::test]
async fn a_group_has_its_four_tabs() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let opens = page(&server, &cookie, "/console/groups/g-oncall").await;
    assert_eq!(opens.status, 200);
    says(
        &opens.text,
        &[
            "高风险",
            "机房",
            "随时可开",
            "为什么是高风险",
            "「机房」随时可开",
            "+3",
            "给「机房」的规则设开放时段",
            "含 1 份文档",
            "1 人另有途径",
        ],
    );
    let people = page(&server, &cookie, "/console/groups/g-campaign/people").await.text;
    says(
        &people,
        &[
            "销售部",
            "data-copy=\"wujiu\"",
            "action=\"/console/groups/g-campaign/members/remove\"",
            "name=\"kind\" value=\"user\"",
        ],
    );
    assert!(!page(&server, &cookie, "/console/groups/g-infra-dyn/people").await.text.contains("members/remove"));
    member(&server, "g-oncall", "add", "sunqi").await;
    says(&page(&server, &cookie, "/console/groups/g-oncall/history").await.text, &["添加成员", "open-apis"]);
    says(&page(&server, &cookie, "/console/groups/g-oncall/views").await.text, &["邓超", "console"]);
    assert_eq!(page(&server, &cookie, "/console/groups/nothing").await.status, 404);
    server.stop().await;
}

#[tokio::test]
async fn what_a_group_opens_can_be_had_as_a_file() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let file = page(&server, &cookie, "/console/groups/g-oncall/access.csv").await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"access-g-oncall.csv\"");
    assert_eq!(
        file.text,
        "\u{feff}类型,id,名称,权限,时段,影响人数,另有途径\r\n\
         门,7296700518380863769,机房,open,随时可开,3,0\r\n\
         文档,doxcnOncallHandbook00000001,值班手册,edit,,3,1\r\n\
         文件夹,fldcnRdShared0000000000007,研发共享,edit,,3,0\r\n"
    );
    server.stop().await;
}

#[tokio::test]
async fn the_search_finds_a_few_of_each_kind() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let found = page(&server, &cookie, "/console/search?q=值班").await.text;
    says(&found, &["/console/groups/g-oncall", "/console/documents/doxcnOncallHandbook00000001"]);
    says(&page(&server, &cookie, "/console/search?q=LISI").await.text, &["/console/people/lisi"]);
    says(
        &page(&server, &cookie, "/console/search?q=财务").await.text,
        &["/console/departments/finance", "/console/doors/"],
    );
    says(&page(&server, &cookie, "/console/search?q=HR%20bridge").await.text, &["/console/apps/cli_a1b2c3d4e5f6a7b8"]);
    says(&page(&server, &cookie, "/console/search?q=%25").await.text, &["没有找到"]);
    let request =
        Request::builder().uri("/console/search?q=g-").header(header::COOKIE, &cookie).header("hx-target", "found");
    let part = server.request(request.body(Full::default()).unwrap()).await.text;
    assert_eq!((part.contains("<html"), part.matches("<li>").count()), (false, 5), "{part}");
    server.stop().await;
}

#[tokio::test]
async fn names_come_out_as_text_wherever_they_stand() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    for (table, column) in [
        ("user_group", "name"),
        ("user_group", "description"),
        ("document", "title"),
        ("device", "name"),
        ("door_rule", "name"),
        ("user", "name"),
        ("department", "name"),
    ] {
        let sql: &'static str =
            Box::leak(format!("update {table} set {column} = $1 || id where tenant > 0").into_boxed_str());
        server.execute(sql, XSS).await;
    }
    for path in [
        "/groups",
        "/groups?q=%3Cscript%3E",
        "/groups/g-oncall",
        "/groups/g-campaign/people",
        "/groups/g-oncall/history",
        "/groups/g-oncall/views",
        "/search?q=%3Cscript",
        "/groups/%3Cscript%3Ealert(1)%3C/script%3E",
    ] {
        let shown = page(&server, &cookie, &format!("/console{path}")).await;
        assert!(!shown.text.contains("<script>alert"), "{path}: {shown}");
    }
    let group = page(&server, &cookie, "/console/groups/g-oncall").await.text;
    says(&group, &["&#60;script&#62;alert(1)"]);
    server.stop().await;
}
