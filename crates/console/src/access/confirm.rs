//! The page between a form and what it does: who would gain and lose what, and the button that does it.

use std::pin::Pin;

use askama::Template;
use menjin_api::common::UserIdType;
use menjin_service::{DryRun, Refusal};

use super::impact::{self, View};
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
};

#[derive(Template)]
#[template(path = "access/confirm.html")]
struct Page {
    frame: Frame,
    l: Lang,
    sentence: String,
    impact: Option<View>,
    action: String,
    fields: Vec<(String, String)>,
    back: String,
    removes: bool,
}

/// What is about to be done.
#[derive(Debug)]
pub(crate) struct Change<'a> {
    /// Where the page stands.
    pub(crate) section: Section,
    /// The pages above it.
    pub(crate) path: Vec<(&'a str, String)>,
    /// Its title.
    pub(crate) title: &'a str,
    /// What is done, in a sentence.
    pub(crate) sentence: String,
    /// Where to go afterwards, or instead.
    pub(crate) back: String,
    /// Something is taken away.
    pub(crate) removes: bool,
}

/// Does something, or tries it.
pub(crate) type Run<'a> = &'a (dyn Fn(Option<DryRun>) -> Running<'a> + Send + Sync);
/// On its way.
pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>>;

/// A dry run for an administrator.
pub(crate) fn dry_run() -> DryRun {
    DryRun::new(UserIdType::UserId)
}

/// Does the change when it was confirmed, else shows what it would do. `run` does it, or tries it.
pub(crate) async fn step(ask: &Ask<'_>, change: Change<'_>, run: Run<'_>) -> Result<Answer, Trouble> {
    if ask.form().get("step") == "apply" {
        run(None).await?;
        let joint = if change.back.contains('?') { '&' } else { '?' };
        let done = if change.removes { "removed" } else { "changed" };
        return Ok(Answer::see(&format!("{}{joint}done={done}", change.back)));
    }
    let dry_run = dry_run();
    run(Some(dry_run.clone())).await?;
    let impact = impact::of(ask, &dry_run).await?;
    let frame = Frame::of(ask, change.section, change.title, &change.path).await?;
    let kept = ask.form().0.iter().filter(|(name, _)| !matches!(name.as_str(), "csrf" | "step"));
    Answer::page(&Page {
        frame,
        l: ask.lang,
        sentence: change.sentence,
        impact,
        action: ask.request.path.clone(),
        fields: kept.cloned().collect(),
        back: change.back,
        removes: change.removes,
    })
}
