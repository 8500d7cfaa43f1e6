//! User groups: what their calls share.

use menjin_api::{
    Code,
    contact::group::{
        Group, code,
        create::{DESCRIPTION_MAX, NAME_MAX},
    },
};
use menjin_model::{AppNo, Millis, TenantNo};
use menjin_store::{
    Tx,
    group::{self, Filter, GroupAt},
};

use crate::{Caller, Refusal, range};

mod create;
mod delete;
pub mod dynamic;
mod get;
pub mod member;
mod member_belong;
mod patch;
mod simplelist;

pub use create::create;
pub use delete::delete;
pub(crate) use delete::take_away;
pub use get::get;
pub use member_belong::member_belong;
pub use patch::patch;
pub use simplelist::simplelist;

/// How many groups a tenant may have, ordinary and dynamic together (official page).
pub const GROUPS_MAX: i64 = 500;
/// How many people an ordinary group may have (official page).
pub const MEMBERS_MAX: i64 = 100_000;
/// How many memberships a tenant may have for each of its people, over all ordinary groups (official page).
pub const MEMBERSHIPS_EACH: i64 = 10;

/// The group with this id as it is now, whatever the app may see.
async fn known(tx: &mut Tx<'_>, tenant: TenantNo, id: &str, now: Millis) -> Result<GroupAt, Refusal> {
    group::find_at(tx, tenant, id, now).await?.ok_or_else(|| code::UNKNOWN.into())
}

/// The same, when it is no dynamic one.
async fn ordinary(tx: &mut Tx<'_>, tenant: TenantNo, id: &str, now: Millis) -> Result<GroupAt, Refusal> {
    let group = known(tx, tenant, id, now).await?;
    if group.is_dynamic() { Err(code::TYPE_INVALID.into()) } else { Ok(group) }
}

/// Refuses with the page's own `refusal` when the group is not in the app's range.
async fn in_range(tx: &mut Tx<'_>, caller: &Caller, group: &GroupAt, refusal: Code) -> Result<(), Refusal> {
    if range::sees_group(tx, caller, group.row.id).await? { Ok(()) } else { Err(refusal.into()) }
}

/// The filter of a list for this caller; `kind` 0 is both kinds.
fn filter(caller: &Caller, kind: i64) -> Filter {
    let listed_by: Option<AppNo> = (!range::sees_all(caller)).then_some(caller.app.no);
    Filter { kind, listed_by }
}

/// Refuses a name or a description that is too long; create and patch share these limits.
fn check_lengths(name: &str, description: &str) -> Result<(), Refusal> {
    if name.chars().count() > NAME_MAX {
        return Err(code::NAME_TOO_LONG.into());
    }
    if description.chars().count() > DESCRIPTION_MAX {
        return Err(code::DESCRIPTION_TOO_LONG.into());
    }
    Ok(())
}

/// The group as answers show it, with `users` people in it: for a dynamic group they are counted by its rule.
fn show(group: GroupAt, users: i64) -> Group {
    let departments = group.departments();
    let row = group.row;
    Group {
        id: row.group_id.0.clone(),
        name: row.name,
        description: row.description,
        member_user_count: users,
        member_department_count: departments,
        r#type: row.r#type,
        group_id: row.group_id.0,
        member_count: users + departments,
        create_time: row.created.seconds().to_string(),
        update_time: row.updated.seconds().to_string(),
    }
}

/// How the history names a group.
fn object(group: &GroupAt) -> String {
    format!("group:{}", group.row.group_id)
}
