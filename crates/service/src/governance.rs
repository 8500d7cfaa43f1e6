//! What administrators do: one implementation under the console, the command line and `/menjin/v1`.

pub mod app;
pub mod document;
pub mod door;
pub mod grant;
pub mod review_group;
pub mod things;
