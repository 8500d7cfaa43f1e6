//! The end of a group: what depends on it, who would lose what, and its name to be typed.

use askama::Template;
use http::StatusCode;
use menjin_api::menjin::change::{
    GroupPath,
    delete::{Body, DeleteGroup},
    deletion_check::{Check, CheckDeletion, Dependant},
};
use menjin_service::governance::{
    change,
    impact::{self, Told},
};

use super::{frame_of, group, href, wrong::Wrong};
use crate::{Answer, Ask, Lang, Trouble, frame::Frame, pages::part};

#[derive(Template)]
#[template(path = "groups/change/delete.html")]
struct Page {
    frame: Frame,
    l: Lang,
    href: String,
    name: String,
    typed: String,
    consents: bool,
    has_members: bool,
    checks: Vec<Check>,
    wrong: Wrong,
    impact: Told,
}

impl Page {
    fn title(&self, check: &Check) -> &str {
        match check.name.as_str() {
            "exists" => self.l.s("存在性检查", "It exists"),
            "empty" => self.l.s("空组检查", "Members"),
            "permissions" => self.l.s("权限检查", "Access"),
            _ => self.l.s("业务流程检查", "Processes"),
        }
    }

    fn passed(&self, check: &Check) -> &str {
        match check.name.as_str() {
            "exists" => self.l.s("用户组存在", "the group is there"),
            "empty" => self.l.s("没有成员", "nobody is in it"),
            "permissions" => self.l.s("没有权限配置依赖它", "no access depends on it"),
            _ => self.l.s("没有业务依赖它", "no process depends on it"),
        }
    }

    fn warning<'a>(&'a self, check: &'a Check) -> &'a str {
        check.warning.as_ref().map_or("", |said| self.l.s(&said.zh, &said.en))
    }

    fn kind(&self, one: &Dependant) -> String {
        if one.r#type == "contact_range" {
            return self.l.s("通讯录范围", "contact range").to_owned();
        }
        part::impact::kind(self.l, &one.r#type)
    }

    fn detail(&self, one: &Dependant) -> String {
        match (one.r#type.as_str(), one.detail.as_str()) {
            ("user", more) if one.id.is_empty() => {
                format!("{} {more} {}", self.l.s("另有", "and"), self.l.s("名人员", "more people"))
            }
            ("app", "white") => self.l.s("可用", "may use").to_owned(),
            ("app", "black") => self.l.s("禁用", "may not use").to_owned(),
            ("door_rule", "1") => self.l.s("1 扇门", "1 door").to_owned(),
            ("door_rule", count) => format!("{count} {}", self.l.s("扇门", "doors")),
            ("document", action) => part::impact::action(self.l, action),
            (_, other) => other.to_owned(),
        }
    }
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    Answer::page(&page(ask, id, String::new(), false, Wrong::default()).await?)
}

async fn page(ask: &Ask<'_>, id: &str, typed: String, consents: bool, wrong: Wrong) -> Result<Page, Trouble> {
    let l = ask.lang;
    let path = GroupPath { id: id.to_owned() };
    let found = change::deletion_check(ask.cx, ask.call::<CheckDeletion>(path, (), ())?).await?;
    let group = group(ask, id).await?;
    let impact = impact::tell(ask.cx, ask.caller(), found.impact, ask.request.now).await?;
    let has_members = found.checks.iter().any(|check| check.name == "empty" && !check.passed);
    Ok(Page {
        frame: frame_of(ask, l.s("删除", "Delete"), &group).await?,
        l,
        href: href(id),
        name: found.name,
        typed,
        consents,
        has_members,
        checks: found.checks,
        wrong,
        impact,
    })
}

/// Deletes it.
pub(super) async fn send(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let fields = ask.form();
    // As it was typed: it must match to the letter.
    let body = Body { confirm_name: fields.raw("typed").to_owned(), remove_members: fields.has("remove_members") };
    let (typed, consents) = (body.confirm_name.clone(), body.remove_members);
    let path = GroupPath { id: id.to_owned() };
    match change::delete(ask.cx, ask.call::<DeleteGroup>(path, (), body)?).await {
        Ok(_) => Ok(Answer::see("/console/groups/deleted?done=deleted")),
        Err(refusal) => {
            let page = page(ask, id, typed, consents, Wrong::of(refusal, ask.lang)?).await?;
            Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
