//! Departments as answers show them: fields without their scope are left out, ids are written as the caller asked.

use std::collections::HashMap;

use menjin_api::contact::{
    department::{Department, I18nName, Leader as Shown, Status},
    user::IdTypes,
};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::{StoreError, Tx, department::row::DepartmentRow, person::place, tenant};

use super::{Leader, Profile};
use crate::{
    Caller,
    contact::user::{list, present},
    directory::departments,
};

/// Scopes that open most fields, beside the field's own.
const CONTACTS: [&str; 3] =
    ["contact:contact:access_as_app", "contact:contact:readonly", "contact:contact:readonly_as_app"];

/// Which fields the caller may see.
struct Sight {
    base: bool,
    tree: bool,
    hrbps: bool,
}

impl Sight {
    fn of(caller: &Caller) -> Self {
        let contacts = caller.has_any_scope(&CONTACTS);
        Self {
            base: contacts || caller.has_scope("contact:department.base:readonly"),
            tree: contacts || caller.has_scope("contact:department.organize:readonly"),
            hrbps: caller.has_scope("contact:department.hrbp:readonly"),
        }
    }
}

/// How others are written, and how many people there are.
struct Beside {
    departments: HashMap<DepartmentNo, String>,
    people: HashMap<UserNo, String>,
    members: HashMap<DepartmentNo, i64>,
    primaries: HashMap<DepartmentNo, i64>,
}

/// These departments, in the same order. As many queries for one as for many.
pub(super) async fn show(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: IdTypes,
    rows: Vec<DepartmentRow>,
) -> Result<Vec<Department>, StoreError> {
    let (sight, tenant) = (Sight::of(caller), caller.tenant);
    let rows: Vec<(DepartmentRow, Vec<Leader>, Profile)> = rows
        .into_iter()
        .map(|row| {
            let (leaders, profile) = (Leader::read(&row.leaders), Profile::read(&row.profile));
            (row, leaders, profile)
        })
        .collect();
    let numbers: Vec<DepartmentNo> = rows.iter().map(|(row, ..)| row.id).collect();
    let parents: Vec<DepartmentNo> = rows.iter().map(|(row, ..)| row.parent).collect();
    let mut people = Vec::new();
    for (_, leaders, profile) in &rows {
        people.extend(leaders.iter().map(|leader| leader.user));
        people.extend(&profile.hrbps);
    }
    let counted = if sight.tree { numbers } else { Vec::new() };
    let beside = Beside {
        departments: departments::names(tx, tenant, ids.department_id_type, &parents).await?,
        people: present(tx, caller, ids, people).await?,
        members: place::counts(tx, tenant, &counted).await?.into_iter().collect(),
        primaries: place::primary_counts(tx, tenant, &counted).await?.into_iter().collect(),
    };
    Ok(rows.into_iter().map(|(row, leaders, profile)| department(&sight, &beside, row, &leaders, profile)).collect())
}

fn department(sight: &Sight, beside: &Beside, row: DepartmentRow, leaders: &[Leader], profile: Profile) -> Department {
    let count = |counts: &HashMap<DepartmentNo, i64>| counts.get(&row.id).copied().unwrap_or(0);
    let name = |user: &UserNo| beside.people.get(user).cloned();
    // Those who left are nobody's leaders.
    let leaders: Vec<(i64, String)> =
        leaders.iter().filter_map(|leader| Some((leader.kind, name(&leader.user)?))).collect();
    let main = leaders.iter().find(|(kind, _)| *kind == Leader::MAIN).map(|(_, id)| id.clone());
    let leaders = leaders
        .into_iter()
        .map(|(leader_type, id)| Shown { leader_type, leader_id: Some(id).filter(|_| sight.tree) })
        .collect();
    Department {
        parent_department_id: sight.tree.then(|| beside.departments.get(&row.parent).cloned().unwrap_or_default()),
        leader_user_id: sight.tree.then(|| main.unwrap_or_default()),
        leaders: list(true, leaders),
        member_count: sight.tree.then(|| count(&beside.members)),
        primary_member_count: sight.tree.then(|| count(&beside.primaries)),
        department_hrbps: list(sight.hrbps, profile.hrbps.iter().filter_map(name).collect()),
        name: sight.base.then_some(row.name),
        i18n_name: Some(profile.i18n_name).filter(|names| sight.base && *names != I18nName::default()),
        department_id: sight.base.then_some(row.department_id),
        open_department_id: row.open_department_id,
        order: sight.tree.then(|| row.position.to_string()),
        unit_ids: list(sight.tree, profile.unit_ids),
        status: sight.base.then_some(Status { is_deleted: false }),
        group_chat_employee_types: list(true, profile.group_chat_employee_types),
    }
}

/// The root: the tenant itself.
pub(super) async fn show_root(tx: &mut Tx<'_>, caller: &Caller) -> Result<Department, StoreError> {
    const ROOT: [DepartmentNo; 1] = [DepartmentNo::ROOT];
    let sight = Sight::of(caller);
    let name = tenant::name(tx, caller.tenant).await?.unwrap_or_default();
    let counts = place::counts(tx, caller.tenant, if sight.tree { &ROOT } else { &[] }).await?;
    let members = counts.first().map_or(0, |(_, count)| *count);
    Ok(Department {
        name: sight.base.then_some(name),
        department_id: sight.base.then(|| "0".to_owned()),
        open_department_id: "0".to_owned(),
        member_count: sight.tree.then_some(members),
        status: sight.base.then_some(Status { is_deleted: false }),
        ..Department::default()
    })
}
