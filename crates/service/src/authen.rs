//! Tokens for people: the page that asks them, codes, tokens, who they are.

pub mod authorize;
pub mod oauth;
pub mod user_info;
pub mod user_token;
