//! `/_menjin/v1`: controls for development and tests. JSON in and out, no envelope, loopback only.

use std::{future::Future, net::IpAddr, sync::Arc};

use axum::{
    Router,
    extract::Request,
    response::Response,
    routing::{get, post, put},
};
use http::{
    HeaderName, StatusCode,
    header::{HOST, ORIGIN},
};
use menjin_service::{
    Cx,
    control::{self, ClockWish, ControlError, UserTokenWish},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use crate::{
    call::{self, Arrival},
    input, pairs, reply,
};

/// The largest body that a control reads.
const BODY_MAX: usize = 1 << 20;
/// Where browsers say whose page asks.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

#[derive(Deserialize)]
struct DirectoryWish {
    app_id: Option<String>,
    tenant_key: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: i64,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Limits {
    rate: bool,
}

/// The routes; none at all unless they are switched on.
pub(crate) fn routes(cx: &Arc<Cx>) -> Router {
    if !cx.settings.controls {
        return Router::new();
    }
    let on = |control| On { cx: Arc::clone(cx), control };
    Router::new()
        .route("/_menjin/v1/directory", get(on(Control::Directory).handler()))
        .route("/_menjin/v1/user_tokens", post(on(Control::UserTokens).handler()))
        .route("/_menjin/v1/reset", post(on(Control::Reset).handler()))
        .route("/_menjin/v1/clock", get(on(Control::Clock).handler()).put(on(Control::SetClock).handler()))
        .route("/_menjin/v1/clock/advance", post(on(Control::Advance).handler()))
        .route("/_menjin/v1/limits", put(on(Control::Limits).handler()))
}

#[derive(Debug, Clone, Copy)]
enum Control {
    Directory,
    UserTokens,
    Reset,
    Clock,
    SetClock,
    Advance,
    Limits,
}

#[derive(Clone)]
struct On {
    cx: Arc<Cx>,
    control: Control,
}

impl On {
    fn handler(
        self,
    ) -> impl Fn(Request) -> std::pin::Pin<Box<dyn Future<Output = Response> + Send>> + Clone + Send + Sync + 'static
    {
        move |request| {
            let Self { cx, control } = self.clone();
            Box::pin(async move { answer(&cx, control, request).await })
        }
    }
}

async fn answer(cx: &Cx, control: Control, request: Request) -> Response {
    let arrival = request.extensions().get::<Arrival>();
    let lost = arrival.and_then(|arrival| arrival.lost.clone());
    let address = arrival.and_then(|arrival| arrival.address);
    if !address.is_some_and(|address| address.to_canonical().is_loopback()) {
        return reply::not_found();
    }
    if let Err(error) = check_sender(&request) {
        return failure(&error);
    }
    if let Some(lost) = lost {
        return failure(&lost.into());
    }
    let answered = match control {
        Control::Directory => directory(cx, request.uri().query().unwrap_or_default().to_owned()).await,
        Control::UserTokens => {
            let issued = async { control::user_tokens(cx, body::<UserTokenWish>(request).await?).await };
            issued.await.map(|issued| ok(&issued))
        }
        Control::Reset => control::reset(cx).await.map(|()| ok(&json!({}))),
        Control::Clock => Ok(ok(&control::clock(cx))),
        Control::SetClock => {
            let set = async { control::set_clock(cx, body::<ClockWish>(request).await?).await };
            set.await.map(|state| ok(&state))
        }
        Control::Advance => {
            let moved = async { control::advance(cx, body::<Advance>(request).await?.seconds).await };
            moved.await.map(|state| ok(&state))
        }
        Control::Limits => {
            let switched = async {
                let Limits { rate } = body(request).await?;
                control::limits(cx, rate).await?;
                Ok(ok(&json!({"rate": rate})))
            };
            switched.await
        }
    };
    answered.unwrap_or_else(|error| failure(&error))
}

fn failure(error: &ControlError) -> Response {
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    reply::json(status, error)
}

/// A page in the developer's browser comes from loopback too, but has no business here: neither one of another origin, nor
/// one whose name was made to point to this machine.
fn check_sender(request: &Request) -> Result<(), ControlError> {
    let host = call::header(request.headers(), &HOST).or_else(|| request.uri().host());
    if host.is_some_and(|host| !is_this_machine(host)) {
        return Err(ControlError::denied("controls answer to an address or to localhost only, not to other names"));
    }
    let site = call::header(request.headers(), &SITE).is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin = call::header(request.headers(), &ORIGIN).is_none_or(|origin| {
        let of = origin.split_once("://").map_or(origin, |(_, authority)| authority);
        host.is_some_and(|host| host == of)
    });
    if site && origin { Ok(()) } else { Err(ControlError::denied("controls do not answer to pages of other origins")) }
}

/// Whether a `Host` is an address or `localhost`.
fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    };
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let name = name.strip_suffix('.').unwrap_or(name);
    let local = name.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case("localhost"));
    local || bare.parse::<IpAddr>().is_ok()
}

async fn directory(cx: &Cx, query: String) -> Result<Response, ControlError> {
    let pairs = pairs::parse(query.as_bytes()).map_err(|_| ControlError::bad(None, "the query is not UTF-8"))?;
    let wish: DirectoryWish = input::from_pairs(&pairs).map_err(|error| ControlError::bad(None, error.to_string()))?;
    let app_id = wish.app_id.ok_or_else(|| ControlError::bad(Some("app_id"), "say for which app: ?app_id=cli_…"))?;
    Ok(ok(&control::directory(cx, &app_id, wish.tenant_key.as_deref()).await?))
}

fn ok(body: &impl Serialize) -> Response {
    reply::json(StatusCode::OK, body)
}

/// Reads a body and says which field of it is wrong.
async fn body<T: DeserializeOwned + JsonSchema>(request: Request) -> Result<T, ControlError> {
    let (parts, body) = request.into_parts();
    let time = call::arrival(&parts)?.body_time;
    let bytes = call::read(body, BODY_MAX, time).await.map_err(|refusal| {
        let too_large = || format!("the body is larger than {BODY_MAX} bytes or did not arrive");
        ControlError::bad(None, refusal.0.message.unwrap_or_else(too_large))
    })?;
    input::plain(&bytes).map_err(|(field, error)| ControlError::bad(field.as_deref(), error))
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn addresses_and_localhost_are_this_machine() {
        for host in [
            "127.0.0.1",
            "127.0.0.1:8686",
            "localhost:8686",
            "LOCALHOST",
            "localhost.",
            "a.localhost:1",
            "[::1]:8686",
            "[::1]",
            "192.0.2.1:80",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["example.com", "example.com:8686", "localhost.example.com", "", ":80", "127.0.0.1.example.com"] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
