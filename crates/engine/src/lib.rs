//! May this subject do this to that, and why: one answer for documents, apps, doors, user groups and review groups.
//!
//! Pure: [`Facts`] in, [`Decision`] out. No I/O, no clock, no logging, no failure for outside reasons. Nothing is allowed
//! that no fact allows.
//!
//! [`Facts`] are a compact base and a small delta over it; a clone is cheap and stays as it is while the original goes on.

pub mod ask;
pub mod decide;
pub mod decision;
pub mod door;
pub mod facts;
pub mod impact;
pub mod reason;
pub mod search;

pub use ask::{Action, Ask, Resource};
pub use decide::{decide, explain};
pub use decision::{Decision, Missing};
pub use facts::Facts;
pub use impact::{Shift, impact};
pub use reason::ReasonCode;
pub use search::{Found, ResourceKind, SubjectKind, actions, resources, subjects};
