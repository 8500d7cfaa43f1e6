//! API tokens: the calls of `/menjin/v1/tokens`, about the caller's own. A token is told once and kept by its hash.

mod create;
mod list;
mod revoke;

pub use create::create;
pub use list::list;
pub use revoke::revoke;

use menjin_api::menjin::code;

use super::Administrator;
use crate::{Caller, Refusal};

/// Whose tokens.
fn owner(caller: &Caller) -> Result<&Administrator, Refusal> {
    caller.administrator.as_deref().ok_or_else(|| code::UNAUTHORIZED.into())
}
