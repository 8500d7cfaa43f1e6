//! Those who write: each makes groups of its own, one after the other, and adds and removes people, singly and in batches.

use std::{sync::Arc, time::Duration};

use http::Method;
use serde_json::{Value, json};
use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{
    answer,
    company::{COMPANIES, GROUPS_MAX, person},
    history::{BATCH, Change, Fact, Outcome, What},
    record::Run,
};
use crate::bench::load::{Answer, Ask, Client, ask};

/// Two in a company, so that writes of one company meet.
pub(super) const WRITERS: usize = 2 * COMPANIES;
/// So many batches go into a group.
const BATCHES: usize = 8;
/// So many people are added and removed singly after each batch.
const SINGLES: usize = 6;
/// How many people a company needs: it may have ten memberships for each of them, and a batch stays in every group, as does
/// whatever has an unknown outcome.
pub(super) const PEOPLE: usize = (GROUPS_MAX * BATCH / 10) * 6 / 5;
/// Between two calls of a writer: the machine has a cluster to run as well, and a company must not be full too soon.
const PAUSE: Duration = Duration::from_millis(40);
/// Before a refused change is tried again.
const AGAIN: Duration = Duration::from_millis(200);
/// Longer than the server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(45);

/// Starts them; they end when the run is over.
pub(super) fn start(run: &Arc<Run>) -> JoinSet<()> {
    (0..WRITERS).map(|number| Writer { run: Arc::clone(run), number, client: None }.write()).collect()
}

struct Writer {
    run: Arc<Run>,
    number: usize,
    client: Option<Client>,
}

impl Writer {
    async fn write(mut self) {
        for group in 0..GROUPS_MAX * COMPANIES / WRITERS {
            let group = format!("w{:02}-{group:03}", self.number);
            if self.change(&group, What::Group, true).await {
                self.fill(&group).await;
            }
            if self.run.is_over() {
                return;
            }
        }
        eprintln!("writer {} may make no more groups, and stops", self.number);
    }

    /// Everybody but the last batch is removed again.
    async fn fill(&mut self, group: &str) {
        for batch in 0..BATCHES {
            let first = batch * BATCH;
            let added = self.change(group, What::Batch(first), true).await;
            for single in 0..SINGLES {
                let single = What::Person(BATCHES * BATCH + batch * SINGLES + single);
                if self.change(group, single, true).await {
                    self.change(group, single, false).await;
                }
            }
            if added && batch + 1 < BATCHES {
                self.change(group, What::Batch(first), false).await;
            }
        }
    }

    /// Makes a change, again while it is refused. `false`: it was not acknowledged, and the fact is left alone for good,
    /// as nobody knows what it is.
    async fn change(&mut self, group: &str, what: What, present: bool) -> bool {
        let fact = Fact { company: self.number % COMPANIES, group: group.to_owned(), what };
        while !self.run.is_over() {
            let sent = self.run.now();
            let (outcome, wrong) = self.call(&fact, present).await;
            let change =
                Change { fact: fact.clone(), present, writer: self.number, sent, answered: self.run.now(), outcome };
            self.run.note(|notes| {
                if let Some(text) = wrong {
                    notes.wrong(&format!("{:.1} s, {fact:?}, present: {present}: {text}", sent.as_secs_f64()));
                }
                notes.change(change);
            });
            match outcome {
                Outcome::Refused => sleep(AGAIN).await,
                Outcome::Acknowledged | Outcome::Unknown => {
                    sleep(PAUSE).await;
                    return outcome == Outcome::Acknowledged;
                }
            }
        }
        false
    }

    async fn call(&mut self, fact: &Fact, present: bool) -> (Outcome, Option<String>) {
        let Ok(ask) = request(fact, present, self.run.token(fact.company)) else {
            return (Outcome::Refused, Some("the request could not be made".to_owned()));
        };
        match timeout(PATIENCE, self.send(ask)).await {
            Ok(Some(Ok(answer))) => answer::outcome(&answer),
            // Not even connected, so nothing was sent.
            Ok(None) => (Outcome::Refused, None),
            Ok(Some(Err(_))) => {
                self.client = None;
                (Outcome::Unknown, None)
            }
            Err(_) => {
                self.client = None;
                (Outcome::Unknown, Some(format!("no answer for {} s", PATIENCE.as_secs())))
            }
        }
    }

    /// `None`: there is no connection.
    async fn send(&mut self, ask: Ask) -> Option<anyhow::Result<Answer>> {
        if self.client.is_none() {
            self.client = Client::connect(self.run.address).await.ok();
        }
        Some(self.client.as_mut()?.send(ask).await)
    }
}

/// The call that makes a change.
fn request(fact: &Fact, present: bool, token: &str) -> anyhow::Result<Ask> {
    let group = &fact.group;
    let (path, body) = match fact.what {
        What::Group => ("/open-apis/contact/v3/group".to_owned(), json!({"name": group, "group_id": group})),
        What::Person(number) => (
            format!("/open-apis/contact/v3/group/{group}/member/{}", if present { "add" } else { "remove" }),
            member(number),
        ),
        What::Batch(first) => (
            format!("/open-apis/contact/v3/group/{group}/member/batch_{}", if present { "add" } else { "remove" }),
            json!({"members": (first..first + BATCH).map(member).collect::<Vec<Value>>()}),
        ),
    };
    ask(Method::POST, &path, Some(token), body.to_string())
}

fn member(number: usize) -> Value {
    json!({"member_type": "user", "member_id_type": "user_id", "member_id": person(number)})
}
