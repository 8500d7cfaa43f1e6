//! `GET /menjin/v1/groups/cache` - how well what is known of groups is remembered.

use crate::prelude::*;

/// Tells of what is remembered.
#[derive(Debug)]
pub enum GroupCache {}

impl Endpoint for GroupCache {
    const META: Meta = Meta::get("/menjin/v1/groups/cache")
        .named("menjin.v1.group.cache")
        .about("Tells how often details of user groups were remembered, since the server started")
        .family(&super::super::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(super::code::ALL)
        .shape(Shape::Plain)
        .doc(super::super::DOC);
    type Path = ();
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// Of the caller's company, since the server started or the company was last forgotten for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// Details remembered now.
    pub entries: i64,
    /// Answers that were remembered.
    pub hits: i64,
    /// Answers that had to be found out.
    pub misses: i64,
    /// Of these, those that somebody forced.
    pub refreshes: i64,
    /// For how long at most an answer is remembered, in seconds.
    pub seconds: i64,
}
