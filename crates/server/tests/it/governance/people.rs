//! People and the analysis of what they belong to.

mod analysis;
mod list;
mod pages;
