//! Files and folders. <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/file-overview>

pub mod code;
pub mod create_folder;
