//! Who may work on an app.
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/application-collaborators/update>

use crate::prelude::*;

pub mod code;
pub mod get;
pub mod update;

/// The app that a path names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AppPath {
    /// `cli_…`; `me` is not taken here.
    pub app_id: String,
}

/// How people are written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct IdType {
    /// In the body, and in the answer.
    #[serde(default)]
    pub user_id_type: UserIdType,
}

/// A person and their role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Collaborator {
    /// `administrator`, `developer` or `operator`.
    pub r#type: String,
    /// Who.
    pub user_id: String,
}
