//! Apps. <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/application/get>

use crate::prelude::*;

pub mod code;
pub mod get;

/// An app as answers show it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct App {
    /// `cli_…`.
    pub app_id: String,
    /// Who owns it.
    pub creator_id: String,
    /// 0 disabled, 1 enabled, 2 not yet enabled.
    pub status: i64,
    /// 0 self-built, 1 store.
    pub scene_type: i64,
    /// 0 free.
    pub payment_type: i64,
    /// Where people may come back to from signing in.
    pub redirect_urls: Vec<String>,
    /// Empty: versions are not kept.
    pub online_version_id: String,
    /// Empty: versions are not kept.
    pub unaudit_version_id: String,
    /// Its name.
    pub app_name: String,
    /// A picture, may be empty.
    pub avatar_url: String,
    /// Free text.
    pub description: String,
    /// What it was enabled for.
    pub scopes: Vec<Scope>,
    /// May be empty.
    pub back_home_url: String,
    /// Its names in other languages.
    pub i18n: Vec<I18n>,
    /// The language of the names above.
    pub primary_language: String,
    /// What it is filed under in the store.
    pub common_categories: Vec<String>,
    /// Who owns it.
    pub owner: Owner,
    /// What opens first on a telephone.
    pub mobile_default_ability: String,
    /// What opens first on a computer.
    pub pc_default_ability: String,
}

/// A scope of an app.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Scope {
    /// Its name.
    pub scope: String,
    /// What it opens; may be empty.
    pub description: String,
    /// 1 normal, 2 high, 3 super-sensitive, 0 unknown.
    pub level: i64,
    /// For which tokens: `tenant`, `user`.
    pub token_types: Vec<String>,
}

/// An app in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct I18n {
    /// `zh_cn` and its like.
    pub i18n_key: String,
    /// Its name.
    pub name: String,
    /// Free text.
    pub description: String,
    /// A page of help, may be empty.
    pub help_use: String,
}

/// Whose an app is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Owner {
    /// 2: a member of the company.
    pub r#type: i64,
    /// Who.
    pub owner_id: String,
}
