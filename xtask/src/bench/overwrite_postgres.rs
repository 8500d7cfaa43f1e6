//! Overwriting the people of a review group on PostgreSQL.

use std::{pin::pin, time::Instant};

use tokio_postgres::{Client, Statement, binary_copy::BinaryCopyInWriter, types::Type};

use super::{
    Bench,
    company::Plan,
    overwrite::{Overwritten, PEOPLE},
    postgres::Database,
    report::{Goal, Row},
    rounds::take_turns,
    server::Server,
};

pub(super) const ABOUT: &str = "
**People-group overwrite on PostgreSQL.** The same calls. The floor deletes the group's rows with one statement and brings in
10,000 with a binary `COPY`, in one commit, on the same table with the same indexes. *5 % changed* has another floor: the
server's own call that changes all 10,000, on another group; so its ratio says how much of the work is saved.";

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let folder = bench.folder("overwrite-postgres")?;
    let people = bench.amount(PEOPLE);
    let fixture = Plan { people: 2 * people, review_groups: 2, ..Plan::empty(1) }.write(&folder)?;
    let database = Database::new(bench, "overwrite")?;
    let server = Server::start_on(bench, &database, &folder, &fixture)?;
    let bare = Database::new(bench, "overwrite_floor")?;
    let mut floor = Floor::new(bench, &bare)?;

    let mut group = Overwritten::new(bench, &server, 0, people)?;
    let all = take_turns(bench, || floor.round(people), || group.move_on(people))?;
    let mut other = Overwritten::new(bench, &server, 1, people)?;
    let some = take_turns(bench, || group.move_on(people), || other.move_on(people / 20))?;
    Ok(vec![
        Row::ratio("PostgreSQL: people-group overwrite, 10,000 ids, all others", &all, "ms", Goal::AtMost(1.4)),
        Row::ratio(
            "PostgreSQL: people-group overwrite, 5 % changed against all others",
            &some,
            "ms",
            Goal::AtMost(0.35),
        ),
    ])
}

struct Floor<'a> {
    bench: &'a Bench,
    client: Client,
    delete: Statement,
    copy: Statement,
    half: i64,
}

impl<'a> Floor<'a> {
    fn new(bench: &'a Bench, database: &Database<'_>) -> anyhow::Result<Self> {
        const DELETE: &str = "delete from review_member where tenant = 1 and review_group = 1 and kind = 'user'";
        const COPY: &str = "copy review_member (tenant, review_group, kind, member) from stdin (format binary)";
        bench.runtime.block_on(async {
            let client = database.connect().await?;
            let (delete, copy) = (client.prepare(DELETE).await?, client.prepare(COPY).await?);
            Ok(Self { bench, client, delete, copy, half: 0 })
        })
    }

    /// Deletes all rows and brings in as many others; milliseconds.
    fn round(&mut self, people: usize) -> anyhow::Result<f64> {
        const TYPES: [Type; 4] = [Type::INT8, Type::INT8, Type::TEXT, Type::INT8];
        self.half = 1 - self.half;
        let people = i64::try_from(people)?;
        let users = self.half * people..(self.half + 1) * people;
        let started = Instant::now();
        self.bench.runtime.block_on(async {
            let commit = self.client.transaction().await?;
            commit.execute(&self.delete, &[]).await?;
            let mut rows = pin!(BinaryCopyInWriter::new(commit.copy_in(&self.copy).await?, &TYPES));
            for user in users {
                rows.as_mut().write(&[&1_i64, &1_i64, &"user", &(1 << 20 | user)]).await?;
            }
            rows.finish().await?;
            commit.commit().await
        })?;
        Ok(started.elapsed().as_secs_f64() * 1000.0)
    }
}
