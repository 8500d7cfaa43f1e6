//! Calls that may be repeated: a `client_token` remembers the parameters and the answer of the first one for 24 hours, for
//! one app in one tenant and one call.
//!
//! What a repeat means is the call's business: people and departments get the first answer again ([`first_answer`]), other
//! families refuse ([`find`]). Only a call that succeeds uses its token up, as it is remembered in the same write.

use menjin_api::{Code, Endpoint};
use menjin_model::Millis;
use menjin_store::{
    StoreError, Tx,
    idempotency::{self, Kept, Key},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Call, Refusal, keys};

/// How long an answer is remembered.
const LIFE_SECONDS: i64 = 24 * 3600;

/// A token and the fingerprint of the parameters it came with.
#[derive(Debug, Clone)]
pub struct Ticket {
    token: String,
    parameters: [u8; 32],
}

impl Ticket {
    /// `None` without a token. `parameters` are all that the answer depends on: body and query.
    pub fn new(token: Option<&str>, parameters: &impl Serialize) -> Result<Option<Self>, Refusal> {
        let Some(token) = token else {
            return Ok(None);
        };
        let bytes = serde_json::to_vec(parameters).map_err(|error| Refusal::fault(error.to_string()))?;
        Ok(Some(Self { token: token.to_owned(), parameters: keys::sha256(&bytes) }))
    }

    fn key<'a, E: Endpoint>(&'a self, call: &Call<E>) -> Key<'a> {
        Key { tenant: call.caller.tenant, app: call.caller.app.no, call: E::META.name, token: &self.token }
    }
}

/// What came before under the same token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earlier {
    /// Nothing, or too long ago.
    Nothing,
    /// The same call; its answer as JSON.
    Same(String),
    /// A call with other parameters.
    Other,
}

/// Looks for an earlier call with this token. Inside the write, so that two at once cannot both be the first.
pub async fn find<E: Endpoint>(tx: &mut Tx<'_>, call: &Call<E>, ticket: &Ticket) -> Result<Earlier, StoreError> {
    let since = call.now.plus_seconds(-LIFE_SECONDS);
    let Some(kept) = idempotency::find(tx, ticket.key(call), since).await? else {
        return Ok(Earlier::Nothing);
    };
    Ok(if kept.body == ticket.parameters { Earlier::Same(kept.answer) } else { Earlier::Other })
}

/// Remembers the answer of a first call.
pub async fn remember<E: Endpoint>(
    tx: &mut Tx<'_>,
    call: &Call<E>,
    ticket: Option<&Ticket>,
    answer: &impl Serialize,
) -> Result<(), Refusal> {
    let Some(ticket) = ticket else {
        return Ok(());
    };
    let answer = serde_json::to_string(answer).map_err(|error| Refusal::fault(error.to_string()))?;
    let kept = Kept { body: ticket.parameters.to_vec(), answer };
    idempotency::keep(tx, ticket.key(call), &kept, call.now).await?;
    Ok(())
}

/// The first answer, when the same call came before; refuses with `other` when the token came with other parameters.
pub async fn first_answer<E: Endpoint, T: DeserializeOwned>(
    tx: &mut Tx<'_>,
    call: &Call<E>,
    ticket: Option<&Ticket>,
    other: Code,
) -> Result<Option<T>, Refusal> {
    let Some(ticket) = ticket else {
        return Ok(None);
    };
    match find(tx, call, ticket).await? {
        Earlier::Nothing => Ok(None),
        Earlier::Other => Err(other.into()),
        Earlier::Same(answer) => {
            serde_json::from_str(&answer).map(Some).map_err(|error| Refusal::fault(error.to_string()))
        }
    }
}

/// Forgets the tenant's answers that nobody can ask for any more.
pub async fn forget_old(tx: &mut Tx<'_>, tenant: menjin_model::TenantNo, now: Millis) -> Result<u64, StoreError> {
    idempotency::forget(tx, tenant, now.plus_seconds(-LIFE_SECONDS)).await
}
