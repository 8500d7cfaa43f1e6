//! Requests into calls: admit the caller, then read path, query and body into the endpoint's types.

use std::{net::IpAddr, sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{FromRequestParts, RawPathParams, Request},
};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, Method,
    header::{AUTHORIZATION, CONTENT_TYPE, EXPECT},
    request::Parts,
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Body as _;
use menjin_api::{Endpoint, Meta, Shape, code as platform, common::UserIdType};
use menjin_model::Millis;
use menjin_service::{
    Call, Cx, DryRun, OpenCall, Refusal,
    admit::{Knock, admit},
    nodes::Lost,
};

use crate::{
    input,
    pairs::{self, Pair},
};

/// The largest body that is read; the largest legal door rule has about 5 MiB.
pub(crate) const BODY_MAX: usize = 8 << 20;
/// Asks for a dry run.
const DRY_RUN: HeaderName = HeaderName::from_static("x-menjin-dry-run");
/// How much of a body that is too large is read and thrown away, so that its sender gets to read the answer.
const DRAIN_MAX: usize = 256 << 20;

/// What the accept loop and [`crate::App`] know of a request before anything is read.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    pub(crate) now: Millis,
    pub(crate) log_id: Arc<str>,
    pub(crate) address: Option<IpAddr>,
    /// How long the body may take.
    pub(crate) body_time: Duration,
    /// Why this node does not know what other nodes were told, if it does not: then it must not answer.
    pub(crate) lost: Option<Lost>,
}

/// A call that an authorised caller makes; `names_people`: its query may ask for ids of the form `user_id`.
pub(crate) async fn authorised<E: Endpoint>(cx: &Cx, request: Request, names_people: bool) -> Result<Call<E>, Refusal> {
    let (mut parts, body) = request.into_parts();
    let Arrival { now, log_id, address, body_time, .. } = arrival(&parts)?;
    let behind_the_door = async {
        let pairs = pairs::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let knock = Knock {
            authorization: header(&parts.headers, &AUTHORIZATION),
            address,
            wants_user_ids: names_people && pairs.as_ref().is_ok_and(|pairs| wants_user_ids(pairs)),
            now,
        };
        let caller = admit(cx, &E::META, &knock).await?;
        let pairs = query_pairs::<E>(pairs)?;
        let dry_run = dry_run(&E::META, &parts.headers, &pairs)?;
        let query = input::query(&E::META, pairs)?;
        let path = input::path(&E::META, &path_pairs::<E>(&mut parts).await?)?;
        Ok::<_, Refusal>((caller, query, path, dry_run))
    };
    let (caller, query, path, dry_run) = match behind_the_door.await {
        Ok(admitted) => admitted,
        Err(refusal) => {
            discard(&parts.headers, body, body_time).await;
            return Err(refusal);
        }
    };
    let body = input::body::<E>(&read(body, BODY_MAX, body_time).await?)?;
    Ok(Call { caller, path, query, body, now, log_id: log_id.to_string(), dry_run })
}

/// Whether the caller asks that nothing be kept. A word that is neither yes nor no is refused: who meant to try must not write.
fn dry_run(meta: &Meta, headers: &HeaderMap, query: &[Pair]) -> Result<Option<DryRun>, Refusal> {
    let Some(word) = headers.get(&DRY_RUN).filter(|_| meta.method != Method::GET) else {
        return Ok(None);
    };
    match word.as_bytes() {
        b"true" => Ok(Some(DryRun::new(user_id_type(query)))),
        b"false" => Ok(None),
        other => {
            let value = String::from_utf8_lossy(other).into_owned();
            Err(input::malformed(meta).with_field("X-Menjin-Dry-Run", Some(value), "must be true or false"))
        }
    }
}

/// A call whose credentials stand in its body: JSON, or for the OAuth endpoints a form.
pub(crate) async fn open<E: Endpoint>(request: Request) -> Result<OpenCall<E>, Refusal> {
    let (parts, body) = request.into_parts();
    let arrival = arrival(&parts)?;
    let bytes = read(body, BODY_MAX, arrival.body_time).await?;
    let query =
        input::query(&E::META, query_pairs::<E>(pairs::parse(parts.uri.query().unwrap_or_default().as_bytes()))?)?;
    let body = if E::META.shape == Shape::OAuth && is_form(&parts.headers, &bytes) {
        let pairs = pairs::parse(&bytes).map_err(|_| input::malformed(&E::META))?;
        input::query(&E::META, pairs)?
    } else {
        input::body::<E>(&bytes)?
    };
    let authorization = header(&parts.headers, &AUTHORIZATION).map(str::to_owned);
    Ok(OpenCall { query, body, authorization, now: arrival.now, log_id: arrival.log_id.to_string() })
}

