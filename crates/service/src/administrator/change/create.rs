//! `POST /menjin/v1/administrators` - invites one more.

use std::sync::Arc;

use menjin_api::menjin::administrator::{
    Link, code,
    create::{Body, CreateAdministrator},
};
use menjin_model::AdministratorNo;
use menjin_store::{Tx, Written, administrator as rows};
use serde_json::Value;

use super::{kept, language, person_of};
use crate::{
    Call, Cx, Refusal,
    administrator::{
        history::object,
        set_up::{Fresh, check_login, check_name, fresh_row},
    },
};

/// How many administrators a company may have.
const MOST: usize = 1000;

/// Adds one, who sets a password by the link that is answered.
pub async fn create(cx: &Cx, call: Call<CreateAdministrator>) -> Result<Link, Refusal> {
    let Body { login, name, language: wanted, .. } = &call.body;
    check_login(login)?;
    check_name(name)?;
    language(wanted.as_deref().unwrap_or("zh"))?;
    let fresh = Fresh::new(cx, call.now)?;
    let base = cx.settings.base_url.clone();
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, fresh.clone(), base.clone()))).await
}

async fn insert(
    tx: &mut Tx<'_>,
    call: Arc<Call<CreateAdministrator>>,
    fresh: Fresh,
    base: String,
) -> Result<Written<Link>, Refusal> {
    let tenant = call.caller.tenant;
    let Body { login, name, role, user_id, language: wanted } = &call.body;
    let user = person_of(tx, tenant, user_id.as_deref().unwrap_or_default(), AdministratorNo(0)).await?;
    let language = language(wanted.as_deref().unwrap_or("zh"))?;
    if rows::list(tx, tenant).await?.len() >= MOST {
        return Err(code::ADMINISTRATORS_MANY.into());
    }
    let mut row = fresh_row((login.clone(), name.trim().to_owned()), *role, user, language, call.now);
    let added = rows::insert(tx, tenant, &row).await?;
    row.id = added.ok_or_else(|| Refusal::new(code::LOGIN_TAKEN).with_field("login", None, ""))?;
    fresh.keep(tx, tenant, row.id, call.now).await?;
    let audit = call.audit(object(row.id), Value::Null, kept(&row));
    Ok(Written::new(told(&fresh, row.id, &base), audit))
}

/// The link as its maker is told it.
pub(super) fn told(fresh: &Fresh, no: AdministratorNo, base: &str) -> Link {
    Link { id: no.0.to_string(), set_up_url: format!("{base}{}", fresh.path), expires: fresh.expires.0 }
}
