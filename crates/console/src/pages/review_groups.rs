//! People groups of reviews: all of them, and each with who is in it.

mod detail;
mod list;
mod overwrite;

use http::Method;

use crate::{Answer, Ask, Lang, Trouble, access::grants::Typed};

/// Everything below `/console/review-groups`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list::show(ask).await,
        (&Method::GET, [id]) => detail::show(ask, id, Typed::default(), None).await,
        (&Method::POST, [id, "grants"]) => detail::change(ask, id, false).await,
        (&Method::POST, [id, "remove"]) => detail::change(ask, id, true).await,
        (&Method::POST, [id, "members"]) => overwrite::change(ask, id).await,
        _ => Err(Trouble::NotFound),
    }
}

/// Who may see who is in a group, in words.
fn visibility(l: Lang, setting: i64) -> &'static str {
    if setting == 0 {
        l.s("对后台管理员隐藏", "hidden from back-office administrators")
    } else {
        l.s("对后台管理员可见", "shown to back-office administrators")
    }
}
