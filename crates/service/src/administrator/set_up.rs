//! One-time links that set a password: of the first owner of a company, of somebody who was invited, or whose password was
//! taken away.

use std::sync::Arc;

use menjin_api::menjin::administrator::{LOGIN_MAX, NAME_MAX, code};
use menjin_model::{AdministratorNo, Millis, Role, TenantNo, UserNo};
use menjin_store::{
    BoxFuture, StoreError, Tx, Written,
    administrator::{self as rows, AdministratorRow, link::LinkRow},
    tenant,
};
use serde_json::{Value, json};

use super::{
    history::{Visit, object},
    password,
    session::Via,
    sign_in::Opening,
};
use crate::{Cx, Refusal, keys, text};

/// How long a link is good, in milliseconds.
pub const LIFE: i64 = 86_400_000;
/// How many letters and digits it has.
const LETTERS: usize = 43;

/// A new link: what its address ends with, and what is kept of it.
#[derive(Clone)]
pub(super) struct Fresh {
    pub(super) path: String,
    hash: [u8; 32],
    pub(super) expires: Millis,
}

impl Fresh {
    pub(super) fn new(cx: &Cx, now: Millis) -> Result<Self, Refusal> {
        let token = cx.ids.alphanumeric(LETTERS)?;
        let hash = keys::sha256(token.as_bytes());
        Ok(Self { path: format!("/console/set-up/{token}"), hash, expires: Millis(now.0.saturating_add(LIFE)) })
    }

    /// Remembers it as the one link of this administrator, or as one of a new owner.
    pub(super) async fn keep(
        &self,
        tx: &mut Tx<'_>,
        tenant: TenantNo,
        administrator: AdministratorNo,
        now: Millis,
    ) -> Result<(), StoreError> {
        if administrator.0 != 0 {
            rows::link::forget_all(tx, tenant, administrator).await?;
        }
        let row = LinkRow { tenant, administrator, expires: self.expires, used: false };
        rows::link::insert(tx, &self.hash, &row, now).await
    }
}

/// The path of a new link for the first owner: only where nobody of the company has a password yet, and not in development.
pub async fn link(cx: &Cx, tenant: TenantNo, now: Millis) -> Result<Option<String>, Refusal> {
    if cx.settings.dev {
        return Ok(None);
    }
    let fresh = Fresh::new(cx, now)?;
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let fresh = fresh.clone();
        Box::pin(async move {
            if has_password(tx, tenant).await? {
                return Ok(Written::unchanged(None));
            }
            fresh.keep(tx, tenant, AdministratorNo(0), now).await?;
            Ok(Written::unchanged(Some(fresh.path)))
        })
    });
    Ok(written.await?)
}

/// Links for the first owners of all companies that need one: the company's name and the path.
pub async fn links(cx: &Cx, now: Millis) -> Result<Vec<(String, String)>, Refusal> {
    const TOLD: usize = 20;
    if cx.settings.dev {
        return Ok(Vec::new());
    }
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let mut companies = Vec::new();
            for no in tenant::all(tx).await? {
                if companies.len() < TOLD && !has_password(tx, no).await? {
                    companies.push((no, tenant::name(tx, no).await?.unwrap_or_default()));
                }
            }
            Ok(companies)
        })
    });
    let mut links = Vec::new();
    for (no, name) in read.await? {
        links.extend(link(cx, no, now).await?.map(|path| (name, path)));
    }
    Ok(links)
}

async fn has_password(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<bool, StoreError> {
    Ok(rows::list(tx, tenant).await?.iter().any(|row| !row.password.is_empty()))
}

/// Whom a link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The company's name.
    pub company: String,
    /// Its key.
    pub company_key: String,
    /// Who; `None`: a first owner, who chooses login and name.
    pub who: Option<Invited>,
}

/// Somebody whose password a link sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
}

/// Whom this link is for, while it is good.
pub async fn find(cx: &Cx, token: &str, now: Millis) -> Result<Invitation, Refusal> {
    let hash = keys::sha256(token.as_bytes());
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move {
            let (link, row) = good(tx, &hash, now).await?;
            Ok(Invitation {
                company: tenant::name(tx, link.tenant).await?.unwrap_or_default(),
                company_key: tenant::key(tx, link.tenant).await?.unwrap_or_default(),
                who: row.map(|row| Invited { login: row.login, name: row.name }),
            })
        })
    });
    read.await
}

/// The link and whose it is, if it is good now.
async fn good(tx: &mut Tx<'_>, hash: &[u8], now: Millis) -> Result<(LinkRow, Option<AdministratorRow>), Refusal> {
    let link = rows::link::find(tx, hash).await?.filter(|link| !link.used && link.expires > now);
    let link = link.ok_or(code::LINK)?;
    if link.administrator.0 == 0 {
        return if has_password(tx, link.tenant).await? { Err(code::LINK.into()) } else { Ok((link, None)) };
    }
    let row = rows::find(tx, link.tenant, link.administrator).await?.filter(|row| !row.disabled);
    let row = row.ok_or(code::LINK)?;
    Ok((link, Some(row)))
}

