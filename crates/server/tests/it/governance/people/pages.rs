//! The pages of people, departments and the analysis.

use menjin_testkit::{Answer, TestServer};

use menjin_model::{AdministratorNo, TenantNo};
use menjin_service::administrator::session::{self, Via};

use super::super::{form, page, signed_in, token};
use crate::access::may;

fn shows(answer: &Answer, texts: &[&str]) {
    assert_eq!(answer.status, 200, "{answer}");
    assert!(answer.text.len() < 100_000, "{} bytes", answer.text.len());
    for text in texts {
        assert!(answer.text.contains(text), "no {text} in {}", answer.text);
    }
}

#[tokio::test]
async fn every_page_answers_its_question() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    for (path, texts) in [
        ("/console/people", &["24 人，分布在 13 个部门", "/console/people/zhangsan", "zhangsan@example.com"][..]),
        ("/console/people?q=wangwu", &["王五", "本页 1 人"]),
        ("/console/people?q=nobody-at-all", &["没有符合条件的人员", "清除条件"]),
        ("/console/people/lisi", &["中风险", "值班组", "直接加入", "通过部门「研发中心」", "按规则", "权限重叠"]),
        ("/console/people/lisi?tab=access", &["值班手册", "所有者"]),
        ("/console/people/lisi?tab=access&kind=apps", &["HR bridge"]),
        ("/console/people/lisi?tab=access&kind=doors", &["机房", "随时", "现在可开"]),
        ("/console/people/zhangsan?tab=advice", &["预览影响", "action=add&#38;group=g%2Doncall"]),
        ("/console/people/lisi?tab=history", &["提到此人的变更"]),
        ("/console/departments", &["24 人，13 个部门", "北区"]),
        ("/console/departments/rd", &["基础架构", "负责人", "who=department&amp;department=rd"]),
        ("/console/analysis", &["选择要分析的人"]),
        ("/console/analysis/find?find=wangwu&id=lisi&id=nobody", &["李四", "checked", "value=\"wangwu\""]),
        ("/console/analysis?who=everybody", &["平均每人 1.21 个", "86.21%", "平均用户组数量偏低", "<svg"]),
        ("/console/analysis?who=people&ids=lisi%2C%20nobody", &["失败", "用户不存在"]),
        ("/console/analysis?who=department&department=rd", &["8 人在"]),
    ] {
        let path = path.replace("%2C%20", "%2C");
        shows(&page(&server, &cookie, &path).await, texts);
    }
    for (path, status) in [
        ("/console/people/nobody", 404),
        ("/console/departments/nowhere", 404),
        ("/console/analysis?who=people&ids=", 422),
        ("/console/analysis?who=department&department=nowhere", 422),
        ("/console/people/lisi/change?action=burn&group=g-oncall", 404),
    ] {
        assert_eq!(page(&server, &cookie, path).await.status, status, "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_recommendation_is_previewed_and_then_followed() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let preview = page(&server, &cookie, "/console/people/zhangsan/change?action=add&group=g-oncall").await;
    shows(&preview, &["把张三加入「值班组」", "机房", "值班手册"]);
    assert!(!may(&server, "user zhangsan", "member", "group g-oncall").await, "a preview changes nothing");
    let fields = [("action", "add"), ("group", "g-oncall")];
    let made = form(&server, &cookie, "/console/people/zhangsan/change", &fields).await;
    assert_eq!(made.status, 303, "{made}");
    assert_eq!(made.header("location"), "/console/people/zhangsan?tab=advice&done=added");
    assert!(may(&server, "user zhangsan", "member", "group g-oncall").await);
    let again = form(&server, &cookie, "/console/people/zhangsan/change", &fields).await;
    assert_eq!(again.status, 422);
    assert!(again.text.contains("已经在这个用户组中"), "{again}");
    let history = page(&server, &cookie, "/console/people/zhangsan?tab=history").await;
    shows(&history, &["contact.v3.group_member.add", "group:g-oncall", "administrator:"]);
    let other = page(&server, &cookie, "/console/people/wangwu?tab=history").await;
    assert!(!other.text.contains("contact.v3.group_member.add"), "of those alone whom it names");
    let removed =
        form(&server, &cookie, "/console/people/zhangsan/change", &[("action", "remove"), ("group", "g-oncall")]).await;
    assert_eq!(removed.header("location"), "/console/people/zhangsan?tab=advice&done=removed");
    server.stop().await;
}

/// The cookie of somebody with this role.
async fn signed_in_as(server: &TestServer, role: &str) -> String {
    token(server, role, "[]").await;
    let login = format!("a-{role}");
    let rows: Vec<(i64, i64)> = server.rows("select tenant, id from administrator where login = $1", &login).await;
    let (tenant, who) = (TenantNo(rows[0].0), AdministratorNo(rows[0].1));
    let value = session::open(server.cx(), tenant, who, Via::Password, server.cx().clock.now()).await.unwrap();
    format!("__Host-menjin={value}")
}

#[tokio::test]
async fn an_auditor_changes_nothing_and_a_helpdesk_sees_no_history() {
    let server = TestServer::start().await;
    let auditor = signed_in_as(&server, "auditor").await;
    let advice = page(&server, &auditor, "/console/people/zhangsan?tab=advice").await;
    shows(&advice, &["缺少权限", "历史"]);
    assert!(!advice.text.contains("预览影响"), "{advice}");
    let change = "/console/people/zhangsan/change";
    assert_eq!(page(&server, &auditor, &format!("{change}?action=add&group=g-oncall")).await.status, 403);
    let fields = [("action", "add"), ("group", "g-oncall")];
    assert_eq!(form(&server, &auditor, change, &fields).await.status, 403);
    assert!(!may(&server, "user zhangsan", "member", "group g-oncall").await);

    let helpdesk = signed_in_as(&server, "helpdesk").await;
    let history = page(&server, &helpdesk, "/console/people/zhangsan?tab=history").await;
    assert!(!history.text.contains("提到此人的变更"), "{history}");
    assert_eq!(form(&server, &helpdesk, change, &fields).await.status, 303);
    server.stop().await;
}

#[tokio::test]
async fn the_file_has_a_row_for_each_and_the_highest_risk_first() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let file = page(&server, &cookie, "/console/analysis/csv?who=people&ids=sunqi+lisi+nobody").await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let lines: Vec<&str> = file.text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 4, "{file}");
    assert!(lines[0].starts_with("用户 ID,姓名,用户组数,风险"), "{file}");
    assert!(lines[1].starts_with("lisi,李四,3,中,"), "{file}");
    assert!(lines[2].starts_with("sunqi,孙七,1,低,"), "{file}");
    assert_eq!(lines[3], "nobody,,,,,,,,用户不存在，请检查用户 ID");
    server.stop().await;
}

