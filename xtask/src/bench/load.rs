//! The load generator: keep-alive connections, a task each, one request at a time on each.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use bytes::Bytes;
use http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// One connection.
#[derive(Debug)]
pub(super) struct Client(SendRequest<Full<Bytes>>);

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Bytes,
}

/// What to send.
pub(super) type Ask = Request<Full<Bytes>>;

impl Client {
    pub(super) async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    pub(super) async fn send(&mut self, ask: Ask) -> anyhow::Result<Answer> {
        self.0.ready().await?;
        let answer = self.0.send_request(ask).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        Ok(Answer { status, body })
    }

    pub(super) async fn get(&mut self, path: &str, token: Option<&str>) -> anyhow::Result<Answer> {
        self.send(ask(Method::GET, path, token, String::new())?).await
    }
}

/// A request to the server.
pub(super) fn ask(method: Method, path: &str, token: Option<&str>, body: String) -> anyhow::Result<Ask> {
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if !body.is_empty() {
        request = request.header(header::CONTENT_TYPE, "application/json; charset=utf-8");
    }
    Ok(request.body(Full::from(body))?)
}

impl Answer {
    /// The JSON of a success; anything else is an error.
    pub(super) fn success(&self) -> anyhow::Result<Value> {
        let body: Value = serde_json::from_slice(&self.body).with_context(|| self.text())?;
        let succeeded = body.get("code").is_none_or(|code| code == 0);
        ensure!(self.status.is_success() && succeeded, "{}", self.text());
        Ok(body)
    }

    fn text(&self) -> String {
        format!("{}: {}", self.status, String::from_utf8_lossy(&self.body))
    }
}

/// How long a load lasts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stop {
    /// So long.
    After(Duration),
    /// Until so many are answered.
    At(usize),
}

/// What became of a load.
#[derive(Debug, Clone, Copy)]
pub(super) struct Done {
    pub(super) answers: f64,
    pub(super) per_second: f64,
}

/// Sends what `make` makes (of the number of the request) on so many connections.
///
/// Every answer must be a success: status 200, and `"code":0` where there is a code.
pub(super) async fn run<F>(address: SocketAddr, connections: usize, stop: Stop, make: F) -> anyhow::Result<Done>
where
    F: Fn(usize) -> anyhow::Result<Ask> + Send + Sync + 'static,
{
    let (make, taken) = (Arc::new(make), Arc::new(AtomicUsize::new(0)));
    let mut clients = Vec::new();
    for _ in 0..connections {
        clients.push(Client::connect(address).await?);
    }
    let started = Instant::now();
    let mut tasks = Vec::new();
    for mut client in clients {
        let (make, taken) = (Arc::clone(&make), Arc::clone(&taken));
        tasks.push(tokio::spawn(async move {
            let mut answered = 0.0;
            loop {
                let number = taken.fetch_add(1, Ordering::Relaxed);
                let over = match stop {
                    Stop::After(time) => started.elapsed() >= time,
                    Stop::At(count) => number >= count,
                };
                if over {
                    return anyhow::Ok(answered);
                }
                let answer = client.send(make(number)?).await?;
                if !answer.status.is_success()
                    || answer.body.starts_with(b"{\"code\":") && !answer.body.starts_with(b"{\"code\":0,")
                {
                    bail!("request {number}: {}", answer.text());
                }
                answered += 1.0;
            }
        }));
    }
    let mut answers = 0.0;
    for task in tasks {
        answers += task.await??;
    }
    Ok(Done { answers, per_second: answers / started.elapsed().as_secs_f64() })
}
