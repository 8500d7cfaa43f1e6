//! Who governs: `/menjin/v1/administrators`.

pub mod code;
pub mod create;
pub mod delete;
pub mod list;
pub mod patch;
pub mod reset_password;
pub mod reset_totp;

use menjin_model::Role;

use crate::prelude::*;

/// How many letters a login may have.
pub const LOGIN_MAX: usize = 64;
/// How many letters a name may have.
pub const NAME_MAX: usize = 100;
/// How many letters a password needs.
pub const PASSWORD_MIN: usize = 12;
/// How many bytes a password may have.
pub const PASSWORD_MAX: usize = 1024;

/// Which administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Path {
    /// Their id.
    pub id: String,
}

/// One who governs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Shown {
    /// Their id.
    pub id: String,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Who they are in the company: the company's own id; absent: nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The language of their notices: `zh` or `en`.
    pub language: String,
    /// They may not come in.
    pub disabled: bool,
    /// They have set a password.
    pub has_password: bool,
    /// They need a one-time code to sign in.
    pub has_totp: bool,
    /// Until when no password is taken, after too many wrong ones; milliseconds since 1970, 0: it is taken.
    pub locked_until: i64,
    /// When they were added, milliseconds since 1970.
    pub created: i64,
    /// Stands for all that a change may change: bring it along, so that nobody's change is lost.
    pub revision: String,
}

/// A link that sets a password. It is told once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Whose.
    pub id: String,
    /// The address: good once.
    pub set_up_url: String,
    /// Until when, milliseconds since 1970.
    pub expires: i64,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("id", &self.id).field("expires", &self.expires).finish_non_exhaustive()
    }
}
