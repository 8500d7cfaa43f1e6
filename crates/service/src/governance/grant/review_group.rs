//! People in review groups, one by one.

use menjin_api::menjin::grant::code;
use menjin_model::{Party, UserNo};
use menjin_store::{
    Tx,
    review::{self, ReviewGroupRow},
};
use serde_json::json;

use super::{Done, Wish, no_span, only_allow, refuse, unknown_resource};
use crate::{Caller, Refusal};

/// The group, the person, and whether they are in it.
async fn meant(tx: &mut Tx<'_>, caller: &Caller, wish: &Wish<'_>) -> Result<(ReviewGroupRow, UserNo, bool), Refusal> {
    only_allow(wish.effect)?;
    no_span(wish.span)?;
    if !matches!(wish.action, "" | "member") {
        return Err(refuse(code::ACTION, "action"));
    }
    let group = review::find(tx, caller.tenant, &wish.resource.id).await?.ok_or_else(unknown_resource)?;
    if !group.api_import {
        return Err(refuse(code::API_IMPORT_OFF, "resource"));
    }
    let Party::User(user) = wish.holder.1 else { return Err(refuse(code::HOLDER, "holder")) };
    let is_in = review::people(tx, caller.tenant, group.id).await?.binary_search(&user).is_ok();
    Ok((group, user, is_in))
}

pub(super) async fn put(tx: &mut Tx<'_>, caller: &Caller, wish: &Wish<'_>) -> Result<Option<Done>, Refusal> {
    if wish.action.is_empty() {
        return Err(refuse(code::ACTION, "action"));
    }
    let (group, user, is_in) = meant(tx, caller, wish).await?;
    if is_in {
        return Ok(None);
    }
    review::add(tx, caller.tenant, group.id, &[user]).await?;
    let object = format!("review_group:{}", wish.resource.id);
    Ok(Some(Done { object, before: json!({"removed": []}), after: json!({"added": [user]}) }))
}

pub(super) async fn take(tx: &mut Tx<'_>, caller: &Caller, wish: &Wish<'_>) -> Result<Done, Refusal> {
    let (group, user, is_in) = meant(tx, caller, wish).await?;
    if !is_in {
        return Err(refuse(code::GRANT_UNKNOWN, "holder"));
    }
    review::remove(tx, caller.tenant, group.id, &[user]).await?;
    let object = format!("review_group:{}", wish.resource.id);
    Ok(Done { object, before: json!({"removed": [user]}), after: json!({"added": []}) })
}
