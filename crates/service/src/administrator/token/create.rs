//! `POST /menjin/v1/tokens` - makes one, for no more than its maker may do.

use std::sync::Arc;

use menjin_api::menjin::{
    administrator::{NAME_MAX, code},
    token::{
        DAYS_MAX, TOKENS_MAX,
        create::{Body, CreateToken, Data},
    },
};
use menjin_model::{Millis, Right};
use menjin_store::{
    Tx, Written,
    administrator::token::{self as rows, TokenRow},
};
use serde_json::{Value, json};

use super::owner;
use crate::{
    Call, Cx, Refusal,
    administrator::{TOKEN_PREFIX, history::object},
    keys, text,
};

/// How many letters and digits stand behind the prefix.
const LETTERS: usize = 43;

/// Makes a token.
pub async fn create(cx: &Cx, call: Call<CreateToken>) -> Result<Data, Refusal> {
    check(&call)?;
    let token = format!("{TOKEN_PREFIX}{}", cx.ids.alphanumeric(LETTERS)?);
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, token.clone()))).await
}

fn check(call: &Call<CreateToken>) -> Result<(), Refusal> {
    let Body { name, rights, days } = &call.body;
    let owner = owner(&call.caller)?;
    let wrong = |code, field| Err(Refusal::new(code).with_field(field, None, ""));
    if text::is_blank(name) || name.trim().chars().count() > NAME_MAX || name.chars().any(char::is_control) {
        return wrong(code::TOKEN_NAME, "name");
    }
    if !(1..=DAYS_MAX).contains(days) {
        return wrong(code::TOKEN_DAYS, "days");
    }
    if rights.is_empty() || !rights.iter().all(|right| owner.may(*right)) {
        return wrong(code::TOKEN_RIGHTS, "rights");
    }
    Ok(())
}

async fn insert(tx: &mut Tx<'_>, call: Arc<Call<CreateToken>>, token: String) -> Result<Written<Data>, Refusal> {
    let (tenant, owner) = (call.caller.tenant, owner(&call.caller)?);
    let Body { name, rights, days } = &call.body;
    rows::forget_dead(tx, tenant, owner.no, call.now).await?;
    let living = rows::list(tx, tenant, owner.no).await?;
    if living.iter().filter(|row| !row.revoked && row.expires > call.now).count() >= TOKENS_MAX {
        return Err(code::TOKENS_MANY.into());
    }
    let wished = call.now.plus_seconds(days.saturating_mul(86_400));
    // Else a token that leaks would beget one that outlives it.
    let expires = owner.until.map_or(wished, |until| until.min(wished));
    let rights: Vec<Right> = Right::ALL.into_iter().filter(|right| rights.contains(right)).collect();
    let new = TokenRow {
        tenant,
        id: 0,
        administrator: owner.no,
        name: name.trim().to_owned(),
        rights: json!(rights).to_string(),
        created: call.now,
        expires,
        seen: Millis(0),
        revoked: false,
    };
    let id = rows::insert(tx, &keys::sha256(token.as_bytes()), &new).await?;
    let after = json!({"token": id.to_string(), "name": new.name, "rights": rights, "expires": expires});
    let audit = call.audit(object(owner.no), Value::Null, after);
    Ok(Written::new(Data { id: id.to_string(), token, expires: expires.0 }, audit))
}
