//! `POST /menjin/v1/groups` - creates a user group with its members and what they are given.

use super::{Grant, Member};
use crate::{menjin, prelude::*};

/// Creates a user group with its members and what they are given.
#[derive(Debug)]
pub enum CreateGroup {}

impl Endpoint for CreateGroup {
    const META: Meta = Meta::post("/menjin/v1/groups")
        .named("menjin.v1.groups.create")
        .about("Creates a user group with its members and what they are given")
        .family(&menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Groups)
        .shape(Shape::Plain)
        .codes(menjin::change::code::ALL)
        .doc(menjin::DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// What is to be made.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// The key of a template: what is absent here is taken from it, and its grants are made too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Unique in the company; at most 100 characters, none of them one of < > ' " &.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// At most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Chosen by the caller; else made: `<template>_<unix ms>_<6 letters and digits>`, or 16 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    /// Who is in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
    /// What its members get beside what the template gives. Absent: what the template gives; needs the right `access`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grants: Option<Vec<Grant>>,
}

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The id of the new group.
    pub group_id: String,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// The template it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// How many people and departments are in it.
    pub members: usize,
    /// What its members get.
    pub grants: Vec<Grant>,
}
