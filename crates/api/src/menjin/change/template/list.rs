//! `GET /menjin/v1/templates` - lists templates of groups: the company's own, and those that are built in.

use super::Template;
use crate::{menjin, prelude::*};

/// Lists templates of groups: the company's own, and those that are built in.
#[derive(Debug)]
pub enum ListTemplates {}

impl Endpoint for ListTemplates {
    const META: Meta = Meta::get("/menjin/v1/templates")
        .named("menjin.v1.templates.list")
        .about("Lists templates of groups: the company's own, and those that are built in")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = ();
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// Templates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// Those that are built in first.
    pub items: Vec<Template>,
}
