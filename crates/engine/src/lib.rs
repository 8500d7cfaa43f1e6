//! May this subject do this to that, and why: one answer for documents, apps, doors, user groups and review groups.
//!
//! Pure: [`Facts`] in, [`Decision`] out. No I/O, no clock, no logging, no failure for outside reasons. Nothing is allowed
//! that no fact allows.
//!
//! [`Facts`] are a compact base and a small delta over it; a clone is cheap and stays as it is while the original goes on.

pub mod ask;
pub mod decision;

pub use ask::{Action, Ask, Resource};
pub use decision::{Decision, Missing, ReasonCode};
