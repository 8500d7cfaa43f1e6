//! Creating groups, durably.

use std::{path::Path, time::Instant};

use http::Method;
use rusqlite::{Connection, params};
use serde_json::json;

use super::{
    Bench,
    company::{self, GROUPS_MAX, Plan},
    floor_database::{self, per_second},
    load::{Ask, Stop, ask},
    report::{Goal, Row},
    rounds::take_turns,
    server::Server,
};

pub(super) const ABOUT: &str = "
**POST create group.** Each answer comes after its commit is on disk (`synchronous=full`); the groups are spread over as
many companies as the cap of 500 groups needs. The floor inserts the same rows with rusqlite into the same schema with the
same settings, one commit a row and nothing else: no checks, no history. With one client the ratio shows what checks,
history and HTTP cost beside the wait for the disk; with 64 it shows how many writes share a commit.";

/// Groups in one round.
const ALONE: usize = 1_000;
const TOGETHER: usize = 8_000;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let one = round(bench, 1, bench.amount(ALONE))?;
    let many = round(bench, 64, bench.amount(TOGETHER))?;
    Ok(vec![
        Row::ratio("POST create group, durable, 1 client", &one, "/s", Goal::AtLeast(0.5)),
        Row::ratio("POST create group, durable, 64 clients", &many, "/s", Goal::AtLeast(6.0)),
    ])
}

fn round(bench: &Bench, clients: usize, count: usize) -> anyhow::Result<super::rounds::Rounds> {
    let folder = bench.folder(&format!("create-group-{clients}"))?;
    let a_round = count.div_ceil(GROUPS_MAX);
    // One round more, to warm up.
    let companies = a_round * (bench.rounds + 1);
    let fixture = Plan::empty(companies).write(&folder)?;
    let server = Server::start(bench, &folder, Some(&fixture), "/readyz")?;
    let mut fresh = company::tokens(bench, server.address, companies)?.into_iter();
    let mut floor = Floor::new(&folder)?;

    let measured = || {
        let tokens: Vec<String> = fresh.by_ref().take(a_round).collect();
        server.load(bench, clients, Stop::At(count), move |number| create(&tokens, number))
    };
    take_turns(bench, || floor.round(bench.amount(ALONE)), measured)
}

/// Asks for a group with this number, of the companies with these tokens in turn.
pub(super) fn create(tokens: &[String], number: usize) -> anyhow::Result<Ask> {
    let body = json!({"name": name(number), "description": DESCRIPTION}).to_string();
    let token = tokens.get(number % tokens.len().max(1)).map(String::as_str);
    ask(Method::POST, "/open-apis/contact/v3/group", token, body)
}

pub(super) const DESCRIPTION: &str = "Made for measuring";
/// When the groups of floors were made.
pub(super) const CREATED: i64 = 1_767_225_600_000;

pub(super) fn name(number: usize) -> String {
    format!("Group {number}")
}

/// Ids of groups: sixteen digits without an order, as the server's are.
pub(super) struct GroupIds(u64);

impl GroupIds {
    pub(super) fn new() -> Self {
        Self(1)
    }

    pub(super) fn next(&mut self) -> String {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:016x}", self.0 ^ (self.0 >> 31))
    }
}

struct Floor {
    connection: Connection,
    /// Companies used so far; each takes as many groups as it may have.
    companies: i64,
    ids: GroupIds,
}

impl Floor {
    fn new(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self { connection: floor_database::open(folder)?, companies: 0, ids: GroupIds::new() })
    }

    /// Inserts so many rows, each with a commit of its own; rows a second.
    fn round(&mut self, count: usize) -> anyhow::Result<f64> {
        const INSERT: &str = "insert into user_group (tenant, id, group_id, name, description, type, rule, user_count, \
                              department_count, created, updated) values (?1, ?2, ?3, ?4, ?5, 1, 'null', 0, 0, ?6, ?6)";
        let companies = count.div_ceil(GROUPS_MAX);
        let (first, started) = (self.companies, Instant::now());
        self.companies += i64::try_from(companies)?;
        for number in 0..count {
            let tenant = first + i64::try_from(number % companies)?;
            let id = i64::try_from(number / companies + 1)? << 20 | 1;
            let group_id = self.ids.next();
            let mut insert = self.connection.prepare_cached(INSERT)?;
            insert.execute(params![tenant, id, group_id, name(number), DESCRIPTION, CREATED])?;
        }
        Ok(per_second(count, started.elapsed()))
    }
}
