//! A hundred decisions in one call.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use serde_json::{Value, json};

use super::{
    Bench,
    decisions::{self, Asked, CONNECTIONS, EVALUATION, EVALUATIONS, question, resource, round, subject},
    load::Stop,
    report::{Goal, Row},
    rounds::take_turns,
    world::Question,
};

pub(super) const ABOUT: &str = "
**Batch of 100.** In the same company 64 connections ask 100 questions a call, without reasons; the floor asks each alone. Both
numbers are decisions a second. *Each its own*: every question names its person, action and document. *One person's*: the call
names person and action once, as the standard has it, and 100 documents: what a list of documents asks before it is shown.";

const BATCH: usize = 100;
const CALLS: usize = 400;

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let world = decisions::world(bench);
    let asked = Asked::start(bench, "check-batch", &world)?;
    let questions = world.questions(BATCH * bench.amount(CALLS));
    let bodies = |make: &dyn Fn(&[Question]) -> Value, size| {
        Arc::new(questions.chunks(size).map(|some| Bytes::from(make(some).to_string())).collect::<Vec<_>>())
    };
    let alone = bodies(&|some| some.first().map(|one| question(*one, false)).unwrap_or_default(), 1);
    let own =
        bodies(&|some| json!({"evaluations": some.iter().map(|one| question(*one, false)).collect::<Vec<_>>()}), BATCH);
    let shared = bodies(&one_persons, BATCH);

    let time = Stop::After(Duration::from_millis(if bench.quick { 50 } else { 1500 }));
    let load = |path, bodies| asked.server.load(bench, CONNECTIONS, time, round(path, &asked.token, bodies));
    let many = |bodies| Ok(load(EVALUATIONS, bodies)? * 100.0);
    let own = take_turns(bench, || load(EVALUATION, &alone), || many(&own))?;
    let shared = take_turns(bench, || load(EVALUATION, &alone), || many(&shared))?;
    Ok(vec![
        Row::ratio("batch of 100 against single checks, each its own", &own, "/s", Goal::AtLeast(20.0)),
        Row::plain("batch of 100, decisions a second, each its own", &own.measured, "/s", Goal::AtLeast(2e6)),
        Row::ratio("batch of 100 against single checks, one person's", &shared, "/s", Goal::AtLeast(20.0)),
        Row::plain("batch of 100, decisions a second, one person's", &shared.measured, "/s", Goal::AtLeast(2e6)),
    ])
}

/// What the person of the first question may view, of the documents of all.
fn one_persons(questions: &[Question]) -> Value {
    let documents: Vec<Value> = questions.iter().map(|one| json!({"resource": resource(one.document)})).collect();
    json!({
        "subject": questions.first().map(|one| subject(one.person)),
        "action": {"name": "view"},
        "context": {"why": false},
        "evaluations": documents,
    })
}
