//! The floor of everything that answers over HTTP: the server's accept loop, the server's router, one fixed body.

use std::{convert::Infallible, net::IpAddr};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::Request,
    http::{HeaderValue, header::CONTENT_TYPE},
    response::Response,
    routing::{any, get},
};
use clap::Args;
use menjin_server::{Answers, Timeouts, listen};
use tower_service::Service;

/// What to answer where.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The port on 127.0.0.1.
    #[arg(long)]
    port: u16,
    /// The route, as the router writes it.
    #[arg(long)]
    route: String,
    /// How many bytes each answer has.
    #[arg(long)]
    size: usize,
}

#[derive(Debug, Clone)]
struct Fixed(Router);

impl Answers for Fixed {
    async fn respond(&self, request: Request<Body>, _: IpAddr) -> Response {
        let Ok(response): Result<_, Infallible> = self.0.clone().call(request).await;
        response
    }
}

/// Runs until it is killed.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let body = Bytes::from("x".repeat(options.size));
    // What was sent is read to its end, as any server must.
    let answer = move |_: Bytes| {
        let body = body.clone();
        async move {
            let mut response = Response::new(Body::from(body));
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
            response
        }
    };
    let router = Router::new().route("/healthz", get(async || "ok\n")).route(&options.route, any(answer));
    tokio::runtime::Runtime::new()?.block_on(async {
        let _listening = listen(Fixed(router), ([127, 0, 0, 1], options.port).into(), Timeouts::default()).await?;
        std::future::pending().await
    })
}
