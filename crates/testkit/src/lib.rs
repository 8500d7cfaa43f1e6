//! A menjin server in a box: the demo company, a clock that stands where the test puts it, ids that count.
//!
//! Requests go over a real socket, so what a test sees is what a client sees, header names included.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up should say so and stop")]

mod answer;
pub mod contract;
pub mod home;
mod ledger;
mod rows;
mod server;

pub use answer::Answer;
pub use server::{DEMO_APP, DEMO_SECRET, Setup, TestServer, Who};
