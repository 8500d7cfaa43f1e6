//! What every call shares: tokens, admission, the wire, controls.

mod admission;
mod bodies;
mod browser;
mod catalogue;
mod company;
mod controls;
mod health;
mod limits;
mod oauth;
mod queries;
mod raw;
mod secrets;
mod tenants;
mod tokens;
mod user_info;
mod wire;
