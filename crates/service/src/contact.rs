//! The address book: user groups, people, departments.

pub mod department;
pub mod group;
pub mod user;
