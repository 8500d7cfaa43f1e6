//! One decision over HTTP.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use std::time::Duration;

use anyhow::ensure;
use bytes::Bytes;
use http::Method;
use serde_json::json;

use super::{
    Bench,
    company::{FLOOR_TOKEN, group, person},
    decisions::{self, Asked, CONNECTIONS, EVALUATION, round},
    load::{Ask, Stop, ask},
    report::{Goal, Row},
    rounds::take_turns,
    server::Server,
    world::{Group, Party, Perm, World},
};

pub(super) const ABOUT: &str = "
**Check over HTTP.** 64 connections ask whether a person may view, edit or manage a document, in a company of 20,000 people in
400 departments with 400 groups, 1,000 folders and 10,000 documents with four grants each; about half the answers are a yes,
and some are compared with the plain meaning of the data first. *1 % writes going on*: every hundredth request adds a person to
one group or takes one out of another, to both of which documents are granted, and is answered when it is on disk. The floor is
the same accept loop and router with a fixed body of the same size, and no writes. *With why* each answer has its reason in two
languages and the path or what is missing; its floor is the same check without.";

const QUESTIONS: usize = 20_000;
/// Every so many requests one writes.
const A_WRITE_IN: usize = 100;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let mut world = decisions::world(bench);
    let people = world.people.len();
    let busy = Busy::new(&mut world);
    let asked = Asked::start(bench, "check", &world)?;
    let questions = world.questions(bench.amount(QUESTIONS));
    let bodies = |why| {
        let text = |one: &super::world::Question| Bytes::from(decisions::question(*one, why).to_string());
        Arc::new(questions.iter().map(text).collect::<Vec<_>>())
    };
    let (plain, why) = (bodies(false), bodies(true));
    let time = Stop::After(Duration::from_millis(if bench.quick { 50 } else { 1500 }));
    let check = |bodies| asked.server.load(bench, CONNECTIONS, time, round(EVALUATION, &asked.token, bodies));

    let floor = Server::floor(bench, EVALUATION, asked.size(bench, EVALUATION, &plain)?)?;
    let floor = || floor.load(bench, CONNECTIONS, time, round(EVALUATION, FLOOR_TOKEN, &plain));
    let writes = Arc::new(AtomicUsize::new(0));
    let measured = || {
        let (ask, token, writes) = (round(EVALUATION, &asked.token, &plain), asked.token.clone(), Arc::clone(&writes));
        asked.server.load(bench, CONNECTIONS, time, move |number| {
            if number % A_WRITE_IN == 0 {
                busy.write(&token, writes.fetch_add(1, Ordering::Relaxed), people)
            } else {
                ask(number)
            }
        })
    };
    let busy = take_turns(bench, floor, measured)?;
    let reason = take_turns(bench, || check(&plain), || check(&why))?;
    Ok(vec![
        Row::ratio("check over HTTP, 64 connections, 1 % writes", &busy, "/s", Goal::AtLeast(0.75)),
        Row::ratio("check with why against check", &reason, "/s", Goal::AtLeast(0.8)),
    ])
}

/// Two groups that change: people come to one and leave the other, so that no write depends on another one's being done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Busy {
    coming: usize,
    leaving: usize,
}

impl Busy {
    /// Adds both, with grants on every twentieth document.
    fn new(world: &mut World) -> Self {
        let coming = world.groups.len();
        let busy = Self { coming, leaving: coming + 1 };
        world.groups.push(Group::default());
        world.groups.push(Group { people: (1..world.people.len()).collect(), departments: Vec::new() });
        for (number, document) in world.documents.iter_mut().filter(|one| !one.is_folder).enumerate() {
            match number % 20 {
                0 => document.grants.push((Party::Group(busy.coming), Perm::View)),
                10 => document.grants.push((Party::Group(busy.leaving), Perm::View)),
                _ => {}
            }
        }
        busy
    }

    /// Of two writes one adds a person and one takes one out.
    fn write(self, token: &str, number: usize, people: usize) -> anyhow::Result<Ask> {
        let one = number / 2 + 1;
        ensure!(one < people, "everybody has come and gone; the company is too small for a load as long as this");
        let (group, verb) =
            if number.is_multiple_of(2) { (group(self.coming), "add") } else { (group(self.leaving), "remove") };
        let path = format!("/open-apis/contact/v3/group/{group}/member/{verb}");
        let body = json!({"member_type": "user", "member_id_type": "user_id", "member_id": person(one)});
        ask(Method::POST, &path, Some(token), body.to_string())
    }
}
