//! Sessions of the console: a random value in a cookie, of which only the hash is kept.

use menjin_api::menjin::code;
use menjin_model::{AdministratorNo, Millis, TenantNo};
use menjin_store::{
    BoxFuture, StoreError, Tx, Written,
    administrator::{self as rows, AdministratorRow, session::SessionRow},
};
use subtle::ConstantTimeEq;

use super::{Administrator, SEEN_EVERY, Surface};
use crate::{Caller, Cx, Refusal, ids::hex, keys};

/// A session that nobody uses ends after this many milliseconds.
pub const IDLE: i64 = 30 * 60_000;
/// However busy it is, it ends after this many milliseconds.
pub const LONGEST: i64 = 12 * 3_600_000;

/// How somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// With a password.
    Password,
    /// With a user token of their company.
    UserToken,
    /// With one click, in development.
    Dev,
}

impl Via {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::UserToken => "user_token",
            Self::Dev => "dev",
        }
    }
}

/// A session that is good.
#[derive(Debug, Clone)]
pub struct Session {
    /// Whose it is.
    pub caller: Caller,
    /// What every form that changes something must bring along.
    pub csrf: String,
    /// They came in with one click.
    pub dev: bool,
}

impl Session {
    /// Whether a form's token is this session's.
    #[must_use]
    pub fn owns(&self, token: &str) -> bool {
        bool::from(self.csrf.as_bytes().ct_eq(token.as_bytes()))
    }
}

/// Opens one, and tells the value of its cookie. To be called once it is sure who it is.
pub async fn open(
    cx: &Cx,
    tenant: TenantNo,
    administrator: AdministratorNo,
    via: Via,
    now: Millis,
) -> Result<String, Refusal> {
    let value = hex(&cx.ids.bytes::<32>()?);
    let hash = keys::sha256(value.as_bytes());
    let row = SessionRow {
        tenant,
        administrator,
        via: via.as_str().to_owned(),
        created: now,
        seen: now,
        expires: Millis(now.0.saturating_add(LONGEST)),
    };
    let kept = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let row = row.clone();
        Box::pin(async move { Ok(Written::unchanged(rows::session::insert(tx, &hash, &row).await?)) })
    });
    kept.await?;
    Ok(value)
}

/// Whose session this cookie is of; `None` when it is unknown or over.
pub async fn find(cx: &Cx, value: &str, now: Millis) -> Result<Option<Session>, Refusal> {
    let hash = keys::sha256(value.as_bytes());
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(load(tx, hash)) });
    let Some((session, row)) = read.await? else { return Ok(None) };
    let idle = now.0.saturating_sub(session.seen.0);
    if session.expires <= now || idle >= IDLE {
        return Ok(None);
    }
    let dev = session.via == Via::Dev.as_str();
    if dev && !cx.settings.dev {
        return Ok(None);
    }
    let Some(administrator) = Administrator::of(&row, None, Surface::Console) else { return Ok(None) };
    if idle >= SEEN_EVERY {
        let noted = cx.db.write(session.tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
            Box::pin(async move { Ok(Written::unchanged(rows::session::touch(tx, &hash, now).await?)) })
        });
        noted.await?;
    }
    Ok(Some(Session { caller: administrator.caller(session.tenant), csrf: csrf(cx, value), dev }))
}

async fn load(tx: &mut Tx<'_>, hash: [u8; 32]) -> Result<Option<(SessionRow, AdministratorRow)>, StoreError> {
    let Some(session) = rows::session::find(tx, &hash).await? else { return Ok(None) };
    let row = rows::find(tx, session.tenant, session.administrator).await?;
    Ok(row.map(|row| (session, row)))
}

/// The token of a session's forms, which follows from its cookie and the server key, so it need not be kept.
fn csrf(cx: &Cx, value: &str) -> String {
    hex(&cx.keys.derive("csrf", &[value.as_bytes()]))
}

/// In development: the administrators of all companies, to sign in as; tenant, its name, who, their name, role.
pub async fn offered(cx: &Cx) -> Result<Vec<Offered>, Refusal> {
    if !cx.settings.dev {
        return Err(code::FORBIDDEN.into());
    }
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let mut offered = Vec::new();
            for tenant in menjin_store::tenant::all(tx).await? {
                let company = menjin_store::tenant::name(tx, tenant).await?.unwrap_or_default();
                for row in rows::list(tx, tenant).await?.into_iter().filter(|row| !row.disabled) {
                    offered.push(Offered {
                        tenant,
                        company: company.clone(),
                        administrator: row.id,
                        name: row.name,
                        role: row.role,
                    });
                }
            }
            Ok(offered)
        })
    });
    Ok(read.await?)
}

/// Somebody to sign in as, in development.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Their company.
    pub tenant: TenantNo,
    /// What it is called.
    pub company: String,
    /// Who.
    pub administrator: AdministratorNo,
    /// Their name.
    pub name: String,
    /// Their role, as it is written.
    pub role: String,
}
