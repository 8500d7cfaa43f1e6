//! Who is in a group, and through what.

use askama::Template;
use http::HeaderName;
use menjin_api::menjin::group::{
    Path,
    people::{GroupPeople, Member, Query, Who},
};
use menjin_model::Millis;
use menjin_service::governance::group;

use super::{
    detail::{Head, head},
    tell::encoded,
};
use crate::{Answer, Ask, Lang, Trouble, frame::Frame, trouble::sentence, words};

const PUSH: HeaderName = HeaderName::from_static("hx-push-url");
const PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "groups/members.html")]
struct Page {
    frame: Frame,
    l: Lang,
    head: Head,
    csrf: String,
    t: Table,
}

#[derive(Template)]
#[template(path = "groups/people.html")]
struct Part {
    l: Lang,
    head: Head,
    csrf: String,
    t: Table,
}

struct Table {
    kind: Who,
    q: String,
    rows: Vec<Row>,
    wrong: Option<String>,
    /// Behind the first page.
    begin: Option<String>,
    next: Option<String>,
    /// The three lists: name, address, whether it is this one.
    kinds: Vec<(&'static str, String, bool)>,
}

struct Row {
    member: Member,
    href: String,
    /// Through what they are in it.
    through: String,
    /// From when to when.
    span: String,
    /// What a change calls them; empty where nothing can be taken away.
    kind: &'static str,
}

/// The page, or the table alone where htmx asks for it.
pub(super) async fn show(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let (frame, head, _) = head(ask, id, "people").await?;
    let kind = Who::parse(ask.query().get("kind")).unwrap_or_default();
    let (q, token) = (ask.query().get("q").to_owned(), ask.query().some("page").map(str::to_owned));
    let query = Query {
        kind,
        q: Some(q.clone()).filter(|text| !text.is_empty()),
        page_token: token.clone(),
        page_size: Some(PAGE),
    };
    let call = ask.call::<GroupPeople>(Path { id: id.to_owned() }, query, ())?;
    let (found, wrong) = match group::people(ask.cx, call).await {
        Ok(found) => (Some(found), None),
        Err(refusal) if refusal.0.code.is_some_and(|code| code.status.is_client_error()) => {
            (None, Some(sentence(&refusal, l)))
        }
        Err(refusal) => return Err(refusal.into()),
    };
    let base = format!("{}/people", head.href);
    let address = |kind: Who, q: &str, page: &str| {
        let kind = if kind == Who::default() { "" } else { kind.as_str() };
        let fields = [("kind", kind), ("q", q), ("page", page)]
            .map(|(name, value)| if value.is_empty() { String::new() } else { format!("{name}={}", encoded(value)) });
        let said: Vec<String> = fields.into_iter().filter(|field| !field.is_empty()).collect();
        if said.is_empty() { base.clone() } else { format!("{base}?{}", said.join("&")) }
    };
    let named = [
        (Who::Everybody, l.s("所有人", "Everybody")),
        (Who::Direct, l.s("直接成员", "Named people")),
        (Who::Departments, l.s("部门", "Departments")),
    ];
    let next = found.as_ref().and_then(|found| found.page_token.as_deref()).map(|next| address(kind, &q, next));
    let rows = found.map(|found| found.items).unwrap_or_default().into_iter();
    let table = Table {
        kind,
        rows: rows.map(|member| row(l, member, ask.request.now)).collect(),
        wrong,
        begin: token.map(|_| address(kind, &q, "")),
        next,
        kinds: named.into_iter().map(|(of, name)| (name, address(of, &q, ""), of == kind)).collect(),
        q,
    };
    let csrf = frame.csrf.clone();
    if ask.request.part() == Some("members") {
        let push = address(kind, &table.q, "");
        return Ok(Answer::page(&Part { l, head, csrf, t: table })?.with(PUSH, &push));
    }
    Answer::page(&Page { frame, l, head, csrf, t: table })
}

fn row(l: Lang, member: Member, now: Millis) -> Row {
    let mut ways: Vec<String> = Vec::new();
    if member.direct {
        ways.push(l.s("直接加入", "named").to_owned());
    }
    if member.by_rule {
        ways.push(l.s("按规则", "by rule").to_owned());
    }
    let whole = l.s("全公司", "the whole company");
    ways.extend(
        member.departments.iter().map(|one| if one.name.is_empty() { whole.to_owned() } else { one.name.clone() }),
    );
    let day = |at: i64| words::day(l, Millis(at));
    let is_over = member.ends > 0 && member.ends <= now.0;
    let span = match (member.starts > now.0, member.ends) {
        (true, _) => format!("{} {}", l.s("开始于", "from"), day(member.starts)),
        (false, 0) => String::new(),
        (false, ends) if is_over => format!("{} {}", l.s("已于", "ended"), day(ends)) + l.s(" 结束", ""),
        (false, ends) => format!("{} {}", l.s("至", "until"), day(ends)),
    };
    let is_person = member.r#type == "user";
    let section = if is_person { "people" } else { "departments" };
    Row {
        href: format!("/console/{section}/{}", encoded(&member.id)),
        through: ways.join(l.s("、", ", ")),
        span,
        kind: match (member.direct && !member.by_rule, is_person) {
            (false, _) => "",
            (true, true) => "user",
            (true, false) => "department",
        },
        member,
    }
}
