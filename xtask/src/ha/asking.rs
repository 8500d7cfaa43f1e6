//! One question over HTTP to the services around the server, on a connection of its own and not for long.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context;
use http::Method;
use serde_json::Value;

use crate::bench::load::{Client, ask};

/// A frozen process takes the question and never answers.
const PATIENCE: Duration = Duration::from_secs(2);

/// The JSON that `path` answers.
pub(super) async fn get(address: SocketAddr, path: &str) -> anyhow::Result<Value> {
    question(address, Method::GET, path, String::new()).await
}

/// The JSON that `path` answers to `body`.
pub(super) async fn post(address: SocketAddr, path: &str, body: &Value) -> anyhow::Result<Value> {
    question(address, Method::POST, path, body.to_string()).await
}

async fn question(address: SocketAddr, method: Method, path: &str, body: String) -> anyhow::Result<Value> {
    let asked = async {
        let answer = Client::connect(address).await?.send(ask(method, path, None, body)?).await?;
        Ok(serde_json::from_slice(&answer.body)?)
    };
    tokio::time::timeout(PATIENCE, asked).await.context("no answer")?
}
