//! `POST /open-apis/authen/v2/oauth/token` - a code or a refresh token against user tokens.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/authentication-management/access-token/get-user-access-token>

use super::{Body, Data, code};
use crate::prelude::*;

/// Issues user tokens (older address).
#[derive(Debug)]
pub enum TokenV2 {}

impl Endpoint for TokenV2 {
    const META: Meta = Meta::post("/open-apis/authen/v2/oauth/token")
        .named("authen.v2.oauth.token")
        .about("Issues user tokens (older address)")
        .family(&super::FAMILY)
        .shape(Shape::OAuth)
        .rate(Rate::Tier4)
        .codes(code::ALL)
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/authentication-management/access-token/get-user-access-token");
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}
