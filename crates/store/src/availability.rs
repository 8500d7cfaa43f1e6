//! Who may use an app: its white and its black list.

use menjin_model::{AppNo, DepartmentNo, GroupNo, TenantNo, UserNo};

use crate::{StoreError, Tx, args};

/// The lists (`white`, `black`) of the app that name this person, one of these departments, or one of these groups.
pub async fn naming(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    user: UserNo,
    departments: &[DepartmentNo],
    groups: &[GroupNo],
) -> Result<Vec<String>, StoreError> {
    const NAMING: &str = "select distinct list from app_availability where tenant = $1 and app = $2 and (\
          kind = 'user' and member = $3 \
          or kind = 'department' and (member = 0 or member in (select value from json_each($4))) \
          or kind = 'group' and member in (select value from json_each($5)))";
    let lists = tx.rows::<(String,)>(NAMING, args![tenant, app, user, departments, groups]).await?;
    Ok(lists.into_iter().map(|(list,)| list).collect())
}
