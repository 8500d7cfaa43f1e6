//! What menjin does: one function per endpoint, in the same tree as `menjin-api`, and every rule. No HTTP.
//!
//! A function gets a [`Cx`] (database, clock, ids, keys) and a [`Call`] (who asks for what) and answers its data or a
//! [`Refusal`]. Console, command line and API call the same functions, so a rule has one home.

pub mod acs;
pub mod administrator;
pub mod admit;
pub mod application;
pub mod audit;
pub mod auth;
pub mod authen;
mod availability;
pub mod call;
pub mod clock;
pub mod contact;
pub mod control;
pub mod cx;
pub mod decision;
pub mod directory;
pub mod docx;
pub mod drive;
pub mod dry_run;
pub mod fixture;
pub mod governance;
pub mod idempotency;
pub mod ids;
pub mod keys;
pub mod knowledge;
pub mod limits;
pub mod membership;
pub mod network;
pub mod nodes;
pub mod overview;
pub mod page;
pub mod performance;
pub mod range;
pub mod refusal;
pub mod scopes;
pub mod session;
pub mod text;

pub use call::{App, AppKind, Call, Caller, OpenCall};
pub use clock::Clock;
pub use cx::{Cx, Settings};
pub use dry_run::DryRun;
pub use ids::Ids;
pub use keys::Keys;
pub use knowledge::Knowledge;
pub use limits::Limits;
pub use refusal::Refusal;
pub use scopes::Scopes;
