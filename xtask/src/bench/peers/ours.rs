//! The server itself, with the company as a fixture.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;

use super::{
    super::{
        Bench,
        decisions::{self, Asked},
        world::{Question, World},
    },
    side::Side,
};

/// Starts it.
pub(super) fn start(bench: &Bench, world: &World, questions: &[Question]) -> anyhow::Result<Side> {
    let Asked { server, token } = Asked::start(bench, "peers", world)?;
    let asks =
        questions.iter().map(|question| Bytes::from(decisions::question(*question, false).to_string())).collect();
    Ok(Side {
        name: "the server".to_owned(),
        server: Arc::new(server),
        path: decisions::EVALUATION.to_owned(),
        token: Some(token),
        asks: Arc::new(asks),
        said: |answer| answer.get("decision").and_then(Value::as_bool),
    })
}
