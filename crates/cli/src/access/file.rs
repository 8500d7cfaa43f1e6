//! Files of expected answers, read with the place of everything that may be wrong.

use std::{fmt, path::Path};

use menjin_service::fixture::{At, PROBLEMS_MAX, Place, Problem, Text, parse};
use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess},
};

use crate::{
    ask::{self, Context, Question, Wrong},
    exit::Failure,
    fixture,
};

/// The form of the file that this version reads.
const SCHEMA: &str = "menjin-access/1";
/// How many questions one file may ask.
const QUESTIONS_MAX: usize = 100_000;

/// What a file asks for.
#[derive(Debug)]
pub(super) struct Plan {
    /// The company that is asked, unless flags say otherwise.
    pub(super) fixture: Option<String>,
    pub(super) tenant: Option<String>,
    pub(super) app: Option<String>,
    /// Every question by itself.
    pub(super) expected: Vec<Expected>,
}

/// A question and what should be answered.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) name: String,
    pub(super) line: u32,
    pub(super) question: Question,
    pub(super) allow: bool,
    pub(super) reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: Text,
    #[serde(default)]
    fixture: Option<Text>,
    #[serde(default)]
    tenant: Option<Text>,
    #[serde(default)]
    app: Option<Text>,
    #[serde(default)]
    at: Option<Text>,
    tests: Vec<At<Case>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default)]
    name: Option<Text>,
    subject: At<Many>,
    action: At<Many>,
    resource: At<Many>,
    #[serde(default)]
    at: Option<Text>,
    #[serde(default)]
    as_of: Option<Text>,
    expect: Text,
    #[serde(default)]
    reason: Option<Text>,
}

/// One, or a list.
#[derive(Default)]
struct Many(Vec<String>);

impl<'de> Deserialize<'de> for Many {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Many;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Many, E> {
                Ok(Many(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Many, A::Error> {
                let mut many = Vec::new();
                while let Some(text) = list.next_element::<String>()? {
                    many.push(text);
                }
                Ok(Many(many))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Reads a file; everything that is wrong with it is told at once.
pub(super) fn read(path: &Path) -> Result<Plan, Failure> {
    let name = path.display().to_string();
    let text = fixture::text_of(path)?;
    let file: File = parse(&text, &name).map_err(|problem| fixture::listed(&[problem]))?;
    let mut reader = Reader { file: name, problems: Vec::new() };
    if &*file.schema != SCHEMA {
        let hint = format!("this version reads {SCHEMA}");
        reader.wrong(file.schema.place, Wrong::new(format!("{:?} is no schema of access tests", &*file.schema), hint));
    }
    let usual = file.at.as_ref().and_then(|at| reader.take(at.place, ask::moment(at)));
    let mut expected = Vec::new();
    for case in &file.tests {
        reader.case(case, usual.as_deref(), &mut expected);
        if expected.len() > QUESTIONS_MAX {
            let why =
                Wrong::new(format!("the file asks more than {QUESTIONS_MAX} questions"), "make several files of it");
            reader.wrong(case.place, why);
            break;
        }
    }
    if !reader.problems.is_empty() {
        return Err(fixture::listed(&reader.problems));
    }
    let text = |text: Option<Text>| text.map(|text| text.to_string());
    Ok(Plan { fixture: text(file.fixture), tenant: text(file.tenant), app: text(file.app), expected })
}

struct Reader {
    file: String,
    problems: Vec<Problem>,
}

impl Reader {
    fn wrong(&mut self, place: Place, Wrong { reason, hint }: Wrong) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Problem { file: self.file.clone(), place, reason, hint: Some(hint) });
        }
    }

    fn take<T>(&mut self, place: Place, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.wrong(place, wrong)).ok()
    }

    /// Every combination of a case's subjects, actions and resources.
    fn case(&mut self, case: &At<Case>, usual: Option<&str>, expected: &mut Vec<Expected>) {
        let allow = match &*case.expect {
            "allow" => Ok(true),
            "deny" => Ok(false),
            other => Err(Wrong::new(format!("{other:?} is no answer"), "write allow or deny")),
        };
        let allow = self.take(case.expect.place, allow).unwrap_or_default();
        let time = case.at.as_ref().and_then(|at| self.take(at.place, ask::moment(at)));
        let as_of = case.as_of.as_ref().and_then(|at| self.take(at.place, ask::as_of(at)));
        let context = Context { time: time.or_else(|| usual.map(str::to_owned)), as_of };
        for (what, list) in [("subject", &case.subject), ("action", &case.action), ("resource", &case.resource)] {
            if list.0.is_empty() {
                self.wrong(list.place, Wrong::new(format!("{what} is empty"), "name one, or a list of them"));
            }
        }
        for subject in &case.subject.0 {
            let Some(subject) = self.take(case.subject.place, ask::subject(subject)) else { continue };
            for resource in &case.resource.0 {
                let Some(resource) = self.take(case.resource.place, ask::resource(resource)) else { continue };
                for action in &case.action.0 {
                    let Some(action) = self.take(case.action.place, ask::action(action, resource.kind)) else {
                        continue;
                    };
                    let question = Question {
                        subject: subject.clone(),
                        action: Some(action),
                        resource: resource.clone(),
                        context: context.clone(),
                    };
                    if expected.len() > QUESTIONS_MAX {
                        return;
                    }
                    expected.push(Expected {
                        name: case.name.as_ref().map(ToString::to_string).unwrap_or_default(),
                        line: case.place.line,
                        question,
                        allow,
                        reason: case.reason.as_ref().map(ToString::to_string),
                    });
                }
            }
        }
    }
}
