//! Overwriting the people of a review group.

use std::time::Instant;

use http::Method;
use rusqlite::{Connection, params};
use serde_json::json;

use super::{
    Bench,
    company::{self, Plan, person, review_group},
    floor_database,
    load::{Client, ask},
    report::{Goal, Row},
    rounds::take_turns,
    server::Server,
};

pub(super) const ABOUT: &str = "
**People-group overwrite.** One call of the performance API names 10,000 people of a company of 20,000 as the group's only
people. The floor deletes the group's rows and inserts 10,000 with rusqlite in one commit, on the same table with the same
indexes; numbers are milliseconds, so less is better. *All others*: nobody of the 10,000 was in the group before. *5 %
changed*: 500 leave and 500 come, which the server finds out and writes alone, while the floor still writes all.";

pub(super) const PEOPLE: usize = 10_000;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let folder = bench.folder("overwrite")?;
    let people = bench.amount(PEOPLE);
    let fixture = Plan { people: 2 * people, review_groups: 1, ..Plan::empty(1) }.write(&folder)?;
    let server = Server::start(bench, &folder, Some(&fixture), "/readyz")?;
    let mut group = Overwritten::new(bench, &server, 0, people)?;
    let mut floor = Floor { connection: floor_database::open(&folder)?, half: 0 };

    let all = take_turns(bench, || floor.round(people), || group.move_on(people))?;
    let some = take_turns(bench, || floor.round(people), || group.move_on(people / 20))?;
    Ok(vec![
        Row::ratio("people-group overwrite, 10,000 ids, all others", &all, "ms", Goal::AtMost(1.4)),
        Row::ratio("people-group overwrite, 10,000 ids, 5 % changed", &some, "ms", Goal::AtMost(0.35)),
    ])
}

/// A people group whose people are overwritten with as many of a company twice as large.
pub(super) struct Overwritten<'a> {
    bench: &'a Bench,
    client: Client,
    token: String,
    group: usize,
    people: usize,
    /// The number of its first person; the others follow, and behind the last of the company comes the first.
    first: usize,
    calls: usize,
}

impl<'a> Overwritten<'a> {
    pub(super) fn new(bench: &'a Bench, server: &Server, group: usize, people: usize) -> anyhow::Result<Self> {
        let token = company::token(bench, server.address)?;
        let client = bench.runtime.block_on(Client::connect(server.address))?;
        Ok(Self { bench, client, token, group, people, first: 0, calls: 0 })
    }

    /// Overwrites it with the people so many places further on, so that as many leave and as many come; milliseconds.
    pub(super) fn move_on(&mut self, places: usize) -> anyhow::Result<f64> {
        self.calls += 1;
        self.first += places;
        let path = format!(
            "/open-apis/performance/v2/user_group_user_rels/write?user_id_type=user_id&client_token=call-{}-{}",
            self.group, self.calls
        );
        let numbers = self.first..self.first + self.people;
        let ids: Vec<String> = numbers.map(|number| person(number % (2 * self.people))).collect();
        let body = json!({"group_id": review_group(self.group), "user_ids": ids}).to_string();
        let request = ask(Method::POST, &path, Some(&self.token), body)?;
        let started = Instant::now();
        self.bench.runtime.block_on(self.client.send(request))?.success()?;
        Ok(started.elapsed().as_secs_f64() * 1000.0)
    }
}

struct Floor {
    connection: Connection,
    half: i64,
}

impl Floor {
    /// Deletes all rows and inserts as many others; milliseconds.
    fn round(&mut self, people: usize) -> anyhow::Result<f64> {
        const DELETE: &str = "delete from review_member where tenant = 1 and review_group = 1 and kind = 'user'";
        const INSERT: &str = "insert into review_member (tenant, review_group, kind, member) values (1, 1, 'user', ?1)";
        self.half = 1 - self.half;
        let people = i64::try_from(people)?;
        let started = Instant::now();
        let commit = self.connection.transaction()?;
        commit.prepare_cached(DELETE)?.execute([])?;
        let mut insert = commit.prepare_cached(INSERT)?;
        for user in self.half * people..(self.half + 1) * people {
            insert.execute(params![1 << 20 | user])?;
        }
        drop(insert);
        commit.commit()?;
        Ok(started.elapsed().as_secs_f64() * 1000.0)
    }
}
