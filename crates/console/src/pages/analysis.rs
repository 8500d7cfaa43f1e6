//! The analysis of membership: whom, then figures, charts, people by risk, advice; and the same as a file.

mod csv;
mod find;
mod picture;

use std::borrow::Borrow;

use askama::Template;
use http::{Method, StatusCode};
use menjin_api::menjin::{
    membership::{
        analysis::{Advice, Analysis, Level, Report},
        analyze::{AnalyzeMemberships, Body, Data, Item},
    },
    person::list::{ListPeople, Query},
};
use menjin_service::governance::{
    analysis,
    department::{self, Node},
};

use super::people;
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
    trouble::sentence,
};
use picture::{Column, Part, columns, parts};

/// How many people a page of the result holds.
const PAGE: usize = 50;
/// Longer lists are not put into links.
const IDS_MAX: usize = 1000;

/// Everything below `/console/analysis`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => show(ask).await,
        (&Method::GET, ["csv"]) => csv::download(ask).await,
        (&Method::GET, ["find"]) => find::show(ask).await,
        _ => Err(Trouble::NotFound),
    }
}

/// Who is to be looked into, as the address says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Choice {
    /// `people`, `department`, `everybody`, or nothing yet.
    who: String,
    ids: Vec<String>,
    department: String,
}

impl Choice {
    fn of(ask: &Ask<'_>) -> Self {
        let query = ask.query();
        let pasted = query.get("ids").split(|letter: char| letter.is_whitespace() || ",;，；、".contains(letter));
        let ids = pasted.chain(query.all("id")).map(str::trim).filter(|id| !id.is_empty());
        let ids = ids.take(IDS_MAX + 1).map(str::to_owned).collect();
        Self { who: query.get("who").to_owned(), ids, department: query.get("department").to_owned() }
    }

    /// What is asked; `None` when nothing was chosen yet.
    fn body(&self, refresh: bool) -> Option<Body> {
        let body = match self.who.as_str() {
            "people" => Body { user_ids: Some(self.ids.clone()), ..Body::default() },
            "department" if !self.department.is_empty() => {
                Body { department_id: Some(self.department.clone()), ..Body::default() }
            }
            "department" => Body::default(),
            "everybody" => Body { everybody: Some(true), ..Body::default() },
            _ => return None,
        };
        Some(Body { refresh: Some(refresh), ..body })
    }

    /// The choice as the query of an address.
    fn query(&self) -> String {
        match self.who.as_str() {
            "people" => format!("who=people&ids={}", encoded(&self.ids.join(" "))),
            "department" => format!("who=department&department={}", encoded(&self.department)),
            _ => "who=everybody".to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "analysis/page.html")]
struct Page {
    frame: Frame,
    l: Lang,
    lead: String,
    choice: Choice,
    departments: Vec<Node>,
    wrong: Option<String>,
    result: Option<Found>,
}

/// What was found, as the page shows it.
struct Found {
    report: Report,
    histogram: Vec<Column>,
    /// Shares of a whole, under their headings.
    shares: Vec<(&'static str, Vec<Part>)>,
    /// This page of people, those at the highest risk first.
    items: Vec<Item>,
    page: usize,
    pages: usize,
    first: usize,
    query: String,
}

impl Found {
    fn of(l: Lang, data: Data, page: usize, choice: &Choice) -> Self {
        let Data { report, mut items } = data;
        sort(&mut items);
        let pages = items.len().div_ceil(PAGE).max(1);
        let page = page.clamp(1, pages);
        let first = (page - 1) * PAGE;
        let types = parts(report.types.iter().map(|share| {
            let dynamic = share.r#type == 2;
            let name = if dynamic {
                l.s("动态用户组", "dynamic groups")
            } else {
                l.s("普通用户组", "ordinary groups")
            };
            (name, if dynamic { "accent" } else { "ink" }, share.count, share.percent)
        }));
        let risks = parts(report.risks.iter().map(|share| {
            let (name, class) = match share.level {
                Level::Low => (l.s("低风险", "low risk"), "ink"),
                Level::Medium => (l.s("中风险", "medium risk"), "warning"),
                Level::High => (l.s("高风险", "high risk"), "danger"),
            };
            (name, class, share.people, share.percent)
        }));
        Self {
            histogram: columns(&report.distribution),
            shares: vec![(l.s("用户组类型", "Type of group"), types), (l.s("风险", "Risk"), risks)],
            report,
            items: items.into_iter().skip(first).take(PAGE).collect(),
            page,
            pages,
            first: first + 1,
            query: choice.query(),
        }
    }
}

/// Those at the highest risk first, then those in the most groups; who could not be analysed comes last.
fn sort(items: &mut [Item]) {
    let key = |item: &Item| item.analysis.as_ref().map(|found| (found.risk.level, found.group_count));
    items.sort_by_key(|item| std::cmp::Reverse(key(item)));
}

/// What the choice finds; `None` when nothing was chosen.
async fn analysed(ask: &Ask<'_>, choice: &Choice, refresh: bool) -> Result<Option<Data>, menjin_service::Refusal> {
    let Some(body) = choice.body(refresh) else { return Ok(None) };
    Ok(Some(analysis::analyze(ask.cx, ask.call::<AnalyzeMemberships>((), (), body)?).await?))
}

async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let choice = Choice::of(ask);
    let page = ask.query().get("page").parse().unwrap_or(1);
    let (result, wrong) = match analysed(ask, &choice, ask.query().has("refresh")).await {
        Ok(found) => (found.map(|data| Found::of(l, data, page, &choice)), None),
        Err(refusal) if refusal.0.code.is_some_and(|code| code.status.is_client_error() && code.status != 403) => {
            (None, Some(sentence(&refusal, l)))
        }
        Err(refusal) => return Err(refusal.into()),
    };
    let frame = Frame::of(ask, Section::Analysis, l.s("归属分析", "Analysis"), &[]).await?;
    let tree = department::tree(ask.cx, ask.call::<ListPeople>((), Query::default(), ())?).await?;
    let lead = result.as_ref().map_or_else(
        || {
            let zh = "谁在哪些用户组、风险、重叠与缺少的权限。";
            l.s(zh, "Who is in which groups, with what risk, twice the same or lacking something.").to_owned()
        },
        |found| self::lead(l, &found.report),
    );
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Answer::page_with(status, &Page { frame, l, lead, choice, departments: tree.nodes, wrong, result })
}

/// What the page answers, in one line.
fn lead(l: Lang, report: &Report) -> String {
    let high = report.risks.iter().find(|share| share.level == Level::High).map_or(0, |share| share.people);
    let (people, groups) = (report.succeeded, report.distinct_groups);
    match l {
        Lang::Zh => {
            format!("{people} 人在 {groups} 个不同的用户组中，平均每人 {:.2} 个，{high} 人高风险。", report.mean)
        }
        Lang::En => {
            let who = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
            let s = if groups == 1 { "" } else { "s" };
            format!("{who} in {groups} different group{s}, {:.2} each on average, {high} at high risk.", report.mean)
        }
    }
}

/// The recommendations of somebody in short.
fn hints(l: impl Borrow<Lang>, found: &Analysis) -> String {
    let l = l.borrow();
    let mut words: Vec<&str> = found.recommendations.iter().map(|one| people::advice_word(l, one.kind)).collect();
    words.dedup();
    words.join(l.s("、", ", "))
}

/// An advice in the reader's language.
fn said(l: impl Borrow<Lang>, advice: &Advice) -> &str {
    l.borrow().s(&advice.message_zh, &advice.message)
}
