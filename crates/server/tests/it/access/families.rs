//! Whole answers, for each kind of resource.

use std::fmt::Write;

use insta::assert_snapshot;
use menjin_service::knowledge;
use menjin_testkit::TestServer;
use serde_json::Value;

use super::{asked, evaluate, fresh::caller};

/// Asks each question as it stands there (`subject > action > resource`, and perhaps `@ moment`), and lays the answers out.
async fn answers(server: &TestServer, questions: &[&str]) -> String {
    // What would help is sought among all facts; before they are there, only among those of the question.
    let tenant = caller(server).await.tenant;
    knowledge::whole(server.cx(), tenant).await.unwrap();
    let mut lines = String::new();
    for question in questions {
        let (words, time) = question.split_once(" @ ").map_or((*question, None), |(words, time)| (words, Some(time)));
        let parts: Vec<&str> = words.split(" > ").collect();
        let mut body = asked(parts[0], parts[1], parts[2]);
        if let Some(time) = time {
            body["context"] = serde_json::json!({"time": time});
        }
        let answer = evaluate(server, body).await;
        assert_eq!(answer.status, 200, "{question}: {answer}");
        let json = answer.json();
        let context = &json["context"];
        let _ = write!(lines, "{question}\n  {} {}", json["decision"], context["reason_code"].as_str().unwrap_or(""));
        for language in ["en", "zh"] {
            let _ = write!(lines, "\n  {}", context["reason"][language].as_str().unwrap());
        }
        for station in context["path"].as_array().into_iter().flatten() {
            let _ = write!(lines, "\n    {}", station_of(station));
        }
        for need in context["missing"].as_array().into_iter().flatten() {
            let _ = write!(lines, "\n    {need}");
        }
        lines.push('\n');
    }
    lines
}

fn station_of(station: &Value) -> String {
    let why = station["why"].as_str().map(|why| format!(" ({why})")).unwrap_or_default();
    format!("{} {}{why}", station["type"].as_str().unwrap(), station["id"].as_str().unwrap())
}

