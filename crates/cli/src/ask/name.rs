//! How subjects, resources and actions are named on the command line and in files of access tests: `user:zhangsan`.

use menjin_service::fixture::nearest;

use super::{
    Entity,
    question::{Action, ID_MAX},
};
use crate::exit::Failure;

/// Who can be asked about.
const SUBJECTS: [&str; 5] = ["user", "department", "group", "app", "visitor"];

/// What can be asked about, and what can be done to it.
const RESOURCES: [(&str, &[&str]); 5] = [
    ("document", &["view", "comment", "edit", "full_access", "share", "export", "copy", "print", "manage_public"]),
    ("app", &["use", "operate", "develop", "administer", "own"]),
    ("door", &["open"]),
    ("group", &["member"]),
    ("review_group", &["member", "see"]),
];

/// What is wrong with a name, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) reason: String,
    pub(crate) hint: String,
}

impl Wrong {
    pub(crate) fn new(reason: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { reason: reason.into(), hint: hint.into() }
    }
}

impl From<Wrong> for Failure {
    fn from(wrong: Wrong) -> Self {
        Self::input(format!("{}\nhint: {}", wrong.reason, wrong.hint))
    }
}

/// `user:zhangsan`, `department:rd`, ..; a bare id is a person's.
pub(crate) fn subject(text: &str) -> Result<Entity, Wrong> {
    match text.split_once(':') {
        None => entity("user", text, text),
        Some((kind, id)) => entity(subject_kind(kind)?, id, text),
    }
}

/// `document:doxcn..`, `door:7296..`, ..
pub(crate) fn resource(text: &str) -> Result<Entity, Wrong> {
    match text.split_once(':') {
        None => Err(Wrong::new(
            format!("{text:?} does not say what kind of resource it is"),
            format!("write it with its type: {}", resource_kinds().map(|kind| format!("{kind}:..")).join(", ")),
        )),
        Some((kind, id)) => entity(resource_kind(kind)?, id, text),
    }
}

/// A type of subject.
pub(crate) fn subject_kind(word: &str) -> Result<&'static str, Wrong> {
    known(word, &SUBJECTS).map_err(|hint| Wrong::new(format!("there is no subject of type {word:?}"), hint))
}

/// A type of resource.
pub(crate) fn resource_kind(word: &str) -> Result<&'static str, Wrong> {
    known(word, &resource_kinds()).map_err(|hint| Wrong::new(format!("there is no resource of type {word:?}"), hint))
}

/// What can be done to resources of this type.
pub(crate) fn action(word: &str, kind: &str) -> Result<Action, Wrong> {
    let actions = RESOURCES.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, actions)| actions);
    let name = known(word, actions)
        .map_err(|hint| Wrong::new(format!("there is no action {word:?} on a resource of type {kind}"), hint))?;
    Ok(Action { name })
}

/// The one type of resource to which this can be done.
pub(crate) fn kind_of(action: &str) -> Result<&'static str, Wrong> {
    let kinds: Vec<&'static str> =
        RESOURCES.iter().filter(|(_, actions)| actions.contains(&action)).map(|(kind, _)| *kind).collect();
    match kinds.as_slice() {
        [kind] => Ok(kind),
        [] => {
            let all: Vec<&'static str> = RESOURCES.iter().flat_map(|(_, actions)| *actions).copied().collect();
            let hint = known(action, &all).err().unwrap_or_default();
            Err(Wrong::new(format!("there is no action {action:?}"), hint))
        }
        several => Err(Wrong::new(
            format!("{action:?} is an action of several types of resources"),
            format!("say which with --type: {}", several.join(", ")),
        )),
    }
}

fn resource_kinds() -> [&'static str; 5] {
    RESOURCES.map(|(kind, _)| kind)
}

/// The word itself, or what may be meant.
fn known(word: &str, all: &[&'static str]) -> Result<&'static str, String> {
    if let Some(found) = all.iter().find(|known| **known == word) {
        return Ok(found);
    }
    Err(match nearest(word, all.iter().copied()) {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!("known are: {}", all.join(", ")),
    })
}

fn entity(kind: &'static str, id: &str, text: &str) -> Result<Entity, Wrong> {
    if id.is_empty() || id.len() > ID_MAX || id.chars().any(|letter| letter.is_control() || letter.is_whitespace()) {
        return Err(Wrong::new(
            format!("{text:?} names no {kind}"),
            format!("write {kind}:ID; an id has 1 to {ID_MAX} bytes and no blanks"),
        ));
    }
    Ok(Entity { kind, id: Some(id.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::{action, kind_of, resource, subject};

    #[test]
    fn a_bare_subject_is_a_person() {
        assert_eq!(subject("zhangsan").unwrap(), subject("user:zhangsan").unwrap());
        assert_eq!(subject("department:0").unwrap().to_string(), "department:0");
    }

    #[test]
    fn an_id_may_hold_a_colon() {
        assert_eq!(resource("document:a:b").unwrap().id.as_deref(), Some("a:b"));
    }

    #[test]
    fn what_is_not_known_comes_with_what_is() {
        for (wrong, hint) in [
            (subject("usr:x").unwrap_err(), "did you mean \"user\"?"),
            (subject("user:").unwrap_err(), "write user:ID; an id has 1 to 256 bytes and no blanks"),
            (subject("").unwrap_err(), "write user:ID; an id has 1 to 256 bytes and no blanks"),
            (resource("planet:x").unwrap_err(), "known are: document, app, door, group, review_group"),
            (action("edti", "document").unwrap_err(), "did you mean \"edit\"?"),
            (
                action("open", "document").unwrap_err(),
                "known are: view, comment, edit, full_access, share, export, copy, print, manage_public",
            ),
            (kind_of("member").unwrap_err(), "say which with --type: group, review_group"),
        ] {
            assert_eq!(wrong.hint, hint, "{}", wrong.reason);
        }
        assert!(resource("doxcn").unwrap_err().hint.starts_with("write it with its type: document:.., app:.."));
        assert_eq!(kind_of("open").unwrap(), "door");
    }
}
