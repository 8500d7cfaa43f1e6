//! `GET /open-apis/contact/v3/users/:user_id` - one person.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get>

use super::{
    Data, IdTypes, READ, UserPath,
    code::{self, unused},
};
use crate::prelude::*;

/// Reads one person, those who left included.
#[derive(Debug)]
pub enum GetUser {}

impl Endpoint for GetUser {
    const META: Meta = Meta::get("/open-apis/contact/v3/users/{user_id}")
        .named("contact.v3.user.get")
        .about("Reads one person")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant, User])
        .scopes(READ)
        .rate(Rate::Tier4)
        .codes(&[code::NOT_SEEN, unused::GET_PARAMETER, unused::GET_ID])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get");
    type Path = UserPath;
    type Query = IdTypes;
    type Body = ();
    type Data = Data;
}
