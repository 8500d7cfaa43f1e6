//! User groups: the list and one group (`list`, `detail` and its tabs), and their changes (`change`).

pub(crate) mod change;
mod csv;
mod detail;
mod history;
mod list;
mod members;
pub(crate) mod tell;
mod why;

use http::Method;

use crate::{Answer, Ask, Trouble};

/// Everything below `/console/groups`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list::show(ask).await,
        (
            _,
            ["new" | "batch" | "batch-delete" | "deleted", ..] | [_, "edit" | "delete" | "restore" | "members", ..],
        ) => change::route(ask, rest).await,
        // Where a change leads back to names the tab in the query.
        (&Method::GET, [id]) => match ask.query().get("tab") {
            "members" => members::show(ask, id).await,
            _ => detail::show(ask, id).await,
        },
        (&Method::GET, [id, "access.csv"]) => csv::show(ask, id).await,
        (&Method::GET, [id, "people"]) => members::show(ask, id).await,
        (&Method::GET, [id, "history"]) => history::show(ask, id).await,
        (&Method::GET, [id, "views"]) => detail::views(ask, id).await,
        _ => Err(Trouble::NotFound),
    }
}
