//! Who leads a department: one main leader, and deputies.

use std::collections::HashMap;

use menjin_api::{
    Code,
    contact::{
        department::{Leader as Wish, code},
        user::IdTypes,
    },
};
use menjin_model::UserNo;
use menjin_store::{Tx, person};

use super::Leader;
use crate::{
    Caller, Refusal,
    directory::people::{self, Found},
};

/// How many leaders a department may have (ours).
const LEADERS_MAX: usize = 100;
/// How many HR partners a department may have (official page).
const HRBPS_MAX: usize = 500;

/// The codes in which the pages differ.
#[derive(Debug)]
pub(super) struct Codes {
    pub(super) unknown: Code,
    pub(super) resigned: Code,
    pub(super) repeated: Code,
    pub(super) invalid: Code,
}

/// The leaders after a call that names `wishes`, or the `main` one alone, or none of them. An empty list clears.
pub(super) async fn leaders(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: IdTypes,
    wishes: Option<&[Wish]>,
    main: Option<&str>,
    before: Vec<Leader>,
    codes: &Codes,
) -> Result<Vec<Leader>, Refusal> {
    let main = main.filter(|main| !main.is_empty());
    if wishes.is_some_and(|wishes| wishes.len() > LEADERS_MAX) {
        return Err(codes.invalid.into());
    }
    let named = wishes.unwrap_or_default();
    let wanted: Vec<&str> = named.iter().filter_map(|wish| wish.leader_id.as_deref()).chain(main).collect();
    let found = present(tx, caller, ids, &wanted, codes).await?;
    let main = main.and_then(|main| found.get(main)).copied();
    if named.is_empty() {
        let kept = if wishes.is_some() { Vec::new() } else { before };
        return Ok(main.map_or(kept.clone(), |main| replace_main(kept, main)));
    }

    let mut leaders: Vec<Leader> = Vec::with_capacity(named.len());
    for wish in named {
        let user = wish.leader_id.as_deref().and_then(|id| found.get(id)).copied();
        let user = user.ok_or_else(|| Refusal::new(codes.invalid))?;
        if leaders.iter().any(|leader| leader.user == user) {
            return Err(codes.repeated.into());
        }
        if ![Leader::MAIN, Leader::DEPUTY].contains(&wish.leader_type) {
            return Err(codes.invalid.into());
        }
        leaders.push(Leader { kind: wish.leader_type, user });
    }
    let mains = leaders.iter().filter(|leader| leader.kind == Leader::MAIN).count();
    if mains != 1 || main.is_some_and(|main| main != Leader::main(&leaders)) {
        return Err(codes.invalid.into());
    }
    Ok(leaders)
}

/// Another main leader, who is no deputy any more; the other deputies stay.
fn replace_main(before: Vec<Leader>, main: UserNo) -> Vec<Leader> {
    let deputies = before.into_iter().filter(|leader| leader.kind == Leader::DEPUTY && leader.user != main);
    std::iter::once(Leader { kind: Leader::MAIN, user: main }).chain(deputies).collect()
}

/// Who these are, by id; all must be present.
async fn present<'a>(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: IdTypes,
    wanted: &[&'a str],
    codes: &Codes,
) -> Result<HashMap<&'a str, UserNo>, Refusal> {
    let found = people::resolve(tx, caller, ids.user_id_type, wanted).await?;
    let users: Option<Vec<UserNo>> = found.into_iter().map(Found::user).collect();
    let users = users.ok_or_else(|| Refusal::new(codes.unknown))?;
    if !person::resigned(tx, caller.tenant, &users).await?.is_empty() {
        return Err(codes.resigned.into());
    }
    Ok(wanted.iter().copied().zip(users).collect())
}

/// HR partners, each once; all must be present.
pub(super) async fn hrbps(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: IdTypes,
    wanted: &[String],
) -> Result<Vec<UserNo>, Refusal> {
    if wanted.len() > HRBPS_MAX {
        return Err(code::HRBPS_INVALID.into());
    }
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let wrong = code::HRBPS_INVALID;
    let codes = Codes { unknown: wrong, resigned: wrong, repeated: wrong, invalid: wrong };
    let found = present(tx, caller, ids, &wanted, &codes).await?;
    let mut users = Vec::with_capacity(found.len());
    for user in wanted.iter().filter_map(|id| found.get(id)) {
        if !users.contains(user) {
            users.push(*user);
        }
    }
    Ok(users)
}
