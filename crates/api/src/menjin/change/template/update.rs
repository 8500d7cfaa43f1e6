//! `PUT /menjin/v1/templates/{key}` - writes a template of groups anew.

use super::{super::Grant, Template, TemplatePath};
use crate::{menjin, prelude::*};

/// Writes a template of groups anew.
#[derive(Debug)]
pub enum UpdateTemplate {}

impl Endpoint for UpdateTemplate {
    const META: Meta = Meta::put("/menjin/v1/templates/{key}")
        .named("menjin.v1.templates.update")
        .about("Writes a template of groups anew")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Settings)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = TemplatePath;
    type Query = ();
    type Body = Body;
    type Data = Template;
}

/// What it says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// At most 100 characters, none of them one of < > ' " &.
    pub name: String,
    /// At most 500 characters.
    #[serde(default)]
    pub description: String,
    /// What members are given; each must exist.
    #[serde(default)]
    pub grants: Vec<Grant>,
}
