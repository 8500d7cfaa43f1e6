//! What operators ask: is it up, may it be asked, how does it do, what does it speak.

use std::sync::Arc;

use axum::{Router, routing::get};
use http::{StatusCode, header::CONTENT_TYPE};
use menjin_service::Cx;

use crate::{metrics::Metrics, openapi};

/// Where they ask.
pub(crate) const PATHS: [&str; 4] = ["/healthz", "/readyz", "/metrics", "/openapi.json"];

/// `/healthz`, `/readyz`, `/metrics`, `/openapi.json`.
pub(crate) fn routes(cx: &Arc<Cx>, metrics: &Metrics) -> Router {
    let (cx, metrics) = (Arc::clone(cx), metrics.clone());
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(async move || ready(&cx)))
        .route(
            "/metrics",
            get(async move || {
                ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], metrics.text())
            }),
        )
        .route("/openapi.json", get(async || ([(CONTENT_TYPE, "application/json; charset=utf-8")], openapi::text())))
}

fn ready(cx: &Cx) -> (StatusCode, String) {
    match cx.db.ready() {
        Ok(()) => (StatusCode::OK, "ready\n".to_owned()),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {error}\n")),
    }
}
