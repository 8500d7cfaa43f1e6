//! Roles on documents.

use menjin_api::{Code, menjin::grant::code};
use menjin_model::{DepartmentNo, Millis, Party, Perm};
use menjin_store::{Tx, document_member::Holder};

use super::{Done, Wish, only_allow, refuse};
use crate::{
    Caller, Refusal,
    drive::permission_member::{self as members, Change, Unset},
};

pub(super) async fn put(
    tx: &mut Tx<'_>,
    caller: &Caller,
    wish: &Wish<'_>,
    now: Millis,
) -> Result<Option<Done>, Refusal> {
    only_allow(wish.effect)?;
    let perm = Perm::parse(wish.action).ok_or_else(|| refuse(code::ACTION, "action"))?;
    let what = (holder(wish)?, perm, wish.span);
    let set = members::set(tx, caller, &wish.resource.id, what, now).await.map_err(refusal)?;
    Ok(set.map(done))
}

pub(super) async fn take(tx: &mut Tx<'_>, caller: &Caller, wish: &Wish<'_>, now: Millis) -> Result<Done, Refusal> {
    only_allow(wish.effect)?;
    members::take(tx, caller, &wish.resource.id, holder(wish)?, now).await.map(done).map_err(refusal)
}

fn holder(wish: &Wish<'_>) -> Result<Holder, Refusal> {
    Ok(match wish.holder.1 {
        Party::User(user) => Holder::User(user),
        Party::App(app) => Holder::App(app),
        Party::Department(department) => Holder::Department(department),
        Party::Group(group) => Holder::Group(group),
        // Everybody is whoever is below the root.
        Party::Everyone => Holder::Department(DepartmentNo::ROOT),
        Party::Visitor(_) => return Err(refuse(code::HOLDER, "holder")),
    })
}

fn done(change: Change) -> Done {
    Done { object: change.object, before: change.before, after: change.after }
}

fn refusal(unset: Unset) -> Refusal {
    let (code, field): (Code, &str) = match unset {
        Unset::Unknown => (code::RESOURCE_UNKNOWN, "resource"),
        Unset::Owner => (code::OWNER, "holder"),
        Unset::Role => (code::ACTION, "action"),
        Unset::Full => (code::TOO_MANY, "holder"),
        Unset::Nothing => (code::GRANT_UNKNOWN, "holder"),
        Unset::Refused(refusal) => return refusal,
    };
    refuse(code, field)
}
