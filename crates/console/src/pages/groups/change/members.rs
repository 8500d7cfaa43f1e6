//! People and departments are put into a group, and taken out.

use askama::Template;
use http::StatusCode;
use menjin_api::{
    common::UserIdType,
    contact::group::Group,
    menjin::change::{
        GroupPath, Member,
        member::{add, remove},
    },
};
use menjin_service::{DryRun, governance::change, governance::impact::Told};

use super::{
    Sure, frame_of, group, href,
    pick::{self, Pick},
    wrong::Wrong,
};
use crate::{Answer, Ask, Lang, Trouble, frame::Frame, pages::part};

#[derive(Template)]
#[template(path = "groups/change/members.html")]
struct Form {
    frame: Frame,
    l: Lang,
    group: Group,
    href: String,
    who: String,
    from: String,
    until: String,
    members: Vec<Pick>,
    wrong: Wrong,
    tried: bool,
    impact: Told,
}

/// The form.
pub(super) async fn show(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let group = group(ask, id).await?;
    Answer::page(&form(ask, group, ask.query(), Wrong::default(), None).await?)
}

async fn form(
    ask: &Ask<'_>,
    group: Group,
    fields: &crate::request::Fields,
    wrong: Wrong,
    impact: Option<Told>,
) -> Result<Form, Trouble> {
    let l = ask.lang;
    Ok(Form {
        frame: frame_of(ask, l.s("添加成员", "Add members"), &group).await?,
        l,
        href: href(&group.id),
        group,
        who: fields.raw("who").to_owned(),
        from: fields.raw("from").to_owned(),
        until: fields.raw("until").to_owned(),
        members: pick::picks(ask, fields, pick::MEMBER).await?,
        wrong,
        tried: impact.is_some(),
        impact: impact.unwrap_or_default(),
    })
}

/// Looks for more, tries, or adds.
pub(super) async fn add(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let (fields, l) = (ask.form(), ask.lang);
    let group = group(ask, id).await?;
    let members = pick::members(fields);
    let step = fields.get("step");
    if step == "find" {
        return Answer::page(&form(ask, group, fields, Wrong::default(), None).await?);
    }
    if members.is_empty() {
        let text = l.s("请先选择要添加的人员或部门。", "Choose people or departments first.").to_owned();
        let wrong = Wrong::about("members", text, Vec::new());
        let form = form(ask, group, fields, wrong, None).await?;
        return Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let path = GroupPath { id: id.to_owned() };
    let dry_run = DryRun::new(UserIdType::UserId);
    let call = if step == "preview" {
        ask.trial::<add::AddMembers>(path, (), add::Body { members }, dry_run.clone())?
    } else {
        ask.call::<add::AddMembers>(path, (), add::Body { members })?
    };
    match change::member::add(ask.cx, call).await {
        Err(refusal) => {
            let form = form(ask, group, fields, Wrong::of(refusal, l)?, None).await?;
            Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        Ok(_) if step == "preview" => {
            let impact = part::impact::of(ask, &dry_run).await?;
            Answer::page(&form(ask, group, fields, Wrong::default(), Some(impact)).await?)
        }
        Ok(_) => Ok(Answer::see(&format!("{}?tab=members&done=added", href(id)))),
    }
}

/// Takes one or several out: `kind` and `member`, or boxes `member` with both.
pub(super) async fn remove(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let fields = ask.form();
    let members = match fields.get("kind") {
        "user" => vec![Member { user: Some(fields.get("member").to_owned()), ..Member::default() }],
        "department" => vec![Member { department: Some(fields.get("member").to_owned()), ..Member::default() }],
        _ => pick::members(fields),
    };
    let path = GroupPath { id: id.to_owned() };
    if fields.get("step") == "preview" {
        let dry_run = DryRun::new(UserIdType::UserId);
        let body = remove::Body { members };
        let call = ask.trial::<remove::RemoveMembers>(path, (), body, dry_run.clone())?;
        change::member::remove(ask.cx, call).await?;
        let group = group(ask, id).await?;
        let sent = [("kind", fields.get("kind"))].into_iter().chain(fields.all("member").map(|one| ("member", one)));
        let sent = sent.filter(|(_, value)| !value.is_empty());
        let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let (l, impact) = (ask.lang, part::impact::of(ask, &dry_run).await?);
        return Answer::page(&Sure {
            frame: frame_of(ask, l.s("移除成员", "Remove members"), &group).await?,
            l,
            lead: format!("{} · {}", group.name, group.id),
            action: format!("{}/members/remove", href(id)),
            back: href(id),
            button: l.s("移除成员", "Remove members").to_owned(),
            sent,
            impact,
        });
    }
    change::member::remove(ask.cx, ask.call::<remove::RemoveMembers>(path, (), remove::Body { members })?).await?;
    Ok(Answer::see(&format!("{}?tab=members&done=removed", href(id))))
}
