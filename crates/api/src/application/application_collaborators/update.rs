//! `PUT /open-apis/application/v6/applications/:app_id/collaborators` - adds and removes people, all or none of them.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/application-collaborators/update>

use super::{AppPath, Collaborator, IdType, code};
use crate::prelude::*;

/// How many people one call may add, and how many it may remove, as the official page says.
pub const LIST_MAX: usize = 5;

/// Adds and removes people.
#[derive(Debug)]
pub enum UpdateApplicationCollaborators {}

impl Endpoint for UpdateApplicationCollaborators {
    const META: Meta = Meta::put("/open-apis/application/v6/applications/{app_id}/collaborators")
        .named("application.v6.application_collaborators.update")
        .about("Adds and removes collaborators of an app")
        .family(&crate::application::FAMILY)
        .bad_input(code::PARAM_INVALID)
        .tokens(&[Tenant, User])
        .apps(AppKinds::Custom)
        .scopes(&["application:application.collaborators:write"])
        .rate(Rate::PerMinute(10))
        .codes(&[code::PARAM_INVALID, code::APP_UNKNOWN, code::NO_PERMISSION])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/application-collaborators/update");
    type Path = AppPath;
    type Query = IdType;
    type Body = Body;
    type Data = Empty;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// At most [`LIST_MAX`].
    #[serde(default)]
    pub adds: Vec<Collaborator>,
    /// At most [`LIST_MAX`].
    #[serde(default)]
    pub removes: Vec<String>,
}
