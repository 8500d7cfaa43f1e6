//! Apps: the list, and who may use one.

use crate::{Answer, Ask, Trouble};

/// Everything below `/console/apps`; `rest` is the path behind it.
pub(crate) async fn route(_ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match rest {
        _ => Err(Trouble::NotFound),
    }
}
