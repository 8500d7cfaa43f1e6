//! User groups and their members.

mod belong;
mod contract;
mod delete;
mod dynamic;
mod life;
mod list;
mod member;
mod range;
mod time;

use menjin_service::Refusal;
use menjin_testkit::{Answer, TestServer, Who};
use serde_json::{Value, json};

const GROUP: &str = "/open-apis/contact/v3/group";

/// Handbook bot, once [`limit`] has given it every scope: it sees 基础架构 and four groups.
const LIMITED: Who = Who::HandbookBot;

/// Runs a statement behind the server's back: for what no call can bring about.
async fn sql(server: &TestServer, statement: &'static str) {
    let done: Result<u64, Refusal> =
        server.cx().db.exclusive(move |tx| Box::pin(async move { Ok(tx.execute(statement, &[]).await?) })).await;
    done.unwrap();
}

/// The first column of the first row.
async fn text(server: &TestServer, query: &'static str) -> String {
    let found: Result<Option<String>, Refusal> =
        server.cx().db.read(move |tx| Box::pin(async move { Ok(tx.row(query, &[]).await?) })).await;
    found.unwrap().unwrap_or_default()
}

/// What the history keeps of the last write: action, object, before, after.
async fn last_change(server: &TestServer) -> String {
    text(
        server,
        "select action || ' ' || object || '\n' || before || '\n' || after from change order by revision desc limit 1",
    )
    .await
}

/// Gives Handbook bot every scope, and a range of one department and four groups.
async fn limit(server: &TestServer) {
    sql(server, "update app set scopes = '[\"*\"]' where app_id = 'cli_c3d4e5f6a7b8c9d0'").await;
    sql(server, "delete from contact_range where app = (select id from app where app_id = 'cli_c3d4e5f6a7b8c9d0')")
        .await;
    sql(
        server,
        "insert into contact_range (tenant, app, kind, member) \
         select a.tenant, a.id, 'department', d.id from app as a, department as d \
         where a.app_id = 'cli_c3d4e5f6a7b8c9d0' and d.department_id = 'rd-infra'",
    )
    .await;
    sql(
        server,
        "insert into contact_range (tenant, app, kind, member) \
         select a.tenant, a.id, 'group', g.id from app as a, user_group as g \
         where a.app_id = 'cli_c3d4e5f6a7b8c9d0' and g.group_id in ('g-empty', 'g-infra-dyn', 'g-rd-all', 'g-release')",
    )
    .await;
}

/// A person as batches name them.
fn user(user_id: &str) -> Value {
    json!({"member_id": user_id, "member_type": "user", "member_id_type": "user_id"})
}

/// Adds people to a group.
async fn add(server: &TestServer, group: &str, users: &[&str]) -> Answer {
    let members: Vec<Value> = users.iter().map(|id| user(id)).collect();
    server.post(&format!("{GROUP}/{group}/member/batch_add"), json!({"members": members})).await
}

/// The members of a group by `user_id`, in the order of the list.
async fn members(server: &TestServer, group: &str) -> Vec<String> {
    let answer =
        server.get(&format!("{GROUP}/{group}/member/simplelist?member_id_type=user_id&page_size=100")).await.ok();
    texts(&answer.data("/memberlist"), "member_id")
}

/// One field of every object of a list.
fn texts(list: &Value, field: &str) -> Vec<String> {
    let items = list.as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item[field].as_str().unwrap_or_default().to_owned()).collect()
}

/// How many people the group says it has.
async fn count(server: &TestServer, group: &str) -> i64 {
    server.get(&format!("{GROUP}/{group}")).await.ok().data("/group/member_user_count").as_i64().unwrap()
}
