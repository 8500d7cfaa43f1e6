//! Documents. <https://open.feishu.cn/document/ukTMukTMukTM/uUDN04SN0QjL1QDN/document-docx/docx-overview>

use crate::prelude::*;

pub mod code;
pub mod create;

/// A document as answers show it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Its token.
    pub document_id: String,
    /// Starts at 1 and grows with each change of the content.
    pub revision_id: i64,
    /// Plain text, may be empty.
    pub title: String,
}
