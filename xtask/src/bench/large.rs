//! A large company.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::{
    Bench,
    company::{self, Plan},
    load::Client,
    report::{Goal, Row},
    server::Server,
};

pub(super) const ABOUT: &str = "
**A large company.** 100,000 people, 500 groups and 1,000,000 memberships lie in the database. The time from starting the
process to the first 200 of `/readyz`, and the resident memory after one list of members was read to its end (2,000 people)
and half a second has passed. The rows go straight into the database, as loading them is no part of what is measured.";

const PEOPLE: usize = 100_000;
const GROUPS: usize = 500;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let folder = bench.folder("large")?;
    // The company and its app come in as a fixture, for the app's secret is sealed by the server.
    let fixture = Plan::empty(1).write(&folder)?;
    Server::start(bench, &folder, Some(&fixture), "/readyz")?.stop()?;
    let started = Instant::now();
    fill(&folder.join("menjin.db"), bench.amount(PEOPLE), bench.amount(GROUPS))?;
    eprintln!("  filled in {:.1} s", started.elapsed().as_secs_f64());

    let (mut times, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..bench.rounds {
        let server = Server::start(bench, &folder, None, "/readyz")?;
        times.push(server.came_up.as_secs_f64() * 1000.0);
        let token = company::token(bench, server.address)?;
        bench.runtime.block_on(read_a_group(&server, &token))?;
        memory.push(server.memory()?);
        server.stop()?;
    }
    eprintln!("  up in {times:.0?} ms with {memory:.1?} MiB");
    Ok(vec![
        Row::plain("100,000 people, 1,000,000 memberships: start to ready", &times, "ms", Goal::AtMost(1500.0)),
        Row::plain("100,000 people, 1,000,000 memberships: memory", &memory, "MiB", Goal::AtMost(150.0)),
    ])
}

/// Each person is in ten groups. Internal ids below 2^20 are those of revision 0, which no write ever has.
pub(super) fn fill(database: &Path, people: usize, groups: usize) -> anyhow::Result<()> {
    let connection = Connection::open(database)?;
    connection.execute_batch(&format!(
        "pragma synchronous = off;
         begin;
         create temp table n (n integer not null primary key) strict;
         insert into n with recursive c (n) as (select 1 union all select n + 1 from c where n < {people}) select n from c;
         create temp table t as select id as tenant, (select id from app) as app from tenant;
         insert into user (tenant, id, user_id, union_id, name, email, mobile, employee_no, leader, employee_type, frozen,
                           resigned, manager, profile, created)
           select tenant, n, printf('many-%06d', n), printf('on_%032d', n), 'Person ' || n, printf('p%d@example.com', n),
                  printf('+861%010d', n), printf('E%06d', n), 0, 1, 0, 0, 0,
                  (select profile from user limit 1), 1767225600000 from n, t;
         insert into open_id (tenant, app, user, open_id) select tenant, app, n, printf('ou_%032d', n) from n, t;
         insert into user_department (tenant, department, user, user_order, department_order, is_primary)
           select tenant, 0, n, 0, 1, 1 from n, t;
         insert into user_group (tenant, id, group_id, name, description, type, rule, user_count, department_count, created,
                                 updated)
           select tenant, n, printf('many-%05d', n), 'Many ' || n, '', 1, 'null', 10 * {people} / {groups}, 0,
                  1767225600000, 1767225600000 from n, t where n <= {groups};
         insert into group_member (tenant, user_group, joined, user, starts, ends)
           select tenant, 1 + (p.n + g.n * {groups} / 10) % {groups}, 1, p.n, 0, 0 from n as p, n as g, t where g.n <= 10
           order by 2, 4;
         commit;
         pragma wal_checkpoint(truncate);"
    ))?;
    Ok(())
}

/// Reads the list of members of one group to its end.
async fn read_a_group(server: &Server, token: &str) -> anyhow::Result<()> {
    let mut client = Client::connect(server.address).await?;
    let first = "/open-apis/contact/v3/group/many-00001/member/simplelist?page_size=100";
    let mut address = first.to_owned();
    loop {
        let page = client.get(&address, Some(token)).await?.success()?;
        let Some(next) = page.pointer("/data/page_token").and_then(|next| next.as_str()) else { break };
        address = format!("{first}&page_token={next}");
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    Ok(())
}