/// What somebody chose. Its `Debug` tells no password.
#[derive(Clone, Default)]
pub struct Choice {
    /// The login, of a first owner.
    pub login: String,
    /// The name, of a first owner.
    pub name: String,
    /// The password.
    pub password: String,
    /// The same again.
    pub again: String,
}

impl std::fmt::Debug for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Choice").field("login", &self.login).field("name", &self.name).finish_non_exhaustive()
    }
}

/// Uses a link: the password is set, and its owner is in, unless they need a one-time code (`None`).
pub async fn accept(
    cx: &Cx,
    token: &str,
    choice: Choice,
    old: Option<&str>,
    visit: &Visit,
) -> Result<Option<String>, Refusal> {
    cx.limits.visit(visit.address, visit.now)?;
    let invitation = find(cx, token, visit.now).await?;
    let login = invitation.who.as_ref().map_or(choice.login.as_str(), |who| who.login.as_str());
    if invitation.who.is_none() {
        check_login(&choice.login)?;
        check_name(&choice.name)?;
    }
    password::check(login, &choice.password)?;
    if choice.password != choice.again {
        return Err(Refusal::new(code::PASSWORDS_DIFFER).with_field("again", None, ""));
    }
    let hashed = password::hash(cx, &choice.password).await?;
    let link = keys::sha256(token.as_bytes());
    let now = visit.now;
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move { Ok(good(tx, &link, now).await?.0) })
    });
    let tenant = read.await?.tenant;
    let opening = Arc::new(Opening::new(cx, tenant, Via::Password, old, visit)?);
    let (name, login) = (choice.name.trim().to_owned(), choice.login);
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (opening, hashed, name, login) = (Arc::clone(&opening), hashed.clone(), name.clone(), login.clone());
        Box::pin(async move {
            let (_, row) = good(tx, &link, now).await?;
            if !rows::link::use_up(tx, &link).await? {
                return Err(code::LINK.into());
            }
            let mut row = match row {
                Some(row) => row,
                None => first_owner(tx, tenant, login, name, now).await?,
            };
            row.password = hashed;
            (row.failures, row.locked) = (0, Millis(0));
            rows::update(tx, tenant, &row).await?;
            rows::session::end_all(tx, tenant, row.id).await?;
            let after =
                json!({"login": row.login, "name": row.name, "role": row.role, "address": opening.visit.from()});
            let mut audit = opening.visit.own(row.id, "menjin.v1.set_up", Value::Null, after);
            audit.object = object(row.id);
            let value = if row.totp.is_some() { None } else { Some(opening.begin(tx, row).await?) };
            Ok(Written::new(value, audit))
        })
    });
    written.await
}

/// The row of the first owner: a new one, or the one of a fixture's administrator, who has no password yet.
async fn first_owner(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    login: String,
    name: String,
    now: Millis,
) -> Result<AdministratorRow, Refusal> {
    if let Some(mut row) = rows::find_by_login(tx, tenant, &login).await? {
        if row.role != Role::Owner.as_str() || row.disabled {
            return Err(Refusal::new(code::LOGIN_TAKEN).with_field("login", None, ""));
        }
        row.name = name;
        return Ok(row);
    }
    let mut row = fresh_row((login, name), Role::Owner, UserNo(0), "zh", now);
    let id = rows::insert(tx, tenant, &row).await?;
    row.id = id.ok_or_else(|| Refusal::new(code::LOGIN_TAKEN).with_field("login", None, ""))?;
    Ok(row)
}

/// A row without a password.
pub(super) fn fresh_row(
    (login, name): (String, String),
    role: Role,
    user: UserNo,
    language: &str,
    now: Millis,
) -> AdministratorRow {
    AdministratorRow {
        id: AdministratorNo(0),
        login,
        name,
        role: role.as_str().to_owned(),
        user,
        password: String::new(),
        totp: None,
        totp_step: 0,
        failures: 0,
        locked: Millis(0),
        disabled: false,
        language: language.to_owned(),
        created: now,
    }
}

/// Whether somebody may sign in so.
pub(super) fn check_login(login: &str) -> Result<(), Refusal> {
    let fits = (1..=LOGIN_MAX).contains(&login.len())
        && login.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-@".contains(&byte));
    if fits { Ok(()) } else { Err(Refusal::new(code::LOGIN).with_field("login", None, "")) }
}

/// Whether somebody may be called so.
pub(super) fn check_name(name: &str) -> Result<(), Refusal> {
    let fits = !text::is_blank(name) && name.trim().chars().count() <= NAME_MAX && !name.chars().any(char::is_control);
    if fits { Ok(()) } else { Err(Refusal::new(code::NAME).with_field("name", None, "")) }
}
