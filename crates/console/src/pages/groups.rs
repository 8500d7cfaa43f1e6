//! User groups: the list and one group (`list`, `detail`), and their changes (`change`).

use crate::{Answer, Ask, Trouble};

/// Everything below `/console/groups`; `rest` is the path behind it.
pub(crate) async fn route(_ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match rest {
        _ => Err(Trouble::NotFound),
    }
}
