//! Who can open a document that very many can.

use std::time::Instant;

use anyhow::{Context, ensure};
use http::Method;

use super::{
    Bench, company,
    decisions::{Asked, SUBJECTS, who_can},
    fill::{self, EVERYONE, Filling},
    load::{Client, ask},
    report::{Goal, Row},
    server::Server,
};

pub(super) const ABOUT: &str = "
**Who can open this.** A document is granted to a group of 100,000 people of a company of as many. One connection lists all of
them by their open ids, in pages of 10,000, until there is no further page; the time is from the first request to the last
answer.";

const PEOPLE: usize = 100_000;
const PAGE: usize = 10_000;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let folder = bench.folder("who-can")?;
    let people = bench.amount(PEOPLE);
    let filling =
        Filling { people, departments: 100, groups: 500, memberships: 0, documents: 1, everyone: true, open_ids: true };
    fill::company(bench, &folder, filling)?;
    let server = Server::start(bench, &folder, None, "/readyz")?;
    let token = company::token(bench, server.address)?;
    let asked = Asked { server, token };
    bench.runtime.block_on(asked.whole(EVERYONE))?;

    let mut times = Vec::new();
    // The first one warms up.
    for round in 0..=bench.rounds {
        let started = Instant::now();
        let found = bench.runtime.block_on(list(&asked))?;
        let took = started.elapsed().as_secs_f64() * 1000.0;
        // The document's owner comes beside them.
        ensure!(found == people + 1, "{found} of {people} people and the owner were found");
        if round > 0 {
            times.push(took);
        }
    }
    eprintln!("  listed in {times:.0?} ms");
    Ok(vec![Row::plain("who can open this, 100,000 subjects, in pages", &times, "ms", Goal::AtMost(200.0))])
}

/// Turns the pages to the end; how many there are.
async fn list(asked: &Asked) -> anyhow::Result<usize> {
    let mut client = Client::connect(asked.server.address).await?;
    let (mut found, mut next) = (0, None);
    loop {
        let body = who_can(EVERYONE, PAGE, next.as_deref()).to_string();
        let page = client.send(ask(Method::POST, SUBJECTS, Some(&asked.token), body)?).await?.success()?;
        found += page.get("results").and_then(|results| results.as_array()).context("no results")?.len();
        match page.pointer("/page/next_token").and_then(|token| token.as_str()) {
            None | Some("") => return Ok(found),
            Some(token) => next = Some(token.to_owned()),
        }
    }
}
