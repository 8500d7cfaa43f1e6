//! Doors: all of them, each with the week in which it opens, and the rules that open them.

mod detail;
mod hours;
mod list;
mod rule;
mod week;

use http::Method;

use crate::{Answer, Ask, Trouble, access::grants::Typed};

/// Everything below `/console/doors`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list::show(ask).await,
        (&Method::GET, [id]) => detail::show(ask, id).await,
        (&Method::GET, ["rules", id]) => rule::show(ask, id, Typed::default(), None).await,
        (&Method::POST, ["rules", id, "grants"]) => rule::change(ask, id, false).await,
        (&Method::POST, ["rules", id, "remove"]) => rule::change(ask, id, true).await,
        (&Method::POST, ["rules", id, "hours"]) => rule::change_hours(ask, id).await,
        _ => Err(Trouble::NotFound),
    }
}
