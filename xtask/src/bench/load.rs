//! The load generator: keep-alive connections, a task each, one request at a time on each.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
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
pub(crate) struct Client(SendRequest<Full<Bytes>>);

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Bytes,
}

/// What to send.
pub(crate) type Ask = Request<Full<Bytes>>;

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    pub(crate) async fn send(&mut self, ask: Ask) -> anyhow::Result<Answer> {
        self.0.ready().await?;
        let answer = self.0.send_request(ask).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        Ok(Answer { status, body })
    }

    pub(crate) async fn get(&mut self, path: &str, token: Option<&str>) -> anyhow::Result<Answer> {
        self.send(ask(Method::GET, path, token, String::new())?).await
    }
}

/// A request to the server.
pub(crate) fn ask(method: Method, path: &str, token: Option<&str>, body: impl Into<Bytes>) -> anyhow::Result<Ask> {
    let body = body.into();
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if !body.is_empty() {
        request = request.header(header::CONTENT_TYPE, "application/json; charset=utf-8");
    }
    Ok(request.body(Full::new(body))?)
}

impl Answer {
    /// The JSON of a success; anything else is an error.
    pub(crate) fn success(&self) -> anyhow::Result<Value> {
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
    let asks = Arc::new(Asks::new(stop, make)?);
    let mut clients = Vec::new();
    for _ in 0..connections {
        clients.push(Client::connect(address).await?);
    }
    let started = Instant::now();
    let mut tasks = Vec::new();
    for mut client in clients {
        let asks = Arc::clone(&asks);
        tasks.push(tokio::spawn(async move {
            let mut answered = 0.0;
            while let Some(ask) = asks.next(started)? {
                let answer = client.send(ask).await?;
                if !answer.status.is_success()
                    || answer.body.starts_with(b"{\"code\":") && !answer.body.starts_with(b"{\"code\":0,")
                {
                    bail!("{}", answer.text());
                }
                answered += 1.0;
            }
            anyhow::Ok(answered)
        }));
    }
    let mut answers = 0.0;
    for task in tasks {
        answers += task.await??;
    }
    Ok(Done { answers, per_second: answers / started.elapsed().as_secs_f64() })
}

/// What is still to be sent.
enum Asks<F> {
    /// Until a time, made as they are sent.
    Until(Duration, F, AtomicUsize),
    /// So many, made before the clock runs: the floor of a write makes no request either.
    Made(Mutex<std::vec::IntoIter<Ask>>),
}

impl<F: Fn(usize) -> anyhow::Result<Ask>> Asks<F> {
    fn new(stop: Stop, make: F) -> anyhow::Result<Self> {
        Ok(match stop {
            Stop::After(time) => Self::Until(time, make, AtomicUsize::new(0)),
            Stop::At(count) => {
                let asks = (0..count).map(make).collect::<anyhow::Result<Vec<_>>>()?;
                Self::Made(Mutex::new(asks.into_iter()))
            }
        })
    }

    fn next(&self, started: Instant) -> anyhow::Result<Option<Ask>> {
        match self {
            Self::Until(time, ..) if started.elapsed() >= *time => Ok(None),
            Self::Until(_, make, taken) => make(taken.fetch_add(1, Ordering::Relaxed)).map(Some),
            Self::Made(asks) => Ok(asks.lock().unwrap_or_else(PoisonError::into_inner).next()),
        }
    }
}
