//! Collaborators of apps.

use menjin_model::{AppNo, Change, CollaboratorRole, Fact, TenantNo, UserNo};

use crate::fact::{note, read};
use crate::{StoreError, Tx, args};

/// The collaborators of an app and their roles, by time of adding. The owner is none of them.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
) -> Result<Vec<(UserNo, CollaboratorRole)>, StoreError> {
    const LIST: &str = "select user, role from app_collaborator where tenant = $1 and app = $2 order by added, user";
    let rows: Vec<(UserNo, String)> = tx.rows(LIST, args![tenant, app]).await?;
    Ok(rows.into_iter().filter_map(|(user, role)| CollaboratorRole::parse(&role).map(|role| (user, role))).collect())
}

/// The role of one person on an app.
pub async fn role(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    user: UserNo,
) -> Result<Option<CollaboratorRole>, StoreError> {
    const FIND: &str = "select role from app_collaborator where tenant = $1 and app = $2 and user = $3";
    let row = tx.row::<(String,)>(FIND, args![tenant, app, user]).await?;
    Ok(row.and_then(|(role,)| CollaboratorRole::parse(&role)))
}

/// Gives a person this role on an app, instead of any other.
pub async fn put(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    user: UserNo,
    role: CollaboratorRole,
) -> Result<(), StoreError> {
    const PUT: &str = "insert into app_collaborator (tenant, app, user, role, added) values ($1, $2, $3, $4, $5) \
                       on conflict (tenant, app, user) do update set role = excluded.role";
    const BEFORE: &str = "select app, user, role from app_collaborator where tenant = $1 and app = $2 and user = $3";
    let before = note::before(tx, BEFORE, args![tenant, app, user], read::app_role).await?;
    let added = tx.new_id().await?;
    tx.execute(PUT, args![tenant, app, user, role.as_str(), added]).await?;
    let after = Fact::AppRole { app, user, role };
    match before {
        Some(before) => note::became(tx, before, after),
        None => tx.note(Change::Came(after)),
    }
    Ok(())
}

/// Takes the roles of these people on an app away; how many had one.
pub async fn remove(tx: &mut Tx<'_>, tenant: TenantNo, app: AppNo, users: &[UserNo]) -> Result<u64, StoreError> {
    const DELETE: &str = "delete from app_collaborator \
                          where tenant = $1 and app = $2 and user in (select value from json_each($3)) \
                          returning app, user, role";
    let gone = note::went(tx, DELETE, args![tenant, app, users], read::app_role).await?;
    Ok(gone.len() as u64)
}
