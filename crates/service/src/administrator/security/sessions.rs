//! One's own sessions.

use menjin_api::menjin::code;
use menjin_model::Millis;
use menjin_store::{BoxFuture, StoreError, Written, administrator::session as rows};
use serde_json::{Value, json};

use super::in_session;
use crate::{
    Caller, Cx, Refusal,
    administrator::{history::Visit, session::IDLE},
    ids::hex,
    keys,
};

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What it is ended by: a part of its hash.
    pub id: String,
    /// How it was opened: `password`, `user_token` or `dev`.
    pub via: String,
    /// When it was opened.
    pub created: Millis,
    /// When it was used last, to the minute.
    pub seen: Millis,
    /// It is the one that asks.
    pub here: bool,
}

/// Those that are alive, the newest first; `cookie` is of the one that asks.
pub async fn sessions(cx: &Cx, caller: &Caller, cookie: &str, now: Millis) -> Result<Vec<Held>, Refusal> {
    let (tenant, no) = (caller.tenant, in_session(caller)?.no);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(rows::list(tx, tenant, no)) });
    let here = keys::sha256(cookie.as_bytes());
    let alive = |row: &rows::HeldRow| row.expires > now && now.0.saturating_sub(row.seen.0) < IDLE;
    let held = |row: rows::HeldRow| Held {
        id: name(&row.hash),
        here: row.hash == here,
        via: row.via,
        created: row.created,
        seen: row.seen,
    };
    Ok(read.await?.into_iter().filter(alive).map(held).collect())
}

fn name(hash: &[u8]) -> String {
    hex(hash.first_chunk::<8>().unwrap_or(&[0; 8]))
}

/// Ends the one with this id.
pub async fn end(cx: &Cx, caller: &Caller, id: &str, visit: &Visit) -> Result<(), Refusal> {
    let (tenant, no) = (caller.tenant, in_session(caller)?.no);
    let (id, visit) = (id.to_owned(), visit.clone());
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (id, visit) = (id.clone(), visit.clone());
        Box::pin(async move {
            let row = rows::list(tx, tenant, no).await?.into_iter().find(|row| name(&row.hash) == id);
            let row = row.ok_or(code::NOT_FOUND)?;
            rows::end(tx, &row.hash).await?;
            let before = json!({"session": id, "via": row.via});
            Ok(Written::new((), visit.own(no, "menjin.v1.session.end", before, Value::Null)))
        })
    });
    written.await
}

/// Ends all but the one that asks.
pub async fn end_others(cx: &Cx, caller: &Caller, cookie: &str, visit: &Visit) -> Result<(), Refusal> {
    let (tenant, no) = (caller.tenant, in_session(caller)?.no);
    let (here, visit) = (keys::sha256(cookie.as_bytes()), visit.clone());
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let visit = visit.clone();
        Box::pin(async move {
            let others = rows::list(tx, tenant, no).await?.iter().filter(|row| row.hash != here).count();
            rows::end_others(tx, tenant, no, &here).await?;
            let before = json!({"sessions": others});
            Ok(Written::new((), visit.own(no, "menjin.v1.session.end_others", before, Value::Null)))
        })
    });
    written.await
}
