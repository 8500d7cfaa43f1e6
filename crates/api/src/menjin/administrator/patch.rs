//! `PATCH /menjin/v1/administrators/{id}` - changes one; what is absent stays.

use menjin_model::Role;

use super::{Path, Shown, code};
use crate::{menjin as own, prelude::*};

/// Changes an administrator.
#[derive(Debug)]
pub enum PatchAdministrator {}

impl Endpoint for PatchAdministrator {
    const META: Meta = Meta::patch("/menjin/v1/administrators/{id}")
        .named("menjin.v1.administrator.patch")
        .about("Changes an administrator: name, role, person, language, or whether they may come in")
        .family(&own::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Administrators)
        .codes(&[
            own::code::INVALID,
            own::code::NOT_FOUND,
            own::code::CONFLICT,
            code::NAME,
            code::PERSON,
            code::NOTHING,
            code::LAST_OWNER,
            code::PERSON_TAKEN,
        ])
        .shape(Shape::Plain)
        .doc(own::DOC);
    type Path = Path;
    type Query = ();
    type Body = Body;
    type Data = Shown;
}

/// What shall change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// The `revision` that the change is based on; when it is another by now, nothing is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Who they are in the company: the company's own id; empty: nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The language of their notices: `zh` or `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether they may not come in; their sessions end at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
}
