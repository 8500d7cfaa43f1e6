//! Settings: templates, administrators, API tokens, webhooks.

mod webhooks;

use crate::{Answer, Ask, Trouble};

/// Everything below `/console/settings`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match rest {
        ["webhooks", rest @ ..] => webhooks::route(ask, rest).await,
        _ => Err(Trouble::NotFound),
    }
}
