//! What administrators do about their own sign-in: the password, one-time codes, the sessions they have.
//!
//! Only from a session: a token must not be enough to change how its owner comes in.

mod codes;
mod own_password;
mod sessions;

use menjin_api::menjin::code;
use menjin_model::TenantNo;
use menjin_store::{
    BoxFuture, StoreError, Tx,
    administrator::{self as rows, AdministratorRow},
};

use super::{Administrator, Surface};
use crate::{Caller, Cx, Refusal};

pub use codes::{Enrolment, confirm, enrol, give_up};
pub use own_password::{NewPassword, change_password};
pub use sessions::{Held, end, end_others, sessions};

/// How somebody comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Means {
    /// By a password.
    pub password: bool,
    /// And a one-time code.
    pub totp: bool,
}

/// How the caller comes in.
pub async fn means(cx: &Cx, caller: &Caller) -> Result<Means, Refusal> {
    let row = row(cx, caller).await?;
    Ok(Means { password: !row.password.is_empty(), totp: row.totp.is_some() })
}

/// The caller, in a session.
fn in_session(caller: &Caller) -> Result<&Administrator, Refusal> {
    let administrator = caller.administrator.as_deref().ok_or(code::UNAUTHORIZED)?;
    if administrator.surface == Surface::Console { Ok(administrator) } else { Err(code::FORBIDDEN.into()) }
}

/// The caller's row, read by itself.
async fn row(cx: &Cx, caller: &Caller) -> Result<AdministratorRow, Refusal> {
    let (tenant, no) = (caller.tenant, in_session(caller)?.no);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(rows::find(tx, tenant, no)) });
    read.await?.ok_or_else(|| code::UNAUTHORIZED.into())
}

/// The same within a write.
async fn row_in(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    no: menjin_model::AdministratorNo,
) -> Result<AdministratorRow, Refusal> {
    let row = rows::find(tx, tenant, no).await?.filter(|row| !row.disabled);
    row.ok_or_else(|| code::UNAUTHORIZED.into())
}
