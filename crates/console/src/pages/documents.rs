//! Documents: all of them, and each with whom it is shared.

mod detail;
mod list;

use http::Method;

use crate::{Answer, Ask, Trouble, access::grants::Typed};

/// Everything below `/console/documents`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list::show(ask).await,
        (&Method::GET, [token]) => detail::show(ask, token, Typed::default()).await,
        (&Method::POST, [token, "grants"]) => detail::change(ask, token, false).await,
        (&Method::POST, [token, "remove"]) => detail::change(ask, token, true).await,
        _ => Err(Trouble::NotFound),
    }
}
