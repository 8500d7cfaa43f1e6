//! The operator's way in, at the database itself: for an owner who is locked out.

use menjin_api::menjin::administrator::code;
pub use menjin_model::Role;
use menjin_model::{AdministratorNo, Millis, TenantNo, UserNo};
use menjin_store::{
    AuditEntry, BoxFuture, StoreError, Written,
    administrator::{self as rows, AdministratorRow},
    tenant,
};
use serde_json::{Value, json};

use super::{
    change::reset_password::take,
    history::object,
    set_up::{Fresh, check_login, check_name, fresh_row},
};
use crate::{Cx, Refusal, control::ControlError};

/// Somebody who governs, for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The company's key.
    pub company: String,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role, as it is written.
    pub role: String,
    /// `no password`, `disabled`, `locked` or `active`.
    pub state: &'static str,
    /// A one-time code is asked for.
    pub totp: bool,
}

/// A link for the operator to hand on.
pub struct Handed {
    /// Its path on the server.
    pub path: String,
    /// Until when it is good.
    pub expires: Millis,
}

impl std::fmt::Debug for Handed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handed").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Everybody who governs, of all companies.
pub async fn list(cx: &Cx) -> Result<Vec<Listed>, Refusal> {
    let now = cx.clock.now();
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let mut listed = Vec::new();
            for no in tenant::all(tx).await? {
                let company = tenant::key(tx, no).await?.unwrap_or_default();
                for row in rows::list(tx, no).await? {
                    listed.push(shown(&company, row, now));
                }
            }
            Ok(listed)
        })
    });
    Ok(read.await?)
}

fn shown(company: &str, row: AdministratorRow, now: Millis) -> Listed {
    let state = match &row {
        row if row.disabled => "disabled",
        row if row.password.is_empty() => "no password",
        row if row.locked > now => "locked",
        _ => "active",
    };
    let totp = row.totp.is_some();
    Listed { company: company.to_owned(), login: row.login, name: row.name, role: row.role, state, totp }
}

/// Adds an administrator, and makes the link that sets their password.
pub async fn invite(
    cx: &Cx,
    company: Option<&str>,
    (login, name): (&str, &str),
    role: Role,
) -> Result<Handed, ControlError> {
    check_login(login)?;
    check_name(name)?;
    let tenant = company_of(cx, company).await?;
    let now = cx.clock.now();
    let (fresh, row) =
        (Fresh::new(cx, now)?, fresh_row((login.to_owned(), name.trim().to_owned()), role, UserNo(0), "zh", now));
    let handed = Handed { path: fresh.path.clone(), expires: fresh.expires };
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (fresh, row) = (fresh.clone(), row.clone());
        Box::pin(async move {
            let no = rows::insert(tx, tenant, &row).await?.ok_or(code::LOGIN_TAKEN)?;
            fresh.keep(tx, tenant, no, now).await?;
            let after = json!({"id": no, "login": row.login, "name": row.name, "role": row.role});
            Ok(Written::new((), entry(no, "menjin.v1.administrator.create", Value::Null, after, now)))
        })
    });
    written.await?;
    Ok(handed)
}

/// Takes the password of one away, enables them, and makes the link that sets another; `totp`: does without one-time codes too.
pub async fn reset_password(cx: &Cx, company: Option<&str>, login: &str, totp: bool) -> Result<Handed, ControlError> {
    let tenant = company_of(cx, company).await?;
    let now = cx.clock.now();
    let fresh = Fresh::new(cx, now)?;
    let handed = Handed { path: fresh.path.clone(), expires: fresh.expires };
    let login = login.to_owned();
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, ControlError>> {
        let (fresh, login) = (fresh.clone(), login.clone());
        Box::pin(async move {
            let row = rows::find_by_login(tx, tenant, &login).await?;
            let unknown = || ControlError::unknown("login", format!("no administrator signs in as {login}"));
            let mut row = row.ok_or_else(unknown)?;
            let state = |row: &AdministratorRow| {
                json!({"password": !row.password.is_empty(), "totp": row.totp.is_some(), "disabled": row.disabled})
            };
            let before = state(&row);
            row.disabled = false;
            if totp {
                (row.totp, row.totp_step) = (None, 0);
            }
            take(tx, tenant, &mut row, &fresh, now).await?;
            let audit = entry(row.id, "menjin.v1.administrator.reset_password", before, state(&row), now);
            Ok(Written::new((), audit))
        })
    });
    written.await?;
    Ok(handed)
}

/// The company with this key, or the only one.
async fn company_of(cx: &Cx, key: Option<&str>) -> Result<TenantNo, ControlError> {
    let key = key.map(str::to_owned);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, ControlError>> {
        Box::pin(async move {
            let Some(key) = key else {
                return match tenant::all(tx).await?.as_slice() {
                    [] => Err(ControlError::unknown("company", "the database holds no company")),
                    [only] => Ok(*only),
                    several => {
                        let told = format!("the database holds {} companies: name one by its key", several.len());
                        Err(ControlError::bad(Some("company"), told))
                    }
                };
            };
            let found = tenant::find_by_key(tx, &key).await?;
            let unknown = || ControlError::unknown("company", format!("there is no company {key}"));
            Ok(found.ok_or_else(unknown)?.no)
        })
    });
    read.await
}

fn entry(no: AdministratorNo, action: &str, before: Value, after: Value, now: Millis) -> AuditEntry {
    AuditEntry {
        actor: "operator".to_owned(),
        surface: "cli".to_owned(),
        log_id: String::new(),
        at: now,
        action: action.to_owned(),
        object: object(no),
        before,
        after,
    }
}
