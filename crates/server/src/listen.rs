//! The accept loop. It is ours, on hyper, because the SDKs depend on switches that no framework passes on: header names
//! in title case (the Python SDK looks them up as they are written) and pipelined answers in one flush.

use std::{
    convert::Infallible,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{body::Body, response::Response};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, oneshot},
    task::JoinHandle,
};

use crate::App;

/// How many connections are open at once; more wait in the system's queue.
const CONNECTIONS_MAX: usize = 10_000;
/// How long to wait after a connection could not be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);
/// How large the head of a request may be.
const HEAD_MAX: usize = 64 << 10;

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// From the opening of a connection, or the last answer on it, to the end of the next request's head.
    pub head: Duration,
    /// From the wish to stop to the last answer.
    pub drain: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { head: Duration::from_secs(75), drain: Duration::from_secs(20) }
    }
}

/// Who answers: the [`App`], or in a benchmark something that always says the same.
pub trait Answers: Clone + Send + Sync + 'static {
    /// Answers one request, which came from `peer`. Never fails: whatever goes wrong is an answer.
    fn respond(&self, request: Request<Body>, peer: IpAddr) -> impl Future<Output = Response> + Send;
}

impl Answers for App {
    async fn respond(&self, request: Request<Body>, peer: IpAddr) -> Response {
        self.answer(request, Some(peer)).await
    }
}

/// A server that listens.
#[derive(Debug)]
pub struct Listening {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Listening {
    /// Where.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more connections, lets running requests end (within the time for draining), and returns.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

/// Listens at `address` until stopped.
///
/// # Errors
/// The address cannot be bound: it is taken, not of this machine, or not allowed.
pub async fn listen(app: impl Answers, address: SocketAddr, timeouts: Timeouts) -> io::Result<Listening> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(accept(app, listener, timeouts, stopped));
    Ok(Listening { address, stop, task })
}

async fn accept(app: impl Answers, listener: TcpListener, timeouts: Timeouts, mut stopped: oneshot::Receiver<()>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, stream, peer) = tokio::select! {
            accepted = next => match accepted {
                (Ok(place), Ok((stream, peer))) => (place, stream, peer),
                (Err(_), _) => break,
                (_, Err(error)) => {
                    // Out of file handles, or the peer is gone already. The next one may do, but not at once.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
            _ = &mut stopped => break,
        };
        let _ = stream.set_nodelay(true);
        // Each connection counts references of its own: a count that all share is one that all processors wait for.
        let app = Arc::new(app.clone());
        let service = service_fn(move |request: Request<Incoming>| {
            let app = Arc::clone(&app);
            async move { Ok::<_, Infallible>(app.respond(request.map(Body::new), peer.ip()).await) }
        });
        let connection = http1::Builder::new()
            .title_case_headers(true)
            .pipeline_flush(true)
            .timer(TokioTimer::new())
            .header_read_timeout(timeouts.head)
            .max_buf_size(HEAD_MAX)
            .serve_connection(TokioIo::new(stream), service);
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = watched.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(timeouts.drain, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were still running when the time for draining ended");
    }
}
