//! The pages: what they say, that a change is shown before it is made, and that names come out as text.

use menjin_testkit::TestServer;

use super::{HANDBOOK, ON_CALL_RULE, SERVER_ROOM, form, page};

const WHY: &str = "/console/why?subject=user:wangwu&action=open&resource=door:7296700518380863769";

async fn says(server: &TestServer, path: &str, lang: &str, texts: &[&str]) {
    let answer = page(server, path, lang).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {answer}");
    assert!(answer.text.len() <= 100_000, "{path} is {} bytes", answer.text.len());
    for text in texts {
        assert!(answer.text.contains(text), "{path} does not say {text}:\n{}", answer.text);
    }
}

#[tokio::test]
async fn every_page_answers_its_question_in_both_languages() {
    let server = TestServer::start().await;
    for (path, zh, en) in [
        ("/console/why".to_owned(), "谁，能不能", "Who may do what"),
        (WHY.to_owned(), "可以打开", "Yes, may open"),
        ("/console/why/reasons".to_owned(), "没有任何授权", "Nothing grants it."),
        ("/console/documents".to_owned(), "8 份文档", "8 documents"),
        (format!("/console/documents/{HANDBOOK}"), "协作者", "Collaborators"),
        ("/console/doors".to_owned(), "4 扇门", "3 rules open 4 doors"),
        (format!("/console/doors/{SERVER_ROOM}"), "本周", "This week"),
        (format!("/console/doors/rules/{ON_CALL_RULE}"), "开放时间", "Hours"),
        ("/console/apps".to_owned(), "3 个应用", "3 apps"),
        ("/console/apps/cli_a1b2c3d4e5f6a7b8".to_owned(), "全企业可用", "everyone"),
        ("/console/review-groups".to_owned(), "2 个人员组", "2 groups"),
        ("/console/review-groups/ABCDEFG".to_owned(), "覆盖成员", "Overwrite the members"),
        ("/console/review-groups/MANAGERS".to_owned(), "未开启接口导入", "takes no members by calls"),
    ] {
        says(&server, &path, "zh", &[zh]).await;
        says(&server, &path, "en", &[en]).await;
    }
    for path in ["/console/documents/nothing", "/console/doors/0", "/console/apps/cli_x", "/console/review-groups/x"] {
        assert_eq!(page(&server, path, "en").await.status.as_u16(), 404, "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_yes_shows_its_chain_and_what_would_be_without_each_link() {
    let server = TestServer::start().await;
    says(
        &server,
        WHY,
        "en",
        &[
            "Person 王五 —member→ Group 值班组 —in the rule→ Door rule 机房值班",
            "no, there is no other way",
            "group_grant",
        ],
    )
    .await;
    says(&server, &format!("{WHY}&without=0"), "en", &["id=\"impact\"", "lost"]).await;
    let head: Vec<(i64,)> =
        server.rows("select count(*) from change where $1 = '' and action like '%remove%'", "").await;
    assert_eq!(head, [(0,)], "only tried");
    server.stop().await;
}

#[tokio::test]
async fn a_no_shows_what_is_missing_and_where_to_close_it() {
    let server = TestServer::start().await;
    let path = "/console/why?subject=user:chenjing&action=open&resource=door:7296700518380863769";
    says(
        &server,
        path,
        "en",
        &[
            "No, may not open",
            "edge missing",
            "Name 陈静 in the rule 机房值班",
            "/console/doors/rules/7298933941867135002",
        ],
    )
    .await;
    // At night the door is closed to those whom its rule names.
    let path = "/console/why?subject=user:chenjing&action=open&resource=door:7296700518380863767&at=2026-01-01T23:00";
    says(&server, path, "en", &["Not at this moment", "from Fri 01-02 08:00", "door_closed"]).await;
    server.stop().await;
}

#[tokio::test]
async fn a_question_that_cannot_be_asked_is_blamed_by_the_field() {
    let server = TestServer::start().await;
    for (query, field) in [
        ("subject=user:nobody&action=open&resource=door:7296700518380863769", "subject-error"),
        ("subject=user:lisi&action=open&resource=door:1", "resource-error"),
        ("subject=user:lisi&action=view&resource=door:7296700518380863769", "action-error"),
        ("subject=user:lisi&action=open&resource=door:7296700518380863769&at=soon", "at-error"),
        ("subject=user:lisi&action=open&resource=door:7296700518380863769&as_of=999999", "as_of-error"),
        ("subject=%E7%BB%84&action=open&resource=door:7296700518380863769", "subject-error"),
    ] {
        let answer = page(&server, &format!("/console/why?{query}"), "en").await;
        assert_eq!(answer.status.as_u16(), 422, "{query}: {answer}");
        assert!(answer.text.contains(&format!("id=\"{field}\"")), "{query}: {}", answer.text);
    }
    server.stop().await;
}

#[tokio::test]
async fn an_earlier_state_is_asked_by_its_revision() {
    let server = TestServer::start().await;
    let head: Vec<(i64,)> = server.rows("select max(revision) from change where $1 = ''", "").await;
    let path = format!("/console/documents/{HANDBOOK}/grants");
    let done = form(&server, &path, "holder=user:chenjing&action=edit&step=apply").await;
    assert_eq!(
        (done.status.as_u16(), done.header("location")),
        (303, "/console/documents/doxcnOncallHandbook00000001?done=changed")
    );
    let why = format!("/console/why?subject=user:chenjing&action=edit&resource=document:{HANDBOOK}");
    says(&server, &why, "en", &["Yes, may edit", "Before the change of", "menjin.v1.grant.put"]).await;
    says(&server, &format!("{why}&as_of={}", head[0].0), "en", &["No, may not edit", "Decided by the data of"]).await;
    server.stop().await;
}

#[tokio::test]
async fn a_change_is_shown_before_it_is_made_and_refused_by_its_field() {
    let server = TestServer::start().await;
    let path = format!("/console/doors/rules/{ON_CALL_RULE}/grants");
    let preview = form(&server, &path, "holder=department:marketing&action=open").await;
    assert_eq!(preview.status.as_u16(), 200, "{preview}");
    assert!(preview.text.contains("value=\"apply\"") && preview.text.contains("刘洋"), "{}", preview.text);
    let unknown = form(&server, &path, "holder=nobody&action=open").await;
    assert_eq!(unknown.status.as_u16(), 422, "{unknown}");
    assert!(unknown.text.contains("id=\"holder-error\"") && unknown.text.contains("value=\"nobody\""));
    let path = format!("/console/doors/rules/{ON_CALL_RULE}/hours");
    let wrong = form(&server, &path, "day=1&start=18%3A00&end=09%3A00").await;
    assert_eq!(wrong.status.as_u16(), 422, "{wrong}");
    let done = form(&server, &path, "day=1&day=2&start=09%3A00&end=18%3A00&step=apply").await;
    assert_eq!(done.status.as_u16(), 303, "{done}");
    says(&server, &format!("/console/doors/rules/{ON_CALL_RULE}"), "en", &["Mon, Tue 09:00–18:00"]).await;
    let done =
        form(&server, "/console/review-groups/ABCDEFG/members", "people=lisi%0Achenjing&visible=on&step=apply").await;
    assert_eq!(done.status.as_u16(), 303, "{done}");
    let wrong = form(&server, "/console/review-groups/ABCDEFG/members", "people=lisi%0Anobody").await;
    assert!(wrong.status.as_u16() == 422 && wrong.text.contains("nobody"), "{wrong}");
    server.stop().await;
}

#[tokio::test]
async fn names_come_out_as_text() {
    let fixture = menjin_service::fixture::DEMO
        .replace("title: 值班手册", "title: \"<script>alert(1)</script>\"")
        .replace("name: 北门", "name: \"<img src=x onerror=alert(1)>\"")
        .replace("name: 王五", "name: \"<script>alert(2)</script>\"");
    let server = TestServer::with(&fixture).await;
    for path in [
        "/console/documents".to_owned(),
        format!("/console/documents/{HANDBOOK}"),
        "/console/doors".to_owned(),
        "/console/doors/7296700518380863767".to_owned(),
        WHY.to_owned(),
        format!("/console/why?subject=user:wangwu&action=edit&resource=document:{HANDBOOK}"),
        "/console/why/suggest/subject?subject=alert".to_owned(),
        "/console/why?subject=%3Cscript%3Ealert(3)&resource=%3Cscript%3E".to_owned(),
    ] {
        let answer = page(&server, &path, "en").await;
        assert!(!answer.text.contains("<script>alert") && !answer.text.contains("<img src=x"), "{path}");
    }
    server.stop().await;
}
