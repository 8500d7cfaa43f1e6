//! Files and folders.

mod create_folder;

pub use create_folder::create_folder;
