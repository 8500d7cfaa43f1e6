//! `GET /open-apis/acs/v1/devices` - every door of the tenant, on one page.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/device/list>

use crate::prelude::*;

/// Lists the doors.
#[derive(Debug)]
pub enum ListDevices {}

impl Endpoint for ListDevices {
    const META: Meta = Meta::get("/open-apis/acs/v1/devices")
        .named("acs.v1.device.list")
        .about("Lists the doors")
        .family(&crate::acs::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["acs:devices:readonly"])
        .rate(Rate::Tier4)
        .bad_input(platform::FIELD_VALIDATION)
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/device/list");
    type Path = ();
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// What the caller gets.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// All doors, the oldest first.
    pub items: Vec<Device>,
}

/// A door.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Device {
    /// Decimal digits.
    pub device_id: String,
    /// Where it is.
    pub device_name: String,
    /// Its serial number.
    pub device_sn: String,
    /// What it tells of itself; absent when nothing is known. (Only the SDKs know this field.)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<Property>,
}

/// What a door tells of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Property {
    /// Of its software.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Faces it knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_device_face_count: Option<i64>,
    /// Faces it can know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_face_capacity: Option<i64>,
    /// 1 online, 0 offline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online_status: Option<i64>,
    /// The name it gives itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    /// Whether passing it counts as clocking in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_clock_in: Option<bool>,
}
