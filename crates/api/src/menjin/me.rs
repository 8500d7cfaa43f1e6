//! `GET /menjin/v1/me` - who the token speaks for.

use menjin_model::Role;

use crate::prelude::*;

/// Tells who calls.
#[derive(Debug)]
pub enum GetMe {}

impl Endpoint for GetMe {
    const META: Meta = Meta::get("/menjin/v1/me")
        .named("menjin.v1.me.get")
        .about("Tells whose token this is, and what it may do")
        .family(&super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::DOC);
    type Path = ();
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// An administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The company's key.
    pub tenant_key: String,
    /// The company's name.
    pub tenant_name: String,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// What they may do here: the role's rights, or fewer when the token was made for fewer.
    pub rights: Vec<Right>,
}
