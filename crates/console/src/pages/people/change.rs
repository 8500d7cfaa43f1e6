//! A person into a group or out of it: first what it would do, then the change itself.

use askama::Template;
use http::StatusCode;
use menjin_api::{
    common::UserIdType,
    contact::group::{
        GroupPath, IdTypes,
        get::GetGroup,
        member::{add, code, remove},
    },
    menjin::person::get::{GetPerson, Path, Query},
};
use menjin_service::{
    DryRun, Refusal,
    contact::group,
    governance::{impact::Told, person},
};

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
    pages::part::impact,
    trouble::sentence,
};

#[derive(Template)]
#[template(path = "people/change.html")]
struct Page {
    frame: Frame,
    l: Lang,
    base: String,
    group: Group,
    adds: bool,
    impact: Option<Told>,
    wrong: Option<String>,
}

/// The group that it is about.
struct Group {
    id: String,
    name: String,
}

/// What is to be done.
struct Wish {
    adds: bool,
    group: String,
    user: String,
}

impl Wish {
    fn of(adds: &str, group: &str, user: &str) -> Result<Self, Trouble> {
        let adds = match adds {
            "add" => true,
            "remove" => false,
            _ => return Err(Trouble::NotFound),
        };
        Ok(Self { adds, group: group.to_owned(), user: user.to_owned() })
    }

    /// Does it, or tries it.
    async fn call(&self, ask: &Ask<'_>, dry_run: Option<DryRun>) -> Result<(), Refusal> {
        let path = GroupPath { group_id: self.group.clone() };
        if self.adds {
            let body = add::Body {
                member_type: None,
                member_id_type: UserIdType::UserId.as_str().to_owned(),
                member_id: self.user.clone(),
            };
            let call = match dry_run {
                Some(dry_run) => ask.trial::<add::AddMember>(path, (), body, dry_run),
                None => ask.call::<add::AddMember>(path, (), body),
            };
            group::member::add(ask.cx, call?).await?;
        } else {
            let body = remove::Body {
                member_type: None,
                member_id_type: Some(UserIdType::UserId.as_str().to_owned()),
                member_id: self.user.clone(),
            };
            let call = match dry_run {
                Some(dry_run) => ask.trial::<remove::RemoveMember>(path, (), body, dry_run),
                None => ask.call::<remove::RemoveMember>(path, (), body),
            };
            group::member::remove(ask.cx, call?).await?;
        }
        Ok(())
    }
}

/// What the change would do, and a button that does it.
pub(super) async fn preview(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let wish = Wish::of(ask.query().get("action"), ask.query().get("group"), id)?;
    page(ask, wish, None).await
}

/// Makes the change.
pub(super) async fn make(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let wish = Wish::of(ask.form().get("action"), ask.form().get("group"), id)?;
    match wish.call(ask, None).await {
        Ok(()) => {
            let done = if wish.adds { "added" } else { "removed" };
            Ok(Answer::see(&format!("/console/people/{}?tab=advice&done={done}", encoded(id))))
        }
        Err(refusal) if is_told(&refusal) => page(ask, wish, Some(refusal)).await,
        Err(refusal) => Err(refusal.into()),
    }
}

async fn page(ask: &Ask<'_>, wish: Wish, refusal: Option<Refusal>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let path = Path { user_id: wish.user.clone() };
    let person = person::get(ask.cx, ask.call::<GetPerson>(path, Query::default(), ())?).await?.person;
    let wish = Wish { user: person.user_id.clone(), ..wish };
    let group = GroupPath { group_id: wish.group.clone() };
    let found = group::get(ask.cx, ask.call::<GetGroup>(group, IdTypes::default(), ())?).await?.group;
    let dry_run = DryRun::new(UserIdType::UserId);
    let (impact, refusal) = match refusal {
        Some(refusal) => (None, Some(refusal)),
        None => match wish.call(ask, Some(dry_run.clone())).await {
            Ok(()) => (Some(impact::of(ask, &dry_run).await?), None),
            Err(refusal) if is_told(&refusal) => (None, Some(refusal)),
            Err(refusal) => return Err(refusal.into()),
        },
    };
    let base = format!("/console/people/{}", encoded(&person.user_id));
    let title = match (l, wish.adds) {
        (Lang::Zh, true) => format!("把{}加入「{}」", person.name, found.name),
        (Lang::Zh, false) => format!("把{}移出「{}」", person.name, found.name),
        (Lang::En, true) => format!("Add {} to {}", person.name, found.name),
        (Lang::En, false) => format!("Take {} out of {}", person.name, found.name),
    };
    let above = [(l.s("人员", "People"), "/console/people".to_owned()), (person.name.as_str(), base.clone())];
    let frame = Frame::of(ask, Section::People, title, &above).await?;
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Page {
        frame,
        l,
        base,
        group: Group { id: wish.group, name: found.name },
        adds: wish.adds,
        impact,
        wrong: refusal.map(|refusal| said(l, &refusal)),
    };
    Answer::page_with(status, &page)
}

/// Whether the page itself tells of it; a lack of rights has a page of its own, and so have our faults.
fn is_told(refusal: &Refusal) -> bool {
    refusal.0.code.is_some_and(|code| code.status != StatusCode::FORBIDDEN)
}

/// Why it cannot be done. The platform's own words for what happens most are no sentence.
fn said(l: Lang, refusal: &Refusal) -> String {
    if refusal.0.code == Some(code::EXISTS) {
        return l.s("已经在这个用户组中。", "Is in the group already.").to_owned();
    }
    sentence(refusal, l)
}
