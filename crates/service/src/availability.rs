//! Who may use an app: everyone or the white list, and never the black list, which wins.

use menjin_model::{AppNo, Millis, TenantNo, UserNo};
use menjin_store::{StoreError, Tx, app, availability, department};

use crate::membership;

/// Whether this person of a tenant may use the app.
pub(crate) async fn may_use(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    user: UserNo,
    now: Millis,
) -> Result<bool, StoreError> {
    let Some(row) = app::find(tx, app).await? else {
        return Ok(false);
    };
    let departments = department::of_user_with_ancestors(tx, tenant, user).await?;
    let groups = membership::groups_through(tx, tenant, user, &departments, now).await?;
    let lists = availability::naming(tx, tenant, app, user, &departments, &groups).await?;
    let named = |wanted: &str| lists.iter().any(|list| list == wanted);
    Ok((row.visible_to_all || named("white")) && !named("black"))
}
