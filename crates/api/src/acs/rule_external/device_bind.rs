//! `POST /open-apis/acs/v1/rule_external/device_bind` - makes these the only rules of a door.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/rule_external/device_bind>

use crate::acs::code;
use crate::prelude::*;

/// How many rules one call may name (official page).
pub const RULES_MAX: usize = 10_000;

/// Binds a door to rules.
#[derive(Debug)]
pub enum BindDevice {}

impl Endpoint for BindDevice {
    const META: Meta = Meta::post("/open-apis/acs/v1/rule_external/device_bind")
        .named("acs.v1.rule_external.device_bind")
        .about("Makes these the only rules of a door")
        .family(&crate::acs::FAMILY)
        .tokens(&[User])
        .scopes(&["acs:device:write", "acs:users"])
        .rate(Rate::PerSecond(5))
        .codes(&[code::PARAMS_INVALID, code::DEVICE_UNKNOWN, code::RULE_UNKNOWN])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/acs-v1/rule_external/device_bind");
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Empty;
}

/// What the caller sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// The door.
    pub device_id: String,
    /// Its rules from now on; none: it belongs to no rule any more.
    pub rule_ids: Vec<String>,
}
