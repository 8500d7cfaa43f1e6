//! Documents and folders, and their collaborators.

use http::Method;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

mod add;
mod change;
mod contract;
mod folder;
mod inherit;
mod read;
mod remove;
mod role;

/// 值班手册, a docx of 李四; g-oncall (李四, 王五, 冯凯) edits it, 研发中心 reads it.
pub(crate) const HANDBOOK: &str = "doxcnOncallHandbook00000001";
/// 个人笔记, a docx of 张三 that nobody else may see.
pub(crate) const NOTES: &str = "doxcnPrivateNotes0000000006";
/// 研发共享, a folder of 张三; g-rd-all reads it, g-oncall edits it.
pub(crate) const FOLDER: &str = "fldcnRdShared0000000000007";
/// A docx of 周八 in that folder, without collaborators of its own.
pub(crate) const INSIDE: &str = "doxcnInsideFolder000000008";

pub(crate) const LISI: Who = Who::Person("lisi");
pub(crate) const WANGWU: Who = Who::Person("wangwu");
pub(crate) const ZHANGSAN: Who = Who::Person("zhangsan");
pub(crate) const ZHOUBA: Who = Who::Person("zhouba");
/// Of 研发中心, in no group that edits.
pub(crate) const SUNQI: Who = Who::Person("sunqi");
/// Of 人力资源: no stranger could be stranger.
pub(crate) const GAOXIANG: Who = Who::Person("gaoxiang");

pub(crate) fn members(token: &str, rest: &str, kind: &str) -> String {
    format!("/open-apis/drive/v1/permissions/{token}/members{rest}?type={kind}")
}

pub(crate) fn user(id: &str, perm: &str) -> Value {
    json!({"member_type": "userid", "member_id": id, "perm": perm})
}

pub(crate) fn group(id: &str, perm: &str) -> Value {
    json!({"member_type": "groupid", "member_id": id, "perm": perm})
}

pub(crate) async fn add(server: &TestServer, who: &Who, token: &str, kind: &str, member: Value) -> Answer {
    server.send(who, Method::POST, &members(token, "", kind), Some(member)).await
}

pub(crate) async fn add_all(server: &TestServer, who: &Who, token: &str, kind: &str, list: &[Value]) -> Answer {
    let body = json!({"members": list});
    server.send(who, Method::POST, &members(token, "/batch_create", kind), Some(body)).await
}

pub(crate) async fn change(server: &TestServer, who: &Who, token: &str, kind: &str, member: Value) -> Answer {
    let id = member["member_id"].as_str().unwrap().to_owned();
    server.send(who, Method::PUT, &members(token, &format!("/{id}"), kind), Some(member)).await
}

pub(crate) async fn remove(server: &TestServer, who: &Who, token: &str, kind: &str, named: (&str, &str)) -> Answer {
    let path = members(token, &format!("/{}", named.1), kind) + "&member_type=" + named.0;
    server.send(who, Method::DELETE, &path, None).await
}

/// Whether the caller may, by `auth`.
pub(crate) async fn may(server: &TestServer, who: &Who, token: &str, kind: &str, action: &str) -> bool {
    let path = members(token, "/auth", kind) + "&action=" + action;
    server.send(who, Method::GET, &path, None).await.ok().data("/auth_result").as_bool().unwrap()
}

/// The collaborators as `name perm`, in order.
pub(crate) async fn listed(server: &TestServer, who: &Who, token: &str, kind: &str) -> Vec<String> {
    let path = members(token, "", kind) + "&fields=name";
    let answer = server.send(who, Method::GET, &path, None).await.ok();
    let items = answer.data("/items");
    let word = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
    items.as_array().unwrap().iter().map(|item| format!("{} {}", word(item, "name"), word(item, "perm"))).collect()
}

/// Puts a document into the bin.
pub(crate) async fn bin(server: &TestServer, token: &str) {
    server.execute("update document set deleted = 1 where token = $1", token).await;
}

/// Who is told what: kind and body of the notices, in order.
pub(crate) async fn notices(server: &TestServer) -> Vec<(String, Value)> {
    let rows: Vec<(String, String)> = server.rows("select kind, body from notice where $1 = '' order by id", "").await;
    rows.into_iter().map(|(kind, body)| (kind, serde_json::from_str(&body).unwrap())).collect()
}

/// How many rows the history has.
pub(crate) async fn revisions(server: &TestServer) -> i64 {
    let rows: Vec<(i64,)> = server.rows("select count(*) from change where $1 = ''", "").await;
    rows[0].0
}
