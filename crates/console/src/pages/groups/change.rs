//! Changes of groups: made, edited, filled, deleted, restored, one or many.

mod batch;
mod batch_delete;
mod create;
mod delete;
mod deleted;
mod edit;
mod members;
pub(crate) mod pick;
pub(crate) mod wrong;

use askama::Template;
use http::Method;
use menjin_api::{
    contact::group::{Group, GroupPath, IdTypes, code::UNKNOWN, get::GetGroup},
    menjin::code,
};
use menjin_model::Right;
use menjin_service::{contact, governance::impact::Told};

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
};

/// What would come of a change, and a button that does it.
#[derive(Template)]
#[template(path = "groups/change/sure.html")]
struct Sure {
    frame: Frame,
    l: Lang,
    lead: String,
    action: String,
    back: String,
    button: String,
    sent: Vec<(String, String)>,
    impact: Told,
}

/// What of `/console/groups` is about changes.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    if !ask.may(Right::Groups) && rest != ["deleted"] {
        return Err(code::FORBIDDEN.into());
    }
    match (&ask.request.method, rest) {
        (&Method::GET, ["new"]) => create::show(ask).await,
        (&Method::POST, ["new"]) => create::send(ask).await,
        (&Method::GET, ["batch"]) => batch::show(ask).await,
        (&Method::POST, ["batch"]) => batch::send(ask).await,
        (&Method::GET, ["batch-delete"]) => batch_delete::show(ask).await,
        (&Method::POST, ["batch-delete"]) => batch_delete::send(ask).await,
        (&Method::GET, ["deleted"]) => deleted::show(ask).await,
        (&Method::GET, [id, "edit"]) => edit::show(ask, id).await,
        (&Method::POST, [id, "edit"]) => edit::send(ask, id).await,
        (&Method::GET, [id, "members"]) => members::show(ask, id).await,
        (&Method::POST, [id, "members"] | [id, "members", "add"]) => members::add(ask, id).await,
        (&Method::POST, [id, "members", "remove"]) => members::remove(ask, id).await,
        (&Method::GET, [id, "delete"]) => delete::show(ask, id).await,
        (&Method::POST, [id, "delete"]) => delete::send(ask, id).await,
        (&Method::POST, [id, "restore"]) => deleted::restore(ask, id).await,
        _ => Err(Trouble::NotFound),
    }
}

/// The group that a page is about.
async fn group(ask: &Ask<'_>, id: &str) -> Result<Group, Trouble> {
    let path = GroupPath { group_id: id.to_owned() };
    match contact::group::get(ask.cx, ask.call::<GetGroup>(path, IdTypes::default(), ())?).await {
        Ok(data) => Ok(data.group),
        Err(refusal) if refusal.number() == UNKNOWN.number => Err(Trouble::NotFound),
        Err(refusal) => Err(refusal.into()),
    }
}

/// The address of a group's page.
fn href(id: &str) -> String {
    format!("/console/groups/{}", encoded(id))
}

/// Where a form that only ticked groups leads: the same as a link, so that the address is the state.
fn ticked(ask: &Ask<'_>, path: &str) -> Option<Answer> {
    let fields = ask.form();
    if !fields.has("id") || fields.has("name") {
        return None;
    }
    let ids: Vec<String> = fields.all("id").map(|id| format!("id={}", encoded(id))).collect();
    Some(Answer::see(&format!("{path}?{}", ids.join("&"))))
}

/// The frame of a page below the groups.
async fn frame(ask: &Ask<'_>, title: &str) -> Result<Frame, Trouble> {
    let groups = ask.lang.s("用户组", "Groups");
    Frame::of(ask, Section::Groups, title, &[(groups, "/console/groups".to_owned())]).await
}

/// The frame of a page about one group.
async fn frame_of(ask: &Ask<'_>, title: &str, group: &Group) -> Result<Frame, Trouble> {
    let groups = ask.lang.s("用户组", "Groups");
    let path = [(groups, "/console/groups".to_owned()), (group.name.as_str(), href(&group.id))];
    Frame::of(ask, Section::Groups, title, &path).await
}
