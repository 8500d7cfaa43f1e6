//! What of a deleted group could not come back, by its names as far as these are still known.

use std::collections::{HashMap, HashSet};

use menjin_api::{common::UserIdType, menjin::change::deletion_check::Dependant};
use menjin_model::UserNo;
use menjin_store::{
    StoreError, Tx,
    document_member::{self as members, Holder},
    group::back::Back,
    naming::{self, Thing},
};
use serde_json::Value;

use crate::{Caller, directory::people};

/// All of it, kind by kind.
pub(super) async fn of(
    tx: &mut Tx<'_>,
    caller: &Caller,
    state: &Value,
    back: &Back,
) -> Result<Vec<Dependant>, StoreError> {
    let mut missing = gone_people(tx, caller, &lacking(state, "group_member", Some(1), &back.users)).await?;
    for (list, place, here, kind, thing) in [
        ("group_department", Some(1), &back.departments, "department", Thing::Department),
        ("document_member", Some(0), &back.documents, "document", Thing::Document),
        ("app_availability", Some(0), &back.apps, "app", Thing::App),
        ("contact_range", None, &back.ranges, "contact_range", Thing::App),
        ("door_rule_member", Some(0), &back.rules, "door_rule", Thing::Rule),
        ("review_member", None, &back.reviews, "review_group", Thing::ReviewGroup),
    ] {
        let numbers = lacking(state, list, place, here);
        if numbers.is_empty() {
            continue;
        }
        let ids: HashMap<i64, String> = naming::ids(tx, caller.tenant, thing, &numbers).await?.into_iter().collect();
        let names: HashMap<i64, String> =
            naming::labels(tx, caller.tenant, thing, &numbers).await?.into_iter().collect();
        missing.extend(numbers.iter().map(|number| Dependant {
            r#type: kind.to_owned(),
            id: ids.get(number).cloned().unwrap_or_default(),
            name: names.get(number).cloned().unwrap_or_default(),
            ..Dependant::default()
        }));
    }
    Ok(missing)
}

async fn gone_people(tx: &mut Tx<'_>, caller: &Caller, numbers: &[i64]) -> Result<Vec<Dependant>, StoreError> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let users: Vec<UserNo> = numbers.iter().copied().map(UserNo).collect();
    let ids = people::names(tx, caller, UserIdType::UserId, &users).await?;
    let holders: Vec<Holder> = users.iter().copied().map(Holder::User).collect();
    let names: HashMap<i64, String> = members::faces(tx, caller.tenant, &holders)
        .await?
        .into_iter()
        .filter_map(|(holder, face)| matches!(holder, Holder::User(_)).then(|| (holder.number(), face.name)))
        .collect();
    let one = |user: &UserNo| Dependant {
        r#type: "user".to_owned(),
        id: ids.get(user).cloned().unwrap_or_default(),
        name: names.get(&user.0).cloned().unwrap_or_default(),
        ..Dependant::default()
    };
    Ok(users.iter().map(one).collect())
}

/// The numbers of a list that are not back; each row is a list with the number at `place`, or the number itself.
fn lacking(state: &Value, list: &str, place: Option<usize>, back: &[i64]) -> Vec<i64> {
    let back: HashSet<i64> = back.iter().copied().collect();
    let rows = state.get(list).and_then(Value::as_array).into_iter().flatten();
    let number = |row: &Value| match place {
        Some(place) => row.get(place).and_then(Value::as_i64),
        None => row.as_i64(),
    };
    rows.filter_map(number).filter(|number| !back.contains(number)).collect()
}
