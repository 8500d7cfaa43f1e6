//! Departments: what their calls share.

use menjin_api::contact::{department::Department, user::IdTypes};
use menjin_model::DepartmentNo;
use menjin_store::{
    Tx,
    department::row::{self, DepartmentRow},
};

use crate::{Caller, Refusal};

mod change;
mod children;
mod create;
mod delete;
mod form;
mod get;
mod leaders;
mod patch;
mod profile;
mod show;

pub use children::children;
pub use create::create;
pub use delete::delete;
pub use get::get;
pub use patch::patch;
pub use profile::{Leader, Profile};

/// How many departments a tenant may have (official page).
pub const DEPARTMENTS_MAX: i64 = 30_000;
/// How many departments may lie directly below one (official page).
pub const CHILDREN_MAX: i64 = 1000;
/// How many levels the tree may have (official page).
pub const LEVELS_MAX: i64 = 25;

/// The row of a department that was found; the root has none.
async fn row(tx: &mut Tx<'_>, caller: &Caller, department: DepartmentNo) -> Result<DepartmentRow, Refusal> {
    let found = row::find(tx, caller.tenant, &[department]).await?.pop();
    found.ok_or_else(|| Refusal::fault("an id leads to a department without a row"))
}

/// One department as answers show it.
async fn show_one(tx: &mut Tx<'_>, caller: &Caller, ids: IdTypes, row: DepartmentRow) -> Result<Department, Refusal> {
    let shown = show::show(tx, caller, ids, vec![row]).await?.pop();
    shown.ok_or_else(|| Refusal::fault("a department was not shown"))
}
