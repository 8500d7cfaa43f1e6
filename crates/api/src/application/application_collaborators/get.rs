//! `GET /open-apis/application/v6/applications/:app_id/collaborators` - owner and collaborators of an app.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/application-collaborators/get>

use super::{AppPath, Collaborator, IdType, code};
use crate::prelude::*;

/// Lists who works on an app.
#[derive(Debug)]
pub enum GetApplicationCollaborators {}

impl Endpoint for GetApplicationCollaborators {
    const META: Meta = Meta::get("/open-apis/application/v6/applications/{app_id}/collaborators")
        .named("application.v6.application_collaborators.get")
        .about("Lists owner and collaborators of an app")
        .family(&crate::application::FAMILY)
        .bad_input(code::PARAM_INVALID)
        .tokens(&[Tenant, User])
        .scopes(&["application:application:self_manage", "admin:app.info:readonly"])
        .rate(Rate::PerMinute(10))
        .codes(&[code::PARAM_INVALID, code::APP_UNKNOWN, code::NO_PERMISSION, code::INSUFFICIENT_LEVEL])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/application-collaborators/get");
    type Path = AppPath;
    type Query = IdType;
    type Body = ();
    type Data = Data;
}

/// What the caller gets: all at once, there are no pages.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The owner first, as an administrator; then administrators, developers, operators, each by time of adding.
    pub collaborators: Vec<Collaborator>,
}
