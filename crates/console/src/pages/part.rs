//! Parts that several pages share.

pub(crate) mod impact;