#[tokio::test]
async fn documents() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user lisi > edit > document doxcnOncallHandbook00000001",
            "user wangwu > edit > document doxcnOncallHandbook00000001",
            "user sunqi > view > document doxcnOncallHandbook00000001",
            "user sunqi > edit > document doxcnOncallHandbook00000001",
            "user wujiu > edit > document doxcnOncallHandbook00000001",
            "user wangwu > edit > document doxcnInsideFolder000000008",
            "user tangmin > view > document doxcnVisitorGuide0000000005",
            "user tangmin > manage_public > document doxcnVisitorGuide0000000005",
            "user lisi > view > document doxcnPrivateNotes0000000006",
            "group g-oncall > edit > document doxcnOncallHandbook00000001",
            "department rd-infra > view > document doxcnOncallHandbook00000001",
            "user nobody > view > document doxcnOncallHandbook00000001",
            "user lisi > view > document doxcnNothing",
        ],
    )
    .await;
    assert_snapshot!(said, @r#"
    user lisi > edit > document doxcnOncallHandbook00000001
      true owner
      the owner
      是所有者
        user lisi
        document doxcnOncallHandbook00000001 (owner)
    user wangwu > edit > document doxcnOncallHandbook00000001
      true group_grant
      member of 值班组, which is given edit
      是「值班组」的成员，该组被授予：edit
        user wangwu
        group g-oncall (member)
        document doxcnOncallHandbook00000001 (edit)
    user sunqi > view > document doxcnOncallHandbook00000001
      true department_grant
      in the department 研发中心, which is given view
      属于部门「研发中心」，该部门被授予：view
        user sunqi
        department rd-app (member)
        department rd (below)
        document doxcnOncallHandbook00000001 (view)
    user sunqi > edit > document doxcnOncallHandbook00000001
      false role_too_low
      there is a role, but too low a one for edit; member of 值班组 would get edit
      已有的权限不足以 edit；加入「值班组」即可 edit
        {"need":"fact","from":{"type":"user","id":"sunqi"},"to":{"type":"group","id":"g-oncall"},"why":"member"}
    user wujiu > edit > document doxcnOncallHandbook00000001
      false no_grant
      nothing gives edit; member of 值班组 would get edit
      没有任何授权给予 edit；加入「值班组」即可 edit
        {"need":"fact","from":{"type":"user","id":"wujiu"},"to":{"type":"group","id":"g-oncall"},"why":"member"}
    user wangwu > edit > document doxcnInsideFolder000000008
      true inherited_grant
      研发共享 above gives edit
      上级「研发共享」给予：edit
        user wangwu
        group g-oncall (member)
        document fldcnRdShared0000000000007 (edit)
        document doxcnInsideFolder000000008 (inherited)
    user tangmin > view > document doxcnVisitorGuide0000000005
      true department_grant
      everybody of the company is given view
      全企业被授予：view
        user tangmin
        department 0 (member)
        document doxcnVisitorGuide0000000005 (view)
    user tangmin > manage_public > document doxcnVisitorGuide0000000005
      false role_too_low
      there is a role, but too low a one for manage_public; a grant of full_access would do
      已有的权限不足以 manage_public；直接授予 full_access 即可
        {"need":"fact","from":{"type":"user","id":"tangmin"},"to":{"type":"document","id":"doxcnVisitorGuide0000000005"},"why":"full_access"}
    user lisi > view > document doxcnPrivateNotes0000000006
      false no_grant
      nothing gives view; a grant of view would do
      没有任何授权给予 view；直接授予 view 即可
        {"need":"fact","from":{"type":"user","id":"lisi"},"to":{"type":"document","id":"doxcnPrivateNotes0000000006"},"why":"view"}
    group g-oncall > edit > document doxcnOncallHandbook00000001
      true direct_grant
      named itself: edit
      被直接授予：edit
        group g-oncall
        document doxcnOncallHandbook00000001 (edit)
    department rd-infra > view > document doxcnOncallHandbook00000001
      true department_grant
      in the department 研发中心, which is given view
      属于部门「研发中心」，该部门被授予：view
        department rd-infra
        department rd (below)
        document doxcnOncallHandbook00000001 (view)
    user nobody > view > document doxcnOncallHandbook00000001
      false unknown_subject
      the subject is not known
      没有这个主体
    user lisi > view > document doxcnNothing
      false unknown_resource
      the resource is not known
      没有这个资源
    "#);
    server.stop().await;
}

#[tokio::test]
async fn apps() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user dengchao > own > app cli_a1b2c3d4e5f6a7b8",
            "user caolei > administer > app cli_a1b2c3d4e5f6a7b8",
            "user hanxue > administer > app cli_a1b2c3d4e5f6a7b8",
            "user hanxue > develop > app cli_a1b2c3d4e5f6a7b8",
            "user lisi > use > app cli_a1b2c3d4e5f6a7b8",
            "user lisi > operate > app cli_c3d4e5f6a7b8c9d0",
            "user lisi > own > app cli_c3d4e5f6a7b8c9d0",
            "user lisi > use > app cli_0000000000000000",
        ],
    )
    .await;
    assert_snapshot!(said, @r#"
    user dengchao > own > app cli_a1b2c3d4e5f6a7b8
      true owner
      the owner
      是所有者
        user dengchao
        app cli_a1b2c3d4e5f6a7b8 (owner)
    user caolei > administer > app cli_a1b2c3d4e5f6a7b8
      true app_role
      collaborator of the app: administrator
      是应用的协作者：administrator
        user caolei
        app cli_a1b2c3d4e5f6a7b8 (administrator)
    user hanxue > administer > app cli_a1b2c3d4e5f6a7b8
      false role_too_low
      there is a role, but too low a one for administer; a grant of administrator would do
      已有的权限不足以 administer；直接授予 administrator 即可
        {"need":"fact","from":{"type":"user","id":"hanxue"},"to":{"type":"app","id":"cli_a1b2c3d4e5f6a7b8"},"why":"administrator"}
    user hanxue > develop > app cli_a1b2c3d4e5f6a7b8
      true app_role
      collaborator of the app: developer
      是应用的协作者：developer
        user hanxue
        app cli_a1b2c3d4e5f6a7b8 (developer)
    user lisi > use > app cli_a1b2c3d4e5f6a7b8
      true everyone
      open to everybody of the company
      对全企业开放
        user lisi
        app cli_a1b2c3d4e5f6a7b8 (everyone)
    user lisi > operate > app cli_c3d4e5f6a7b8c9d0
      true app_role
      collaborator of the app: operator
      是应用的协作者：operator
        user lisi
        app cli_c3d4e5f6a7b8c9d0 (operator)
    user lisi > own > app cli_c3d4e5f6a7b8c9d0
      false role_too_low
      there is a role, but too low a one for own; a grant of owner would do
      已有的权限不足以 own；直接授予 owner 即可
        {"need":"fact","from":{"type":"user","id":"lisi"},"to":{"type":"app","id":"cli_c3d4e5f6a7b8c9d0"},"why":"owner"}
    user lisi > use > app cli_0000000000000000
      false unknown_resource
      the resource is not known
      没有这个资源
    "#);
    server.stop().await;
}

