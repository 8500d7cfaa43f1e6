//! One question, or many.

use menjin_api::access::{Evaluation, evaluations::Semantic};
use menjin_engine::{Ask, Decision, ReasonCode, decide, explain};
use menjin_model::{Millis, Party};

use super::{
    answer::{Answered, Bare, Ground, Said, Why},
    asked::{self, Asked, Who, Wish},
    book::Book,
    log::Logging,
    resolve::{self, Unknown, View},
    sentence,
    show::{Outline, People},
    slice, when,
};
use crate::{Caller, Cx, Refusal, knowledge::Standing};

/// Up to so many questions are answered from the database while facts are read; more wait for them.
const SLICES_MAX: usize = 8;

/// May this subject do this to that?
pub async fn check(
    cx: &Cx,
    caller: &Caller,
    question: Evaluation<'_>,
    (now, log_id): (Millis, &str),
) -> Result<Answered, Refusal> {
    let asked = asked::evaluation(question)?;
    let mut answers = answer(cx, caller, &[Ok(asked)], Semantic::ExecuteAll, (now, log_id)).await?;
    answers.pop().ok_or_else(|| Refusal::fault("a question was not answered"))
}

/// Many questions, in their order, each for itself: what is wrong with one is its own answer.
pub async fn check_all(
    cx: &Cx,
    caller: &Caller,
    questions: Vec<Result<Evaluation<'_>, Refusal>>,
    semantic: Semantic,
    (now, log_id): (Millis, &str),
) -> Result<Vec<Answered>, Refusal> {
    let asked: Vec<_> = questions.into_iter().map(|question| question.and_then(asked::evaluation)).collect();
    answer(cx, caller, &asked, semantic, (now, log_id)).await
}

/// A question on its way to an answer.
pub(super) struct Case<'q> {
    pub(super) asked: &'q Asked<'q>,
    /// Which of the states.
    pub(super) standing: usize,
    pub(super) subject: Option<Party>,
    pub(super) resource: Option<menjin_engine::Resource>,
}

/// What became of a question.
enum Outcome {
    Bare(Answered),
    Why(Decision, i64),
}

