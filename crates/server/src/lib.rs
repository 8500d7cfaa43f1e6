//! HTTP for menjin: the accept loop, the extractor that turns requests into calls, the envelope around answers.
//!
//! The life of a request: `listen` accepts it, `app` gives it its ids and finds the route, `call` admits the caller
//! and reads the input into types, a function of `menjin-service` does the work, `reply` writes the answer.

mod access;
pub mod app;
mod authorize;
mod call;
mod console;
mod control;
mod coverage;
mod export;
mod health;
mod input;
mod listen;
mod metrics;
mod openapi;
pub mod outgoing;
mod pairs;
mod reply;
mod routes;

pub use app::App;
pub use coverage::page as coverage;
pub use listen::{Answers, Listening, Timeouts, listen};
pub use openapi::document as openapi;
