//! `POST /open-apis/performance/v2/user_group_user_rels/write` - makes these the only people of a people group.
//!
//! Only the difference is written: the group may have ten thousand people of whom a few changed.

use std::sync::Arc;

use menjin_api::performance::{
    code,
    user_group_user_rel::write::{
        CLIENT_TOKEN_MAX, Data, FailUserData, GROUP_ID_MAX, Outcome, USER_NOT_FOUND, USERS_MAX, WriteUserGroupUserRel,
    },
};
use menjin_model::UserNo;
use menjin_store::{
    Tx, Written,
    review::{self, ReviewGroupRow},
};
use serde_json::{Map, Value, json};

use super::asked::Asked;
use crate::{
    Call, Cx, Refusal,
    directory::people,
    idempotency::{self, Earlier, Ticket},
};

/// Overwrites the people of a group. Checks run in the order of the contract, part 06, 2.4.
pub async fn write(cx: &Cx, call: Call<WriteUserGroupUserRel>) -> Result<Data, Refusal> {
    check(&call)?;
    // A repeat is refused whatever it brings, so its parameters need no fingerprint.
    let ticket = Ticket::new(Some(&call.query.client_token), &())?;
    cx.write(call, move |tx, call| Box::pin(overwrite(tx, call, ticket.clone()))).await
}

fn check(call: &Call<WriteUserGroupUserRel>) -> Result<(), Refusal> {
    check_length("client_token", &call.query.client_token, CLIENT_TOKEN_MAX)?;
    check_length("group_id", &call.body.group_id, GROUP_ID_MAX)?;
    if let Some(setting) = call.body.scope_visible_setting.filter(|setting| ![0, 1].contains(setting)) {
        return Err(invalid("scope_visible_setting", Some(setting.to_string()), "options: [0,1]"));
    }
    if call.body.user_ids.len() > USERS_MAX {
        return Err(code::SCOPE_OVER_LIMIT.into());
    }
    Ok(())
}

fn check_length(field: &str, value: &str, most: usize) -> Result<(), Refusal> {
    if value.is_empty() {
        return Err(invalid(field, None, "the min len is 1"));
    }
    if value.chars().count() > most {
        return Err(invalid(field, None, format!("the max len is {most}")));
    }
    Ok(())
}

fn invalid(field: &str, value: Option<String>, why: impl Into<String>) -> Refusal {
    Refusal::new(code::PARAM_INVALID).with_field(field, value, why)
}

async fn overwrite(
    tx: &mut Tx<'_>,
    call: Arc<Call<WriteUserGroupUserRel>>,
    ticket: Option<Ticket>,
) -> Result<Written<Data>, Refusal> {
    let (tenant, group_id) = (call.caller.tenant, &call.body.group_id);
    let group = review::find(tx, tenant, group_id).await?;
    let group = group.ok_or_else(|| invalid("group_id", Some(group_id.clone()), "no people group has this id"))?;
    if let Some(ticket) = &ticket
        && idempotency::find(tx, &call, ticket).await? != Earlier::Nothing
    {
        return Err(code::REQUEST_REPEATED.into());
    }
    if !group.api_import {
        return Err(code::API_IMPORT_OFF.into());
    }
    let mut asked = Asked::new(&call.body.user_ids);
    if let Some(kind) = call.query.user_id_type.common() {
        asked.find(tx, &call.caller, people::id_kind(kind)).await?;
    }
    let people = asked.people();
    let changes = write_people(tx, &call, &group, &people).await?;
    idempotency::remember(tx, &call, ticket.as_ref(), &()).await?;
    let data = Data { data: outcome(&asked, people.len()) };
    Ok(match changes {
        Some((before, after)) => Written::new(data, call.audit(format!("review_group:{group_id}"), before, after)),
        None => Written::unchanged(data),
    })
}

/// Writes what differs, and says what that was: who went and who came, by internal number.
async fn write_people(
    tx: &mut Tx<'_>,
    call: &Call<WriteUserGroupUserRel>,
    group: &ReviewGroupRow,
    wanted: &[UserNo],
) -> Result<Option<(Value, Value)>, Refusal> {
    let tenant = call.caller.tenant;
    let had = review::people(tx, tenant, group.id).await?;
    let (removed, added) = difference(&had, wanted);
    if removed.len() == had.len() && !had.is_empty() {
        review::clear(tx, tenant, group.id, &removed).await?;
    } else if !removed.is_empty() {
        review::remove(tx, tenant, group.id, &removed).await?;
    }
    if !added.is_empty() {
        review::add(tx, tenant, group.id, &added).await?;
    }
    let (mut before, mut after) = (Map::new(), Map::new());
    if !removed.is_empty() || !added.is_empty() {
        before.insert("removed".to_owned(), json!(removed));
        after.insert("added".to_owned(), json!(added));
    }
    let setting = call.body.scope_visible_setting.unwrap_or(1);
    if setting != group.scope_visible_setting {
        review::set_visible(tx, tenant, group.id, setting).await?;
        before.insert("scope_visible_setting".to_owned(), json!(group.scope_visible_setting));
        after.insert("scope_visible_setting".to_owned(), json!(setting));
    }
    Ok((!after.is_empty()).then(|| (Value::Object(before), Value::Object(after))))
}

/// Who is only in the first list, and who only in the second; both ascend.
fn difference(had: &[UserNo], wanted: &[UserNo]) -> (Vec<UserNo>, Vec<UserNo>) {
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    let (mut had, mut wanted) = (had.iter().copied().peekable(), wanted.iter().copied().peekable());
    loop {
        match (had.peek(), wanted.peek()) {
            (Some(old), Some(new)) if old == new => {
                had.next();
                wanted.next();
            }
            (Some(old), Some(new)) if old > new => added.extend(wanted.next()),
            (Some(_), _) => removed.extend(had.next()),
            (None, Some(_)) => added.extend(wanted.next()),
            (None, None) => return (removed, added),
        }
    }
}

fn outcome(asked: &Asked<'_>, people: usize) -> Outcome {
    let mut outcome = Outcome::default();
    outcome.success_user_ids.reserve(people);
    for (id, user) in asked.once(people) {
        let user_id = id.to_owned();
        match user {
            Some(_) => outcome.success_user_ids.push(user_id),
            None => outcome.fail_user_datas.push(FailUserData { user_id, fail_code: USER_NOT_FOUND }),
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use menjin_model::UserNo;

    use super::difference;

    fn numbers(list: &[i64]) -> Vec<UserNo> {
        list.iter().copied().map(UserNo).collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        for (had, wanted, removed, added) in [
            (&[1, 2, 3][..], &[2, 3, 4][..], &[1][..], &[4][..]),
            (&[], &[1, 2], &[], &[1, 2]),
            (&[1, 2], &[], &[1, 2], &[]),
            (&[1, 5, 9], &[1, 5, 9], &[], &[]),
            (&[5], &[1, 9], &[5], &[1, 9]),
        ] {
            let expected = (numbers(removed), numbers(added));
            assert_eq!(difference(&numbers(had), &numbers(wanted)), expected, "{had:?} {wanted:?}");
        }
    }
}
