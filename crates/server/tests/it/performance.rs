//! `performance/v2`: the people groups of reviews.

use menjin_testkit::{Answer, DEMO_APP, TestServer};
use serde_json::{Value, json};

mod contract;
mod scale;
mod write;

/// The call, with people written as in the fixture.
fn path(client_token: &str) -> String {
    format!("/open-apis/performance/v2/user_group_user_rels/write?user_id_type=user_id&client_token={client_token}")
}

/// Overwrites the fixture's group that takes writes.
async fn write(server: &TestServer, client_token: &str, user_ids: &[&str]) -> Answer {
    server.post(&path(client_token), json!({"group_id": "ABCDEFG", "user_ids": user_ids})).await
}

/// Who is in a group, by user_id and in the order of joining the company.
async fn members(server: &TestServer, group_id: &str) -> Vec<Value> {
    let directory = server.directory(DEMO_APP).await;
    let groups = directory["review_groups"].as_array().unwrap();
    let group = groups.iter().find(|group| group["group_id"] == group_id).unwrap();
    group["members"].as_array().unwrap().clone()
}
