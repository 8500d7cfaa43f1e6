//! One document: whose it is, where it lies, who was given what, and who can open it now.

use askama::Template;
use menjin_api::menjin::document::get::{Data, GetDocument, Path};
use menjin_model::Right;
use menjin_service::governance::{document, things};

use crate::{
    Answer, Ask, Lang, Trouble,
    access::{
        grants::{self, Place, Row, Sent, Typed},
        who::{self, People},
        words,
    },
    frame::{Frame, Section, encoded},
};

#[derive(Template)]
#[template(path = "documents/detail.html")]
struct Page {
    frame: Frame,
    l: Lang,
    data: Data,
    owner_href: Option<String>,
    rows: Vec<Row>,
    inherited: Vec<Row>,
    counts: Vec<(&'static str, String)>,
    action: &'static str,
    people: People,
    more: Option<String>,
    typed: Typed,
    may_change: bool,
    base: String,
}

impl Page {
    /// Whether the people who can do this are shown.
    fn is(&self, action: &str) -> bool {
        self.action == action
    }
}

/// The roles somebody can be given.
const PERMS: [&str; 3] = ["view", "edit", "full_access"];

async fn read(ask: &Ask<'_>, token: &str) -> Result<Data, Trouble> {
    let call = ask.call::<GetDocument>(Path { token: token.to_owned() }, (), ())?;
    Ok(document::get(ask.cx, call).await?)
}

fn base(token: &str) -> String {
    format!("/console/documents/{}", encoded(token))
}

/// The page, with a form as it was typed.
pub(super) async fn show(ask: &Ask<'_>, token: &str, typed: Typed) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let data = read(ask, token).await?;
    let zone = things::zone(ask.cx, ask.caller()).await?;
    let mut counts = Vec::new();
    for perm in PERMS {
        counts.push((perm, who::count(ask, perm, "document", token).await?));
    }
    let action = PERMS.into_iter().find(|perm| *perm == ask.query().get("can")).unwrap_or("view");
    let people = who::people(ask, action, "document", token, ask.query().some("page")).await?;
    let base = base(token);
    let more = Some(&people.next).filter(|next| !next.is_empty());
    let more = more.map(|next| format!("{base}?can={action}&page={}#can", encoded(next)));
    let title = if data.document.title.is_empty() { token.to_owned() } else { data.document.title.clone() };
    let mut path = vec![(l.s("文档", "Documents"), "/console/documents".to_owned())];
    path.extend(data.folders.iter().map(|folder| (folder.title.as_str(), self::base(&folder.token))));
    let frame = Frame::of(ask, Section::Documents, title, &path).await?;
    let page = Page {
        frame,
        l,
        owner_href: words::href(&data.document.owner.r#type, &data.document.owner.id),
        rows: grants::rows_of_others(ask, &data.grants, &zone),
        inherited: grants::rows(ask, &data.inherited, &zone),
        counts,
        action,
        people,
        more,
        may_change: ask.may(Right::Access),
        base,
        data,
        typed,
    };
    Answer::page_with(grants::status(&page.typed), &page)
}

/// Gives or takes a role.
pub(super) async fn change(ask: &Ask<'_>, token: &str, removes: bool) -> Result<Answer, Trouble> {
    let data = read(ask, token).await?;
    let l = ask.lang;
    let title = data.document.title.as_str();
    let place = Place {
        section: Section::Documents,
        path: vec![(l.s("文档", "Documents"), "/console/documents".to_owned()), (title, base(token))],
        back: base(token),
        resource: ("document", token),
        name: title,
    };
    match grants::change(ask, place, removes).await? {
        Sent::Done(answer) => Ok(answer),
        Sent::Again(typed) => show(ask, token, typed).await,
    }
}
