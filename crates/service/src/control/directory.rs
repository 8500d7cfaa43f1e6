//! Every id as one app sees it.

use std::collections::HashMap;

use menjin_model::{AppNo, TenantNo, UserNo};
use menjin_store::{
    StoreError, Tx, app, directory as rows,
    person::{self, IdKind},
    tenant,
};
use serde::Serialize;

use super::ControlError;
use crate::{Cx, Refusal, auth};

/// Every id of the tenant of an app.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the platform's own names")]
pub struct Directory {
    pub tenant_key: String,
    pub users: Vec<UserRow>,
    pub departments: Vec<DepartmentRow>,
    pub groups: Vec<GroupRow>,
    pub documents: Vec<DocumentRow>,
    pub devices: Vec<DeviceRow>,
    pub review_groups: Vec<ReviewGroupRow>,
    pub apps: Vec<AppRow>,
}

macro_rules! shapes {
    ($($name:ident { $($field:ident: $type:ty),* })*) => {$(
        /// As the directory shows it.
        #[derive(Debug, Serialize)]
        pub struct $name { $(#[doc = "The platform's own name."] pub $field: $type),* }
    )*};
}

shapes! {
    UserRow { user_id: String, open_id: String, union_id: String, name: String }
    DepartmentRow { department_id: String, open_department_id: String, name: String }
    GroupRow { group_id: String, name: String, r#type: i64 }
    DocumentRow { token: String, r#type: String, title: String }
    DeviceRow { id: String, name: String }
    ReviewGroupRow { group_id: String, name: String, api_import: bool, members: Vec<String> }
    AppRow { app_id: String, name: String }
}

/// The directory as this app sees it; of its own tenant, or of the one named.
pub async fn directory(cx: &Cx, app_id: &str, tenant_key: Option<&str>) -> Result<Directory, ControlError> {
    let (app_id, tenant_key) = (app_id.to_owned(), tenant_key.map(str::to_owned));
    cx.db
        .scan(move |tx| {
            Box::pin(async move {
                let (app, tenant) = place(tx, &app_id, tenant_key.as_deref()).await?;
                Ok(read(tx, app, tenant).await?)
            })
        })
        .await
}

/// The app and the tenant that a control speaks of.
pub(super) async fn place(
    tx: &mut Tx<'_>,
    app_id: &str,
    tenant_key: Option<&str>,
) -> Result<(AppNo, TenantNo), ControlError> {
    let row = app::find_by_app_id(tx, app_id).await?;
    let row = row.ok_or_else(|| ControlError::unknown("app_id", format!("there is no app {app_id}")))?;
    let tenant = match tenant_key {
        None => row.tenant,
        Some(key) => {
            let found = tenant::find_by_key(tx, key).await?;
            let tenant =
                found.ok_or_else(|| ControlError::unknown("tenant_key", format!("there is no tenant {key}")))?;
            if row.kind != "isv" && tenant.no != row.tenant {
                return Err(ControlError::unknown(
                    "tenant_key",
                    format!("{app_id} is not installed in the tenant {key}"),
                ));
            }
            tenant.no
        }
    };
    Ok((row.id, tenant))
}

async fn read(tx: &mut Tx<'_>, app: AppNo, tenant: TenantNo) -> Result<Directory, StoreError> {
    let mut members: HashMap<_, Vec<String>> = HashMap::new();
    for (group, user) in rows::review_members(tx, tenant).await? {
        members.entry(group).or_default().push(user);
    }
    Ok(Directory {
        tenant_key: tenant::key(tx, tenant).await?.unwrap_or_default(),
        users: rows::users(tx, tenant, app)
            .await?
            .into_iter()
            .map(|(user_id, open_id, union_id, name)| UserRow { user_id, open_id, union_id, name })
            .collect(),
        departments: rows::departments(tx, tenant)
            .await?
            .into_iter()
            .map(|(department_id, open_department_id, name)| DepartmentRow { department_id, open_department_id, name })
            .collect(),
        groups: rows::groups(tx, tenant)
            .await?
            .into_iter()
            .map(|(group_id, name, r#type)| GroupRow { group_id, name, r#type })
            .collect(),
        documents: rows::documents(tx, tenant)
            .await?
            .into_iter()
            .map(|(token, r#type, title)| DocumentRow { token, r#type, title })
            .collect(),
        devices: rows::devices(tx, tenant).await?.into_iter().map(|(id, name)| DeviceRow { id, name }).collect(),
        review_groups: rows::review_groups(tx, tenant)
            .await?
            .into_iter()
            .map(|(no, group_id, name, api_import)| {
                let members = members.remove(&no).unwrap_or_default();
                ReviewGroupRow { group_id, name, api_import, members }
            })
            .collect(),
        apps: app::list(tx, tenant).await?.into_iter().map(|(_, id, name)| AppRow { app_id: id.0, name }).collect(),
    })
}

/// The secret of an app: for the operator's own terminal.
pub async fn secret(cx: &Cx, app_id: &str) -> Result<Option<String>, Refusal> {
    let found = auth::find(cx, app_id).await?;
    Ok(found.and_then(|(_, secret)| String::from_utf8(secret).ok()))
}

/// The number of a person of an app's tenant.
pub async fn user(cx: &Cx, app_id: &str, user_id: &str) -> Result<Option<UserNo>, ControlError> {
    let (app_id, user_id) = (app_id.to_owned(), user_id.to_owned());
    cx.db
        .read(move |tx| {
            Box::pin(async move {
                let (_, tenant) = place(tx, &app_id, None).await?;
                let found = person::find(tx, tenant, IdKind::UserId, &[user_id.as_str()]).await?;
                Ok(found.first().copied().flatten().map(|known| known.user))
            })
        })
        .await
}

/// The preferred app when there is one, else the first app: its id, name and secret, for the operator's own terminal.
pub async fn first_app(cx: &Cx, preferred: &str) -> Result<Option<(String, String, String)>, Refusal> {
    let preferred = preferred.to_owned();
    let found = cx
        .db
        .read(move |tx| {
            Box::pin(async move {
                match app::find_by_app_id(tx, &preferred).await? {
                    Some(row) => Ok::<_, StoreError>(Some((row.app_id, row.name))),
                    None => app::first(tx).await,
                }
            })
        })
        .await?;
    let Some((id, name)) = found else { return Ok(None) };
    let secret = secret(cx, id.as_str()).await?.unwrap_or_default();
    Ok(Some((id.0, name, secret)))
}
