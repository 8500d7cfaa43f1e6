//! `POST /menjin/v1/administrators/{id}/reset_password` - takes the password away, ends all sessions, and makes a link that sets another.

use super::{Link, Path};
use crate::{menjin as own, prelude::*};

/// Makes an administrator set another password, by a link that is good once.
#[derive(Debug)]
pub enum ResetPassword {}

impl Endpoint for ResetPassword {
    const META: Meta = Meta::post("/menjin/v1/administrators/{id}/reset_password")
        .named("menjin.v1.administrator.reset_password")
        .about("Makes an administrator set another password, by a link that is good once")
        .family(&own::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Administrators)
        .codes(&[own::code::NOT_FOUND])
        .shape(Shape::Plain)
        .doc(own::DOC);
    type Path = Path;
    type Query = ();
    type Body = ();
    type Data = Link;
}
