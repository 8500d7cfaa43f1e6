//! `POST /open-apis/docx/v1/documents` - makes a document.
//!
//! <https://open.feishu.cn/document/ukTMukTMukTM/uUDN04SN0QjL1QDN/document-docx/docx-v1/document/create>

use super::{Document, code};
use crate::prelude::*;

/// How many characters a title may have, as the official page says.
pub const TITLE_MAX: usize = 800;

/// Makes a document.
#[derive(Debug)]
pub enum CreateDocument {}

impl Endpoint for CreateDocument {
    const META: Meta = Meta::post("/open-apis/docx/v1/documents")
        .named("docx.v1.document.create")
        .about("Makes a document")
        .family(&crate::docx::FAMILY)
        .tokens(&[Tenant, User])
        .scopes(&["docx:document", "docx:document:create"])
        .rate(Rate::PerSecond(3))
        .limited(platform::RATE_LIMITED_OLDER)
        .codes(&[
            code::INVALID_PARAM,
            code::NOT_FOUND_UNUSED,
            code::DELETED,
            code::FORBIDDEN_UNUSED,
            code::FOLDER_NOT_FOUND,
            code::NO_FOLDER_PERMISSION,
            code::INTERNAL,
        ])
        .doc("https://open.feishu.cn/document/ukTMukTMukTM/uUDN04SN0QjL1QDN/document-docx/docx-v1/document/create");
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// The folder to make it in; absent or empty: the caller's root.
    #[serde(default)]
    pub folder_token: String,
    /// 1 to [`TITLE_MAX`] characters; absent: untitled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The new document.
    pub document: Document,
}
