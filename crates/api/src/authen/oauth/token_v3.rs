//! `POST /oauth/v3/token` - a code or a refresh token against user tokens.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/authentication-management/access-token/get-user-access-token-v3>

use super::{Body, Data, code};
use crate::prelude::*;

/// Issues user tokens.
#[derive(Debug)]
pub enum TokenV3 {}

impl Endpoint for TokenV3 {
    const META: Meta = Meta::post("/oauth/v3/token")
        .named("oauth.v3.token")
        .about("Issues user tokens")
        .family(&super::FAMILY)
        .shape(Shape::OAuth)
        .rate(Rate::Unlimited)
        .codes(code::ALL)
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/authentication-management/access-token/get-user-access-token-v3");
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}
