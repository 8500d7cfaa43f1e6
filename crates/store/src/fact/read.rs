//! Facts out of rows: for each table the columns that decisions need, and what they say.
//!
//! What cannot be read gives nothing: a door's hours that nobody understands open it never, a group's rule has no members.

use menjin_model::{
    AppList, AppNo, CollaboratorRole, DepartmentNo, Fact, GroupNo, Opening, Party, Perm, Rule, Sharing, Span, UserNo,
    VisitorNo,
};
use serde_json::{Map, Value as Json};

use crate::{Row, StoreError, Tx, Value};

/// Reads a row into a fact.
pub(crate) type Read = fn(&Row<'_>) -> Result<Fact, StoreError>;

/// The facts that a query, or a statement with `returning`, answers.
pub(crate) async fn facts(
    tx: &mut Tx<'_>,
    sql: &'static str,
    args: &[Value<'_>],
    read: Read,
) -> Result<Vec<Fact>, StoreError> {
    let mut facts = Vec::new();
    let add = |row: &Row<'_>| {
        facts.push(read(row)?);
        Ok(())
    };
    tx.visit(sql, args, add).await?;
    Ok(facts)
}

/// `id`, `parent`
pub(crate) fn department(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::Department { id: row.take(0)?, parent: row.take(1)? })
}

/// `id`, `frozen`, `resigned`, `manager`
pub(crate) fn user(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::User { id: row.take(0)?, frozen: row.take(1)?, resigned: row.take(2)?, manager: row.take(3)? })
}

/// `user`, `department`
pub(crate) fn place(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::Place { user: row.take(0)?, department: row.take(1)? })
}

/// `id`, `type`, `rule`
pub(crate) fn group(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::Group { id: row.take(0)?, rule: rule(row.take(1)?, row.text(2)?) })
}

/// `user_group`, `user`, `starts`, `ends`
pub(crate) fn group_member(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::GroupMember { group: row.take(0)?, member: Party::User(row.take(1)?), span: span(row, 2)? })
}

/// `user_group`, `department`, `starts`, `ends`
pub(crate) fn group_department(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::GroupMember { group: row.take(0)?, member: Party::Department(row.take(1)?), span: span(row, 2)? })
}

/// `id`, `owner`, `status`, `visible_to_all`
pub(crate) fn app(row: &Row<'_>) -> Result<Fact, StoreError> {
    let enabled = row.take::<i64>(2)? == 1;
    Ok(Fact::App { id: row.take(0)?, owner: row.take(1)?, enabled, visible_to_all: row.take(3)? })
}

/// `app`, `user`, `role`
pub(crate) fn app_role(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::AppRole { app: row.take(0)?, user: row.take(1)?, role: role(row, 2)? })
}

/// `app`, `list`, `kind`, `member`
pub(crate) fn app_listed(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::AppListed { app: row.take(0)?, list: list(row, 1)?, member: party(row, 2)? })
}

/// `id`, `type`, `owner_kind`, `owner`, `folder`, `inherits`, `settings`, `deleted`
pub(crate) fn document(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::Document {
        id: row.take(0)?,
        is_folder: row.text(1)? == "folder",
        owner: party(row, 2)?,
        folder: row.take(4)?,
        inherits: row.take(5)?,
        sharing: sharing(row.text(6)?),
        deleted: row.take::<i64>(7)? != 0,
    })
}

/// `document`, `perm_type`, `kind`, `member`, `perm`, `starts`, `ends`
pub(crate) fn document_member(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::DocumentMember {
        document: row.take(0)?,
        single_page: row.text(1)? == "single_page",
        member: party(row, 2)?,
        perm: perm(row, 4)?,
        span: span(row, 5)?,
    })
}

/// `id`
pub(crate) fn device(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::Device { id: row.take(0)? })
}

/// `id`, `opening_time`
pub(crate) fn door_rule(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::DoorRule { id: row.take(0)?, opening: opening(row.text(1)?) })
}

/// `rule`, `device`
pub(crate) fn door_rule_device(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::DoorRuleDevice { rule: row.take(0)?, device: row.take(1)? })
}