#[tokio::test]
async fn names_come_out_as_text() {
    let fixture = r#"
schema: menjin/1
tenants:
  - key: 00000000000000aa
    name: "<script>alert(0)</script>"
    admins: [dengchao]
    departments:
      - {id: d, name: "<script>alert(1)", parent: "0"}
    users:
      - {id: dengchao, name: "<script>alert(2)</script>", departments: [d]}
    groups:
      - {id: g, name: "<script>alert(3)</script>", members: [{user: dengchao}]}
"#;
    let server = TestServer::with(fixture).await;
    let cookie = signed_in(&server).await;
    for path in [
        "/console/people",
        "/console/people?q=%3Cscript%3E",
        "/console/people/dengchao",
        "/console/people/dengchao?tab=history",
        "/console/people/dengchao/change?action=remove&group=g",
        "/console/departments",
        "/console/departments/d",
        "/console/analysis?who=everybody",
        "/console/analysis?who=people&ids=%3Cscript%3E",
    ] {
        let answer = page(&server, &cookie, path).await;
        assert_eq!(answer.status, 200, "{path} {answer}");
        assert!(!answer.text.contains("<script>"), "{path} {answer}");
        assert!(answer.text.contains("&#60;script&#62;") || answer.text.contains("&lt;script"), "{path}");
    }
    server.stop().await;
}
