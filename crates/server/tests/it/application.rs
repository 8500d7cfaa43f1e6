//! Apps and their collaborators.

#[expect(clippy::module_inception, reason = "the tree mirrors the addresses")]
mod application;
mod collaborators;
