//! The proof that the history is as it was written.

use askama::Template;
use menjin_api::menjin::audit::verify::{Damage, Data, Expected, Query, VerifyAudit};
use menjin_service::governance::audit;

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section, encoded},
    trouble::sentence,
    words,
};

/// How many pieces are checked for one page.
const PIECES: usize = 10;

#[derive(Template)]
#[template(path = "audit/verify.html")]
struct Page {
    frame: Frame,
    l: Lang,
    data: Option<Data>,
    title: String,
    reason: String,
    expect: String,
    wrong: Option<String>,
    next: Option<String>,
}

/// The page; a long history goes on with a link.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let expect = ask.query().get("expect").to_owned();
    let mut page_token = ask.query().some("page").map(str::to_owned);
    let (mut data, mut wrong) = (None, None);
    for _ in 0..PIECES {
        let query =
            Query { expect: Some(expect.clone()).filter(|text| !text.is_empty()), page_token: page_token.take() };
        match audit::verify(ask.cx, ask.call::<VerifyAudit>((), query, ())?).await {
            Ok(mut piece) => {
                page_token = piece.page_token.take();
                data = Some(piece);
            }
            Err(refusal) if refusal.0.code.is_some_and(|code| code.status == 400) => {
                wrong = Some(sentence(&refusal, l));
            }
            Err(refusal) => return Err(refusal.into()),
        }
        if page_token.is_none() {
            break;
        }
    }
    let path = [(l.s("审计", "Audit"), "/console/audit".to_owned())];
    let frame = Frame::of(ask, Section::Audit, l.s("校验", "Verification"), &path).await?;
    let (title, reason) = data.as_ref().map(|data| said(l, data)).unwrap_or_default();
    let next =
        page_token.map(|token| format!("/console/audit/verify?page={}&expect={}", encoded(&token), encoded(&expect)));
    let status = if wrong.is_some() { http::StatusCode::UNPROCESSABLE_ENTITY } else { http::StatusCode::OK };
    Answer::page_with(status, &Page { frame, l, data, title, reason, expect, wrong, next })
}

/// The answer in a line, and what it means.
fn said(l: Lang, data: &Data) -> (String, String) {
    let count = words::number(data.checked);
    if let Some(broken) = &data.broken {
        let revision = broken.revision;
        let title = match (l, broken.what) {
            (Lang::Zh, Damage::Changed) => format!("第 {revision} 条被改动过"),
            (Lang::Zh, Damage::Removed) => format!("第 {revision} 条被删除了"),
            (Lang::Zh, Damage::Inserted) => format!("第 {revision} 条是事后插入的"),
            (Lang::En, Damage::Changed) => format!("Revision {revision} was changed"),
            (Lang::En, Damage::Removed) => format!("Revision {revision} was removed"),
            (Lang::En, Damage::Inserted) => format!("Revision {revision} was inserted"),
        };
        let reason = match l {
            Lang::Zh => format!("之前的 {count} 条完好；从这一条起不再可信。"),
            Lang::En => format!("The {count} before it are sound; nothing from it on can be trusted."),
        };
        return (title, reason);
    }
    match data.expected {
        Some(Expected::Missing) => (
            l.s("末尾的变更丢失了", "The newest changes are lost").to_owned(),
            l.s("历史在您记下的链头之前就结束了。", "The history ends before the head that you noted.").to_owned(),
        ),
        Some(Expected::Different) => (
            l.s("历史不是您记下的那一份", "This is not the history that you noted").to_owned(),
            l.s("在您记下的版本上是另一条变更。", "There is another change at the revision that you noted.").to_owned(),
        ),
        _ if data.has_more => match l {
            Lang::Zh => (format!("已校验 {count} 条，均完好"), "历史较长，请继续。".to_owned()),
            Lang::En => (format!("{count} rows are sound so far"), "The history is long: go on.".to_owned()),
        },
        expected => {
            let noted = if expected == Some(Expected::Found) {
                l.s("您记下的链头也在其中。", " The head that you noted is among them.")
            } else {
                l.s(
                    "丢失的末尾只有对照先前记下的链头才能发现。",
                    " A lost tail shows only against a head noted before.",
                )
            };
            match l {
                Lang::Zh => ("每一条都与写入时一致".to_owned(), format!("已校验 {count} 条。{noted}")),
                Lang::En => ("Every row is as it was written".to_owned(), format!("{count} rows were checked.{noted}")),
            }
        }
    }
}
