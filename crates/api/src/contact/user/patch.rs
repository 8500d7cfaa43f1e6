//! `PATCH /open-apis/contact/v3/users/:user_id` - changes a person.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/patch>

use serde_json::{Map, Value};

use super::{
    Data, IdTypes, Order, UserPath,
    code::{self, unused},
};
use crate::prelude::*;

/// Changes what the body names of a person.
#[derive(Debug)]
pub enum PatchUser {}

impl Endpoint for PatchUser {
    const META: Meta = Meta::patch("/open-apis/contact/v3/users/{user_id}")
        .named("contact.v3.user.patch")
        .about("Changes a person")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant, User])
        .apps(AppKinds::Custom)
        .scopes(&["contact:contact", "contact:user.base"])
        .rate(Rate::Tier4)
        .codes(&[
            code::PARAMETER_INVALID,
            code::DEPARTMENT_OUT_OF_RANGE,
            code::MOBILE_TAKEN,
            code::EMAIL_TAKEN,
            unused::ACCOUNT_CONFLICT,
            code::MOBILE_INVALID,
            code::EMAIL_INVALID,
            code::NAME_EMPTY,
            unused::NO_EMAIL_OR_MOBILE,
            code::MOBILE_EMPTY,
            unused::ID_TAKEN_BY_CHANGE,
            unused::NAME_SENSITIVE,
            code::DEPARTMENT_FULL,
            code::DEPARTMENTS_EMPTY,
            unused::POSITION_INVALID,
            unused::POSITION_DEPARTMENT,
            unused::POSITION_TAKEN,
            unused::POSITION_MAINS,
            unused::TENANT_MISMATCH,
            unused::DEPARTMENT_BREAKS_POSITION,
            unused::POSITION_BREAKS_DEPARTMENT,
            code::ORDER_DEPARTMENT_INVALID,
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
            code::OUT_OF_RANGE,
            unused::ID_INFO_MISSING,
            code::FIELD_DENIED,
            unused::KIND_INVALID_OLD,
            code::KIND_INVALID,
            unused::KIND_INACTIVE,
            code::JOB_TITLE_TOO_LONG,
            unused::EMAIL_ALIASES,
            unused::EMAIL_RECYCLED,
            code::NAME_TOO_LONG,
            code::EN_NAME_TOO_LONG,
            code::NICKNAME_TOO_LONG,
            code::PRIMARY_NOT_FIRST,
            code::RESIGNED,
            unused::TENANT_INVALID,
            unused::EMAIL_DOMAIN,
            code::ORDERS_ALONE,
            unused::RESIGNED_UPDATE,
            unused::NAME_TOO_LONG_TWIN,
            unused::EN_NAME_TOO_LONG_TWIN,
            unused::NICKNAME_TOO_LONG_TWIN,
            unused::NOT_JOINED,
            unused::EXITED,
            unused::EMAIL_PASSWORD_INVALID,
            unused::INACTIVE_EMAIL,
            unused::PASSWORD_SET,
            unused::EMAIL_PASSWORD,
            unused::EDIT_UPPER,
            unused::MAINLAND_UNSUPPORTED,
            unused::MAINLAND_ONLY,
            code::FOREIGN_MOBILE_ALONE,
            unused::EMAIL_REGISTERED,
            unused::LOCKED,
            code::DEPARTMENT_UNKNOWN,
            code::FOUNDER_FROZEN,
            unused::GEO_UNKNOWN,
            unused::ANONYMIZED,
            unused::JOB_LEVEL_INVALID,
            unused::JOB_FAMILY_INVALID,
            unused::LICENCE_EMPTY,
            unused::LICENCES_EXCEEDED,
            unused::LICENCE_INVALID,
            unused::LICENCE_FAILED,
            unused::LICENCE_DENIED,
            code::EMPLOYEE_NO_TAKEN,
            unused::PLAN_EXPIRED,
            unused::EXTERNAL_DATA,
            unused::CITY_NOT_CHANGED,
            unused::TITLE_NOT_CHANGED,
            unused::CITY_AND_TITLE_NOT_CHANGED,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/patch");
    type Path = UserPath;
    type Query = IdTypes;
    type Body = Body;
    type Data = Data;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// 1 to 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_ids: Option<Vec<String>>,
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
    /// Unix seconds; 0 clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_time: Option<i64>,
    /// Unique among those present; at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_no: Option<String>,
    /// 1 regular, 2 intern, 3 outsourced, 4 contractor, 5 consultant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_type: Option<i64>,
    /// Places in the departments; needs `department_ids` beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<Order>>,
    /// Kept and returned untouched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_attrs: Option<Vec<Map<String, Value>>>,
    /// The mailbox of the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise_email: Option<String>,
    /// At most 255 characters; a blank text clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_title: Option<String>,
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
    /// Whether the account is frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_frozen: Option<bool>,
}
