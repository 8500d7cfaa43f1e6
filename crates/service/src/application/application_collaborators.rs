//! Who may work on an app.

use menjin_api::application::application_collaborators::code;
use menjin_model::TenantNo;
use menjin_store::{
    Tx,
    app::{self, AppRow},
};

use crate::Refusal;

mod get;
mod update;

pub use get::get;
pub(crate) use update::give;
pub use update::update;

/// The app with this id, made in this company; `me` is none.
async fn known(tx: &mut Tx<'_>, tenant: TenantNo, app_id: &str) -> Result<AppRow, Refusal> {
    let found = app::find_by_app_id(tx, app_id).await?.filter(|app| app.tenant == tenant);
    found.ok_or_else(|| code::APP_UNKNOWN.into())
}
