//! Reading one group.

use std::time::Duration;

use http::Method;

use super::{
    Bench,
    company::{self, Plan, group},
    load::{Client, Stop, ask},
    report::{Goal, Row},
    rounds::take_turns,
    server::Server,
};

pub(super) const ABOUT: &str = "
**Token check and GET group.** 64 connections read the 500 groups of a company in turn; each request is recognised by its
token, counted, routed, read from the database and answered. The floor is the same accept loop and router with a fixed
body of the same size.";

const CONNECTIONS: usize = 64;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let folder = bench.folder("get-group")?;
    let groups = bench.amount(company::GROUPS_MAX);
    let fixture = Plan { groups, ..Plan::empty(1) }.write(&folder)?;
    Server::start(bench, &folder, Some(&fixture), "/readyz")?.stop()?;
    let path = |number: usize| format!("/open-apis/contact/v3/group/{}", group(number));
    let time = Stop::After(Duration::from_millis(if bench.quick { 50 } else { 1500 }));

    // Reads a second, and how long an answer is.
    let measure = || {
        let server = Server::start(bench, &folder, None, "/readyz")?;
        let token = company::token(bench, server.address)?;
        let read = async { Client::connect(server.address).await?.get(&path(0), Some(&token)).await };
        let first = bench.runtime.block_on(read)?;
        first.success()?;
        let make = move |number| ask(Method::GET, &path(number % groups), Some(&token), String::new());
        let speed = server.load(bench, CONNECTIONS, time, make)?;
        anyhow::Ok((speed, first.body.len()))
    };
    let (_, size) = measure()?;
    let floor = || {
        let server = Server::floor(bench, "/open-apis/contact/v3/group/{group_id}", size)?;
        let make = move |number| ask(Method::GET, &path(number % groups), Some(company::FLOOR_TOKEN), String::new());
        server.load(bench, CONNECTIONS, time, make)
    };
    let rounds = take_turns(bench, floor, || Ok(measure()?.0))?;
    Ok(vec![Row::ratio("token check + GET group, 64 connections", &rounds, "/s", Goal::AtLeast(0.75))])
}
