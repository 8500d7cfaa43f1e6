//! `GET /open-apis/authen/v1/user_info` - who the person of a user token is.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/authen-v1/user_info/get>

use crate::prelude::*;

/// Tells who the person of the token is.
#[derive(Debug)]
pub enum UserInfo {}

impl Endpoint for UserInfo {
    const META: Meta = Meta::get("/open-apis/authen/v1/user_info")
        .named("authen.v1.user_info.get")
        .about("Tells who the person of a user token is")
        .family(&super::FAMILY)
        .tokens(&[User])
        .rate(Rate::Tier4)
        .codes(&[
            code::INVALID_REQUEST,
            code::TOKEN_GONE,
            code::USER_UNKNOWN,
            code::USER_RESIGNED,
            code::USER_FROZEN,
            code::USER_NOT_REGISTERED,
            code::SYSTEM_ERROR,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/authen-v1/user_info/get");
    type Path = ();
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// The person. Fields with a scope of their own are left out without it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// As the company knows them.
    pub name: String,
    /// The English name, may be empty.
    pub en_name: String,
    /// A picture.
    pub avatar_url: String,
    /// 72 × 72.
    pub avatar_thumb: String,
    /// 240 × 240.
    pub avatar_middle: String,
    /// 640 × 640.
    pub avatar_big: String,
    /// Within this app.
    pub open_id: String,
    /// Within all apps of its developer.
    pub union_id: String,
    /// The company.
    pub tenant_key: String,
    /// Needs `contact:user.email:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Needs `contact:user.employee:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise_email: Option<String>,
    /// Needs `contact:user.employee_id:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Needs `contact:user.phone:readonly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Needs a scope of reading employees or contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_no: Option<String>,
}

pub mod code {
    //! Codes about the person of a token; they come with HTTP 200.
    use crate::codes;

    codes! {
        /// The request cannot be read.
        INVALID_REQUEST = 20_001 OK "Invalid request. Please check request param" unreachable "the call reads nothing but its token";
        /// The token's record is gone while it was used.
        TOKEN_GONE = 20_005 OK "The user access token passed is invalid. Please check the value" unreachable "an unknown token is refused before, with 99991668";
        /// The person is gone.
        USER_UNKNOWN = 20_008 OK "User not exist" unreachable "people who leave are kept and told by 20021";
        /// The person has left.
        USER_RESIGNED = 20_021 OK "User resigned";
        /// The person is frozen.
        USER_FROZEN = 20_022 OK "User frozen";
        /// The person has not joined yet.
        USER_NOT_REGISTERED = 20_023 OK "User not registered";
        /// Our fault; the log knows more under the log id.
        SYSTEM_ERROR = 20_050 INTERNAL_SERVER_ERROR "System error" unreachable "our faults only";
    }
}
