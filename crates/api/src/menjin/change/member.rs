//! Who is in a group, people and departments, each with a beginning and an end.

pub mod add;
pub mod remove;
