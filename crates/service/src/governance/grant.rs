//! Grants on documents, apps, doors and review groups: one shape, each family by its own rules.

mod app;
mod delete;
mod document;
mod door;
mod list;
mod put;
mod review_group;

use menjin_api::menjin::grant::{Effect, Named, code};
use menjin_model::{AppNo, DepartmentNo, GroupNo, Millis, Party, Span, TenantNo, UserNo, VisitorNo};
use menjin_store::{
    Tx,
    access::names::{self, Kind},
};
use serde_json::Value;

use super::things;
use crate::{Refusal, decision::asked};

pub use delete::delete;
pub use list::list;
pub use put::put;

/// What is to be given or taken.
#[derive(Debug, Clone, Copy)]
struct Wish<'a> {
    resource: &'a Named,
    /// The kind of holder as on the wire, and which.
    holder: (&'a str, Party),
    action: &'a str,
    effect: Effect,
    span: Span,
}

/// What became different, for the history.
#[derive(Debug)]
struct Done {
    object: String,
    before: Value,
    after: Value,
}

/// Who this is; nobody who has left.
async fn holder<'a>(tx: &mut Tx<'_>, tenant: TenantNo, named: &'a Named) -> Result<(&'a str, Party), Refusal> {
    let word = named.r#type.as_str();
    if word == "everyone" {
        return Ok((word, Party::Everyone));
    }
    if word == "department" && named.id == "0" {
        return Ok((word, Party::Department(DepartmentNo::ROOT)));
    }
    let unknown = || Refusal::new(code::HOLDER_UNKNOWN).with_field("holder", Some(named.id.clone()), "");
    let kinds = [Kind::User, Kind::Department, Kind::Group, Kind::App, Kind::Visitor];
    let kind = things::kind(word).filter(|kind| kinds.contains(kind)).ok_or_else(|| refuse(code::HOLDER, "holder"))?;
    let number = names::number(tx, tenant, kind, &named.id).await?.ok_or_else(unknown)?;
    let party = match kind {
        Kind::User => Party::User(UserNo(number)),
        Kind::Department => Party::Department(DepartmentNo(number)),
        Kind::Group => Party::Group(GroupNo(number)),
        Kind::App => Party::App(AppNo(number)),
        _ => Party::Visitor(VisitorNo(number)),
    };
    Ok((word, party))
}

/// From when until when; 0 where it is not said.
fn span(from: Option<&str>, until: Option<&str>) -> Result<Span, Refusal> {
    let moment = |field: &str, text: Option<&str>| match text.map(str::trim).filter(|text| !text.is_empty()) {
        None => Ok(Millis(0)),
        Some(text) => asked::moment(field, text).map_err(|_| refuse(code::SPAN, field)),
    };
    let span = Span { starts: moment("from", from)?, ends: moment("until", until)? };
    let is_backwards = span.ends != Millis(0) && span.ends <= span.starts;
    if is_backwards { Err(refuse(code::SPAN, "until")) } else { Ok(span) }
}

/// A refusal that names the field.
fn refuse(code: menjin_api::Code, field: &str) -> Refusal {
    Refusal::new(code).with_field(field, None, "")
}

/// Refuses times where there are none.
fn no_span(span: Span) -> Result<(), Refusal> {
    if span == Span::default() { Ok(()) } else { Err(refuse(code::SPAN_UNSUPPORTED, "until")) }
}

/// Refuses to deny what can only be given.
fn only_allow(effect: Effect) -> Result<(), Refusal> {
    if effect == Effect::Allow { Ok(()) } else { Err(refuse(code::EFFECT, "effect")) }
}

/// There is no such resource.
fn unknown_resource() -> Refusal {
    refuse(code::RESOURCE_UNKNOWN, "resource")
}

/// A moment as it is written; nothing for none.
fn written(at: Millis) -> Option<String> {
    (at != Millis(0)).then(|| jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_string())
}
