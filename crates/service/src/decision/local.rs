//! Who asks without a token: whoever runs a tool on the database itself, and so could read all of it anyway.

use std::sync::Arc;

use menjin_model::{AppNo, TenantNo};
use menjin_store::{Tx, app, tenant};

use crate::{Caller, Cx, Scopes, control::ControlError};

/// So many tenants are named in an error.
const NAMED: usize = 20;

/// Somebody of this tenant, who sees people as this app does. Both may be left out where there is no choice: the tenant when
/// there is one, the app always (the tenant's first).
pub async fn local(cx: &Cx, tenant_key: Option<&str>, app_id: Option<&str>) -> Result<Caller, ControlError> {
    let (tenant_key, app_id) = (tenant_key.map(str::to_owned), app_id.map(str::to_owned));
    cx.db
        .read(move |tx| {
            Box::pin(async move {
                let tenant = find_tenant(tx, tenant_key.as_deref(), app_id.as_deref()).await?;
                let app = find_app(tx, tenant, app_id.as_deref()).await?;
                let row = app::find(tx, app).await?;
                let row = row.ok_or_else(|| ControlError::unknown("app", "the app is gone"))?;
                Ok(Caller {
                    tenant,
                    app: Arc::new(row.into()),
                    user: None,
                    granted: Scopes::from_json("[]"),
                    administrator: None,
                })
            })
        })
        .await
}

async fn find_tenant(tx: &mut Tx<'_>, key: Option<&str>, app_id: Option<&str>) -> Result<TenantNo, ControlError> {
    if let Some(key) = key {
        let found = tenant::find_by_key(tx, key).await?;
        return found
            .map(|tenant| tenant.no)
            .ok_or_else(|| ControlError::unknown("tenant", format!("there is no tenant {key}")));
    }
    if let Some(app_id) = app_id
        && let Some(row) = app::find_by_app_id(tx, app_id).await?
    {
        return Ok(row.tenant);
    }
    match tenant::all(tx).await?.as_slice() {
        [] => Err(ControlError::unknown("tenant", "the database holds no company")),
        [only] => Ok(*only),
        several => {
            let mut keys = Vec::new();
            for no in several.iter().take(NAMED) {
                keys.extend(tenant::key(tx, *no).await?);
            }
            let told = format!("the database holds {} tenants: name one of {}", several.len(), keys.join(", "));
            Err(ControlError::bad(Some("tenant"), told))
        }
    }
}

async fn find_app(tx: &mut Tx<'_>, tenant: TenantNo, app_id: Option<&str>) -> Result<AppNo, ControlError> {
    let meeting = app::meeting(tx, tenant).await?;
    let found = match app_id {
        Some(wanted) => meeting.iter().find(|(_, app_id)| app_id.as_str() == wanted),
        None => meeting.first(),
    };
    found.map(|(no, _)| *no).ok_or_else(|| match app_id {
        Some(app_id) => ControlError::unknown("app", format!("there is no app {app_id} in the tenant")),
        None => ControlError::unknown("app", "the tenant has no app, through whose eyes people are seen"),
    })
}
