//! `DELETE /menjin/v1/administrators/{id}` - takes one out, with all their sessions and tokens.

use super::{Path, code};
use crate::{menjin as own, prelude::*};

/// Removes an administrator.
#[derive(Debug)]
pub enum DeleteAdministrator {}

impl Endpoint for DeleteAdministrator {
    const META: Meta = Meta::delete("/menjin/v1/administrators/{id}")
        .named("menjin.v1.administrator.delete")
        .about("Removes an administrator")
        .family(&own::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Administrators)
        .codes(&[own::code::NOT_FOUND, code::LAST_OWNER])
        .shape(Shape::Plain)
        .doc(own::DOC);
    type Path = Path;
    type Query = ();
    type Body = ();
    type Data = Empty;
}
