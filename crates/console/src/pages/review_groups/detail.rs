//! One people group: who is in it, and who may see that.

use askama::Template;
use http::StatusCode;
use menjin_api::menjin::grant::list::{ListGrants, Query};
use menjin_model::Right;
use menjin_service::governance::{grant, review_group, things};

use super::{overwrite::Form, visibility};
use crate::{
    Answer, Ask, Lang, Trouble,
    access::grants::{self, Place, Row, Sent, Typed},
    frame::{Frame, Section, encoded},
};

#[derive(Template)]
#[template(path = "review_groups/detail.html")]
struct Page {
    frame: Frame,
    l: Lang,
    id: String,
    people: i64,
    groups: i64,
    visibility: &'static str,
    api_import: bool,
    rows: Vec<Row>,
    more: Option<String>,
    form: Option<Form>,
    typed: Typed,
    may_change: bool,
    base: String,
}

pub(super) fn base(id: &str) -> String {
    format!("/console/review-groups/{}", encoded(id))
}

/// The page, with forms as they were typed.
pub(super) async fn show(ask: &Ask<'_>, id: &str, typed: Typed, form: Option<Form>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let group = review_group::get(ask.cx, ask.caller(), id).await?;
    let zone = things::zone(ask.cx, ask.caller()).await?;
    let query = Query {
        resource_type: "review_group".to_owned(),
        resource_id: id.to_owned(),
        page_token: ask.query().some("page").map(str::to_owned),
        page_size: None,
    };
    let found = grant::list(ask.cx, ask.call::<ListGrants>((), query, ())?).await?;
    let path = [(l.s("评审人员组", "Review groups"), "/console/review-groups".to_owned())];
    let is_wrong = form.as_ref().is_some_and(|form| form.wrong.is_some());
    let form = match form {
        Some(form) => Some(form),
        None => Form::of(ask, id, group.scope_visible_setting).await?,
    };
    let may_change = ask.may(Right::Access) && group.api_import;
    let page = Page {
        frame: Frame::of(ask, Section::ReviewGroups, group.name, &path).await?,
        l,
        people: group.people,
        groups: group.groups,
        visibility: visibility(l, group.scope_visible_setting),
        api_import: group.api_import,
        rows: grants::rows(ask, &found.items, &zone),
        more: found.page_token.map(|token| format!("{}?page={}", base(id), encoded(&token))),
        form: form.filter(|_| may_change),
        typed,
        may_change,
        base: base(id),
        id: id.to_owned(),
    };
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { grants::status(&page.typed) };
    Answer::page_with(status, &page)
}

/// Puts somebody in, or takes them out.
pub(super) async fn change(ask: &Ask<'_>, id: &str, removes: bool) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let group = review_group::get(ask.cx, ask.caller(), id).await?;
    let place = Place {
        section: Section::ReviewGroups,
        path: vec![
            (l.s("评审人员组", "Review groups"), "/console/review-groups".to_owned()),
            (group.name.as_str(), base(id)),
        ],
        back: base(id),
        resource: ("review_group", id),
        name: &group.name,
    };
    match grants::change(ask, place, removes).await? {
        Sent::Done(answer) => Ok(answer),
        Sent::Again(typed) => show(ask, id, typed, None).await,
    }
}
