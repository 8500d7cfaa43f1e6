//! What ends for a person who leaves: each function ends one relation and tells the other sides of it.

use menjin_model::{TenantNo, UserNo};

use crate::fact::{note, read};
use crate::{StoreError, Tx, args};

/// Ends every membership in user groups, and lowers the groups' counts.
pub async fn groups(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Vec<i64>, StoreError> {
    const END: &str = "delete from group_member where tenant = $1 and user = $2 \
                       returning user_group, user, starts, ends";
    const COUNT: &str = "update user_group set user_count = user_count - 1 \
                         where tenant = $1 and id in (select value from json_each($2))";
    let groups = note::owners(&note::went(tx, END, args![tenant, user], read::group_member).await?);
    tx.execute(COUNT, args![tenant, groups]).await?;
    Ok(groups)
}

/// Takes them out of the contact ranges that list them.
pub async fn ranges(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Vec<i64>, StoreError> {
    const END: &str = "delete from contact_range where tenant = $1 and kind = 'user' and member = $2 returning app";
    tx.rows(END, args![tenant, user]).await
}

/// Ends their work on apps.
pub async fn collaborations(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Vec<i64>, StoreError> {
    const END: &str = "delete from app_collaborator where tenant = $1 and user = $2 returning app, user, role";
    Ok(note::owners(&note::went(tx, END, args![tenant, user], read::app_role).await?))
}

/// Takes them out of the lists of who may and who may not use apps.
pub async fn availabilities(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Vec<i64>, StoreError> {
    const END: &str = "delete from app_availability where tenant = $1 and kind = 'user' and member = $2 \
                       returning app, list, kind, member";
    Ok(note::owners(&note::went(tx, END, args![tenant, user], read::app_listed).await?))
}

/// Ends their grants on documents; what they own stays theirs.
pub async fn documents(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Vec<i64>, StoreError> {
    const END: &str = "delete from document_member where tenant = $1 and kind = 'user' and member = $2 \
                       returning document, perm_type, kind, member, perm, starts, ends";
    Ok(note::owners(&note::went(tx, END, args![tenant, user], read::document_member).await?))
}

/// Takes them out of door rules.
pub async fn doors(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Vec<i64>, StoreError> {
    const END: &str = "delete from door_rule_member where tenant = $1 and kind = 'user' and member = $2 \
                       returning rule, kind, member, starts, ends";
    Ok(note::owners(&note::went(tx, END, args![tenant, user], read::door_rule_member).await?))
}

/// Takes them out of people groups of reviews.
pub async fn reviews(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo) -> Result<Vec<i64>, StoreError> {
    const END: &str = "delete from review_member where tenant = $1 and kind = 'user' and member = $2 \
                       returning review_group, kind, member";
    Ok(note::owners(&note::went(tx, END, args![tenant, user], read::review_member).await?))
}
