//! Members of user groups. <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/group-member/overview>

use crate::prelude::*;

pub mod add;
pub mod batch_add;
pub mod batch_remove;
pub mod code;
pub mod remove;
pub mod simplelist;

/// How many members a batch may name, as the official pages say.
pub const BATCH_MAX: usize = 100;

/// A member, as a batch names it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// Whom.
    pub member_id: String,
    /// Only `user`.
    pub member_type: String,
    /// `open_id`, `union_id` or `user_id`; optional on paper, needed in fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id_type: Option<String>,
}

/// What a batch sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Members {
    /// 1 to [`BATCH_MAX`].
    pub members: Vec<Member>,
}
