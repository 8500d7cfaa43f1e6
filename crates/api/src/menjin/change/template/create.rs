//! `POST /menjin/v1/templates` - makes a template of groups.

use super::{super::Grant, Template};
use crate::{menjin, prelude::*};

/// Makes a template of groups.
#[derive(Debug)]
pub enum CreateTemplate {}

impl Endpoint for CreateTemplate {
    const META: Meta = Meta::post("/menjin/v1/templates")
        .named("menjin.v1.templates.create")
        .about("Makes a template of groups")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Settings)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Template;
}

/// What it says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// 1 to 32 small letters, digits and `_`, beginning with a letter; that of one that is built in overrides it.
    pub key: String,
    /// At most 100 characters, none of them one of < > ' " &.
    pub name: String,
    /// At most 500 characters.
    #[serde(default)]
    pub description: String,
    /// What members are given; each must exist.
    #[serde(default)]
    pub grants: Vec<Grant>,
}
