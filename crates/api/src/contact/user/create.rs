//! `POST /open-apis/contact/v3/users` - creates a person.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/create>

use serde_json::{Map, Value};

use super::{
    Data, IdTypesAndToken, Order,
    code::{self, unused},
};
use crate::prelude::*;

/// Creates a person who is active at once.
#[derive(Debug)]
pub enum CreateUser {}

impl Endpoint for CreateUser {
    const META: Meta = Meta::post("/open-apis/contact/v3/users")
        .named("contact.v3.user.create")
        .about("Creates a person")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:contact"])
        .rate(Rate::Tier4)
        .codes(&[
            code::PARAMETER_INVALID,
            code::DEPARTMENT_OUT_OF_RANGE,
            code::TOKEN_REUSED,
            code::MOBILE_TAKEN,
            code::EMAIL_TAKEN,
            unused::ACCOUNT_CONFLICT,
            code::MOBILE_INVALID,
            code::EMAIL_INVALID,
            code::NAME_EMPTY,
            unused::UNCERTAIN_SEATS,
            unused::BILLED_SEATS,
            unused::NO_EMAIL_OR_MOBILE,
            code::MOBILE_EMPTY,
            code::ID_TAKEN,
            code::ID_INVALID,
            unused::ID_UPDATES,
            unused::NAME_SENSITIVE,
            unused::IDP_TYPE,
            code::DEPARTMENT_FULL,
            code::DEPARTMENTS_EMPTY,
            unused::POSITION_INVALID,
            unused::POSITION_DEPARTMENT,
            unused::POSITION_TAKEN,
            unused::POSITION_MAINS,
            unused::TENANT_MISMATCH,
            code::ORDER_DEPARTMENT_INVALID,
            unused::ACCOUNT_FAILED,
            unused::VISIBILITY_UPGRADE,
            unused::SEVERAL_DEPARTMENTS,
            code::OWN_LEADER,
            unused::POSITIONS_OFF,
            unused::SEVERAL_DEPARTMENTS_OFF,
            code::DEPARTMENTS_TOO_MANY,
            unused::EMAIL_PREFIX_TAKEN,
            unused::EMAIL_PREFIX_INVALID,
            unused::AVATAR_INVALID,
            unused::AVATAR_SENSITIVE,
            code::GENDER_INVALID,
            unused::NAME_NULL,
            unused::DEPARTMENT_UNASSIGNED,
            unused::JOIN_TIME_INVALID,
            code::EMPLOYEE_NO_INVALID,
            unused::ATTRIBUTE_UNSET,
            unused::ATTRIBUTE_UNKNOWN,
            unused::ATTRIBUTE_VALUE_UNSET,
            unused::ATTRIBUTE_TEXT_NULL,
            unused::ATTRIBUTE_URL_NULL,
            unused::ID_INFO_MISSING,
            unused::ACCEPTOR_AT_CREATION,
            unused::EXISTS,
            unused::EMAIL_UNSET,
            unused::MOBILE_UNSET,
            code::KIND_INVALID,
            unused::KIND_INACTIVE,
            code::JOB_TITLE_TOO_LONG,
            unused::EMAIL_ALIASES,
            unused::EMAIL_RECYCLED,
            code::NAME_TOO_LONG,
            code::EN_NAME_TOO_LONG,
            code::NICKNAME_TOO_LONG,
            code::PRIMARY_NOT_FIRST,
            unused::EMAIL_DOMAIN,
            unused::TENANTS_JOINED,
            unused::NAME_TOO_LONG_TWIN,
            unused::EN_NAME_TOO_LONG_TWIN,
            unused::NICKNAME_TOO_LONG_TWIN,
            unused::CREATED_LATELY,
            unused::INTERCEPTED,
            unused::EMAIL_PASSWORD_INVALID,
            unused::EMAIL_PASSWORD,
            unused::MAINLAND_UNSUPPORTED,
            unused::MAINLAND_ONLY,
            code::FOREIGN_MOBILE_ALONE,
            code::LEADER_RESIGNED,
            code::LEADER_UNKNOWN,
            unused::FEATURE_SEATS,
            unused::EMAIL_REGISTERED,
            unused::GEO_UNKNOWN,
            unused::GEO_DENIED,
            unused::GEO_OFF,
            unused::JOB_LEVEL_INVALID,
            unused::JOB_FAMILY_INVALID,
            unused::LICENCE_EMPTY,
            unused::LICENCES_EXCEEDED,
            unused::LICENCE_INVALID,
            unused::LICENCE_DENIED,
            code::EMPLOYEE_NO_TAKEN,
            unused::CITY_NOT_MADE,
            unused::TITLE_NOT_MADE,
            unused::CITY_AND_TITLE_NOT_MADE,
            unused::ASSET_TIME,
            unused::ASSET_QUOTA,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/create");
    type Path = ();
    type Query = IdTypesAndToken;
    type Body = Body;
    type Data = Data;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Chosen by the caller, or made by us: at most 64 characters, no blanks, unique among those present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// 1 to 255 characters.
    pub name: String,
    /// At most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en_name: Option<String>,
    /// At most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// Unique among those present; needed with a number outside the mainland.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Unique among those present: a mainland number with or without `+86`, or `+` and the country code.
    pub mobile: String,
    /// Whether colleagues see the number; yes unless it says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile_visible: Option<bool>,
    /// 0 undisclosed, 1 male, 2 female, 3 other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<i64>,
    /// The key of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar_key: Option<String>,
    /// At most 50; `0` is the root.
    pub department_ids: Vec<String>,
    /// Somebody else who is present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader_user_id: Option<String>,
    /// At most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// A country code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// At most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_station: Option<String>,
    /// Unix seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_time: Option<i64>,
    /// Unique among those present; at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_no: Option<String>,
    /// 1 regular, 2 intern, 3 outsourced, 4 contractor, 5 consultant.
    pub employee_type: i64,
    /// Places in the departments; absent: the first department is the primary one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<Order>>,
    /// Kept and returned untouched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_attrs: Option<Vec<Map<String, Value>>>,
    /// The mailbox of the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise_email: Option<String>,
    /// At most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_title: Option<String>,
    /// Where their data is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geo: Option<String>,
    /// Kept as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_level_id: Option<String>,
    /// Kept as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_family_id: Option<String>,
    /// Licences; kept, never shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription_ids: Option<Vec<String>>,
    /// Other leaders who are present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dotted_line_leader_user_ids: Option<Vec<String>>,
}
