//! What people look at who govern access: documents, apps, doors, review groups, by the names people give them.

pub mod apps;
pub mod documents;
pub mod doors;
pub mod history;
pub mod names;
pub mod review_groups;
