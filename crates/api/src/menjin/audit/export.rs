//! `GET /menjin/v1/audit/export` - the changes as a file, the newest first, as a stream.

use super::code;
use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Exports changes.
#[derive(Debug)]
pub enum ExportAudit {}

impl Endpoint for ExportAudit {
    const META: Meta = Meta::get("/menjin/v1/audit/export")
        .named("menjin.v1.audit.export")
        .about("Exports changes as NDJSON or CSV, the newest first; an export that fails midway ends without its last chunk")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Audit)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::TIME,
            code::TEXT,
            code::FORMAT,
            own::INTERNAL,
            own::UNAVAILABLE,
        ])
        .shape(Shape::Plain)
        .doc(DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = String;
}

/// Which changes, and how they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// `ndjson`, one object a line, or `csv`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// As for the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// As for the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// As for the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// As for the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// As for the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// As for the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// As for the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
}
