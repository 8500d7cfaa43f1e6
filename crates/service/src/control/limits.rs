//! Whether calls are counted.

use super::ControlError;
use crate::{Cx, nodes};

/// Switches counting on or off, on all nodes; all counts begin anew.
pub async fn limits(cx: &Cx, on: bool) -> Result<(), ControlError> {
    Ok(nodes::switch_limits(cx, on).await?)
}
