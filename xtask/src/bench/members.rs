//! Listing the members of a group.

use std::{path::Path, time::Duration};

use anyhow::Context;
use http::Method;

use super::{
    Bench,
    company::{self, EVERYONE, Plan},
    load::{Client, Stop, ask},
    report::{Goal, Row},
    rounds::take_turns,
    server::Server,
};

pub(super) const ABOUT: &str = "
**List of members.** 64 connections read a page of 20 of the members of a group of 20,000, with their open ids. The floor
of the first page is the same accept loop and router with a fixed body of the same size. The floor of the thousandth page is
the first one: a page begins behind a position in the index, so both should cost the same; numbers are microseconds of the
wall clock for each answer, so less is better.";

const CONNECTIONS: usize = 64;
const PEOPLE: usize = 20_200;
/// Which page is held against the first.
const FAR: usize = 1_000;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let folder = bench.folder("members")?;
    let fixture = Plan { people: bench.amount(PEOPLE), everyone: true, ..Plan::empty(1) }.write(&folder)?;
    Server::start(bench, &folder, Some(&fixture), "/readyz")?.stop()?;
    let (_, size) = measure(bench, &folder, 1)?;
    let near = take_turns(bench, || floor(bench, size), || Ok(measure(bench, &folder, 1)?.0))?;
    let far = bench.amount(FAR);
    let micros = |page: usize| Ok(1e6 / measure(bench, &folder, page)?.0);
    let deep = take_turns(bench, || micros(1), || micros(far))?;
    Ok(vec![
        Row::ratio("list of members, page of 20, 64 connections", &near, "/s", Goal::AtLeast(0.45)),
        Row::ratio("list of members, page 1,000 against page 1", &deep, "µs", Goal::AtMost(1.2)),
    ])
}

fn time(bench: &Bench) -> Stop {
    Stop::After(Duration::from_millis(if bench.quick { 50 } else { 1500 }))
}

/// Pages a second, and how long the answer is.
fn measure(bench: &Bench, folder: &Path, page: usize) -> anyhow::Result<(f64, usize)> {
    let server = Server::start(bench, folder, None, "/readyz")?;
    let token = company::token(bench, server.address)?;
    let (path, size) = bench.runtime.block_on(find_page(&server, &token, page))?;
    let make = move |_| ask(Method::GET, &path, Some(&token), String::new());
    Ok((server.load(bench, CONNECTIONS, time(bench), make)?, size))
}

fn floor(bench: &Bench, size: usize) -> anyhow::Result<f64> {
    let server = Server::floor(bench, "/open-apis/contact/v3/group/{group_id}/member/simplelist", size)?;
    let make = move |_| ask(Method::GET, &path(None), Some(company::FLOOR_TOKEN), String::new());
    server.load(bench, CONNECTIONS, time(bench), make)
}

/// Turns pages until the one wanted; its address, and how long it is.
async fn find_page(server: &Server, token: &str, page: usize) -> anyhow::Result<(String, usize)> {
    let mut client = Client::connect(server.address).await?;
    let mut address = path(None);
    for _ in 1..page {
        let answer = client.get(&address, Some(token)).await?.success()?;
        let next =
            answer.pointer("/data/page_token").and_then(|next| next.as_str()).context("there is no next page")?;
        address = path(Some(next));
    }
    let last = client.get(&address, Some(token)).await?;
    last.success()?;
    Ok((address, last.body.len()))
}

fn path(page_token: Option<&str>) -> String {
    let path = format!("/open-apis/contact/v3/group/{EVERYONE}/member/simplelist?page_size=20");
    match page_token {
        Some(page_token) => format!("{path}&page_token={page_token}"),
        None => path,
    }
}
