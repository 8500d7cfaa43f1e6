//! The list of all groups.

mod state;

use askama::Template;
use http::{HeaderName, StatusCode};
use menjin_api::menjin::group::{
    Group, Level,
    list::{ListGroups, Order, Sort},
};
use menjin_model::{Millis, Right};
use menjin_service::governance::group;

use super::tell::{self, encoded};
use crate::{
    Answer, Ask, Lang, Trouble,
    chart::line,
    frame::{Frame, Section},
    trouble::sentence,
    words,
};
use state::State;

/// So many groups a page has.
const PAGE: usize = 20;
/// So many pages are named.
const NAMED: usize = 5;
const PUSH: HeaderName = HeaderName::from_static("hx-push-url");

#[derive(Template)]
#[template(path = "groups/list.html")]
struct Page {
    frame: Frame,
    l: Lang,
    answer: String,
    may: bool,
    t: Table,
}

#[derive(Template)]
#[template(path = "groups/table.html")]
struct Part {
    l: Lang,
    may: bool,
    t: Table,
}

/// The table and what stands around it.
struct Table {
    state: State,
    heads: Vec<Head>,
    lines: Vec<Line>,
    /// What keeps it from being shown.
    wrong: Option<String>,
    /// There is no group at all.
    none: bool,
    range: String,
    pages: Vec<(String, String, bool)>,
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    last: Option<String>,
}

/// The head of a column: sorts by it.
struct Head {
    name: &'static str,
    href: String,
    /// As `aria-sort` says it; empty for the columns by which nothing is sorted.
    sorted: &'static str,
    class: &'static str,
}

struct Line {
    id: String,
    href: String,
    name: String,
    description: String,
    dynamic: bool,
    people: i64,
    opens: i64,
    level: Level,
    spark: String,
    changes: i64,
    changed: String,
}

/// The page, or the table alone where htmx asks for it.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let state = State::of(ask.query());
    // Of a part that is not answered nothing would be seen.
    let is_part = ask.request.part() == Some("groups");
    let found = match ask.call::<ListGroups>((), state.query(), ()) {
        Ok(call) => group::find(ask.cx, &call).await,
        Err(refusal) => Err(refusal),
    };
    let found = match found {
        Ok(found) => Ok(found),
        Err(refusal) if is_part || refusal.0.code.is_some_and(|code| code.status == StatusCode::BAD_REQUEST) => {
            if let Some(cause) = &refusal.0.cause {
                tracing::error!(log_id = ask.request.log_id, cause, "our fault");
            }
            Err(refusal)
        }
        Err(refusal) => return Err(refusal.into()),
    };
    let may = ask.may(Right::Groups);
    let status = if found.is_ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (answer, table) = match &found {
        Ok(found) => {
            (tell::answer(l, found.census.groups.len(), found.census.opens), table(l, state, found, ask.request.now))
        }
        Err(refusal) => (String::new(), Table::wrong(l, state, sentence(refusal, l))),
    };
    if is_part {
        let address = table.state.href(table.state.page);
        // htmx shows no refusals, so this one comes as a success.
        return Ok(Answer::page(&Part { l, may, t: table })?.with(PUSH, &address));
    }
    let frame = Frame::of(ask, Section::Groups, l.s("用户组", "Groups"), &[]).await?;
    Answer::page_with(status, &Page { frame, l, answer, may, t: table })
}

impl Table {
    fn wrong(l: Lang, state: State, why: String) -> Self {
        Self {
            heads: heads(l, &state),
            state,
            lines: Vec::new(),
            wrong: Some(why),
            none: false,
            range: String::new(),
            pages: Vec::new(),
            first: None,
            previous: None,
            next: None,
            last: None,
        }
    }
}

fn table(l: Lang, mut state: State, found: &group::Found, now: Millis) -> Table {
    let count = found.len().div_ceil(PAGE).max(1);
    state.page = state.page.clamp(1, count);
    let page = state.page;
    let begin = (page - 1) * PAGE;
    let lines: Vec<Line> = found.part(begin, PAGE).into_iter().map(|group| shown(l, group, now)).collect();
    let (from, to, total) = (begin + 1, begin + lines.len(), found.len());
    let range = match l {
        _ if total == 0 => l.s("共 0 个", "none").to_owned(),
        Lang::Zh => format!("第 {from}–{to} 个，共 {total} 个"),
        Lang::En => format!("{from}–{to} of {total}"),
    };
    let from = page.saturating_sub(NAMED / 2).min(count.saturating_sub(NAMED - 1)).max(1);
    let named = (from..=count).take(NAMED).map(|number| (number.to_string(), state.href(number), number == page));
    Table {
        heads: heads(l, &state),
        pages: if count > 1 { named.collect() } else { Vec::new() },
        first: (page > 1).then(|| state.href(1)),
        previous: (page > 1).then(|| state.href(page - 1)),
        next: (page < count).then(|| state.href(page + 1)),
        last: (page < count).then(|| state.href(count)),
        none: found.census.groups.is_empty(),
        wrong: None,
        lines,
        range,
        state,
    }
}

fn heads(l: Lang, state: &State) -> Vec<Head> {
    let head = |sort: Sort| {
        let is_here = state.sort == sort;
        let order = state.order.unwrap_or(sort.usual());
        let turned = if order == Order::Asc { Order::Desc } else { Order::Asc };
        Head {
            name: tell::sort(l, sort),
            href: state.sorted(sort, if is_here { turned } else { sort.usual() }),
            sorted: match (is_here, order) {
                (false, _) => "none",
                (true, Order::Asc) => "ascending",
                (true, Order::Desc) => "descending",
            },
            class: match sort {
                Sort::Members | Sort::Opens => "number",
                Sort::Activity => "trend",
                _ => "",
            },
        }
    };
    Sort::ALL.into_iter().map(head).collect()
}

fn shown(l: Lang, group: Group, now: Millis) -> Line {
    let changed = if group.updated <= group.created {
        l.s("从未", "never").to_owned()
    } else {
        words::ago(l, Millis(group.updated), now)
    };
    Line {
        href: format!("/console/groups/{}", encoded(&group.group_id)),
        id: group.group_id,
        name: group.name,
        description: group.description,
        dynamic: group.r#type == 2,
        people: group.people,
        opens: group.opens.total,
        level: group.risk.level,
        spark: line(&group.activity, 66, 22),
        changes: group.activity.iter().sum(),
        changed,
    }
}
