//! A question, read: its words are known words, its ids have the form of ids, its times are times.

use std::borrow::Cow;

use menjin_api::access::{self, Moment, Text};
use menjin_engine::{Action, Resource, ResourceKind, SubjectKind};
use menjin_model::{AppNo, DeviceNo, DocumentNo, GroupNo, Millis, ReviewGroupNo};

use super::wrong;
use crate::Refusal;

/// How long an id may be.
const ID_MAX: usize = 256;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Who.
    pub subject: Who<'a>,
    /// Does what.
    pub action: Action,
    /// To what.
    pub resource: What<'a>,
    /// When, and by which state of the data.
    pub when: Wish,
    /// Whether the reason is wanted.
    pub why: bool,
}

/// A subject by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who<'a> {
    /// What kind.
    pub kind: SubjectKind,
    /// Its id.
    pub id: Cow<'a, str>,
}

/// A resource by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct What<'a> {
    /// What kind.
    pub kind: ResourceKind,
    /// Its id.
    pub id: Cow<'a, str>,
}

/// What a context says about time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// The moment asked about.
    pub time: Option<Millis>,
    /// The state asked about.
    pub state: State,
    /// What the state must hold at least.
    pub at_least: Option<i64>,
}

/// A state of the data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// The present one.
    #[default]
    Present,
    /// After this write.
    Revision(i64),
    /// As it was at this moment.
    At(Millis),
}

/// The subjects by their words.
pub const SUBJECTS: [(&str, SubjectKind); 5] = [
    ("user", SubjectKind::User),
    ("department", SubjectKind::Department),
    ("group", SubjectKind::Group),
    ("app", SubjectKind::App),
    ("visitor", SubjectKind::Visitor),
];

/// The resources by their words.
pub const RESOURCES: [(&str, ResourceKind); 5] = [
    ("document", ResourceKind::Document),
    ("app", ResourceKind::App),
    ("door", ResourceKind::Door),
    ("group", ResourceKind::Group),
    ("review_group", ResourceKind::ReviewGroup),
];

/// The word of a kind of resource.
#[must_use]
pub fn resource_word(kind: ResourceKind) -> &'static str {
    RESOURCES.iter().find(|(_, one)| *one == kind).map_or("", |(word, _)| word)
}

/// The word of a kind of subject.
#[must_use]
pub fn subject_word(kind: SubjectKind) -> &'static str {
    SUBJECTS.iter().find(|(_, one)| *one == kind).map_or("", |(word, _)| word)
}

/// What can be done to things of this kind.
#[must_use]
pub fn actions_of(kind: ResourceKind) -> &'static [Action] {
    let any = match kind {
        ResourceKind::Document => Resource::Document(DocumentNo(0)),
        ResourceKind::App => Resource::App(AppNo(0)),
        ResourceKind::Door => Resource::Door(DeviceNo(0)),
        ResourceKind::Group => Resource::Group(GroupNo(0)),
        ResourceKind::ReviewGroup => Resource::ReviewGroup(ReviewGroupNo(0)),
    };
    any.actions()
}

