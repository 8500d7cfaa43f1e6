//! Settings: templates, administrators, API tokens, webhooks.

use crate::{Answer, Ask, Trouble};

mod templates;

/// Everything below `/console/settings`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match rest {
        ["templates", rest @ ..] => templates::route(ask, rest).await,
        _ => Err(Trouble::NotFound),
    }
}
