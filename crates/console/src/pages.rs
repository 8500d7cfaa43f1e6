//! The pages, one file for each part of the rail, each with its templates in `templates/` under the same name.

pub(crate) mod analysis;
pub(crate) mod apps;
pub(crate) mod audit;
pub(crate) mod departments;
pub(crate) mod developers;
pub(crate) mod documents;
pub(crate) mod doors;
pub(crate) mod groups;
pub(crate) mod inbox;
pub(crate) mod overview;
pub(crate) mod part;
pub(crate) mod people;
pub(crate) mod review_groups;
pub(crate) mod reviews;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod trouble;
pub(crate) mod why;