async fn answer(
    cx: &Cx,
    caller: &Caller,
    questions: &[Result<Asked<'_>, Refusal>],
    semantic: Semantic,
    (now, log_id): (Millis, &str),
) -> Result<Vec<Answered>, Refusal> {
    let view = View::of(cx, caller);
    let single = questions.len() == 1;
    let (cases, standings) = prepare(cx, caller, view, questions).await?;
    let mut outcomes = Vec::with_capacity(cases.len());
    let mut outlines = Vec::with_capacity(cases.len());
    let mut book = Book::default();
    let mut logging = Logging::of(&cx.decisions, caller, now, log_id);
    for (question, case) in questions.iter().zip(&cases) {
        let case = match (question, case) {
            (_, Ok(case)) => case,
            // A single question that cannot be answered is an error; one of many is an answer.
            (Err(refusal), _) | (_, Err(refusal)) if !single => {
                outcomes.push(Outcome::Bare(Answered::failed(refusal)));
                outlines.push(None);
                if semantic.ends_with(false) {
                    break;
                }
                continue;
            }
            _ => break,
        };
        let Some(standing) = standings.get(case.standing) else { continue };
        let at = when::moment(&case.asked.when, now);
        let ask = slice::ask(case.subject, case.resource, case.asked.action, at);
        let decision = if case.asked.why {
            let decision = ask.map_or_else(|| unknown(case), |ask| explain(&standing.facts, &ask));
            outlines.push(ask.map(|ask| outline(&mut book, case, ask, &decision, standing)));
            let allowed = decision.allowed;
            logging.decided(case.asked, at, &decision, standing.revision);
            outcomes.push(Outcome::Why(decision, standing.revision));
            allowed
        } else {
            let decision = ask.is_some_and(|ask| decide(&standing.facts, &ask));
            outlines.push(None);
            logging.without_reason(case.asked, at, standing.revision, || {
                ask.map_or_else(|| unknown(case), |ask| explain(&standing.facts, &ask))
            });
            let context = Said::Bare(Bare { revision: standing.revision });
            outcomes.push(Outcome::Bare(Answered { decision, context }));
            decision
        };
        if semantic.ends_with(decision) {
            break;
        }
    }
    if outlines.iter().any(Option::is_some) {
        book.fill(cx, view, &outlines).await?;
    }
    let mut answers = Vec::with_capacity(outcomes.len());
    for (outcome, outline) in outcomes.into_iter().zip(&outlines) {
        answers.push(match outcome {
            Outcome::Bare(answered) => answered,
            Outcome::Why(decision, revision) => written(&decision, revision, outline.as_ref(), &book),
        });
    }
    if single && answers.is_empty() {
        return Err(first_refusal(questions, cases));
    }
    Ok(answers)
}

/// What was wrong with a single question.
fn first_refusal(questions: &[Result<Asked<'_>, Refusal>], cases: Vec<Result<Case<'_>, Refusal>>) -> Refusal {
    let unread = questions.iter().find_map(|question| question.as_ref().err()).map(copy);
    let first = unread.or_else(|| cases.into_iter().find_map(Result::err));
    first.unwrap_or_else(|| Refusal::fault("a question was not answered"))
}

/// Finds the state of each question, and whom and what it is about.
async fn prepare<'q>(
    cx: &Cx,
    caller: &Caller,
    view: View<'_>,
    questions: &'q [Result<Asked<'q>, Refusal>],
) -> Result<(Vec<Result<Case<'q>, Refusal>>, Vec<Standing>), Refusal> {
    let mut states: Vec<(Wish, Result<usize, Refusal>)> = Vec::new();
    let mut standings: Vec<Standing> = Vec::new();
    let mut cases: Vec<Result<Case<'q>, Refusal>> = Vec::with_capacity(questions.len());
    let mut unknown = Unknown::default();
    let mut last: Option<(usize, &Who<'_>, Party)> = None;
    let in_parts = questions.len() <= SLICES_MAX;
    for question in questions {
        let Ok(asked) = question else {
            cases.push(Err(Refusal::fault("a question that could not be read")));
            continue;
        };
        let same = |wish: &Wish| wish.state == asked.when.state && wish.at_least == asked.when.at_least;
        let index = match states.iter().find(|(wish, _)| same(wish)) {
            Some((_, Ok(index))) => *index,
            Some((_, Err(refusal))) => {
                cases.push(Err(copy(refusal)));
                continue;
            }
            None => {
                let found = if in_parts {
                    when::standing(cx, caller, &asked.when).await
                } else {
                    when::whole(cx, caller, &asked.when).await.map(Some)
                };
                match found {
                    Ok(Some(standing)) => {
                        standings.push(standing);
                        states.push((asked.when, Ok(standings.len() - 1)));
                        standings.len() - 1
                    }
                    Ok(None) => {
                        let sliced = slice::read(cx, view, &asked.subject, &asked.resource).await?;
                        if let Err(refusal) = when::reaches(&asked.when, sliced.standing.revision) {
                            cases.push(Err(refusal));
                            continue;
                        }
                        let (subject, resource) = (sliced.subject, sliced.resource);
                        standings.push(sliced.standing);
                        cases.push(Ok(Case { asked, standing: standings.len() - 1, subject, resource }));
                        continue;
                    }
                    Err(refusal) if refusal.number() == menjin_api::access::code::INVALID.number => {
                        cases.push(Err(copy(&refusal)));
                        states.push((asked.when, Err(refusal)));
                        continue;
                    }
                    Err(refusal) => return Err(refusal),
                }
            }
        };
        let Some(standing) = standings.get(index) else { continue };
        // Many questions often share their subject.
        let subject = match last {
            Some((of, who, party)) if of == index && *who == asked.subject => Some(party),
            _ => resolve::recalled_subject(view, standing, &asked.subject),
        };
        last = subject.map(|party| (index, &asked.subject, party));
        let resource = resolve::recalled_resource(view, standing, &asked.resource);
        if subject.is_none() {
            unknown.want(standing, resolve::subject_kind(&asked.subject), &asked.subject.id);
        }
        if resource.is_none() {
            unknown.want(standing, resolve::id_kind(asked.resource.kind), &asked.resource.id);
        }
        cases.push(Ok(Case { asked, standing: index, subject, resource }));
    }
    unknown.read(cx, view).await?;
    for case in cases.iter_mut().filter_map(|case| case.as_mut().ok()) {
        let Some(standing) = standings.get(case.standing) else { continue };
        case.subject = case.subject.or_else(|| unknown.subject(standing, &case.asked.subject));
        case.resource = case.resource.or_else(|| unknown.resource(&case.asked.resource));
    }
    Ok((cases, standings))
}

/// The same refusal for another question.
fn copy(refusal: &Refusal) -> Refusal {
    let mut same = Refusal::new(refusal.0.code.unwrap_or(menjin_api::access::code::INVALID));
    same.0.fields.clone_from(&refusal.0.fields);
    same
}

/// A no because one side is not known.
fn unknown(case: &Case<'_>) -> Decision {
    let code = if case.subject.is_none() { ReasonCode::UnknownSubject } else { ReasonCode::UnknownResource };
    Decision { allowed: false, code, chain: Vec::new(), missing: Vec::new() }
}

pub(super) fn outline(book: &mut Book, case: &Case<'_>, ask: Ask, decision: &Decision, standing: &Standing) -> Outline {
    let people = People::like(resolve::subject_kind(&case.asked.subject));
    let outline = Outline::of(people, ask, decision, standing.facts.zone());
    // The question has told two of the ids, and an earlier state may know what is gone.
    if let Some(gone) = &standing.gone {
        book.know(gone, &outline);
    }
    book.tell(outline.subject, &case.asked.subject.id);
    book.tell(outline.resource, &case.asked.resource.id);
    outline
}

pub(super) fn written(decision: &Decision, revision: i64, outline: Option<&Outline>, book: &Book) -> Answered {
    let (sentence, ground) = match outline {
        Some(outline) => (sentence::of(decision.code, outline, book), book.ground(decision, outline)),
        None => (sentence::unknown(decision.code), Ground::Missing(Vec::new())),
    };
    let why = Why { code: decision.code, sentence, revision, ground };
    Answered { decision: decision.allowed, context: Said::Why(Box::new(why)) }
}
