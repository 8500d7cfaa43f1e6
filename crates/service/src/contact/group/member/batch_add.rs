//! `POST /open-apis/contact/v3/group/:group_id/member/batch_add` - adds people to a user group.
//!
//! What is wrong with one member stands in its own result, and does not keep the others from being added.

use std::{collections::HashSet, sync::Arc};

use menjin_api::{
    Code,
    contact::group::member::{
        batch_add::{BatchAddMembers, Data, MemberResult},
        code,
    },
};
use menjin_model::UserNo;
use menjin_store::{Tx, Written};

use super::{Outcome, add_users, changeable, check_batch, history, history_of_added, named_in_batch};
use crate::{Call, Cx, Refusal, contact::group::object};

/// Adds up to 100 people in one pass.
pub async fn batch_add(cx: &Cx, call: Call<BatchAddMembers>) -> Result<Data, Refusal> {
    check_batch(&call.body.members)?;
    cx.write(call, |tx, call| Box::pin(insert(tx, call))).await
}

async fn insert(tx: &mut Tx<'_>, call: Arc<Call<BatchAddMembers>>) -> Result<Written<Data>, Refusal> {
    let group = changeable(tx, &call, &call.path.group_id, code::OUT_OF_RANGE_TO_BATCH_ADD).await?;
    let named = named_in_batch(tx, &call.caller, &call.body.members).await?;
    let mut seen = HashSet::with_capacity(named.len());
    let users: Vec<UserNo> = named.iter().filter_map(|one| one.ok()).filter(|user| seen.insert(*user)).collect();
    let outcome = add_users(tx, &call, &group, &users).await?;

    let mut answered = HashSet::with_capacity(users.len());
    let results = call.body.members.iter().zip(named).map(|(member, one)| {
        let refused = match one {
            Ok(user) => refusal(&outcome, user, answered.insert(user)),
            Err(code) => Some(code),
        };
        MemberResult { member_id: member.member_id.clone(), code: refused.map_or(0, |code| code.number) }
    });
    let data = Data { results: results.collect() };
    if outcome.added.is_empty() {
        return Ok(Written::unchanged(data));
    }
    let audit =
        call.audit(object(&group), history(&group, &outcome.replaced), history_of_added(&group, &outcome.added));
    Ok(Written::new(data, audit))
}

/// Why a person was not added; who is named twice was a member the second time.
fn refusal(outcome: &Outcome, user: UserNo, first: bool) -> Option<Code> {
    if outcome.added.contains(&user) {
        (!first).then_some(code::RESULT_EXISTS)
    } else if outcome.resigned.contains(&user) {
        Some(code::RESULT_RESIGNED)
    } else if outcome.full.contains(&user) {
        Some(code::RESULT_FULL)
    } else {
        Some(code::RESULT_EXISTS)
    }
}
