//! Another name and description for one group. What the form was filled with comes back with it: who is second to change a group
//! sees both, and nothing is lost.

use askama::Template;
use http::StatusCode;
use menjin_api::{
    contact::group::Group,
    menjin::change::{
        Texts,
        batch_update::{BatchUpdate, Body, Item},
        code,
        suggested_names::{Query, SuggestNames},
    },
};
use menjin_service::governance::change;

use super::{frame_of, group, href, wrong::Wrong};
use crate::{Answer, Ask, Lang, Trouble, frame::Frame};

#[derive(Template)]
#[template(path = "groups/change/edit.html")]
struct Form {
    frame: Frame,
    l: Lang,
    id: String,
    href: String,
    name: String,
    description: String,
    based_name: String,
    based_description: String,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "groups/change/conflict.html")]
struct Conflict {
    frame: Frame,
    l: Lang,
    id: String,
    href: String,
    theirs: (String, String),
    mine: (String, String),
    based: (String, String),
}

/// The form.
pub(super) async fn show(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let group = group(ask, id).await?;
    let texts = (group.name.clone(), group.description.clone());
    Answer::page(&form(ask, &group, texts.clone(), texts, Wrong::default()).await?)
}

async fn form(
    ask: &Ask<'_>,
    group: &Group,
    (name, description): (String, String),
    (based_name, based_description): (String, String),
    wrong: Wrong,
) -> Result<Form, Trouble> {
    let l = ask.lang;
    Ok(Form {
        frame: frame_of(ask, l.s("修改", "Edit"), group).await?,
        l,
        id: group.id.clone(),
        href: href(&group.id),
        name,
        description,
        based_name,
        based_description,
        wrong,
    })
}

/// Changes the group.
pub(super) async fn send(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let fields = ask.form();
    let group = group(ask, id).await?;
    let based = (fields.raw("based_name").to_owned(), lines(fields.raw("based_description")));
    let mine = (fields.get("name").to_owned(), lines(fields.raw("description")));
    if let Some(name) = fields.some("suggest") {
        return Answer::page(&form(ask, &group, (name.to_owned(), mine.1), based, Wrong::default()).await?);
    }
    if fields.get("step") == "names" {
        let query = Query { name: mine.0.clone(), reason: Some("duplicate".to_owned()) };
        let wrong = match change::suggested_names(ask.cx, ask.call::<SuggestNames>((), query, ())?).await {
            Ok(found) => Wrong::about("", String::new(), found.suggestions),
            Err(refusal) => Wrong::of(refusal, l)?,
        };
        return Answer::page(&form(ask, &group, mine, based, wrong).await?);
    }
    let item = Item {
        group_id: id.to_owned(),
        name: Some(mine.0.clone()),
        description: Some(mine.1.clone()),
        based_on: Some(Texts { name: Some(based.0.clone()), description: Some(based.1.clone()) }),
        ..Item::default()
    };
    let call = ask.call::<BatchUpdate>((), (), Body { items: vec![item] })?;
    let outcome = change::batch_update(ask.cx, call).await?.results.pop().unwrap_or_default();
    let Some(failure) = outcome.failure else {
        return Ok(Answer::see(&format!("{}?done=changed", href(id))));
    };
    if failure.code == code::CHANGED_MEANWHILE.number {
        let theirs = failure.current.unwrap_or_default();
        let conflict = Conflict {
            frame: frame_of(ask, l.s("修改", "Edit"), &group).await?,
            l,
            id: id.to_owned(),
            href: href(id),
            theirs: (theirs.name.unwrap_or_default(), theirs.description.unwrap_or_default()),
            mine,
            based,
        };
        return Answer::page_with(StatusCode::CONFLICT, &conflict);
    }
    let text = l.s(&failure.error.zh, &failure.error.en).to_owned();
    let field = failure.field.as_deref().unwrap_or_default();
    let wrong = Wrong::about(field, text, failure.suggestions);
    Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form(ask, &group, mine, based, wrong).await?)
}

/// A text as it was before a form sent it: browsers write every end of a line as two characters.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}
