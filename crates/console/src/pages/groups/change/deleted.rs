//! Deleted groups, and their return.

use askama::Template;
use http::StatusCode;
use menjin_api::common::UserIdType;
use menjin_api::menjin::change::{
    GroupPath,
    deleted::{Deleted, ListDeleted},
    deletion_check::Dependant,
    restore::{Body, Data, RestoreGroup},
};
use menjin_model::{Millis, Right};
use menjin_service::{DryRun, governance::change};

use super::{Sure, frame, href, wrong::Wrong};
use crate::{Answer, Ask, Lang, Trouble, frame::Frame, pages::part, words};

#[derive(Template)]
#[template(path = "groups/change/deleted.html")]
struct Page {
    frame: Frame,
    l: Lang,
    now: Millis,
    items: Vec<Deleted>,
    /// They may bring groups back.
    may: bool,
    wrong: Wrong,
    /// Of which deletion.
    of: String,
    name: String,
}

impl Page {
    fn ago(&self, time: &str) -> String {
        words::ago(self.l, at(time), self.now)
    }

    fn left(&self, until: &str) -> i64 {
        (at(until).0.saturating_sub(self.now.0).saturating_add(86_399_999)).div_euclid(86_400_000)
    }

    fn had(&self, one: &Deleted) -> String {
        let words = match self.l {
            Lang::Zh => [" 人", " 个部门", " 项授权"],
            Lang::En => [" people", " departments", " grants"],
        };
        let counts = [one.users, one.departments, one.grants].into_iter().zip(words);
        let some = counts.filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count}{word}"));
        let some: Vec<String> = some.collect();
        if some.is_empty() { "—".to_owned() } else { some.join(self.l.s("、", ", ")) }
    }
}

fn at(time: &str) -> Millis {
    time.parse::<jiff::Timestamp>().map_or(Millis(0), |at| Millis(at.as_millisecond()))
}

#[derive(Template)]
#[template(path = "groups/change/restored.html")]
struct Restored {
    frame: Frame,
    l: Lang,
    href: String,
    data: Data,
}

impl Restored {
    fn kind(&self, one: &Dependant) -> String {
        if one.r#type == "contact_range" {
            return self.l.s("通讯录范围", "contact range").to_owned();
        }
        part::impact::kind(self.l, &one.r#type)
    }
}

/// The list.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    Answer::page(&page(ask, Wrong::default(), "", "").await?)
}

async fn page(ask: &Ask<'_>, wrong: Wrong, of: &str, name: &str) -> Result<Page, Trouble> {
    let l = ask.lang;
    let items = change::deleted(ask.cx, ask.call::<ListDeleted>((), (), ())?).await?.items;
    Ok(Page {
        frame: frame(ask, l.s("已删除的用户组", "Deleted groups")).await?,
        l,
        now: ask.request.now,
        items,
        may: ask.may(Right::Groups),
        wrong,
        of: of.to_owned(),
        name: name.to_owned(),
    })
}

/// Brings one back.
pub(super) async fn restore(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let (fields, l) = (ask.form(), ask.lang);
    let name = fields.some("suggest").or(fields.some("name")).map(str::to_owned);
    let deletion = fields.some("deletion").map(str::to_owned);
    let (of, typed) = (deletion.clone().unwrap_or_default(), name.clone().unwrap_or_default());
    let path = GroupPath { id: id.to_owned() };
    let dry_run = DryRun::new(UserIdType::UserId);
    let preview = fields.get("step") == "preview" && !fields.has("suggest");
    if preview {
        let body = Body { name: name.clone(), deletion: deletion.clone() };
        let call = ask.trial::<RestoreGroup>(path.clone(), (), body, dry_run.clone())?;
        match change::restore(ask.cx, call).await {
            Ok(data) => {
                let sent = [("deletion", of), ("name", typed)].into_iter().filter(|(_, value)| !value.is_empty());
                let mut impact = part::impact::of(ask, &dry_run).await?;
                // It is not there yet, so nobody knows its name.
                for thing in &mut impact.things {
                    if thing.resource.kind == "group" && thing.resource.id == id {
                        thing.resource.name.clone_from(&data.name);
                    }
                }
                let title = format!("{} {}", l.s("恢复", "Bring back"), data.name);
                return Answer::page(&Sure {
                    frame: frame(ask, &title).await?,
                    l,
                    lead: lead(l, &data),
                    action: format!("{}/restore", href(id)),
                    back: "/console/groups/deleted".to_owned(),
                    button: l.s("恢复用户组", "Bring it back").to_owned(),
                    sent: sent.map(|(name, value)| (name.to_owned(), value)).collect(),
                    impact,
                });
            }
            Err(refusal) => {
                let page = page(ask, Wrong::of(refusal, l)?, &of, &typed).await?;
                return Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
            }
        }
    }
    match change::restore(ask.cx, ask.call::<RestoreGroup>(path, (), Body { name, deletion })?).await {
        Ok(data) if data.missing.is_empty() => Ok(Answer::see(&format!("{}?done=restored", href(id)))),
        Ok(data) => {
            let frame = frame(ask, l.s("已恢复", "Restored")).await?;
            Answer::page(&Restored { frame, l, href: href(id), data })
        }
        Err(refusal) => {
            let page = page(ask, Wrong::of(refusal, l)?, &of, &typed).await?;
            Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// What would come back, and what would not.
fn lead(l: Lang, data: &Data) -> String {
    let back = &data.restored;
    let (members, missing) = (back.users + back.departments, data.missing.len());
    let grants = back.documents + back.apps + back.door_rules + back.review_groups;
    match (l, missing) {
        (Lang::Zh, 0) => format!("{members} 个成员、{grants} 项授权会全部回来。"),
        (Lang::Zh, _) => format!("{members} 个成员、{grants} 项授权会回来，{missing} 项已无法恢复。"),
        (Lang::En, 0) => format!("All {members} members and {grants} grants would come back."),
        (Lang::En, _) => format!("{members} members and {grants} grants would come back, {missing} cannot."),
    }
}
