//! The wire contract of menjin: one file per endpoint, shared by server, client and documentation. No I/O.
//!
//! An endpoint is an empty enum that implements [`Endpoint`]: its [`Meta`] says method, path, tokens, scopes, rate and
//! the codes it may answer; its associated types are what travels. [`CATALOGUE`] lists them all, and everything that
//! must know every endpoint (router tests, OpenAPI, coverage table) walks that list.

pub mod access;
pub mod acs;
pub mod application;
pub mod auth;
pub mod authen;
mod catalogue;
pub mod code;
pub mod common;
pub mod contact;
pub mod docx;
pub mod drive;
mod endpoint;
pub mod menjin;
mod meta;
mod operations;
pub mod performance;
pub mod prelude;

pub use catalogue::{CATALOGUE, Entry, OWN};
pub use code::Code;
pub use endpoint::Endpoint;
pub use http::StatusCode as Status;
pub use meta::{AppKinds, Family, Input, Meta, Rate, Shape, TokenKind};
pub use operations::{OPERATIONS, Operation};
