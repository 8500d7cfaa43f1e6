//! For developers: apps, secrets, snippets.

use crate::{Answer, Ask, Trouble};

/// Everything below `/console/developers`; `rest` is the path behind it.
pub(crate) async fn route(_ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match rest {
        _ => Err(Trouble::NotFound),
    }
}
