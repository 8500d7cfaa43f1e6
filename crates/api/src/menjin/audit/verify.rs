//! `GET /menjin/v1/audit/verify` - whether the history is as it was written.

use super::code;
use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Checks the chain of the history.
#[derive(Debug)]
pub enum VerifyAudit {}

impl Endpoint for VerifyAudit {
    const META: Meta = Meta::get("/menjin/v1/audit/verify")
        .named("menjin.v1.audit.verify")
        .about("Checks that every row of the history is as it was written; a long history in pieces")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Audit)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::PAGE_TOKEN,
            code::EXPECT,
            own::INTERNAL,
            own::UNAVAILABLE,
        ])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// What is known of it elsewhere, and which piece.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// A head that was noted earlier, `REVISION:HASH`: only against it a lost tail is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<String>,
    /// `page_token` of the piece before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// Nothing wrong up to here; with `has_more` that is not all yet.
    pub sound: bool,
    /// How many revisions were checked, all pieces together.
    pub checked: i64,
    /// The first that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken: Option<Broken>,
    /// Whether the noted head is in the history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected>,
    /// The last revision and its seal, to be noted elsewhere.
    pub head: Head,
    /// Whether there is another piece.
    pub has_more: bool,
    /// Of the next piece.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}

/// Where the history is broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Broken {
    /// The revision that is not as it was, or the first that is missing.
    pub revision: i64,
    /// What is wrong with it.
    pub what: Damage,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Damage {
    /// It is not as it was written.
    Changed,
    /// It was written and is not there.
    Removed,
    /// It is there and was never written so.
    Inserted,
}

/// Whether a noted head is in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Expected {
    /// It is, as noted.
    Found,
    /// The history ends before it: its tail is lost.
    Missing,
    /// There is another row in its place.
    Different,
}

/// The last row of a history.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Head {
    /// Its revision; 0 when there is none.
    pub revision: i64,
    /// Its seal, in hex.
    pub hash: String,
}
