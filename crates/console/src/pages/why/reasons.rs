//! All reasons there are, and what each means.

use askama::Template;
use menjin_service::decision::ReasonCode;

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
};

#[derive(Template)]
#[template(path = "why/reasons.html")]
struct Page {
    frame: Frame,
    l: Lang,
    lists: Vec<(&'static str, Vec<ReasonCode>)>,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let path = [(l.s("为什么", "Why"), "/console/why".to_owned())];
    let frame = Frame::of(ask, Section::Why, l.s("原因代码", "Reasons"), &path).await?;
    let (yes, no): (Vec<_>, Vec<_>) =
        ReasonCode::ALL.iter().copied().partition(|code| code.meaning().starts_with("Yes"));
    let lists = vec![(l.s("可以", "Yes"), yes), (l.s("不可以", "No"), no)];
    Answer::page(&Page { frame, l, lists })
}
