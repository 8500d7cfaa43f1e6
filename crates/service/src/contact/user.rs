//! People: what their calls share.

use menjin_api::contact::user::{IdTypes, User};
use menjin_model::UserNo;
use menjin_store::{
    Tx,
    person::row::{self, UserRow},
};

use crate::{Caller, Refusal};

mod batch_get_id;
mod change;
mod create;
mod delete;
mod find_by_department;
mod form;
mod get;
mod newcomer;
mod patch;
mod places;
mod profile;
mod show;

pub use batch_get_id::batch_get_id;
pub use create::create;
pub use delete::delete;
pub use find_by_department::find_by_department;
pub use get::get;
pub use patch::patch;
pub use profile::{Profile, Standing};
pub(in crate::contact) use show::{list, present};

/// How many people a department may have directly (official page).
pub const DEPARTMENT_MEMBERS_MAX: i64 = 10_000;
/// How many departments a person may belong to (official page).
pub const DEPARTMENTS_MAX: usize = 50;

/// The row of a person who was found.
async fn row(tx: &mut Tx<'_>, caller: &Caller, user: UserNo) -> Result<UserRow, Refusal> {
    let found = row::find(tx, caller.tenant, &[user]).await?.pop();
    found.ok_or_else(|| Refusal::fault("an id leads to a person without a row"))
}

/// One person as answers show them.
async fn show_one(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: IdTypes,
    row: UserRow,
    with_frozen: bool,
) -> Result<User, Refusal> {
    let shown = show::show(tx, caller, ids, vec![row], with_frozen).await?.pop();
    shown.ok_or_else(|| Refusal::fault("a person was not shown"))
}
