//! The audit: what was changed, by whom, and the proof of it.

mod detail;
mod diff;
mod file;
mod list;
mod verify;

use menjin_service::governance::audit::Wish;

use crate::{Answer, Ask, Trouble, frame::encoded};

/// Everything below `/console/audit`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    if ask.request.method != http::Method::GET {
        return Err(Trouble::NotFound);
    }
    match rest {
        [] => list::show(ask).await,
        ["live"] => list::live(ask).await,
        ["verify"] => verify::show(ask).await,
        ["export"] => file::export(ask).await,
        [revision] => detail::show(ask, revision.parse().map_err(|_| Trouble::NotFound)?).await,
        _ => Err(Trouble::NotFound),
    }
}

/// The fields of the filter line.
const FIELDS: [&str; 7] = ["q", "actor", "action", "object", "surface", "from", "until"];

/// What the address asks for.
fn wish(ask: &Ask<'_>) -> Wish {
    let field = |name: &str| ask.query().some(name).map(str::to_owned);
    Wish {
        actor: field("actor"),
        object: field("object"),
        action: field("action"),
        surface: field("surface"),
        from: field("from"),
        until: field("until"),
        q: field("q"),
    }
}

/// The filters of the address, to put behind another, each with `&` in front.
fn filters(ask: &Ask<'_>) -> String {
    let set = FIELDS.iter().filter_map(|name| ask.query().some(name).map(|value| (name, value)));
    set.flat_map(|(name, value)| ["&", name, "=", &encoded(value)].map(str::to_owned)).collect()
}
