//! Access reviews.

use crate::{Answer, Ask, Trouble};

/// Everything below `/console/reviews`; `rest` is the path behind it.
pub(crate) async fn route(_ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match rest {
        _ => Err(Trouble::NotFound),
    }
}
