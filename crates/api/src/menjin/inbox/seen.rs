//! `POST /menjin/v1/inbox/seen` - the caller has seen notices.

use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Notes that the caller has seen these notices, or all of theirs.
#[derive(Debug)]
pub enum SeeInbox {}

impl Endpoint for SeeInbox {
    const META: Meta = Meta::post("/menjin/v1/inbox/seen")
        .named("menjin.v1.inbox.seen")
        .about("Notes that the caller has seen these notices, or all of theirs")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(&[own::INVALID, own::UNAUTHORIZED, own::FORBIDDEN, own::INTERNAL, own::UNAVAILABLE])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = ();
    type Query = ();
    type Body = Body;
    type Data = Data;
}

/// Which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Their ids, at most 200; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 200))]
    pub ids: Option<Vec<i64>>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// How many had not been seen before.
    pub seen: u64,
}
