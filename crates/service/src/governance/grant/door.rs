//! Who stands in the rules of doors.

use menjin_api::{acs::rule_external::create::MEMBERS_MAX, menjin::grant::code};
use menjin_model::{Party, RuleNo};
use menjin_store::{
    Tx,
    access::doors,
    door::{
        self,
        member::{self, Member},
    },
};
use serde_json::{Value, json};

use super::{Done, Wish, only_allow, refuse, unknown_resource};
use crate::{Caller, Refusal};

/// The rule that is meant, by number and id: itself, or the only one of a door.
async fn rule(tx: &mut Tx<'_>, caller: &Caller, wish: &Wish<'_>) -> Result<(RuleNo, String), Refusal> {
    only_allow(wish.effect)?;
    if !matches!(wish.action, "" | "open") {
        return Err(refuse(code::ACTION, "action"));
    }
    if wish.resource.r#type == "door_rule" {
        let found = door::find(tx, caller.tenant, &wish.resource.id).await?.filter(|rule| !rule.is_deleted);
        return found.map(|rule| (rule.id, rule.rule_id)).ok_or_else(unknown_resource);
    }
    let door = doors::find(tx, caller.tenant, &wish.resource.id).await?.ok_or_else(unknown_resource)?;
    match <[_; 1]>::try_from(doors::rules(tx, caller.tenant, &[door.id]).await?) {
        Ok([rule]) => Ok((rule.id, rule.rule_id)),
        Err(_) => Err(refuse(code::RULE, "resource")),
    }
}

/// The member as rows have it.
fn member(wish: &Wish<'_>) -> Result<Member, Refusal> {
    let number = match wish.holder.1 {
        Party::User(no) => no.0,
        Party::Department(no) => no.0,
        Party::Group(no) => no.0,
        Party::Visitor(no) => no.0,
        Party::Everyone => 0,
        Party::App(_) => return Err(refuse(code::HOLDER, "holder")),
    };
    let (starts, ends) = (wish.span.starts, wish.span.ends);
    Ok(Member { kind: wish.holder.0.to_owned(), member: number, starts, ends })
}

pub(super) async fn put(tx: &mut Tx<'_>, caller: &Caller, wish: &Wish<'_>) -> Result<(String, Option<Done>), Refusal> {
    if wish.action.is_empty() {
        return Err(refuse(code::ACTION, "action"));
    }
    let ((rule, rule_id), one) = (rule(tx, caller, wish).await?, member(wish)?);
    let before = member::find(tx, caller.tenant, rule, (&one.kind, one.member)).await?;
    if before.as_ref() == Some(&one) {
        return Ok((rule_id, None));
    }
    let most = i64::try_from(MEMBERS_MAX).unwrap_or(i64::MAX);
    if before.is_none() && member::count(tx, caller.tenant, rule, &one.kind).await? >= most {
        return Err(refuse(code::TOO_MANY, "holder"));
    }
    member::put(tx, caller.tenant, rule, &one).await?;
    let object = format!("door_rule:{rule_id}");
    Ok((rule_id, Some(Done { object, before: before.as_ref().map_or(Value::Null, told), after: told(&one) })))
}

pub(super) async fn take(tx: &mut Tx<'_>, caller: &Caller, wish: &Wish<'_>) -> Result<Done, Refusal> {
    let ((rule, rule_id), one) = (rule(tx, caller, wish).await?, member(wish)?);
    let gone = member::take(tx, caller.tenant, rule, (&one.kind, one.member)).await?;
    let gone = gone.ok_or_else(|| refuse(code::GRANT_UNKNOWN, "holder"))?;
    Ok(Done { object: format!("door_rule:{rule_id}"), before: told(&gone), after: Value::Null })
}

/// A member in the history.
fn told(one: &Member) -> Value {
    json!({"members": [{"kind": one.kind, "member": one.member, "starts": one.starts, "ends": one.ends}]})
}
