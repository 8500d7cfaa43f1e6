//! Bodies of questions: one typed reading that borrows; only when it fails it is found out what is wrong.

use menjin_api::access::{
    Action, Context, Evaluation, Evaluations, Options, Search, Subject, code,
    evaluations::{MOST, Semantic},
};
use menjin_service::Refusal;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::input;

/// Questions of one call.
pub(super) struct Many<'a> {
    pub(super) questions: Vec<Result<Evaluation<'a>, Refusal>>,
    pub(super) semantic: Semantic,
    /// It was no list of questions but one.
    pub(super) single: bool,
}

/// Reads one question.
pub(super) fn question(bytes: &[u8]) -> Result<Evaluation<'_>, Refusal> {
    typed(bytes)
}

/// Reads a search.
pub(super) fn search(bytes: &[u8]) -> Result<Search<'_>, Refusal> {
    typed(bytes)
}

/// Reads many questions, each with what it leaves out.
pub(super) fn many(bytes: &[u8]) -> Result<Many<'_>, Refusal> {
    if let Ok(read) = typed::<Evaluations<'_>>(bytes) {
        let Evaluations { subject, action, resource, context, evaluations, options } = read;
        let defaults = Evaluation { subject, action, resource, context };
        return joined(defaults, evaluations.unwrap_or_default().into_iter().map(Ok), options);
    }
    let read: Loose<'_> = serde_json::from_slice(bytes).map_err(|_| wrong::<Evaluations<'_>>(bytes))?;
    let Loose { subject, action, resource, context, evaluations, options } = read;
    let defaults = Evaluation { subject, action, resource, context };
    let each = evaluations.unwrap_or_default().into_iter().map(|raw| typed(raw.get().as_bytes()));
    joined(defaults, each, options)
}

/// [`Evaluations`] whose questions are yet to be read, so that one which cannot be does not spoil the rest.
#[derive(Deserialize)]
struct Loose<'a> {
    #[serde(borrow, default)]
    subject: Option<Subject<'a>>,
    #[serde(borrow, default)]
    action: Option<Action<'a>>,
    #[serde(borrow, default)]
    resource: Option<Subject<'a>>,
    #[serde(borrow, default)]
    context: Option<Context<'a>>,
    #[serde(borrow, default)]
    evaluations: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    options: Option<Options<'a>>,
}

fn joined<'a>(
    defaults: Evaluation<'a>,
    each: impl ExactSizeIterator<Item = Result<Evaluation<'a>, Refusal>>,
    options: Option<Options<'a>>,
) -> Result<Many<'a>, Refusal> {
    if each.len() > MOST {
        return Err(named("evaluations", format!("must have at most {MOST} items")));
    }
    let word = options.and_then(|options| options.evaluations_semantic);
    let semantic = match word {
        None => Semantic::default(),
        Some(word) => Semantic::parse(word.as_str()).ok_or_else(|| {
            let words = "must be one of execute_all, deny_on_first_deny, permit_on_first_permit";
            named("options.evaluations_semantic", words)
        })?,
    };
    if each.len() == 0 {
        return Ok(Many { questions: vec![Ok(defaults)], semantic, single: true });
    }
    let with_defaults = |question: Evaluation<'a>| Evaluation {
        subject: question.subject.or_else(|| defaults.subject.clone()),
        action: question.action.or_else(|| defaults.action.clone()),
        resource: question.resource.or_else(|| defaults.resource.clone()),
        context: question.context.or_else(|| defaults.context.clone()),
    };
    Ok(Many { questions: each.map(|question| question.map(with_defaults)).collect(), semantic, single: false })
}

fn typed<'a, T: Deserialize<'a> + JsonSchema>(bytes: &'a [u8]) -> Result<T, Refusal> {
    // A list of the fields' values would be read as well.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(wrong::<T>(bytes));
    }
    serde_json::from_slice(bytes).map_err(|_| wrong::<T>(bytes))
}

/// What is wrong with a body that could not be read.
fn wrong<T: JsonSchema>(bytes: &[u8]) -> Refusal {
    let (field, error) = input::wrong::<T>(bytes);
    match field {
        Some(field) => named(&field, error),
        None => Refusal::new(code::INVALID).explained(error),
    }
}

fn named(field: &str, reason: impl Into<String>) -> Refusal {
    Refusal::new(code::INVALID).with_field(field, None, reason)
}

#[cfg(test)]
mod tests {
    use menjin_api::access::evaluations::Semantic;

    use super::{many, question};

    #[test]
    fn a_body_that_is_no_question_says_what_is_wrong() {
        let cases = [
            ("", None, "the body is not JSON"),
            ("[]", None, "the body must be a JSON object"),
            ("{", None, "the body is not JSON"),
            (r#"{"subject":{"type":"user","type":"user"}}"#, None, "the key \"type\" is given twice"),
            (r#"{"subject":7}"#, Some("subject"), "must be object"),
            (r#"{"subject":{"type":7}}"#, Some("subject.type"), "must be string"),
            (r#"{"context":{"why":"yes"}}"#, Some("context.why"), "must be boolean"),
        ];
        for (body, field, wanted) in cases {
            let refusal = question(body.as_bytes()).unwrap_err();
            let first = refusal.0.fields.first();
            assert_eq!(first.map(|wrong| wrong.field.as_str()), field, "{body}");
            let said = first.map(|wrong| wrong.description.clone()).or(refusal.0.message.clone()).unwrap();
            assert!(said.contains(wanted), "{body}: {said}");
        }
    }

    #[test]
    fn one_question_that_cannot_be_read_does_not_spoil_the_rest() {
        let body =
            r#"{"subject":{"type":"user","id":"x"},"evaluations":[{"resource":7},{"action":{"name":"view"}},7]}"#;
        let many = many(body.as_bytes()).unwrap();
        let read: Vec<bool> = many.questions.iter().map(Result::is_ok).collect();
        assert_eq!(read, [false, true, false]);
        let second = many.questions[1].as_ref().unwrap();
        assert_eq!(second.subject.as_ref().unwrap().id.as_ref().unwrap().as_str(), "x");
    }

    #[test]
    fn without_questions_it_is_a_single_one() {
        for body in [r#"{"subject":{"type":"user"}}"#, r#"{"evaluations":[]}"#, r#"{"evaluations":null}"#] {
            assert!(many(body.as_bytes()).unwrap().single, "{body}");
        }
    }

    #[test]
    fn a_semantic_is_one_of_three() {
        let read = |word: &str| {
            many(
                format!(r#"{{"options":{{"evaluations_semantic":"{word}","other":1}},"evaluations":[{{}}]}}"#)
                    .as_bytes(),
            )
            .map(|many| many.semantic)
        };
        assert_eq!(read("deny_on_first_deny").unwrap(), Semantic::DenyOnFirstDeny);
        assert!(read("other").is_err());
    }
}