/// Whether a body that may be either is a form: what it looks like counts, unless it could be both.
fn is_form(headers: &HeaderMap, bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start();
    match text.first() {
        None | Some(b'{' | b'[' | b'"') => false,
        Some(_) => text.contains(&b'=') || header(headers, &CONTENT_TYPE).is_some_and(|kind| kind.contains("form")),
    }
}

pub(crate) fn arrival(parts: &Parts) -> Result<Arrival, Refusal> {
    let arrival = parts.extensions.get::<Arrival>().cloned();
    let arrival = arrival.ok_or_else(|| Refusal::fault("a request came without its arrival"))?;
    match arrival.lost {
        Some(lost) => Err(lost.into()),
        None => Ok(arrival),
    }
}

pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn wants_user_ids(pairs: &[Pair]) -> bool {
    user_id_type(pairs) == UserIdType::UserId
}

/// How people are to be written; a word nobody knows is for whoever reads the query to refuse.
fn user_id_type(pairs: &[Pair]) -> UserIdType {
    match pairs.iter().rev().find(|(key, _)| key == "user_id_type").map(|(_, value)| value.as_str()) {
        Some("user_id") => UserIdType::UserId,
        Some("union_id") => UserIdType::UnionId,
        _ => UserIdType::OpenId,
    }
}

fn query_pairs<E: Endpoint>(pairs: Result<Vec<Pair>, String>) -> Result<Vec<Pair>, Refusal> {
    pairs.map_err(|piece| input::malformed(&E::META).with_field("query", Some(piece), "must be UTF-8, percent-encoded"))
}

async fn path_pairs<E: Endpoint>(parts: &mut Parts) -> Result<Vec<Pair>, Refusal> {
    let params = RawPathParams::from_request_parts(parts, &())
        .await
        .map_err(|error| input::malformed(&E::META).explained(error.to_string()))?;
    Ok(params.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect())
}

/// Reads a body of at most `most` bytes.
pub(crate) async fn read(body: Body, most: usize, time: Duration) -> Result<Bytes, Refusal> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let collected = tokio::time::timeout(time, collect(body, most));
    collected.await.unwrap_or_else(|_| Err(platform::BODY_TOO_SLOW.into()))
}

/// Reads a body that nobody wants, so that its sender, who may look for the answer only after sending it all, gets to read
/// the answer. Who asked whether to send it at all has not begun, and will not.
pub(crate) async fn discard(headers: &HeaderMap, body: Body, time: Duration) {
    if !body.is_end_stream() && !headers.contains_key(EXPECT) {
        let _ = read(body, 0, time).await;
    }
}

async fn collect(body: Body, most: usize) -> Result<Bytes, Refusal> {
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    let mut too_large = announced > most;
    let mut body = Limited::new(body, DRAIN_MAX);
    // Most bodies come in one piece, which is passed on as it is.
    let mut first = Bytes::new();
    let mut all = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = match frame {
            Ok(frame) => frame,
            Err(error) if error.is::<LengthLimitError>() => return Err(platform::BODY_TOO_LARGE.into()),
            Err(error) => return Err(Refusal::new(platform::BODY_MALFORMED).explained(error.to_string())),
        };
        let Ok(data) = frame.into_data() else { continue };
        too_large = too_large || first.len() + all.len() + data.len() > most;
        if too_large {
            (first, all) = (Bytes::new(), Vec::new());
        } else if first.is_empty() && all.is_empty() {
            first = data;
        } else {
            if all.is_empty() {
                all.reserve(announced.max(first.len() + data.len()));
                all.extend_from_slice(&std::mem::take(&mut first));
            }
            all.extend_from_slice(&data);
        }
    }
    match (too_large, all.is_empty()) {
        (true, _) => Err(platform::BODY_TOO_LARGE.into()),
        (false, true) => Ok(first),
        (false, false) => Ok(all.into()),
    }
}
