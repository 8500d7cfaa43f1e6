//! Departments: the tree, and who is in one.

use askama::Template;
use http::Method;
use menjin_api::menjin::{
    membership::code,
    person::list::{Data, ListPeople, Query},
};
use menjin_service::governance::{
    department::{self, Node, Tree},
    person,
};

use super::people;
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
};

#[derive(Template)]
#[template(path = "departments/tree.html")]
struct Whole {
    frame: Frame,
    l: Lang,
    lead: String,
    tree: Tree,
}

#[derive(Template)]
#[template(path = "departments/one.html")]
struct One {
    frame: Frame,
    l: Lang,
    lead: String,
    id: String,
    leader: Option<(String, String)>,
    tree: Tree,
    data: Data,
}

/// Everything below `/console/departments`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => whole(ask).await,
        (&Method::GET, [id]) => one(ask, id).await,
        _ => Err(Trouble::NotFound),
    }
}

async fn tree(ask: &Ask<'_>, id: Option<&str>) -> Result<Tree, Trouble> {
    let query = Query { department_id: id.map(str::to_owned), ..Query::default() };
    Ok(department::tree(ask.cx, ask.call::<ListPeople>((), query, ())?).await?)
}

async fn whole(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let tree = tree(ask, None).await?;
    let frame = Frame::of(ask, Section::Departments, l.s("部门", "Departments"), &[]).await?;
    Answer::page(&Whole { frame, l, lead: lead(l, &tree), tree })
}

/// What there is below a department, in one line.
fn lead(l: Lang, tree: &Tree) -> String {
    let (people, departments) = (tree.people, tree.departments);
    match l {
        Lang::Zh if departments == 0 => format!("{people} 人，没有下级部门。"),
        Lang::Zh => format!("{people} 人，{departments} 个部门。"),
        Lang::En => {
            let s = if departments == 1 { "" } else { "s" };
            let who = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
            if departments == 0 {
                format!("{who}, no departments below.")
            } else {
                format!("{who} in {departments} department{s}.")
            }
        }
    }
}

async fn one(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let tree = tree(ask, Some(id)).await?;
    // The root is the company itself.
    let Some(here) = tree.path.last().cloned() else { return Ok(Answer::see("/console/departments")) };
    let list = |page_token: Option<&str>| {
        let query =
            Query { department_id: Some(id.to_owned()), page_token: page_token.map(str::to_owned), ..Query::default() };
        let call = ask.call::<ListPeople>((), query, ());
        async move { person::list(ask.cx, call?).await }
    };
    let data = match list(ask.query().some("page")).await {
        Err(refusal) if refusal.number() == code::PAGE_TOKEN.number => list(None).await?,
        answered => answered?,
    };
    let top = (l.s("部门", "Departments"), "/console/departments".to_owned());
    let above = tree.path.iter().take(tree.path.len() - 1).map(|node| (node.name.as_str(), address(node)));
    let path: Vec<(&str, String)> = std::iter::once(top).chain(above).collect();
    let frame = Frame::of(ask, Section::Departments, here.name.clone(), &path).await?;
    Answer::page(&One { frame, l, lead: lead(l, &tree), id: here.id, leader: here.leader, tree, data })
}

fn address(node: &Node) -> String {
    format!("/console/departments/{}", encoded(&node.id))
}

/// The class that sets a department in as deep as it lies.
fn depth(node: &Node) -> String {
    format!("depth-{}", node.level.min(8))
}