#[tokio::test]
async fn doors() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user lisi > open > door 7296700518380863767 @ 2026-11-27T10:00:00+08:00",
            "user lisi > open > door 7296700518380863767 @ 2026-11-27T07:59:59.999+08:00",
            "user lisi > open > door 7296700518380863767 @ 2026-11-28T10:00:00+08:00",
            "user lisi > open > door 7296700518380863769 @ 2026-11-28T03:00:00+08:00",
            "user zhangsan > open > door 7296700518380863769 @ 2026-11-28T03:00:00+08:00",
            "user lisi > open > door 7296700518380863770 @ 2026-11-27T10:00:00+08:00",
        ],
    )
    .await;
    assert_snapshot!(said, @r#"
    user lisi > open > door 7296700518380863767 @ 2026-11-27T10:00:00+08:00
      true direct_grant
      named itself: open
      被直接授予：open
        user lisi
        door_rule 7298933941867135001 (named)
        door 7296700518380863767 (open)
    user lisi > open > door 7296700518380863767 @ 2026-11-27T07:59:59.999+08:00
      false door_closed
      door closed now; opens 08:00
      门现在不对其开放；08:00 开放
        {"need":"moment","time":"2026-11-27T08:00:00+08:00"}
    user lisi > open > door 7296700518380863767 @ 2026-11-28T10:00:00+08:00
      false door_closed
      door closed now; opens 2026-11-30 08:00
      门现在不对其开放；2026-11-30 08:00 开放
        {"need":"moment","time":"2026-11-30T08:00:00+08:00"}
    user lisi > open > door 7296700518380863769 @ 2026-11-28T03:00:00+08:00
      true group_grant
      member of 值班组, which is given open
      是「值班组」的成员，该组被授予：open
        user lisi
        group g-oncall (member)
        door_rule 7298933941867135002 (named)
        door 7296700518380863769 (open)
    user zhangsan > open > door 7296700518380863769 @ 2026-11-28T03:00:00+08:00
      false no_grant
      nothing gives open; member of 值班组 would get open
      没有任何授权给予 open；加入「值班组」即可 open
        {"need":"fact","from":{"type":"user","id":"zhangsan"},"to":{"type":"group","id":"g-oncall"},"why":"member"}
    user lisi > open > door 7296700518380863770 @ 2026-11-27T10:00:00+08:00
      false no_grant
      nothing gives open; being named in the door rule would do
      没有任何授权给予 open；加入门禁规则即可
        {"need":"fact","from":{"type":"user","id":"lisi"},"to":{"type":"door_rule","id":"7298933941867135003"},"why":"named"}
    "#);
    server.stop().await;
}

