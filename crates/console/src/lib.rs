//! The web console: pages made on the server, for browsers, over the same service functions as the API and the command line.
//!
//! It knows no socket and no framework: [`answer()`] takes a [`Request`] whose form has been read and gives a whole response. A page is
//! a function in `pages` over an [`Ask`], with a template beside it. Texts stand in both languages where they are used:
//! `l.s("用户组", "Groups")`.

mod access;
mod actions;
mod answer;
mod ask;
mod assets;
mod chart;
mod frame;
mod lang;
mod pages;
mod request;
mod routes;
mod trouble;
mod words;
mod wrong;

pub use answer::Answer;
pub use ask::Ask;
pub use lang::Lang;
pub use request::{Fields, Request};
pub use routes::answer;
pub use trouble::Trouble;
