//! API tokens of the administrator who calls: `/menjin/v1/tokens`.

pub mod create;
pub mod list;
pub mod revoke;

/// How many days a token lives at the most.
pub const DAYS_MAX: i64 = 366;
/// How many live tokens an administrator may have.
pub const TOKENS_MAX: usize = 50;
