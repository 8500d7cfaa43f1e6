//! `POST /open-apis/contact/v3/users/batch_get_id` - ids of people by mail address or number.

use std::collections::HashMap;

use menjin_api::contact::user::batch_get_id::{BatchGetUserId, Body, Entry, Found, LIST_MAX};
use menjin_model::UserNo;
use menjin_store::{
    StoreError, Tx,
    person::row::{self, UserRow},
};

use super::{Profile, form::stored_mobile, show::sees_status};
use crate::{Call, Caller, Cx, Refusal, directory::people, range};

/// Finds people; whoever is not found, or not in the app's range, has an entry without an id.
pub async fn batch_get_id(cx: &Cx, call: Call<BatchGetUserId>) -> Result<Found, Refusal> {
    for (field, list) in [("emails", &call.body.emails), ("mobiles", &call.body.mobiles)] {
        if list.len() > LIST_MAX {
            return Err(Refusal::field(field, None, format!("the max len is {LIST_MAX}")));
        }
    }
    if call.body.include_resigned {
        return cx.db.scan(move |tx| Box::pin(read(tx, call))).await;
    }
    cx.db.read(move |tx| Box::pin(read(tx, call))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<BatchGetUserId>) -> Result<Found, Refusal> {
    let caller = &call.caller;
    let Holders { by_email, by_mobile } = holders(tx, caller, &call.body).await?;
    let mut users: Vec<UserNo> = by_email.values().chain(by_mobile.values()).copied().collect();
    users.sort_unstable();
    users.dedup();
    let seen = range::seen_users(tx, caller, &users).await?;
    let names = people::names(tx, caller, call.query.user_id_type, &seen).await?;
    let rows: HashMap<UserNo, UserRow> = if sees_status(caller) {
        row::find(tx, caller.tenant, &seen).await?.into_iter().map(|row| (row.id, row)).collect()
    } else {
        HashMap::new()
    };
    let entry = |user: Option<&UserNo>| Entry {
        user_id: user.and_then(|user| names.get(user).cloned()),
        status: user.and_then(|user| rows.get(user)).map(|row| Profile::read(&row.profile).status(row)),
        ..Entry::default()
    };
    let emails =
        call.body.emails.iter().map(|email| Entry { email: Some(email.clone()), ..entry(by_email.get(email)) });
    let mobiles = call.body.mobiles.iter().map(|mobile| {
        let user = stored_mobile(mobile).and_then(|stored| by_mobile.get(&stored));
        Entry { mobile: Some(mobile.clone()), ..entry(user) }
    });
    Ok(Found { user_list: emails.chain(mobiles).collect() })
}

/// Who has which address and which number, as stored.
struct Holders {
    by_email: HashMap<String, UserNo>,
    by_mobile: HashMap<String, UserNo>,
}

async fn holders(tx: &mut Tx<'_>, caller: &Caller, body: &Body) -> Result<Holders, StoreError> {
    let emails: Vec<&str> = body.emails.iter().map(String::as_str).collect();
    let stored: Vec<String> = body.mobiles.iter().filter_map(|mobile| stored_mobile(mobile)).collect();
    let mobiles: Vec<&str> = stored.iter().map(String::as_str).collect();
    let mut holders = Holders { by_email: HashMap::new(), by_mobile: HashMap::new() };
    // Those who left first, so that whoever is present overwrites them.
    if body.include_resigned {
        for (email, mobile, user) in row::resigned_by_contacts(tx, caller.tenant, &emails, &mobiles).await? {
            holders.by_email.extend(email.map(|email| (email, user)));
            holders.by_mobile.extend(mobile.map(|mobile| (mobile, user)));
        }
    }
    holders.by_email.extend(row::by_emails(tx, caller.tenant, &emails).await?);
    holders.by_mobile.extend(row::by_mobiles(tx, caller.tenant, &mobiles).await?);
    Ok(holders)
}
