//! Departments by either of their ids, and back.

use std::collections::HashMap;

use menjin_api::{code as platform, common::DepartmentIdType};
use menjin_model::{DepartmentNo, TenantNo};
use menjin_store::{StoreError, Tx, department};

use super::people::not_valid;
use crate::Refusal;

/// What each of `ids` stands for, in the same order; `0` is the root in both forms. One query, however many ids.
pub async fn resolve(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: DepartmentIdType,
    ids: &[impl AsRef<str>],
) -> Result<Vec<Option<DepartmentNo>>, StoreError> {
    let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
    let rows = match kind {
        DepartmentIdType::OpenDepartmentId => department::by_open_ids(tx, tenant, &ids).await?,
        DepartmentIdType::DepartmentId => department::by_ids(tx, tenant, &ids).await?,
    };
    let found: HashMap<String, DepartmentNo> = rows.into_iter().collect();
    Ok(ids.iter().map(|id| if *id == "0" { Some(DepartmentNo::ROOT) } else { found.get(*id).copied() }).collect())
}

/// The department that an id in path or query names; the platform's 9999235x when there is none.
pub async fn required(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: DepartmentIdType,
    id: &str,
) -> Result<DepartmentNo, Refusal> {
    let found = resolve(tx, tenant, kind, &[id]).await?;
    found.first().copied().flatten().ok_or_else(|| unknown(kind, id))
}

/// The refusal for a department that does not exist.
#[must_use]
pub fn unknown(kind: DepartmentIdType, id: &str) -> Refusal {
    match kind {
        DepartmentIdType::OpenDepartmentId => {
            not_valid(platform::OPEN_DEPARTMENT_ID_UNKNOWN, "open_department_id", "od-4e6****************f4e", id)
        }
        DepartmentIdType::DepartmentId => not_valid(platform::DEPARTMENT_ID_UNKNOWN, "department_id", "D0****96", id),
    }
}

/// How `departments` are written, by their numbers; the root is `0`. One query, however many.
pub async fn names(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    kind: DepartmentIdType,
    departments: &[DepartmentNo],
) -> Result<HashMap<DepartmentNo, String>, StoreError> {
    let rows = department::ids(tx, tenant, departments).await?;
    let mut names: HashMap<_, _> = rows
        .into_iter()
        .map(|(number, id, open_id)| match kind {
            DepartmentIdType::OpenDepartmentId => (number, open_id),
            DepartmentIdType::DepartmentId => (number, id),
        })
        .collect();
    names.insert(DepartmentNo::ROOT, "0".to_owned());
    Ok(names)
}
