//! People as answers show them: fields without their scope are left out, ids are written as the caller asked.

use std::collections::HashMap;

use menjin_api::contact::user::{IdTypes, Order, User};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::{
    StoreError, Tx, person,
    person::{
        place::{self, Place},
        row::UserRow,
    },
};

use super::Profile;
use crate::{
    AppKind, Caller,
    directory::{departments, people},
};

/// Scopes that open most fields, beside the field's own.
const CONTACTS: [&str; 3] =
    ["contact:contact:access_as_app", "contact:contact:readonly", "contact:contact:readonly_as_app"];

/// Which fields the caller may see.
#[expect(clippy::struct_excessive_bools, reason = "one for each scope")]
struct Sight {
    ids: bool,
    names: bool,
    email: bool,
    mobile: bool,
    gender: bool,
    employee: bool,
    number: bool,
    departments: bool,
    geo: bool,
    level: bool,
    family: bool,
    dotted: bool,
}

impl Sight {
    fn of(caller: &Caller) -> Self {
        let own = |scope: &str| caller.has_scope(scope);
        let contacts = caller.has_any_scope(&CONTACTS);
        Self {
            // Store apps never learn the tenant's own ids.
            ids: own("contact:user.employee_id:readonly") && caller.app.kind == AppKind::Custom,
            names: contacts || own("contact:user.base:readonly"),
            email: own("contact:user.email:readonly"),
            mobile: own("contact:user.phone:readonly"),
            gender: contacts || own("contact:user.gender:readonly"),
            employee: sees_status(caller),
            number: sees_status(caller) || own("contact:user.employee_number:read"),
            departments: contacts || own("contact:user.department:readonly"),
            geo: own("contact:user.user_geo"),
            level: own("contact:user.job_level:readonly"),
            family: own("contact:user.job_family:readonly"),
            dotted: own("contact:user.dotted_line_leader_info.read"),
        }
    }
}

/// Whether the caller sees what became of people.
pub(super) fn sees_status(caller: &Caller) -> bool {
    caller.has_scope("contact:user.employee:readonly") || caller.has_any_scope(&CONTACTS)
}

/// How others are written.
struct Names {
    open_ids: HashMap<UserNo, String>,
    people: HashMap<UserNo, String>,
    departments: HashMap<DepartmentNo, String>,
}

/// These people, in the same order. As many queries for one as for many.
pub(super) async fn show(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: IdTypes,
    rows: Vec<UserRow>,
    with_frozen: bool,
) -> Result<Vec<User>, StoreError> {
    let sight = Sight::of(caller);
    let numbers: Vec<UserNo> = rows.iter().map(|row| row.id).collect();
    let rows: Vec<(UserRow, Profile)> = rows
        .into_iter()
        .map(|row| {
            let profile = Profile::read(&row.profile);
            (row, profile)
        })
        .collect();
    let places = place::of(tx, caller.tenant, &numbers).await?;
    let names = Names {
        open_ids: person::open_ids(tx, caller.tenant, caller.app.no, &numbers).await?.into_iter().collect(),
        people: leaders(tx, caller, ids, &rows).await?,
        departments: {
            let of: Vec<_> = places.iter().map(|place| place.department).collect();
            departments::names(tx, caller.tenant, ids.department_id_type, &of).await?
        },
    };
    let of = |user| places.iter().filter(move |place| place.user == user);
    Ok(rows.into_iter().map(|(row, profile)| person(&sight, &names, of(row.id), row, profile, with_frozen)).collect())
}

/// How the leaders of these people are written; those who left are nobody's leaders.
async fn leaders(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: IdTypes,
    rows: &[(UserRow, Profile)],
) -> Result<HashMap<UserNo, String>, StoreError> {
    let mut wanted = Vec::new();
    for (row, profile) in rows {
        wanted.extend(Some(row.leader).filter(|leader| leader.0 != 0));
        wanted.extend(&profile.dotted_line_leader_user_ids);
    }
    present(tx, caller, ids, wanted).await
}

/// How those of `users` who are present are written.
pub(in crate::contact) async fn present(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: IdTypes,
    mut users: Vec<UserNo>,
) -> Result<HashMap<UserNo, String>, StoreError> {
    if users.is_empty() {
        return Ok(HashMap::new());
    }
    users.sort_unstable();
    users.dedup();
    let mut names = people::names(tx, caller, ids.user_id_type, &users).await?;
    for gone in person::resigned(tx, caller.tenant, &users).await? {
        names.remove(&gone);
    }
    Ok(names)
}

fn person<'a>(
    sight: &Sight,
    names: &Names,
    places: impl Iterator<Item = &'a Place> + Clone,
    row: UserRow,
    profile: Profile,
    with_frozen: bool,
) -> User {
    let department = |place: &Place| names.departments.get(&place.department).cloned();
    let departments: Vec<String> = places.clone().filter_map(department).collect();
    let orders: Vec<Order> = places
        .filter_map(|place| {
            Some(Order {
                department_id: department(place)?,
                user_order: place.user_order,
                department_order: place.department_order,
                is_primary_dept: Some(place.is_primary),
            })
        })
        .collect();
    let leaders = profile.dotted_line_leader_user_ids.iter().filter_map(|user| names.people.get(user).cloned());
    User {
        open_id: names.open_ids.get(&row.id).cloned().unwrap_or_default(),
        status: sight.employee.then(|| profile.status(&row)),
        department_ids: list(sight.departments, departments),
        orders: list(sight.departments, orders),
        dotted_line_leader_user_ids: list(sight.dotted, leaders.collect()),
        leader_user_id: sight.departments.then(|| names.people.get(&row.leader).cloned().unwrap_or_default()),
        union_id: row.union_id,
        user_id: sight.ids.then_some(row.user_id),
        name: sight.names.then_some(row.name),
        en_name: sight.names.then_some(profile.en_name),
        nickname: sight.names.then_some(profile.nickname),
        email: sight.email.then(|| row.email.unwrap_or_default()),
        mobile: sight.mobile.then(|| row.mobile.unwrap_or_default()),
        mobile_visible: Some(profile.mobile_visible),
        gender: sight.gender.then_some(profile.gender),
        avatar_key: Some(profile.avatar_key),
        avatar: profile.avatar.filter(|_| sight.names),
        city: sight.employee.then_some(profile.city),
        country: sight.employee.then_some(profile.country),
        work_station: sight.employee.then_some(profile.work_station),
        join_time: profile.join_time.filter(|_| sight.employee),
        is_tenant_manager: sight.employee.then_some(row.manager),
        employee_no: sight.number.then(|| row.employee_no.unwrap_or_default()),
        employee_type: sight.employee.then_some(row.employee_type),
        custom_attrs: list(sight.employee, profile.custom_attrs),
        enterprise_email: sight.employee.then_some(profile.enterprise_email),
        job_title: sight.employee.then_some(profile.job_title),
        is_frozen: with_frozen.then_some(row.frozen),
        geo: sight.geo.then_some(profile.geo),
        job_level_id: sight.level.then_some(profile.job_level_id),
        job_family_id: sight.family.then_some(profile.job_family_id),
    }
}

/// A list that may be seen and is not empty.
pub(in crate::contact) fn list<T>(seen: bool, items: Vec<T>) -> Option<Vec<T>> {
    Some(items).filter(|items| seen && !items.is_empty())
}
