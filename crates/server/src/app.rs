//! A request from outside in: its ids, its path, its answer's headers; nothing here knows an endpoint.

use std::{
    net::IpAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Router, body::Body, response::Response};
use http::{HeaderName, HeaderValue, Method, Request, Uri, header};
use menjin_service::{Cx, nodes};
use tower_service::Service;

use crate::{
    access, authorize,
    call::{self, Arrival},
    console, control, export, health,
    metrics::Metrics,
    reply, routes,
    routes::Served,
};

const LOG_ID: HeaderName = HeaderName::from_static("x-tt-logid");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const PLAIN_REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// The whole server but its sockets. Clones share everything.
#[derive(Debug, Clone)]
pub struct App {
    cx: Arc<Cx>,
    router: Router,
    metrics: Metrics,
    body_time: Duration,
}

/// How long a body may take.
const BODY_TIME: Duration = Duration::from_mins(1);

impl App {
    /// A server over `cx`.
    #[must_use]
    pub fn new(cx: Arc<Cx>) -> Self {
        let metrics = Metrics::of(&cx);
        let router = routes::platform(&cx)
            .merge(access::routes(&cx))
            .merge(authorize::routes(&cx))
            .merge(console::routes(&cx))
            .merge(control::routes(&cx))
            .merge(export::routes(&cx))
            .merge(health::routes(&cx, &metrics))
            .fallback(unknown)
            .method_not_allowed_fallback(unknown);
        Self { cx, router, metrics, body_time: BODY_TIME }
    }

    /// The same with another time for bodies to arrive in.
    #[must_use]
    pub fn with_body_time(self, body_time: Duration) -> Self {
        Self { body_time, ..self }
    }

    /// Answers one request. Never fails: whatever goes wrong is an answer.
    pub async fn answer(&self, request: Request<Body>, address: Option<IpAddr>) -> Response {
        let started = Instant::now();
        let lost =
            if health::PATHS.contains(&request.uri().path()) { None } else { nodes::catch_up(&self.cx).await.err() };
        let now = self.cx.clock.now();
        let log_id: Arc<str> = self.cx.ids.log_id(now).into();
        let shown = tracing::enabled!(tracing::Level::DEBUG)
            .then(|| (request.method().clone(), console::shown(request.uri().path())));
        let mut response = self
            .route(request, Arrival { now, log_id: Arc::clone(&log_id), address, body_time: self.body_time, lost })
            .await;
        if let Ok(value) = HeaderValue::from_str(&log_id) {
            response.headers_mut().insert(LOG_ID, value);
        }
        if let Ok(value) = HeaderValue::from_str(&self.cx.ids.request_id()) {
            // A call that was given an id by its caller has put it there.
            response.headers_mut().entry(REQUEST_ID).or_insert_with(|| value.clone());
            response.headers_mut().insert(PLAIN_REQUEST_ID, value);
        }
        let call = response.extensions().get::<Served>().map_or("", |served| served.0);
        let took = started.elapsed();
        self.metrics.count(call, response.status(), took);
        if let Some((method, path)) = shown {
            let status = response.status().as_u16();
            tracing::debug!(%method, path, status, call, log_id = &*log_id, micros = took.as_micros(), "answered");
        }
        response
    }

    async fn route(&self, mut request: Request<Body>, arrival: Arrival) -> Response {
        if matches!(*request.method(), Method::HEAD | Method::OPTIONS) {
            request.extensions_mut().insert(arrival);
            return unknown(request).await;
        }
        if let Some(uri) = normalised(request.uri()) {
            *request.uri_mut() = uri;
        }
        request.extensions_mut().insert(arrival);
        // What the router answers by itself about methods has no place here.
        let Ok(mut response) = self.router.clone().call(request).await;
        response.headers_mut().remove(header::ALLOW);
        response
    }
}

/// What an unknown path and a wrong method get, once all that was sent has arrived.
async fn unknown(request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    if let Ok(Arrival { body_time, .. }) = call::arrival(&parts) {
        call::discard(&parts.headers, body, body_time).await;
    }
    reply::not_found()
}

/// `//open-apis` (a base address with a slash at its end) and one trailing slash are taken for what was meant.
fn normalised(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    let trimmed = path.strip_suffix('/').unwrap_or(path);
    let from = trimmed.len() - trimmed.trim_start_matches('/').len();
    let wanted = if from > 1 { trimmed.get(from - 1..).unwrap_or(trimmed) } else { trimmed };
    if wanted == path || wanted.is_empty() {
        return None;
    }
    match uri.query() {
        Some(query) => format!("{wanted}?{query}").parse().ok(),
        None => wanted.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn doubled_leading_and_single_trailing_slashes_are_dropped() {
        let cases = [
            ("//open-apis/x", Some("/open-apis/x")),
            ("/open-apis/x/", Some("/open-apis/x")),
            ("///a/b/?q=/", Some("/a/b?q=/")),
            ("/a/b", None),
            ("/", None),
            ("//", Some("/")),
        ];
        for (given, expected) in cases {
            let uri = given.parse().unwrap();
            assert_eq!(normalised(&uri).map(|uri| uri.to_string()).as_deref(), expected, "{given}");
        }
    }
}
