//! The way to the console: reads forms, and hands over what the console needs to know of a request.

use std::sync::Arc;

use axum::{Router, body::Body, extract::Request, response::Response, routing::any};
use http::Method;
use menjin_console::{Fields, Request as Asked};
use menjin_service::{Cx, Refusal};

use crate::{
    call::{self, Arrival},
    pairs, reply,
    routes::Served,
};

/// The largest form that is read: a batch of a thousand groups with their texts.
const FORM_MAX: usize = 2 << 20;

/// Everything below `/console`.
pub(crate) fn routes(cx: &Arc<Cx>) -> Router {
    let (root, below) = (Arc::clone(cx), Arc::clone(cx));
    Router::new()
        .route("/console", any(async move |request: Request| page(&root, request).await))
        .route("/console/{*path}", any(async move |request: Request| page(&below, request).await))
}

/// A path as logs show it: a link that sets a password is a secret.
pub(crate) fn shown(path: &str) -> String {
    const LINK: &str = "/console/set-up/";
    if path.starts_with(LINK) { format!("{LINK}…") } else { path.to_owned() }
}

async fn page(cx: &Cx, request: Request) -> Response {
    let Ok(asked) = read(request).await else { return reply::not_found() };
    let mut response = menjin_console::answer(cx, &asked).await.map(Body::from);
    response.extensions_mut().insert(Served("console"));
    response
}

async fn read(request: Request) -> Result<Asked, Refusal> {
    let (parts, body) = request.into_parts();
    let Arrival { now, log_id, address, body_time, .. } = call::arrival(&parts)?;
    let fields = |bytes: &[u8]| Fields(pairs::parse(bytes).unwrap_or_default());
    let form = if parts.method == Method::POST {
        fields(&call::read(body, FORM_MAX, body_time).await?)
    } else {
        call::discard(&parts.headers, body, body_time).await;
        Fields::default()
    };
    Ok(Asked {
        path: parts.uri.path().to_owned(),
        query: fields(parts.uri.query().unwrap_or_default().as_bytes()),
        method: parts.method,
        form,
        headers: parts.headers,
        now,
        log_id: log_id.to_string(),
        address,
    })
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn no_log_shows_a_link_that_sets_a_password() {
        assert_eq!(shown("/console/set-up/secret"), "/console/set-up/…");
        assert_eq!(shown("/console/groups"), "/console/groups");
    }
}
