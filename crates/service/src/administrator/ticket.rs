//! Sealed notes that a form carries from one step to the next, so that the server need not remember them.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use menjin_model::{AdministratorNo, Millis, TenantNo};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Keys, ids::hex, keys};

/// How long a step may take, in milliseconds.
const LIFE: i64 = 5 * 60_000;

/// Who has shown everything but the one-time code.
#[derive(Serialize, Deserialize)]
pub(super) struct HalfIn {
    pub(super) tenant: TenantNo,
    pub(super) administrator: AdministratorNo,
    /// By a password; else by a user token.
    pub(super) by_password: bool,
    /// Of the password as it was: another one makes the ticket worthless.
    pub(super) mark: String,
}

/// A seed that its owner has not yet shown to have.
#[derive(Serialize, Deserialize)]
pub(super) struct Enrolling {
    pub(super) tenant: TenantNo,
    pub(super) administrator: AdministratorNo,
    pub(super) seed: Vec<u8>,
}

/// What stands for a stored password without telling it.
pub(super) fn mark(hash: &str) -> String {
    hex(keys::sha256(hash.as_bytes()).first_chunk::<8>().unwrap_or(&[0; 8]))
}

/// Seals a note.
pub(super) fn seal(keys: &Keys, purpose: &str, note: &impl Serialize, now: Millis) -> String {
    let plain = serde_json::to_vec(&(now.0.saturating_add(LIFE), note)).unwrap_or_default();
    BASE64_URL_SAFE_NO_PAD.encode(keys.seal(purpose, &plain))
}

/// Opens one; `None` when it is not ours, for something else, or too old.
pub(super) fn open<T: DeserializeOwned>(keys: &Keys, purpose: &str, ticket: &str, now: Millis) -> Option<T> {
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(ticket).ok()?;
    let plain = keys.open(purpose, &sealed)?;
    let (until, note): (i64, T) = serde_json::from_slice(&plain).ok()?;
    (now.0 < until).then_some(note)
}
