//! Answers kept for callers who ask the same thing twice with one `client_token`.

use menjin_model::{AppNo, Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// Whose token, of which call.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// The tenant.
    pub tenant: TenantNo,
    /// The app.
    pub app: AppNo,
    /// The call's name.
    pub call: &'a str,
    /// What the caller sent.
    pub token: &'a str,
}

/// What is kept of the first call.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The SHA-256 of its parameters.
    pub body: Vec<u8>,
    /// Its answer, as JSON.
    pub answer: String,
}

from_row!(Kept { body, answer });

/// What was kept under this key since `since`.
pub async fn find(tx: &mut Tx<'_>, key: Key<'_>, since: Millis) -> Result<Option<Kept>, StoreError> {
    const FIND: &str = "select body, answer from client_token \
                        where tenant = $1 and app = $2 and call = $3 and token = $4 and at > $5";
    tx.row(FIND, args![key.tenant, key.app, key.call, key.token, since]).await
}

/// Keeps an answer; one that was kept under the same key is gone.
pub async fn keep(tx: &mut Tx<'_>, key: Key<'_>, kept: &Kept, now: Millis) -> Result<(), StoreError> {
    const KEEP: &str = "insert into client_token (tenant, app, call, token, body, answer, at) \
        values ($1, $2, $3, $4, $5, $6, $7) \
        on conflict (tenant, app, call, token) do update set body = excluded.body, answer = excluded.answer, at = excluded.at";
    tx.execute(KEEP, args![key.tenant, key.app, key.call, key.token, kept.body, kept.answer, now]).await?;
    Ok(())
}

/// Forgets the tenant's answers that were kept before this moment.
pub async fn forget(tx: &mut Tx<'_>, tenant: TenantNo, before: Millis) -> Result<u64, StoreError> {
    const FORGET: &str = "delete from client_token where tenant = $1 and at <= $2";
    tx.execute(FORGET, args![tenant, before]).await
}
