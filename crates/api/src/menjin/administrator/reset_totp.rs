//! `POST /menjin/v1/administrators/{id}/reset_totp` - takes the one-time codes away from who has lost them.

use super::{Path, code};
use crate::{menjin as own, prelude::*};

/// Lets an administrator sign in without one-time codes again.
#[derive(Debug)]
pub enum ResetTotp {}

impl Endpoint for ResetTotp {
    const META: Meta = Meta::post("/menjin/v1/administrators/{id}/reset_totp")
        .named("menjin.v1.administrator.reset_totp")
        .about("Lets an administrator sign in without one-time codes again")
        .family(&own::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Administrators)
        .codes(&[own::code::NOT_FOUND, code::NOTHING])
        .shape(Shape::Plain)
        .doc(own::DOC);
    type Path = Path;
    type Query = ();
    type Body = ();
    type Data = Empty;
}
