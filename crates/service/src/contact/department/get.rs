//! `GET /open-apis/contact/v3/departments/:department_id` - one department.

use menjin_api::{
    common::DepartmentIdType,
    contact::department::{Data, code, get::GetDepartment},
};
use menjin_model::DepartmentNo;
use menjin_store::Tx;

use super::{form, row, show, show_one};
use crate::{Call, Cx, Refusal, directory::departments, range};

/// Reads one department that the app may see. Counting its people may take a while, so it is a scan.
pub async fn get(cx: &Cx, call: Call<GetDepartment>) -> Result<Data, Refusal> {
    cx.db.scan(move |tx| Box::pin(read(tx, call))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<GetDepartment>) -> Result<Data, Refusal> {
    let (caller, kind, id) = (&call.caller, call.query.department_id_type, call.path.department_id.as_str());
    let found = departments::resolve(tx, caller.tenant, kind, &[id]).await?.first().copied().flatten();
    let Some(department) = found else {
        return Err(if is_well_formed(kind, id) { code::UNKNOWN.into() } else { departments::unknown(kind, id) });
    };
    if !range::sees_department(tx, caller, department).await? {
        return Err(code::OUT_OF_RANGE.into());
    }
    if department == DepartmentNo::ROOT {
        return Ok(Data { department: show::show_root(tx, caller).await? });
    }
    let row = row(tx, caller, department).await?;
    Ok(Data { department: show_one(tx, caller, call.query, row).await? })
}

/// Only this call tells an id that could exist from one that could not.
fn is_well_formed(kind: DepartmentIdType, id: &str) -> bool {
    form::is_id(id) && (kind == DepartmentIdType::DepartmentId || id.starts_with("od-"))
}
