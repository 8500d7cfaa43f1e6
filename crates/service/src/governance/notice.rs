//! Notices: administrators are told what happened in their inbox, by webhook and by e-mail; people who were added to something
//! by e-mail.
//!
//! Telling is a part of the write that it is about, so nobody is told what did not happen, and nothing that happened goes untold.

mod list;
pub mod outbox;
mod words;

use menjin_model::{Millis, TenantNo, UserNo};
use menjin_store::{StoreError, Tx, administrator, delivery, inbox, notice, person, setting, webhook};
use serde_json::Value;

pub use list::list;
pub use words::sentence;

/// Every kind of notice to administrators.
pub const KINDS: &[&str] = &[
    "administrator.changed",
    "group.changed",
    "group.created",
    "group.deleted",
    "group.restored",
    "group.updated",
    "review.closed",
    "review.created",
    "review.due",
];
/// The kind of a notice that only tries a webhook.
pub const TEST: &str = "webhook.test";
/// The setting that says that e-mails can be sent.
pub const MAIL: &str = "mail";
/// What stands for every kind of notice in a webhook's list.
pub const EVERY: &str = "*";

/// Tells every enabled administrator of a tenant, and whatever webhook wants this kind. The write must be audited: ids are its.
pub async fn tell(tx: &mut Tx<'_>, tenant: TenantNo, kind: &str, body: &Value, now: Millis) -> Result<(), StoreError> {
    let text = body.to_string();
    let mails = mails(tx).await?;
    for row in administrator::list(tx, tenant).await?.into_iter().filter(|row| !row.disabled) {
        inbox::insert(tx, tenant, row.id, kind, &text, now).await?;
        if mails && let Some(address) = address(tx, tenant, &row.login, row.user).await? {
            delivery::insert(tx, tenant, (0, &address), (kind, &text), now).await?;
        }
    }
    for hook in webhook::list(tx, tenant).await?.into_iter().filter(|hook| hook.enabled && wants(&hook.kinds, kind)) {
        delivery::insert(tx, tenant, (hook.id, ""), (kind, &text), now).await?;
    }
    Ok(())
}

/// Tells one person of the company that they were added to something.
pub async fn tell_person(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: &str,
    user: UserNo,
    body: &Value,
    now: Millis,
) -> Result<(), StoreError> {
    notice::insert(tx, tenant, kind, user, body, now).await?;
    if mails(tx).await?
        && let Some(address) = email(tx, tenant, user).await?
    {
        delivery::insert(tx, tenant, (0, &address), (kind, &body.to_string()), now).await?;
    }
    Ok(())
}

/// Whether a webhook's list of kinds holds this one.
fn wants(kinds: &str, kind: &str) -> bool {
    let kinds: Vec<String> = serde_json::from_str(kinds).unwrap_or_default();
    kinds.iter().any(|one| one == EVERY || one == kind)
}

async fn mails(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(setting::find(tx, MAIL).await?.is_some_and(|word| word == "on"))
}

/// Where an administrator reads e-mails: what they sign in with, when that is an address, or else as the person they are.
async fn address(tx: &mut Tx<'_>, tenant: TenantNo, login: &str, user: UserNo) -> Result<Option<String>, StoreError> {
    if login.contains('@') {
        return Ok(Some(login.to_owned()));
    }
    if user.0 == 0 { Ok(None) } else { email(tx, tenant, user).await }
}

async fn email(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Option<String>, StoreError> {
    let rows = person::row::find(tx, tenant, &[user]).await?;
    Ok(rows.into_iter().filter(|row| !row.resigned).find_map(|row| row.email))
}
