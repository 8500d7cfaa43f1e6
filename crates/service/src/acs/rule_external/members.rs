//! Doors and members that a request names, as internal numbers (contract, part 05, 2.3 step 7 and 2.6).
//!
//! Each list costs one query for each kind of thing in it, however long it is.

use std::collections::{HashMap, HashSet};

use menjin_api::{
    acs::{
        code,
        rule_external::{DeviceExternal, UserExternal, user_type},
    },
    common::{DepartmentIdType, UserIdType},
};
use menjin_model::{DeviceNo, Millis, TenantNo, UserNo};
use menjin_store::{
    Tx,
    door::{self, member::Member},
    person,
};

use super::invalid;
use crate::{
    Caller, Refusal,
    directory::{departments, people},
};

/// The doors, each once, in order.
pub(super) async fn devices(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    devices: &[DeviceExternal],
) -> Result<Vec<DeviceNo>, Refusal> {
    let mut ids = Vec::with_capacity(devices.len());
    for device in devices {
        ids.push(given(device.id.as_deref(), "rule.devices[*].id")?);
    }
    let found: HashMap<_, _> = door::devices_by_ids(tx, tenant, &ids).await?.into_iter().collect();
    let mut seen = HashSet::with_capacity(ids.len());
    let mut numbers = Vec::with_capacity(ids.len());
    for id in ids {
        let device = *found.get(id).ok_or_else(|| Refusal::new(code::DEVICE_UNKNOWN))?;
        if seen.insert(device) {
            numbers.push(device);
        }
    }
    Ok(numbers)
}

/// People, departments and everyone, each once, in order.
pub(super) async fn users(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kind: UserIdType,
    entries: &[UserExternal],
) -> Result<Vec<Member>, Refusal> {
    let (mut user_ids, mut department_ids) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry.user_type {
            user_type::USER => user_ids.push(given(entry.user_id.as_deref(), "rule.users[*].user_id")?),
            user_type::DEPARTMENT => {
                department_ids.push(given(entry.department_id.as_deref(), "rule.users[*].department_id")?);
            }
            user_type::TENANT => {}
            other => {
                return Err(wrong_type("rule.users[*].user_type", other, "1 employee, 2 department, 10 all staff"));
            }
        }
    }
    let users = present(tx, caller, kind, &user_ids).await?;
    let departments =
        departments::resolve(tx, caller.tenant, DepartmentIdType::OpenDepartmentId, &department_ids).await?;
    let mut users = users.into_iter().zip(user_ids);
    let mut departments = departments.into_iter().zip(department_ids);
    let mut members = Once::default();
    for entry in entries {
        match entry.user_type {
            user_type::USER => {
                members.push("user", found(users.next(), "rule.users[*].user_id", "no employee has this id")?.0);
            }
            user_type::DEPARTMENT => {
                let why = "no department has this id";
                members.push("department", found(departments.next(), "rule.users[*].department_id", why)?.0);
            }
            _ => members.push("everyone", 0),
        }
    }
    Ok(members.list)
}

/// Visitors, each once, in order.
pub(super) async fn visitors(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    entries: &[UserExternal],
) -> Result<Vec<Member>, Refusal> {
    const FIELD: &str = "rule.visitors[*].user_id";
    let mut ids = Vec::with_capacity(entries.len());
    for entry in entries {
        if entry.user_type != user_type::GUEST {
            return Err(wrong_type("rule.visitors[*].user_type", entry.user_type, "11 visitor"));
        }
        ids.push(given(entry.user_id.as_deref(), FIELD)?);
    }
    let known: HashMap<_, _> = door::visitors_by_ids(tx, tenant, &ids).await?.into_iter().collect();
    let mut members = Once::default();
    for id in ids {
        let visitor = known.get(id).ok_or_else(|| invalid(FIELD, Some(id), "no visitor has this id"))?;
        members.push("visitor", visitor.0);
    }
    Ok(members.list)
}

/// Whom each id stands for, as far as they have not left.
async fn present(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kind: UserIdType,
    ids: &[&str],
) -> Result<Vec<Option<UserNo>>, Refusal> {
    let found: Vec<_> = people::resolve(tx, caller, kind, ids).await?.into_iter().map(people::Found::user).collect();
    let known: Vec<UserNo> = found.iter().copied().flatten().collect();
    let gone: HashSet<_> = person::resigned(tx, caller.tenant, &known).await?.into_iter().collect();
    Ok(found.into_iter().map(|user| user.filter(|user| !gone.contains(user))).collect())
}

fn given<'a>(id: Option<&'a str>, field: &str) -> Result<&'a str, Refusal> {
    id.filter(|id| !id.is_empty()).ok_or_else(|| invalid(field, None, format!("{field} is required")))
}

fn found<T>(next: Option<(Option<T>, &str)>, field: &str, why: &str) -> Result<T, Refusal> {
    match next {
        Some((Some(number), _)) => Ok(number),
        Some((None, id)) => Err(invalid(field, Some(id), why)),
        None => Err(invalid(field, None, why)),
    }
}

fn wrong_type(field: &str, user_type: i64, options: &str) -> Refusal {
    invalid(field, Some(&user_type.to_string()), format!("options: [{options}]"))
}

/// A list in which nobody stands twice.
#[derive(Default)]
struct Once {
    seen: HashSet<(&'static str, i64)>,
    list: Vec<Member>,
}

impl Once {
    fn push(&mut self, kind: &'static str, member: i64) {
        if self.seen.insert((kind, member)) {
            self.list.push(Member { kind: kind.to_owned(), member, starts: Millis(0), ends: Millis(0) });
        }
    }
}
