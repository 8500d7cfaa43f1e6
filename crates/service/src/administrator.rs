//! Administrators: who they are, what they may do, and how they come in.
//!
//! A token or session is remembered by its hash alone. Who it is of is read anew with each call, so that the answer to a
//! dismissal is the end of all access.

pub mod change;
mod history;
mod me;
mod password;
pub mod rescue;
pub mod security;
pub mod session;
pub mod set_up;
pub mod sign_in;
mod ticket;
pub mod token;
mod totp;

use std::sync::Arc;

use menjin_api::{Endpoint, menjin::code};
use menjin_model::{AdministratorNo, Millis, Right, Role, TenantNo, UserNo};
use menjin_store::{
    BoxFuture, StoreError, Tx, Written,
    administrator::{self as rows, AdministratorRow, token::TokenRow},
};

use crate::{App, Call, Caller, Cx, DryRun, Refusal, Scopes, admit, keys};

pub use history::Visit;
pub use me::me;

/// What API tokens begin with.
pub const TOKEN_PREFIX: &str = "mj-";
/// How often it is noted that a token or session was used.
const SEEN_EVERY: i64 = 60_000;

/// Through what an administrator calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// `/menjin/v1` with a token of theirs.
    Api,
    /// The console.
    Console,
    /// An access review that is carried out, by its number.
    Review(i64),
}

impl Surface {
    /// As the audit writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Api => "menjin/v1",
            Self::Console => "console",
            Self::Review(_) => "review",
        }
    }
}

/// Somebody who governs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administrator {
    /// Their internal identity.
    pub no: AdministratorNo,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Who they are in the company; `None` when nobody.
    pub user: Option<UserNo>,
    /// The rights the token was made for; `None`: all that the role has.
    pub limited_to: Option<Vec<Right>>,
    /// Through what they call.
    pub surface: Surface,
    /// Until when that is good, where it is a token.
    pub until: Option<Millis>,
}

impl Administrator {
    /// Whether they may do this here.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.role.may(right) && self.limited_to.as_ref().is_none_or(|rights| rights.contains(&right))
    }

    /// Refuses who may not.
    pub fn require(&self, right: Right) -> Result<(), Refusal> {
        if self.may(right) { Ok(()) } else { Err(code::FORBIDDEN.into()) }
    }

    /// What they may do here.
    #[must_use]
    pub fn rights(&self) -> Vec<Right> {
        Right::ALL.into_iter().filter(|right| self.may(*right)).collect()
    }

    /// How the audit names them.
    #[must_use]
    pub fn actor(&self) -> String {
        match self.surface {
            Surface::Review(review) => format!("review:{review}"),
            Surface::Api | Surface::Console => format!("administrator:{}", self.no.0),
        }
    }

    /// The one of a row; `None` when they are disabled, or the row is not to be understood.
    fn of(row: &AdministratorRow, limited_to: Option<Vec<Right>>, surface: Surface) -> Option<Self> {
        let role = Role::parse(&row.role).filter(|_| !row.disabled)?;
        Some(Self {
            no: row.id,
            login: row.login.clone(),
            name: row.name.clone(),
            role,
            user: Some(row.user).filter(|user| user.0 != 0),
            limited_to,
            surface,
            until: None,
        })
    }

    /// As the caller of service functions.
    #[must_use]
    pub fn caller(self, tenant: TenantNo) -> Caller {
        Caller {
            tenant,
            app: Arc::new(App::of_administrators(tenant)),
            user: None,
            granted: Scopes::default(),
            administrator: Some(Arc::new(self)),
        }
    }
}

/// The call `E` as this administrator makes it in the console: the one door between pages and service functions.
pub fn call<E: Endpoint>(
    cx: &Cx,
    caller: &Caller,
    (path, query, body): (E::Path, E::Query, E::Body),
    (now, log_id): (Millis, &str),
    dry_run: Option<DryRun>,
) -> Result<Call<E>, Refusal> {
    admit::allow(cx, &E::META, caller, false)?;
    Ok(Call { caller: caller.clone(), path, query, body, now, log_id: log_id.to_owned(), dry_run })
}

/// Who this API token is of.
pub async fn of_token(cx: &Cx, token: &str, now: Millis) -> Result<Caller, Refusal> {
    let hash = keys::sha256(token.as_bytes());
    let found =
        cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(find_token(tx, hash)) }).await?;
    let (token, row) = found.ok_or(code::UNAUTHORIZED)?;
    if token.revoked || token.expires <= now {
        return Err(code::UNAUTHORIZED.into());
    }
    let rights: Vec<Right> = serde_json::from_str(&token.rights).unwrap_or_default();
    let mut administrator = Administrator::of(&row, Some(rights), Surface::Api).ok_or(code::UNAUTHORIZED)?;
    administrator.until = Some(token.expires);
    if now.0.saturating_sub(token.seen.0) >= SEEN_EVERY {
        let noted = cx.db.write(token.tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
            Box::pin(async move { Ok(Written::unchanged(rows::token::touch(tx, &hash, now).await?)) })
        });
        noted.await?;
    }
    Ok(administrator.caller(token.tenant))
}

async fn find_token(tx: &mut Tx<'_>, hash: [u8; 32]) -> Result<Option<(TokenRow, AdministratorRow)>, StoreError> {
    let Some(token) = rows::token::find(tx, &hash).await? else { return Ok(None) };
    let row = rows::find(tx, token.tenant, token.administrator).await?;
    Ok(row.map(|row| (token, row)))
}
