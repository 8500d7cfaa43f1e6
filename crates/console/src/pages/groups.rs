//! User groups: the list and one group (`list`, `detail`), and their changes (`change`).

use crate::{Answer, Ask, Trouble};

pub(crate) mod change;

/// Everything below `/console/groups`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    change::route(ask, rest).await
}
