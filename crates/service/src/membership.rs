//! Of which user groups somebody is a member: themself, through a department or one above it, or by a dynamic rule.

use menjin_model::{DepartmentNo, GroupNo, Millis, Rule, TenantNo, UserNo};
use menjin_store::{StoreError, Tx, department, membership};

/// All groups that a person is in at this moment.
pub async fn groups_of(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    user: UserNo,
    now: Millis,
) -> Result<Vec<GroupNo>, StoreError> {
    let departments = department::of_user_with_ancestors(tx, tenant, user).await?;
    groups_through(tx, tenant, user, &departments, now).await
}

/// The same for a caller who has the person's departments, and all above them, at hand.
pub async fn groups_through(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    user: UserNo,
    departments: &[DepartmentNo],
    now: Millis,
) -> Result<Vec<GroupNo>, StoreError> {
    let mut groups = membership::ordinary(tx, tenant, user, departments, now).await?;
    for (group, rule) in membership::rules(tx, tenant).await? {
        // A rule that cannot be read makes nobody a member.
        if serde_json::from_str::<Rule>(&rule).is_ok_and(|rule| rule.matches(user, departments)) {
            groups.push(group);
        }
    }
    Ok(groups)
}
