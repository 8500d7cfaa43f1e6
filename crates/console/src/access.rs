//! What the pages about access share: words, things as people write them in a field, and what a change would do.

pub(crate) mod confirm;
pub(crate) mod grants;
pub(crate) mod impact;
pub(crate) mod pick;
pub(crate) mod when;
pub(crate) mod who;
pub(crate) mod words;
