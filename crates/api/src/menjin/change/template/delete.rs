//! `DELETE /menjin/v1/templates/{key}` - deletes a template of the company.

use super::TemplatePath;
use crate::{menjin, prelude::*};

/// Deletes a template of the company.
#[derive(Debug)]
pub enum DeleteTemplate {}

impl Endpoint for DeleteTemplate {
    const META: Meta = Meta::delete("/menjin/v1/templates/{key}")
        .named("menjin.v1.templates.delete")
        .about("Deletes a template of the company")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Settings)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = TemplatePath;
    type Query = ();
    type Body = ();
    type Data = Empty;
}
