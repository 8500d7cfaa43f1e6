//! The pages of changes: asked as a browser asks, without script.

use menjin_testkit::TestServer;
use serde_json::json;

use super::{admin, post};
use crate::governance::{form, page, signed_in};

/// Has the page all of these, and no markup out of a name.
fn shows(answer: &menjin_testkit::Answer, texts: &[&str]) {
    for text in texts {
        assert!(answer.text.contains(text), "{text} is not on the page: {answer}");
    }
    assert!(!answer.text.contains("<script>"), "{answer}");
}

#[tokio::test]
async fn every_page_is_there() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    for (path, texts) in [
        ("groups/new", &["空白", "开发团队", "营销团队"][..]),
        ("groups/new?template=design", &["设计团队", "预览影响"]),
        ("groups/new?find=member&who=li", &["李四", "user:lisi"]),
        ("groups/new?find=grant&what=%E6%89%8B%E5%86%8C", &["值班手册", "document:doxcnOncallHandbook00000001"]),
        ("groups/batch", &["值班组", "修改所选"]),
        ("groups/batch?id=g-oncall&id=g-empty", &["值班组", "待用", "统一改名"]),
        ("groups/batch-delete?id=g-empty", &["删除 1 个用户组"]),
        ("groups/deleted", &["最近 30 天没有删除过用户组"]),
        ("groups/g-oncall/edit", &["值班组", "保存修改"]),
        ("groups/g-oncall/members", &["添加成员", "值班组"]),
        ("groups/g-oncall/delete", &["机房值班", "最后一个", "失去", "王五"]),
        ("settings/templates", &["development", "内置"]),
        ("settings/templates/new", &["保存模板"]),
        ("settings/templates/development", &["code_read"]),
    ] {
        let answer = page(&server, &cookie, &format!("/console/{path}")).await;
        assert_eq!(answer.status, 200, "{path}: {answer}");
        shows(&answer, texts);
        assert!(answer.text.len() < 100_000, "{path}: {} bytes", answer.text.len());
    }
    server.stop().await;
}

#[tokio::test]
async fn a_group_is_tried_then_made_and_what_is_wrong_stands_by_its_field() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let path = "/console/groups/new";
    let mut fields = vec![
        ("name", "笔记组"),
        ("description", "<script>alert(1)</script>"),
        ("group_id", "g-notes"),
        ("member", "user:wangwu"),
        ("grant", "document:doxcnPrivateNotes0000000006"),
        ("action:document:doxcnPrivateNotes0000000006", "edit"),
        ("step", "preview"),
    ];
    let answer = form(&server, &cookie, path, &fields).await;
    assert_eq!(answer.status, 200, "{answer}");
    shows(&answer, &["个人笔记", "王五", "得到", "创建用户组", "&#60;script&#62;"]);
    fields[0].1 = "值班组";
    let answer = form(&server, &cookie, path, &fields).await;
    assert_eq!(answer.status, 422);
    shows(&answer, &["用户组名称已存在，请使用其他名称", "aria-invalid=\"true\"", "值班组_2026", "g-notes"]);
    fields[0].1 = "笔记组";
    fields.last_mut().unwrap().1 = "create";
    let answer = form(&server, &cookie, path, &fields).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/console/groups/g%2Dnotes?done=created"));
    let answer = page(&server, &cookie, "/console/groups/g-notes/delete").await;
    shows(&answer, &["笔记组"]);
    server.stop().await;
}

#[tokio::test]
async fn the_second_editor_sees_both_and_a_deletion_waits_for_the_name() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let path = "/console/groups/g-empty/edit";
    let based = [("based_name", "待用"), ("based_description", "空的用户组")];
    let edit = |name: &'static str| [[("name", name), ("description", "空的用户组")], based].concat();
    assert_eq!(form(&server, &cookie, path, &edit("甲组")).await.status, 303);
    let answer = form(&server, &cookie, path, &edit("乙组")).await;
    assert_eq!(answer.status, 409);
    shows(&answer, &["甲组", "乙组", "用我的覆盖"]);

    let path = "/console/groups/g-empty/delete";
    let answer = form(&server, &cookie, path, &[("typed", "甲")]).await;
    assert_eq!(answer.status, 422);
    shows(&answer, &["输入的名称与用户组名称不一致"]);
    assert_eq!(form(&server, &cookie, path, &[("typed", "甲组")]).await.status, 303);
    let answer = page(&server, &cookie, "/console/groups/deleted").await;
    shows(&answer, &["甲组", "恢复"]);
    let admin = admin(&server).await;
    assert_eq!(post(&server, &admin, "/groups", json!({"name": "甲组"})).await.status, 200);
    let path = "/console/groups/g-empty/restore";
    let deletion = answer.text.split("name=\"deletion\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let answer = form(&server, &cookie, path, &[("deletion", deletion), ("step", "preview")]).await;
    assert_eq!(answer.status, 422);
    shows(&answer, &["以另一个名称恢复", "甲团队"]);
    let answer = form(&server, &cookie, path, &[("deletion", deletion), ("suggest", "甲团队")]).await;
    assert_eq!(answer.header("location"), "/console/groups/g%2Dempty?done=restored");
    server.stop().await;
}

