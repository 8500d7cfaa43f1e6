//! People: the list, and one person.

mod change;
mod list;
mod person;
mod show;

use http::Method;

use crate::{Answer, Ask, Trouble};

pub(crate) use show::{advice_word, count, risk, way};

/// Everything below `/console/people`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list::show(ask).await,
        (&Method::GET, [id]) => person::show(ask, id).await,
        (&Method::GET, [id, "change"]) => change::preview(ask, id).await,
        (&Method::POST, [id, "change"]) => change::make(ask, id).await,
        _ => Err(Trouble::NotFound),
    }
}