#[tokio::test]
async fn groups() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user lisi > member > group g-oncall",
            "user lisi > member > group g-rd-all",
            "user lisi > member > group g-infra-dyn",
            "user sunqi > member > group g-infra-dyn",
            "user sunqi > member > group g-empty",
            "user yangfan > member > group g-campaign",
            "department sales-north > member > group g-campaign",
            "user lisi > member > group g-nothing",
        ],
    )
    .await;
    assert_snapshot!(said, @r#"
    user lisi > member > group g-oncall
      true direct_member
      a member itself
      是直接成员
        user lisi
        group g-oncall (member)
    user lisi > member > group g-rd-all
      true department_member
      member through the department 研发中心
      因部门「研发中心」而是成员
        user lisi
        department rd-infra (member)
        department rd (below)
        group g-rd-all (member)
    user lisi > member > group g-infra-dyn
      true dynamic_member
      the rule of the dynamic group holds
      符合动态用户组的规则
        user lisi
        department rd-infra (member)
        group g-infra-dyn (rule)
    user sunqi > member > group g-infra-dyn
      false no_grant
      nothing gives member; being in the department 基础架构 would do
      没有任何授权给予 member；加入部门「基础架构」即可
        {"need":"fact","from":{"type":"user","id":"sunqi"},"to":{"type":"department","id":"rd-infra"},"why":"member"}
    user sunqi > member > group g-empty
      false no_grant
      nothing gives member; being added to 待用 would do
      没有任何授权给予 member；加入「待用」即可
        {"need":"fact","from":{"type":"user","id":"sunqi"},"to":{"type":"group","id":"g-empty"},"why":"member"}
    user yangfan > member > group g-campaign
      true department_member
      member through the department 销售部
      因部门「销售部」而是成员
        user yangfan
        department sales-north (member)
        department sales (below)
        group g-campaign (member)
    department sales-north > member > group g-campaign
      true department_member
      member through the department 销售部
      因部门「销售部」而是成员
        department sales-north
        department sales (below)
        group g-campaign (member)
    user lisi > member > group g-nothing
      false unknown_resource
      the resource is not known
      没有这个资源
    "#);
    server.stop().await;
}

#[tokio::test]
async fn review_groups() {
    let server = TestServer::start().await;
    let said = answers(
        &server,
        &[
            "user lisi > member > review_group ABCDEFG",
            "user sunqi > member > review_group ABCDEFG",
            "user dengchao > see > review_group ABCDEFG",
            "user lisi > see > review_group MANAGERS",
            "user lisi > see > review_group NOTHING",
        ],
    )
    .await;
    assert_snapshot!(said, @r#"
    user lisi > member > review_group ABCDEFG
      true direct_member
      a member itself
      是直接成员
        user lisi
        review_group ABCDEFG (member)
    user sunqi > member > review_group ABCDEFG
      false no_grant
      nothing gives member; being added to 2026下半年全员 would do
      没有任何授权给予 member；加入「2026下半年全员」即可
        {"need":"fact","from":{"type":"user","id":"sunqi"},"to":{"type":"review_group","id":"ABCDEFG"},"why":"member"}
    user dengchao > see > review_group ABCDEFG
      false no_grant
      nothing gives see; not hidden from back-office administrators, it would be a yes
      没有任何授权给予 see；对管理后台可见即可
        {"need":"fact","to":{"type":"review_group","id":"ABCDEFG"},"why":"shown"}
    user lisi > see > review_group MANAGERS
      false no_grant
      nothing gives see; being added to 管理者 would do
      没有任何授权给予 see；加入「管理者」即可
        {"need":"fact","from":{"type":"user","id":"lisi"},"to":{"type":"review_group","id":"MANAGERS"},"why":"member"}
    user lisi > see > review_group NOTHING
      false unknown_resource
      the resource is not known
      没有这个资源
    "#);
    server.stop().await;
}
