//! One of those who are asked, and the questions in its own words.

use std::sync::Arc;

use anyhow::{Context, ensure};
use bytes::Bytes;
use http::Method;
use serde_json::Value;

use super::super::{
    Bench,
    load::{Ask, Client, Stop, ask},
    server::Server,
};

const CONNECTIONS: usize = 64;

/// A running system with its questions.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) name: String,
    pub(super) server: Arc<Server>,
    /// Where questions are asked.
    pub(super) path: String,
    pub(super) token: Option<String>,
    /// The questions, in the order of the list.
    pub(super) asks: Arc<Vec<Bytes>>,
    /// The decision in an answer.
    pub(super) said: fn(&Value) -> Option<bool>,
}

impl Side {
    /// The answers to all questions, in their order.
    pub(super) fn answers(&self, bench: &Bench) -> anyhow::Result<Vec<bool>> {
        let ask = self.asker();
        let mut parts = Vec::new();
        // A share of the list for each connection, so that the answers are in order when the shares are.
        for numbers in chunks(self.asks.len(), CONNECTIONS) {
            let (ask, said, address) = (ask.clone(), self.said, self.server.address);
            parts.push(bench.runtime.spawn(async move {
                let mut client = Client::connect(address).await?;
                let mut answers = Vec::new();
                for number in numbers {
                    let answer = client.send(ask(number)?).await?;
                    let answer = answer.success().with_context(|| format!("question {number}"))?;
                    answers.push(said(&answer).with_context(|| format!("question {number}: {answer}"))?);
                }
                anyhow::Ok(answers)
            }));
        }
        let mut answers = Vec::new();
        for part in parts {
            answers.extend(bench.runtime.block_on(part)?.with_context(|| self.name.clone())?);
        }
        ensure!(answers.len() == self.asks.len(), "{} did not answer every question", self.name);
        Ok(answers)
    }

    /// Answers a second, going round the list.
    pub(super) fn speed(&self, bench: &Bench) -> anyhow::Result<f64> {
        let stop = Stop::After(std::time::Duration::from_millis(if bench.quick { 100 } else { 3000 }));
        self.server.load(bench, CONNECTIONS, stop, self.asker()).with_context(|| self.name.clone())
    }

    fn asker(&self) -> impl Fn(usize) -> anyhow::Result<Ask> + Clone + Send + Sync + 'static {
        let (path, token, asks) = (self.path.clone(), self.token.clone(), Arc::clone(&self.asks));
        move |number| {
            let body = asks.get(number % asks.len()).context("no questions")?;
            ask(Method::POST, &path, token.as_deref(), body.clone())
        }
    }
}

/// `0..count` in so many parts.
fn chunks(count: usize, parts: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    let size = count.div_ceil(parts).max(1);
    (0..count).step_by(size).map(move |first| first..(first + size).min(count))
}
