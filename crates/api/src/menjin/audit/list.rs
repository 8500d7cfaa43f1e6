//! `GET /menjin/v1/audit` - the changes, the newest first.

use super::{Change, code};
use crate::menjin::{DOC, FAMILY, code as own};
use crate::prelude::*;

/// Lists changes.
#[derive(Debug)]
pub enum ListAudit {}

impl Endpoint for ListAudit {
    const META: Meta = Meta::get("/menjin/v1/audit")
        .named("menjin.v1.audit.list")
        .about("Lists changes, the newest first; with `after`, those behind a revision, the oldest first")
        .family(&FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Audit)
        .codes(&[
            own::INVALID,
            own::UNAUTHORIZED,
            own::FORBIDDEN,
            code::TIME,
            code::PAGE_TOKEN,
            code::PAGE_SIZE,
            code::TEXT,
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

/// Which changes, and which part of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// Who: as `actor` of a change, or the name or sign-in of an administrator, the name or `user_id` of a person, an `app_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// To what: `<kind>:<id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// What: an action, or the beginning of it up to a dot (`contact.v3.group`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Through what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<String>,
    /// Not before this moment (RFC 3339), or day in UTC+8 (`2026-11-28`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Before this moment, or until the end of this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// A text within action, object, before or after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only what came behind this revision, the oldest first: to follow what happens, ask again with the last one seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<i64>,
    /// `page_token` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 50 unless said otherwise, at most 200.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// A page of changes. It may hold fewer than were asked for, or none, and yet have one behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The changes.
    pub items: Vec<Change>,
    /// Whether there may be more.
    pub has_more: bool,
    /// Of the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// Down to which revision (with `after`: up to which) everything was looked at.
    pub searched: i64,
}
