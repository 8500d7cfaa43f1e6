//! `POST /open-apis/drive/v1/permissions/:token/members/batch_create` - adds several collaborators, each by itself.

use std::sync::Arc;

use menjin_api::drive::permission_member::{
    BaseMember,
    batch_create::{BatchCreatePermissionMember, Data, MEMBERS_MAX},
    code,
};
use menjin_model::Perm;
use menjin_store::{Tx, Written, document_member::Holder};
use serde_json::{Value, json};

use super::{
    check_type, entry,
    grant::{self, Granted, Wanted},
    known, may_manage,
    named::{self, MemberType, Named},
    tell,
};
use crate::{Call, Cx, Refusal, drive::role};

/// Adds several collaborators. Some may fail: the answer lists those who did not. When all fail, the first one's code is
/// the answer.
pub async fn batch_create(cx: &Cx, call: Call<BatchCreatePermissionMember>) -> Result<Data, Refusal> {
    let members = &call.body.members;
    check_type(&call.query.r#type)?;
    if members.is_empty() || members.len() > MEMBERS_MAX {
        return Err(code::INVALID_PARAMETER.into());
    }
    let named = members
        .iter()
        .map(|member| Named::check(&call.caller, &call.query.r#type, member.clone()))
        .collect::<Result<Vec<Named>, Refusal>>()?;
    cx.write(call, move |tx, call| Box::pin(add(tx, call, named.clone()))).await
}

async fn add(
    tx: &mut Tx<'_>,
    call: Arc<Call<BatchCreatePermissionMember>>,
    named: Vec<Named>,
) -> Result<Written<Data>, Refusal> {
    let caller = &call.caller;
    let document = known(tx, caller.tenant, &call.path.token, &call.query.r#type).await.map_err(without_deleted)?;
    let access = role::of_caller(tx, caller, document.id, call.now).await?;
    let highest = named.iter().map(|member| member.perm).max().unwrap_or(Perm::View);
    if !access.has(highest) || !may_manage(&access) {
        return Err(code::PERMISSION_DENIED.into());
    }
    let ids: Vec<(MemberType, &str)> =
        named.iter().map(|member| (member.member_type, member.sent.member_id.as_str())).collect();
    let holders = named::resolve_present(tx, caller, &ids).await?;
    let named = fold(named, &holders);
    let wanted: Vec<Wanted> = named
        .iter()
        .map(|(member, holder)| Wanted { holder: *holder, perm: member.perm, perm_type: member.perm_type })
        .collect();
    let outcomes = grant::grant(tx, caller, &document, &wanted, call.now).await?;
    if let Some(Err(first)) = outcomes.first()
        && outcomes.iter().all(Result::is_err)
    {
        return Err(Refusal::new(*first).with_data(json!({"members": []})));
    }

    let (mut members, mut before, mut after) = (Vec::new(), Vec::new(), Vec::new());
    for ((named, _), outcome) in named.iter().zip(outcomes) {
        let Ok(Granted { holder, before: had, changed }) = outcome else {
            continue;
        };
        let member: BaseMember = named.answer(holder);
        if changed {
            if call.query.need_notification {
                tell(tx, &call, &document, "drive.permission_member.added", holder, &member.perm).await?;
            }
            before.extend(had.map(|perm| entry(holder, perm.as_str(), &member.perm_type)));
            after.push(entry(holder, &member.perm, &member.perm_type));
        }
        members.push(member);
    }
    if after.is_empty() {
        return Ok(Written::unchanged(Data { members }));
    }
    let audit = call.audit(format!("document:{}", document.token), Value::from(before), Value::from(after));
    Ok(Written::new(Data { members }, audit))
}

/// The page does not know 1063005: a document in the bin is none.
fn without_deleted(refusal: Refusal) -> Refusal {
    if refusal.number() == code::DELETED.number { code::INVALID_PARAMETER.into() } else { refusal }
}

/// Folds those who come again, however they are named, into the first; the higher role wins.
fn fold(named: Vec<Named>, holders: &[Option<Holder>]) -> Vec<(Named, Option<Holder>)> {
    let mut folded: Vec<(Named, Option<Holder>)> = Vec::with_capacity(named.len());
    for (named, holder) in named.into_iter().zip(holders.iter().copied()) {
        let same = |(earlier, earlier_holder): &&mut (Named, Option<Holder>)| match (holder, *earlier_holder) {
            (Some(one), Some(other)) => one == other && earlier.perm_type == named.perm_type,
            (None, None) => earlier.member_type == named.member_type && earlier.sent.member_id == named.sent.member_id,
            _ => false,
        };
        match folded.iter_mut().find(same) {
            Some((earlier, _)) => earlier.perm = earlier.perm.max(named.perm),
            None => folded.push((named, holder)),
        }
    }
    folded
}
