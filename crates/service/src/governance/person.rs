//! People, as those see them who govern: the list, one of them, what one may.

mod access;
mod get;
mod history;
mod list;

use std::collections::HashSet;

use menjin_api::menjin::{
    membership::analysis::Thing,
    person::list::{Person, Status},
};
use menjin_engine::Facts;
use menjin_model::{DepartmentNo, TenantNo, UserNo};
use menjin_store::{BoxFuture, StoreError};
use serde_json::Value;

use super::analysis::{Names, study::brief, world::World};
use crate::{Cx, Refusal, knowledge::Standing};
use menjin_model::Millis;

pub use access::{Access, Held, Kind, access};
pub use get::{get, name};
pub use history::{Change, history};
pub use list::list;

/// These people as lists show them, in this order; who is gone meanwhile is left out.
async fn shown(
    cx: &Cx,
    tenant: TenantNo,
    standing: &Standing,
    people: &[UserNo],
    now: Millis,
) -> Result<Vec<Person>, Refusal> {
    let departments: Vec<Vec<DepartmentNo>> = people.iter().map(|user| places(&standing.facts, *user)).collect();
    let mut wanted: Vec<DepartmentNo> = departments.iter().flatten().copied().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let things = HashSet::new();
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(Names::read(tx, tenant, &things, &wanted, people))
    });
    let names = read.await?;
    let world = World::new(&standing.facts, now);
    let shown = people.iter().zip(departments).filter_map(|(user, departments)| {
        let row = names.person(*user)?;
        let profile: Value = serde_json::from_str(&row.profile).unwrap_or_default();
        let (groups, risk) = brief(&world, *user);
        let status = match (row.resigned, row.frozen) {
            (true, _) => Status::Resigned,
            (false, true) => Status::Frozen,
            (false, false) => Status::Active,
        };
        Some(Person {
            user_id: row.user_id.clone(),
            union_id: row.union_id.clone(),
            name: row.name.clone(),
            email: row.email.clone().unwrap_or_default(),
            job_title: profile.get("job_title").and_then(Value::as_str).unwrap_or_default().to_owned(),
            status,
            departments: departments.into_iter().map(|no| names.department(no)).collect::<Vec<Thing>>(),
            group_count: groups.try_into().unwrap_or(u64::MAX),
            risk: risk.level,
        })
    });
    Ok(shown.collect())
}

/// The departments of somebody, without the root.
fn places(facts: &Facts, user: UserNo) -> Vec<DepartmentNo> {
    facts.places(user).filter(|department| *department != DepartmentNo::ROOT).collect()
}
