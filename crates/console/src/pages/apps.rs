//! Apps: all of them, and each with who works on it and who may use it.

mod detail;
mod list;

use http::Method;

use crate::{Answer, Ask, Trouble, access::grants::Typed};

/// Everything below `/console/apps`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list::show(ask).await,
        (&Method::GET, [id]) => detail::show(ask, id, Typed::default()).await,
        (&Method::POST, [id, "grants"]) => detail::change(ask, id, false).await,
        (&Method::POST, [id, "remove"]) => detail::change(ask, id, true).await,
        _ => Err(Trouble::NotFound),
    }
}

/// Who may use an app, in words.
fn availability(l: crate::Lang, to_all: bool, white: i64, black: i64) -> String {
    let gives = match (l, to_all, white) {
        (_, true, _) => l.s("全企业可用", "everyone").to_owned(),
        (_, false, 0) => l.s("无人可用", "nobody").to_owned(),
        (crate::Lang::Zh, false, white) => format!("可用名单 {white} 项"),
        (crate::Lang::En, false, white) => format!("{white} listed"),
    };
    match (l, black) {
        (_, 0) => gives,
        (crate::Lang::Zh, black) => format!("{gives}，禁用 {black} 项"),
        (crate::Lang::En, black) => format!("{gives}, but {black} denied"),
    }
}
