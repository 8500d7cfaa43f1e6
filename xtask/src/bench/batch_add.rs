//! Adding fifty people to a group at once.

use std::time::Instant;

use http::Method;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::{
    Bench,
    company::{self, Plan, group, person},
    floor_database::{self, per_second},
    load::{Stop, ask},
    report::{Goal, Row},
    rounds::take_turns,
    server::Server,
};

pub(super) const ABOUT: &str = "
**batch_add of 50 members.** One client adds 50 people after 50 people to a group, in a company of 20,000. The floor
inserts the same rows with rusqlite, 50 a commit. The server also finds the people by their ids, checks that none has left
or is a member, keeps the group's and the company's counts, writes the history, and answers each member's result.";

const BATCH: usize = 50;
const BATCHES: usize = 200;
const PEOPLE: usize = 20_000;
/// Rounds until the server's log has its full length.
const WARM_UP: usize = 3;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let folder = bench.folder("batch-add")?;
    let (people, batches) = (bench.amount(PEOPLE), bench.amount(BATCHES));
    let groups = bench.rounds + 1 + WARM_UP;
    let fixture = Plan { people, groups, ..Plan::empty(1) }.write(&folder)?;
    let server = Server::start(bench, &folder, Some(&fixture), "/readyz")?;
    let token = company::token(bench, server.address)?;
    let mut next = (0..groups).map(group);
    let mut floor = Floor { connection: floor_database::open(&folder)?, group: 0 };

    let mut measured = || {
        let (group, token) = (next.next().unwrap_or_default(), token.clone());
        server.load(bench, 1, Stop::At(batches), move |number| {
            let path = format!("/open-apis/contact/v3/group/{group}/member/batch_add");
            let members: Vec<Value> = (number * BATCH..(number + 1) * BATCH)
                .map(|one| json!({"member_id": person(one % people), "member_type": "user", "member_id_type": "user_id"}))
                .collect();
            ask(Method::POST, &path, Some(&token), json!({"members": members}).to_string())
        })
    };
    // The floor's log was filled once as well.
    for _ in 0..WARM_UP {
        measured()?;
    }
    let rounds = take_turns(bench, || floor.round(batches), measured)?;
    Ok(vec![Row::ratio("batch_add of 50 members, durable, 1 client", &rounds, "/s", Goal::AtLeast(0.6))])
}

struct Floor {
    connection: Connection,
    group: i64,
}

impl Floor {
    /// Fills one group, a commit for every fifty rows; commits a second.
    fn round(&mut self, batches: usize) -> anyhow::Result<f64> {
        const INSERT: &str =
            "insert into group_member (tenant, user_group, joined, user, starts, ends) values (1, ?1, ?2, ?3, 0, 0)";
        self.group += 1;
        let started = Instant::now();
        let mut user = 0;
        for batch in 1..=i64::try_from(batches)? {
            let commit = self.connection.transaction()?;
            let mut insert = commit.prepare_cached(INSERT)?;
            for _ in 0..BATCH {
                user += 1;
                insert.execute(params![self.group, batch << 20 | 1, 1 << 20 | user])?;
            }
            drop(insert);
            commit.commit()?;
        }
        Ok(per_second(batches, started.elapsed()))
    }
}
