//! The list of people: text, department and status in the address, page by page.

use askama::Template;
use menjin_api::menjin::{
    membership::code,
    person::list::{Data, ListPeople, Query, Status},
};
use menjin_service::{
    governance::{
        department::{self, Node},
        person,
    },
    overview,
};

use super::show;
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
    words,
};

#[derive(Template)]
#[template(path = "people/list.html")]
struct Page {
    frame: Frame,
    l: Lang,
    lead: String,
    table: Table,
    departments: Vec<Node>,
}

#[derive(Template)]
#[template(path = "people/table.html")]
struct Table {
    l: Lang,
    data: Data,
    q: String,
    department: String,
    status: Status,
    /// The address without the page.
    base: String,
}

/// The page, or its table alone.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let query = ask.query();
    let status = Status::ALL.into_iter().find(|status| status.as_str() == query.get("status")).unwrap_or_default();
    let (q, department) = (query.get("q").to_owned(), query.get("department").to_owned());
    let wish = |page_token: Option<&str>| Query {
        q: Some(q.clone()).filter(|q| !q.is_empty()),
        department_id: Some(department.clone()).filter(|id| !id.is_empty()),
        status,
        page_token: page_token.map(str::to_owned),
        page_size: None,
    };
    let list = |page_token: Option<&str>| {
        let call = ask.call::<ListPeople>((), wish(page_token), ());
        async move { person::list(ask.cx, call?).await }
    };
    // A page that is too old to be found again is the first one.
    let data = match list(query.some("page")).await {
        Err(refusal) if refusal.number() == code::PAGE_TOKEN.number => list(None).await?,
        answered => answered?,
    };
    let base = format!(
        "/console/people?q={}&department={}&status={}",
        encoded(&q),
        encoded(&department),
        if status == Status::default() { "" } else { status.as_str() }
    );
    let table = Table { l, data, q, department, status, base };
    if ask.request.part() == Some("people") {
        return Answer::page(&table);
    }
    let frame = Frame::of(ask, Section::People, l.s("人员", "People"), &[]).await?;
    let tree = department::choices(ask.cx, ask.call::<ListPeople>((), Query::default(), ())?).await?;
    let people = words::number(overview::counts(ask.cx, ask.caller(), ask.request.now).await?.people);
    let departments = tree.departments;
    let lead = match l {
        Lang::Zh => format!("{people} 人，分布在 {departments} 个部门。"),
        Lang::En => format!("{people} people in {departments} departments."),
    };
    Answer::page(&Page { frame, l, lead, table, departments: tree.nodes })
}

impl Page {
    /// Whether the department lies too deep for the list to choose from.
    fn is_elsewhere(&self) -> bool {
        let id = &self.table.department;
        !id.is_empty() && !self.departments.iter().any(|node| node.id == *id)
    }
}

/// A name as deep as its department lies.
fn indented(node: &Node) -> String {
    format!("{}{}", "\u{3000}".repeat(node.level.saturating_sub(1)), node.name)
}
