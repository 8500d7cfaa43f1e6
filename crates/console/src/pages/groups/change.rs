//! Making, changing and deleting groups.

use crate::{Answer, Ask, Trouble};

/// Everything below `/console/groups` that changes something; `rest` is the path behind it.
pub(crate) async fn route(_ask: &Ask<'_>, _rest: &[&str]) -> Result<Answer, Trouble> {
    Err(Trouble::NotFound)
}
