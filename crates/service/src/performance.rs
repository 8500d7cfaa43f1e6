//! Performance reviews: their people groups.

pub mod user_group_user_rel;