/// Reads a question.
pub fn evaluation(question: access::Evaluation<'_>) -> Result<Asked<'_>, Refusal> {
    let subject = who(question.subject)?;
    let resource = what(question.resource)?;
    let action = action(question.action, resource.kind)?;
    let why = question.context.as_ref().and_then(|context| context.why).unwrap_or(true);
    Ok(Asked { subject, action, resource, when: wish(question.context.as_ref())?, why })
}

/// Reads the subject.
pub fn who(subject: Option<access::Subject<'_>>) -> Result<Who<'_>, Refusal> {
    let subject = subject.ok_or_else(|| wrong("subject", "is required"))?;
    let kind = subject_kind(subject.r#type.as_ref())?;
    let id = id("subject.id", subject.id)?;
    if kind == SubjectKind::App {
        check_app("subject.id", &id)?;
    }
    Ok(Who { kind, id })
}

/// Reads the kind of a subject.
pub fn subject_kind(word: Option<&Text<'_>>) -> Result<SubjectKind, Refusal> {
    let word = word.ok_or_else(|| wrong("subject.type", "is required"))?.as_str();
    let found = SUBJECTS.iter().find(|(one, _)| *one == word).map(|(_, kind)| *kind);
    found.ok_or_else(|| wrong("subject.type", "must be one of user, department, group, app, visitor"))
}

/// Reads the resource.
pub fn what(resource: Option<access::Subject<'_>>) -> Result<What<'_>, Refusal> {
    let resource = resource.ok_or_else(|| wrong("resource", "is required"))?;
    let kind = resource_kind(resource.r#type.as_ref())?;
    let id = id("resource.id", resource.id)?;
    if kind == ResourceKind::App {
        check_app("resource.id", &id)?;
    }
    Ok(What { kind, id })
}

/// Reads the kind of a resource.
pub fn resource_kind(word: Option<&Text<'_>>) -> Result<ResourceKind, Refusal> {
    let word = word.ok_or_else(|| wrong("resource.type", "is required"))?.as_str();
    let found = RESOURCES.iter().find(|(one, _)| *one == word).map(|(_, kind)| *kind);
    found.ok_or_else(|| wrong("resource.type", "must be one of document, app, door, group, review_group"))
}

/// Reads the action, which must be one of the resource's.
pub fn action(action: Option<access::Action<'_>>, kind: ResourceKind) -> Result<Action, Refusal> {
    let action = action.ok_or_else(|| wrong("action", "is required"))?;
    let name = action.name.ok_or_else(|| wrong("action.name", "is required"))?;
    let actions = actions_of(kind);
    actions.iter().copied().find(|action| action.as_str() == name.as_str()).ok_or_else(|| {
        let words: Vec<&str> = actions.iter().map(|action| action.as_str()).collect();
        wrong("action.name", format!("of a {} must be one of {}", resource_word(kind), words.join(", ")))
    })
}

fn id<'a>(field: &str, id: Option<Text<'a>>) -> Result<Cow<'a, str>, Refusal> {
    let Text(id) = id.ok_or_else(|| wrong(field, "is required"))?;
    if id.is_empty() {
        return Err(wrong(field, "must not be empty"));
    }
    if id.len() > ID_MAX {
        return Err(wrong(field, format!("must have at most {ID_MAX} bytes")));
    }
    let is_control = |byte: u8| byte < b' ' || byte == 0x7f;
    if id.bytes().any(is_control) || !id.is_ascii() && id.chars().any(char::is_control) {
        return Err(wrong(field, "must not contain control characters"));
    }
    Ok(id)
}

fn check_app(field: &str, id: &str) -> Result<(), Refusal> {
    if id.starts_with("cli_") { Ok(()) } else { Err(wrong(field, "of an app must begin with cli_")) }
}

/// Reads what a context says about time.
pub fn wish(context: Option<&access::Context<'_>>) -> Result<Wish, Refusal> {
    let Some(context) = context else { return Ok(Wish::default()) };
    let time = context.time.as_ref().map(|text| moment("context.time", text.as_str())).transpose()?;
    let state = match &context.as_of {
        None => State::Present,
        Some(Moment::Number(number)) => State::Revision(revision("context.as_of", *number)?),
        Some(Moment::Text(text)) => state("context.as_of", text.as_str())?,
        Some(Moment::Other) => return Err(no_state("context.as_of")),
    };
    let at_least = match &context.at_least {
        None => None,
        Some(Moment::Number(number)) => Some(revision("context.at_least", *number)?),
        Some(Moment::Text(text)) => {
            let number = text.as_str().parse().map_err(|_| wrong("context.at_least", "must be a revision"))?;
            Some(revision("context.at_least", number)?)
        }
        Some(Moment::Other) => return Err(wrong("context.at_least", "must be a revision")),
    };
    Ok(Wish { time, state, at_least })
}

/// Reads a revision or a moment.
pub fn state(field: &str, text: &str) -> Result<State, Refusal> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = text.parse().map_err(|_| wrong(field, "is no revision: the number is too large"))?;
        return Ok(State::Revision(number));
    }
    moment(field, text).map(State::At).map_err(|_| no_state(field))
}

fn no_state(field: &str) -> Refusal {
    wrong(field, "must be a revision, or a moment with an offset such as 2026-01-01T08:00:00+08:00")
}

fn revision(field: &str, number: i64) -> Result<i64, Refusal> {
    if number < 0 { Err(wrong(field, "must not be negative")) } else { Ok(number) }
}

/// Reads a moment: RFC 3339, with an offset; the seconds may be left out.
pub fn moment(field: &str, text: &str) -> Result<Millis, Refusal> {
    let refusal = || wrong(field, "must be RFC 3339 with an offset, such as 2026-01-01T08:00:00+08:00");
    // The library reads more forms than the standard has.
    let plain = text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_digit() || b"-:.+TtZz".contains(&byte));
    if !plain {
        return Err(refusal());
    }
    let moment: jiff::Timestamp = text.parse().map_err(|_| refusal())?;
    Ok(Millis(moment.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use menjin_api::access::Evaluation;

    use super::{State, evaluation, moment, state};
    use crate::Refusal;

    fn asked(json: &str) -> Result<super::Asked<'_>, Refusal> {
        evaluation(serde_json::from_str::<Evaluation<'_>>(json).unwrap())
    }

    fn field(refusal: Refusal) -> String {
        let field = refusal.0.fields.into_iter().next().unwrap();
        format!("{} {}", field.field, field.description)
    }

    #[test]
    fn what_is_missing_or_unknown_is_named() {
        let cases = [
            ("{}", "subject is required"),
            (r#"{"subject":{"id":"x"}}"#, "subject.type is required"),
            (
                r#"{"subject":{"type":"robot","id":"x"}}"#,
                "subject.type must be one of user, department, group, app, visitor",
            ),
            (r#"{"subject":{"type":"user"}}"#, "subject.id is required"),
            (r#"{"subject":{"type":"user","id":""}}"#, "subject.id must not be empty"),
            (r#"{"subject":{"type":"app","id":"x"}}"#, "subject.id of an app must begin with cli_"),
            (r#"{"subject":{"type":"user","id":"a\u0000"}}"#, "subject.id must not contain control characters"),
            (r#"{"subject":{"type":"user","id":"x"}}"#, "resource is required"),
            (
                r#"{"subject":{"type":"user","id":"x"},"resource":{"type":"door","id":"1"},"action":{"name":"view"}}"#,
                "action.name of a door must be one of open",
            ),
        ];
        for (json, wanted) in cases {
            assert_eq!(field(asked(json).unwrap_err()), wanted, "{json}");
        }
    }

    #[test]
    fn a_moment_needs_an_offset_but_no_seconds() {
        assert_eq!(moment("t", "2026-01-01T08:00:00+08:00").unwrap().0, 1_767_225_600_000);
        assert_eq!(moment("t", "2026-01-01T08:00+08:00").unwrap().0, 1_767_225_600_000);
        assert_eq!(moment("t", "2026-01-01T00:00:00.001Z").unwrap().0, 1_767_225_600_001);
        for text in
            ["", "2026-01-01", "2026-01-01T08:00:00", "tomorrow", "1", "2026-13-01T00:00:00Z", "2026-01-01 08:00Z"]
        {
            assert!(moment("t", text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_state_is_a_revision_or_a_moment() {
        assert_eq!(state("s", "12").unwrap(), State::Revision(12));
        assert!(matches!(state("s", "2026-01-01T08:00:00+08:00").unwrap(), State::At(_)));
        for text in ["", "-1", "1.5", "99999999999999999999", "yesterday"] {
            assert!(state("s", text).is_err(), "{text}");
        }
    }
}
