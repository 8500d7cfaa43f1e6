//! What a change would do, asked before it is made.

use std::time::Instant;

use anyhow::ensure;
use http::{HeaderValue, Method};
use serde_json::{Value, json};

use super::{
    Bench,
    company::{group, person},
    decisions::{self, Asked},
    load::{Client, ask},
    report::Row,
    rounds::median,
    world::{Group, Party, Perm},
};

pub(super) const ABOUT: &str = "
**Impact over HTTP.** 50 of 10,000 members are to leave a group to which 200 documents are granted; asked with
`X-Menjin-Dry-Run: true`, the server answers who would lose what, and changes nothing. The time is that of one call, the median
of 20 one after the other.";

const MEMBERS: usize = 10_000;
const GRANTS: usize = 200;
const LEAVING: usize = 50;
const CALLS: usize = 20;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let mut world = decisions::world(bench);
    let number = world.groups.len();
    let members = bench.amount(MEMBERS);
    world.groups.push(Group {
        people: (1..=members).filter(|one| *one < world.people.len()).collect(),
        departments: Vec::new(),
    });
    let documents = world.documents.iter_mut().filter(|one| !one.is_folder);
    for document in documents.take(GRANTS) {
        document.grants.push((Party::Group(number), Perm::Edit));
    }
    let asked = Asked::start(bench, "dry-run", &world)?;
    let mut times = Vec::new();
    for _ in 0..bench.rounds {
        times.push(median(bench.runtime.block_on(calls(&asked, number, bench.amount(CALLS)))?));
    }
    eprintln!("  answered in {times:.1?} ms");
    Ok(vec![Row::told("impact of 50 leaving a group with 200 grants, over HTTP", &times, "ms")])
}

/// Milliseconds of each.
async fn calls(asked: &Asked, number: usize, count: usize) -> anyhow::Result<Vec<f64>> {
    let mut client = Client::connect(asked.server.address).await?;
    let path = format!("/open-apis/contact/v3/group/{}/member/batch_remove", group(number));
    let mut times = Vec::new();
    for call in 0..count {
        let members: Vec<Value> = (0..LEAVING)
            .map(|one| json!({"member_type": "user", "member_id_type": "user_id", "member_id": person(1 + call + one)}))
            .collect();
        let body = json!({"members": members}).to_string();
        let mut request = ask(Method::POST, &path, Some(&asked.token), body)?;
        request.headers_mut().insert("x-menjin-dry-run", HeaderValue::from_static("true"));
        let started = Instant::now();
        let answer = client.send(request).await?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        let answer = answer.success()?;
        let impact = answer.get("impact").or_else(|| answer.pointer("/data/impact"));
        ensure!(impact.is_some_and(|impact| !impact.is_null()), "no impact in {answer}");
    }
    Ok(times)
}