#[tokio::test]
async fn removal_and_return_are_shown_before_they_are_done() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let member = [("kind", "user"), ("member", "wangwu")];
    let path = "/console/groups/g-oncall/members/remove";
    let answer = form(&server, &cookie, path, &[member.as_slice(), &[("step", "preview")]].concat()).await;
    assert_eq!(answer.status, 200, "{answer}");
    shows(&answer, &["王五", "值班手册", "失去", "移除成员"]);
    let answer = form(&server, &cookie, path, &member).await;
    assert_eq!(answer.header("location"), "/console/groups/g%2Doncall?tab=members&done=removed");
    let answer = form(
        &server,
        &cookie,
        "/console/groups/g-oncall/members/add",
        &[("member", "user:wangwu"), ("step", "preview")],
    )
    .await;
    shows(&answer, &["王五", "得到"]);

    let path = "/console/groups/g-oncall/delete";
    let answer = form(&server, &cookie, path, &[("typed", "值班组"), ("remove_members", "yes")]).await;
    assert_eq!(answer.header("location"), "/console/groups/deleted?done=deleted");
    let answer = form(&server, &cookie, "/console/groups/g-oncall/restore", &[("step", "preview")]).await;
    assert_eq!(answer.status, 200, "{answer}");
    shows(&answer, &["值班手册", "李四", "得到", "会全部回来"]);
    assert_eq!(page(&server, &cookie, "/console/groups/g-oncall/edit").await.status, 404, "nothing is done yet");
    let answer = form(&server, &cookie, "/console/groups/batch", &[("id", "g-empty"), ("id", "g-release")]).await;
    assert_eq!(answer.header("location"), "/console/groups/batch?id=g%2Dempty&id=g%2Drelease");
    server.stop().await;
}

#[tokio::test]
async fn who_only_reads_sees_what_was_deleted_and_no_forms() {
    let server = TestServer::start().await;
    server.execute("update administrator set role = 'auditor' where $1 = ''", "").await;
    let cookie = signed_in(&server).await;
    assert_eq!(page(&server, &cookie, "/console/groups/new").await.status, 403);
    assert_eq!(page(&server, &cookie, "/console/groups/deleted").await.status, 200);
    let typed = [("typed", "待用")];
    assert_eq!(form(&server, &cookie, "/console/groups/g-empty/delete", &typed).await.status, 403);
    server.stop().await;
}

#[tokio::test]
async fn a_batch_is_shown_before_and_after_and_told_as_csv() {
    let server = TestServer::start().await;
    let cookie = signed_in(&server).await;
    let path = "/console/groups/batch";
    let row = |id, name, description, was| {
        [
            ("id", id),
            ("name", name),
            ("description", description),
            ("based_name", was),
            ("based_description", description),
        ]
    };
    let fields = |step| {
        let rows =
            [row("g-oncall", "值班一组", "本季度值班", "值班组"), row("g-empty", "薪酬小组", "空的用户组", "待用")];
        [rows.concat(), vec![("step", step)]].concat()
    };
    let answer = form(&server, &cookie, path, &fields("preview")).await;
    shows(&answer, &["<del>值班组</del>", "<ins>值班一组</ins>", "修改 2 个用户组"]);
    let answer = form(&server, &cookie, path, &fields("apply")).await;
    shows(&answer, &["成功 1 个，失败 1 个", "下载 CSV", "g-oncall,true,值班组,值班一组"]);
    let csv = form(&server, &cookie, path, &[("step", "csv"), ("csv", "group_id\r\ng-oncall\r\n")]).await;
    assert_eq!(csv.text, "\u{feff}group_id\r\ng-oncall\r\n");
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"groups-batch.csv\"");
    let answer = form(&server, &cookie, path, &[("step", "preview")]).await;
    assert_eq!(answer.status, 422);

    let path = "/console/groups/batch-delete";
    let groups = [("id", "g-empty"), ("name", "待用"), ("id", "g-payroll"), ("name", "薪酬小组")];
    let answer = form(&server, &cookie, path, &[groups.as_slice(), &[("typed", "删除")]].concat()).await;
    assert_eq!(answer.status, 422);
    let answer = form(&server, &cookie, path, &[groups.as_slice(), &[("typed", "删除 2 个用户组")]].concat()).await;
    shows(&answer, &["0 / 2", "hx-trigger=\"load delay:500ms\""]);
    let answer = form(&server, &cookie, path, &[groups.as_slice(), &[("step", "rest")]].concat()).await;
    shows(&answer, &["成功 1 个，失败 1 个", "用户组不为空"]);
    server.stop().await;
}
