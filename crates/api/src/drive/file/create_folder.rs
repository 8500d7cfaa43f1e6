//! `POST /open-apis/drive/v1/files/create_folder` - makes a folder.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/create_folder>

use super::code;
use crate::prelude::*;

/// How many bytes a name may have, as the official page says.
pub const NAME_MAX: usize = 256;

/// Makes a folder.
#[derive(Debug)]
pub enum CreateFolder {}

impl Endpoint for CreateFolder {
    const META: Meta = Meta::post("/open-apis/drive/v1/files/create_folder")
        .named("drive.v1.file.create_folder")
        .about("Makes a folder")
        .family(&crate::drive::FILES)
        .tokens(&[Tenant, User])
        .scopes(&["drive:drive", "space:folder:create"])
        .rate(Rate::PerSecond(5))
        .codes(&[
            code::INTERNAL,
            code::PARAMS_ERROR,
            code::NOT_FOUND,
            code::FORBIDDEN,
            code::AUTH_FAILED,
            code::DELETED,
            code::CONTENTION,
            code::TOO_MANY_SIBLINGS,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/create_folder");
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// 1 to [`NAME_MAX`] bytes.
    pub name: String,
    /// The folder to make it in; empty: the caller's root. It must be there, even if empty.
    pub folder_token: String,
}

/// What the caller gets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The new folder.
    pub token: String,
    /// Where a browser finds it.
    pub url: String,
}