/// `rule`, `kind`, `member`, `starts`, `ends`
pub(crate) fn door_rule_member(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::DoorRuleMember { rule: row.take(0)?, member: party(row, 1)?, span: span(row, 3)? })
}

/// `id`
pub(crate) fn visitor(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::Visitor { id: row.take(0)? })
}

/// `id`, `scope_visible_setting`
pub(crate) fn review_group(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::ReviewGroup { id: row.take(0)?, hidden: hidden(row.take(1)?) })
}

/// `review_group`, `kind`, `member`
pub(crate) fn review_member(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::ReviewMember { group: row.take(0)?, member: party(row, 1)? })
}

/// `time_zone`
pub(crate) fn time_zone(row: &Row<'_>) -> Result<Fact, StoreError> {
    Ok(Fact::TimeZone { name: row.take(0)? })
}

/// Whether back-office administrators do not see a review group: 0 is no limit.
pub(crate) fn hidden(scope_visible_setting: i64) -> bool {
    scope_visible_setting != 0
}

/// When a door rule opens. What nobody can read opens nothing: valid days whose last second is before the first.
pub(crate) fn opening(opening_time: &str) -> Opening {
    let wire = serde_json::from_str(opening_time).ok();
    wire.and_then(Opening::from_wire).unwrap_or(Opening { valid: Some((1, 0)), weekdays: 0, windows: Vec::new() })
}

/// Somebody by the words in `kind` columns.
pub(crate) fn party_of(kind: &str, number: i64) -> Option<Party> {
    match kind {
        "user" => Some(Party::User(UserNo(number))),
        "department" => Some(Party::Department(DepartmentNo(number))),
        "group" => Some(Party::Group(GroupNo(number))),
        "app" => Some(Party::App(AppNo(number))),
        "visitor" => Some(Party::Visitor(VisitorNo(number))),
        "everyone" => Some(Party::Everyone),
        _ => None,
    }
}

/// The words for somebody, likewise.
pub(crate) fn words_of(party: Party) -> (&'static str, i64) {
    match party {
        Party::User(no) => ("user", no.0),
        Party::Department(no) => ("department", no.0),
        Party::Group(no) => ("group", no.0),
        Party::App(no) => ("app", no.0),
        Party::Visitor(no) => ("visitor", no.0),
        Party::Everyone => ("everyone", 0),
    }
}

/// The sharing settings of a document.
pub(crate) fn sharing(settings: &str) -> Sharing {
    if settings == "{}" {
        return Sharing::default();
    }
    let settings: Map<String, Json> = serde_json::from_str(settings).unwrap_or_default();
    Sharing::from_words(|name| settings.get(name).and_then(Json::as_str))
}

/// The rule of a dynamic group.
fn rule(kind: i64, rule: &str) -> Option<Rule> {
    (kind == crate::group::DYNAMIC).then(|| serde_json::from_str(rule).unwrap_or(Rule::Any(Vec::new())))
}

fn party(row: &Row<'_>, kind: usize) -> Result<Party, StoreError> {
    let number = row.take(kind + 1)?;
    party_of(row.text(kind)?, number).ok_or(StoreError::Column { index: kind, expected: "a kind of party" })
}

fn span(row: &Row<'_>, starts: usize) -> Result<Span, StoreError> {
    Ok(Span { starts: row.take(starts)?, ends: row.take(starts + 1)? })
}

fn perm(row: &Row<'_>, index: usize) -> Result<Perm, StoreError> {
    Perm::parse(row.text(index)?).ok_or(StoreError::Column { index, expected: "a role" })
}

fn role(row: &Row<'_>, index: usize) -> Result<CollaboratorRole, StoreError> {
    CollaboratorRole::parse(row.text(index)?).ok_or(StoreError::Column { index, expected: "a role on an app" })
}

fn list(row: &Row<'_>, index: usize) -> Result<AppList, StoreError> {
    match row.text(index)? {
        "white" => Ok(AppList::White),
        "black" => Ok(AppList::Black),
        _ => Err(StoreError::Column { index, expected: "white or black" }),
    }
}
