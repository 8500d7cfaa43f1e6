//! Apps, and who may work on them.

#[expect(clippy::module_inception, reason = "the platform's resource has the name of its service")]
pub mod application;
pub mod application_collaborators;
