//! People and departments by any of their ids, and back.

pub mod departments;
pub mod people;
