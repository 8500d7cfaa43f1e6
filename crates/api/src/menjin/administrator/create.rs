//! `POST /menjin/v1/administrators` - invites one more, by a link that is good once.

use menjin_model::Role;

use super::{Link, code};
use crate::{menjin as own, prelude::*};

/// Adds an administrator.
#[derive(Debug)]
pub enum CreateAdministrator {}

impl Endpoint for CreateAdministrator {
    const META: Meta = Meta::post("/menjin/v1/administrators")
        .named("menjin.v1.administrator.create")
        .about("Adds an administrator, who sets a password by a link that is good once")
        .family(&own::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Administrators)
        .codes(&[
            own::code::INVALID,
            code::LOGIN,
            code::NAME,
            code::PERSON,
            code::LOGIN_TAKEN,
            code::PERSON_TAKEN,
            code::ADMINISTRATORS_MANY,
        ])
        .shape(Shape::Plain)
        .doc(own::DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Link;
}

/// Who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// What they shall sign in with; no other administrator of the company has it.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Who they are in the company: the company's own id. With it they may come in by a user token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The language of their notices: `zh`, the default, or `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
