//! Settings of templates.

use crate::{Answer, Ask, Trouble};

/// Everything below `/console/settings/templates`; `rest` is the path behind it.
pub(super) async fn route(_ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match rest {
        _ => Err(Trouble::NotFound),
    }
}
