//! Documents and folders: who may do what with them.

mod folder;
mod inherit;

pub mod file;
pub mod permission_member;
pub mod role;
pub mod settings;

pub(crate) use folder::{FolderCodes, NewIn, insert};
pub use settings::Settings;
