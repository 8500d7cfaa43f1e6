//! One person: figures, and as tabs their groups, access, recommendations and history.

use askama::Template;
use menjin_api::menjin::{
    membership::analysis::{Advises, Analysis, Recommendation},
    person::get::{Data, GetPerson, Path, Query},
};
use menjin_model::Right;
use menjin_service::governance::person::{self, Access, Change, Kind};

use super::show;
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
    pages::part::impact,
    words,
};

/// So many groups stand on a page.
const GROUPS: usize = 50;
/// So many pairs of overlapping groups are shown; the recommendations have them all.
const TOLD: usize = 20;
/// So many things are named as evidence.
const EVIDENCE: usize = 8;

/// Which tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Groups,
    Access,
    Advice,
    History,
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct Page {
    frame: Frame,
    l: Lang,
    data: Data,
    lead: String,
    /// Where the person is, for links.
    base: String,
    tab: Tab,
    kind: Kind,
    /// Which page of the groups.
    turn: usize,
    access: Option<Access>,
    history: Option<Vec<Change>>,
    audits: bool,
    may_change: bool,
    now: menjin_model::Millis,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let (l, query) = (ask.lang, ask.query());
    let path = || Path { user_id: id.to_owned() };
    let refresh = query.has("refresh").then_some(true);
    let data = person::get(ask.cx, ask.call::<GetPerson>(path(), Query { refresh }, ())?).await?;
    let audits = ask.may(Right::Audit);
    let tab = match query.get("tab") {
        "access" => Tab::Access,
        "advice" => Tab::Advice,
        "history" if audits => Tab::History,
        _ => Tab::Groups,
    };
    let kind = match query.get("kind") {
        "apps" => Kind::Apps,
        "doors" => Kind::Doors,
        _ => Kind::Documents,
    };
    let call = || ask.call::<GetPerson>(path(), Query::default(), ());
    let access = match tab {
        Tab::Access => Some(person::access(ask.cx, call()?, kind, query.some("after")).await?),
        _ => None,
    };
    let history = match tab {
        Tab::History => {
            let before = query.some("before").and_then(|before| before.parse().ok());
            Some(person::history(ask.cx, call()?, before).await?)
        }
        _ => None,
    };
    let above = [(l.s("人员", "People"), "/console/people".to_owned())];
    let frame = Frame::of(ask, Section::People, data.person.name.clone(), &above).await?;
    let page = Page {
        frame,
        l,
        lead: lead(l, &data),
        base: format!("/console/people/{}", encoded(&data.person.user_id)),
        data,
        tab,
        kind,
        turn: query.get("page").parse().unwrap_or(1).clamp(1, 1000),
        access,
        history,
        audits,
        may_change: ask.may(Right::Groups),
        now: ask.request.now,
    };
    Answer::page(&page)
}

/// What the page answers, in one line.
fn lead(l: Lang, data: &Data) -> String {
    let access = data.access;
    let groups = data.person.group_count;
    match l {
        Lang::Zh => format!(
            "{groups} 个用户组；可打开 {} 份文档、{} 个应用、{} 扇门。",
            access.documents, access.apps, access.doors
        ),
        Lang::En => {
            let s = |count: u64| if count == 1 { "" } else { "s" };
            format!(
                "{groups} group{}; opens {} document{}, {} app{}, {} door{}.",
                s(groups),
                access.documents,
                s(access.documents),
                access.apps,
                s(access.apps),
                access.doors,
                s(access.doors)
            )
        }
    }
}

/// The page of a thing.
fn href(kind: &str, id: &str) -> String {
    let section = match kind {
        "document" => "documents",
        "app" => "apps",
        "door" => "doors",
        "department" => "departments",
        "review_group" => "review-groups",
        _ => "groups",
    };
    format!("/console/{section}/{}", encoded(id))
}

impl Page {
    /// What was found, unless the person has left.
    fn found(&self) -> Option<&Analysis> {
        self.data.analysis.as_ref()
    }

    /// How many groups stand on the pages before.
    fn from(&self) -> usize {
        (self.turn - 1) * GROUPS
    }

    fn advice_count(&self) -> usize {
        self.found().map_or(0, |analysis| analysis.recommendations.len())
    }

    /// Where a recommendation leads: to the impact of its change, or where a person decides. Name, address and class.
    fn next(&self, advice: &Recommendation) -> (&'static str, String, &'static str) {
        let l = self.l;
        if let Some(change) = advice.change.as_ref().filter(|_| self.may_change) {
            let (action, group) = (change.action.as_str(), encoded(&change.group.id));
            let address = format!("{}/change?action={action}&group={group}", self.base);
            return (l.s("预览影响", "Preview impact"), address, "button");
        }
        let groups = || "/console/groups".to_owned();
        let (name, address) = match advice.kind {
            Advises::NoGroups => (l.s("选择用户组", "Choose a group"), groups()),
            Advises::TooManyGroups | Advises::Overlap => (l.s("比较用户组", "Compare the groups"), self.base.clone()),
            Advises::MissingAccess => {
                let thing = advice.evidence.first().map(|access| &access.resource);
                let address = thing.map_or_else(groups, |thing| href(&thing.r#type, &thing.id));
                (l.s("打开资源", "Open the thing"), address)
            }
        };
        (name, address, "link")
    }

    /// A tab with its name and address.
    fn tabs(&self) -> Vec<(String, String, bool)> {
        let l = self.l;
        let with = |name: &str, count: usize| if count == 0 { name.to_owned() } else { format!("{name} {count}") };
        let groups = usize::try_from(self.data.person.group_count).unwrap_or(usize::MAX);
        let mut tabs = vec![
            (with(l.s("用户组", "Groups"), groups), self.base.clone(), self.tab == Tab::Groups),
            (l.s("可打开什么", "Access").to_owned(), format!("{}?tab=access", self.base), self.tab == Tab::Access),
            (
                with(l.s("建议", "Recommendations"), self.advice_count()),
                format!("{}?tab=advice", self.base),
                self.tab == Tab::Advice,
            ),
        ];
        if self.audits {
            let name = l.s("历史", "History").to_owned();
            tabs.push((name, format!("{}?tab=history", self.base), self.tab == Tab::History));
        }
        tabs
    }
}
