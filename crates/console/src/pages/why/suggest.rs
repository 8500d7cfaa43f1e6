//! Parts of the form that follow what is typed: things to choose from, and the actions of the chosen thing.

use askama::Template;
use menjin_service::governance::things;

use super::question::{SUBJECTS, THINGS, offered};
use crate::{
    Answer, Ask, Lang, Trouble,
    access::{
        pick::{self, Picked, SUGGESTED},
        words,
    },
};

#[derive(Template)]
#[template(path = "why/options.html")]
struct Options {
    options: Vec<(String, String)>,
}

/// Options for the field of who, of what, or of any holder of a grant.
pub(super) async fn things(ask: &Ask<'_>, field: &str) -> Result<Answer, Trouble> {
    let (kinds, text): (&[&'static str], &str) = match field {
        "subject" => (&SUBJECTS, ask.query().get("subject")),
        "resource" => (&THINGS, ask.query().get("resource")),
        "holder" => (&SUBJECTS, ask.query().get("holder")),
        "owner" => (&["user", "app"], ask.query().get("owner")),
        "person" => (&["user"], ask.query().get("holder")),
        _ => return Err(Trouble::NotFound),
    };
    let found = things::suggest(ask.cx, ask.caller(), kinds, text, SUGGESTED).await?;
    let option = |thing: &things::Thing| (pick::shown(thing), words::kind(ask.lang, thing.kind).to_owned());
    Answer::page(&Options { options: found.iter().map(option).collect() })
}

#[derive(Template)]
#[template(path = "why/actions.html")]
struct Actions {
    l: Lang,
    offered: Vec<(String, Vec<(&'static str, String)>)>,
    chosen: String,
}

/// The actions of the thing in the field.
pub(super) async fn actions(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let kind = match pick::pick(ask, &THINGS, ask.query().get("resource")).await? {
        Picked::One(thing) => Some(thing.kind),
        _ => None,
    };
    let chosen = ask.query().get("action").to_owned();
    Answer::page(&Actions { l: ask.lang, offered: offered(ask.lang, kind), chosen })
}
