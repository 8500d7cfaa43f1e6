//! A company as large as they come.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use fastrand::Rng;
use http::Method;
use rusqlite::{Connection, OpenFlags};

use super::{
    Bench, company,
    decisions::{Asked, CONNECTIONS, EVALUATION, question, round},
    fill::{self, Filling},
    load::{Client, Stop, ask},
    report::{Goal, Row},
    rounds::take_turns,
    server::Server,
    world::{Perm, Question},
};

pub(super) const ABOUT: &str = "
**A very large company.** 1,000,000 people in 1,000 departments, 100,000 groups, 10,000,000 memberships by chance and 10,000
documents granted to five groups each lie in the database. The server reads the facts of a company when it is first asked about,
and answers from the database until they are there. *Facts complete*: from starting the process until a search, which waits
for the facts, is answered; the floor reads the rows of the table of memberships in its order and does nothing with them.
*First answers*: the slowest of the first twenty checks after the first 200 of `/readyz`. *Memory*: resident, half a second after
the facts were complete, and at most while 64 connections then ask for two seconds.";

const FULL: Filling = Filling {
    people: 1_000_000,
    departments: 1_000,
    groups: 100_000,
    memberships: 10_000_000,
    documents: 10_000,
    everyone: false,
    open_ids: false,
};
/// What a quick run makes do with.
const SMALL: Filling =
    Filling { people: 2_000, departments: 20, groups: 200, memberships: 20_000, documents: 200, ..FULL };

const FIRST: usize = 20;
const QUESTIONS: usize = 20_000;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let folder = bench.folder("million")?;
    let filling = if bench.quick { SMALL } else { FULL };
    fill::company(bench, &folder, filling)?;
    let asks = Arc::new(questions(filling));

    let (mut first, mut idle, mut loaded) = (Vec::new(), Vec::new(), Vec::new());
    let start = || {
        let started = Instant::now();
        let server = Server::start(bench, &folder, None, "/readyz")?;
        let token = company::token(bench, server.address)?;
        let asked = Asked { server, token };
        let slowest = bench.runtime.block_on(slowest(&asked, &asks))?;
        bench.runtime.block_on(asked.whole(1))?;
        let complete = started.elapsed().as_secs_f64();
        first.push(slowest);

        bench.runtime.block_on(async { tokio::time::sleep(Duration::from_millis(500)).await });
        idle.push(asked.server.memory()?);
        asked.server.forget_peak()?;
        let time = Stop::After(Duration::from_millis(if bench.quick { 50 } else { 2000 }));
        asked.server.load(bench, CONNECTIONS, time, round(EVALUATION, &asked.token, &asks))?;
        loaded.push(asked.server.peak()?);
        asked.server.stop()?;
        Ok(complete)
    };
    let complete = take_turns(bench, || scan(&folder), start)?;
    eprintln!("  first answers within {first:.1?} ms; {idle:.0?} MiB idle, {loaded:.0?} MiB under load");
    let name = |what| format!("1 M people, 100 k groups, 10 M memberships: {what}");
    Ok(vec![
        Row::ratio(name("facts complete"), &complete, "s", Goal::AtMost(1.5)),
        Row::plain(name("first answers"), &first, "ms", Goal::AtMost(50.0)),
        Row::plain(name("memory when idle"), &idle, "MiB", Goal::AtMost(150.0)),
        Row::plain(name("memory under load"), &loaded, "MiB", Goal::AtMost(300.0)),
    ])
}

/// Anybody and any document.
fn questions(filling: Filling) -> Vec<Bytes> {
    let mut random = Rng::with_seed(31);
    let mut one = || Question {
        person: random.usize(1..=filling.people),
        perm: Perm::View,
        document: random.usize(1..=filling.documents),
    };
    (0..QUESTIONS).map(|_| Bytes::from(question(one(), false).to_string())).collect()
}

/// Milliseconds of the slowest of the first answers.
async fn slowest(asked: &Asked, asks: &[Bytes]) -> anyhow::Result<f64> {
    let mut client = Client::connect(asked.server.address).await?;
    let mut slowest = Duration::ZERO;
    for body in asks.iter().take(FIRST) {
        let request = ask(Method::POST, EVALUATION, Some(&asked.token), body.clone())?;
        let started = Instant::now();
        let answer = client.send(request).await?;
        slowest = slowest.max(started.elapsed());
        answer.success()?;
    }
    Ok(slowest.as_secs_f64() * 1000.0)
}

/// Reads all memberships; seconds.
fn scan(folder: &Path) -> anyhow::Result<f64> {
    const ALL: &str =
        "select user_group, user, starts, ends from group_member order by tenant, user_group, joined, user";
    let started = Instant::now();
    let connection = Connection::open_with_flags(folder.join("menjin.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare(ALL)?;
    let mut rows = statement.query([])?;
    let mut sum = 0_i64;
    while let Some(row) = rows.next()? {
        for column in 0..4 {
            sum = sum.wrapping_add(row.get::<_, i64>(column)?);
        }
    }
    std::hint::black_box(sum);
    Ok(started.elapsed().as_secs_f64())
}
