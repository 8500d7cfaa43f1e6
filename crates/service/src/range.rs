//! The contact range: whom and what an app may see of the address book.

use menjin_model::{DepartmentNo, GroupNo, UserNo};
use menjin_store::{StoreError, Tx, range};

use crate::Caller;

/// Whether this person is in the app's range: listed, in a listed department or below one, or in a listed group.
/// A person who asks for themself through a user token sees the whole company.
pub async fn sees_user(tx: &mut Tx<'_>, caller: &Caller, user: UserNo) -> Result<bool, StoreError> {
    Ok(sees_all(caller) || !range::users(tx, caller.tenant, caller.app.no, &[user]).await?.is_empty())
}

/// Those of `users` that are in the app's range, in no particular order.
pub async fn seen_users(tx: &mut Tx<'_>, caller: &Caller, users: &[UserNo]) -> Result<Vec<UserNo>, StoreError> {
    if sees_all(caller) {
        return Ok(users.to_vec());
    }
    range::users(tx, caller.tenant, caller.app.no, users).await
}

/// Whether this department is in the app's range: it or one above it is listed. The root needs everyone.
pub async fn sees_department(tx: &mut Tx<'_>, caller: &Caller, department: DepartmentNo) -> Result<bool, StoreError> {
    if sees_all(caller) {
        return Ok(true);
    }
    if department == DepartmentNo::ROOT {
        return Ok(false);
    }
    range::department(tx, caller.tenant, caller.app.no, department).await
}

/// Whether all these departments are in the app's range; see [`sees_department`].
pub async fn sees_departments(
    tx: &mut Tx<'_>,
    caller: &Caller,
    departments: &[DepartmentNo],
) -> Result<bool, StoreError> {
    if sees_all(caller) {
        return Ok(true);
    }
    let seen = range::departments(tx, caller.tenant, caller.app.no, departments).await?;
    Ok(departments.iter().all(|department| *department != DepartmentNo::ROOT && seen.contains(department)))
}

/// Whether this user group is in the app's range: it is listed.
pub async fn sees_group(tx: &mut Tx<'_>, caller: &Caller, group: GroupNo) -> Result<bool, StoreError> {
    Ok(sees_all(caller) || range::group(tx, caller.tenant, caller.app.no, group).await?)
}

/// Whether nothing is hidden: the app's range is everyone, or a person of the company asks.
#[must_use]
pub fn sees_all(caller: &Caller) -> bool {
    caller.app.sees_everyone || caller.user.is_some()
}
