//! What a question would be answered with after a change that was only tried.

use menjin_api::access::Evaluation;
use menjin_engine::explain;
use menjin_model::Millis;

use super::{
    answer::Answered,
    asked,
    book::Book,
    check::{Case, outline, written},
    resolve::{self, Unknown, View},
    slice, when,
};
use crate::{
    Caller, Cx, DryRun, Refusal,
    knowledge::{self, Past, Standing},
};

/// May this subject do this to that once the dry run were done in earnest? `None`: it would change nothing, or one side is unknown.
pub async fn check_after(
    cx: &Cx,
    caller: &Caller,
    question: Evaluation<'_>,
    dry_run: &DryRun,
    now: Millis,
) -> Result<Option<Answered>, Refusal> {
    let asked = asked::evaluation(question)?;
    let Some(rehearsal) = dry_run.rehearsal().filter(|rehearsal| !rehearsal.changes.is_empty()) else {
        return Ok(None);
    };
    let Past::State(Standing { mut facts, revision, gone }) =
        knowledge::as_of(cx, caller.tenant, rehearsal.revision).await?
    else {
        return Ok(None);
    };
    facts.apply(&rehearsal.changes);
    let (view, standing) = (View::of(cx, caller), Standing { facts, revision, gone });
    let mut unknown = Unknown::default();
    unknown.want(&standing, resolve::subject_kind(&asked.subject), &asked.subject.id);
    unknown.want(&standing, resolve::id_kind(asked.resource.kind), &asked.resource.id);
    unknown.read(cx, view).await?;
    let recalled = resolve::recalled_subject(view, &standing, &asked.subject);
    let subject = recalled.or_else(|| unknown.subject(&standing, &asked.subject));
    let recalled = resolve::recalled_resource(view, &standing, &asked.resource);
    let resource = recalled.or_else(|| unknown.resource(&asked.resource));
    let case = Case { asked: &asked, standing: 0, subject, resource };
    let Some(ask) = slice::ask(subject, resource, asked.action, when::moment(&asked.when, now)) else {
        return Ok(None);
    };
    let decision = explain(&standing.facts, &ask);
    let mut book = Book::default();
    let outline = Some(outline(&mut book, &case, ask, &decision, &standing));
    book.fill(cx, view, std::slice::from_ref(&outline)).await?;
    Ok(Some(written(&decision, standing.revision, outline.as_ref(), &book)))
}
