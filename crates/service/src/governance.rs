//! What administrators do: see what there is, and change it knowingly. Console, command line and `/menjin/v1` call these.

pub mod group;
pub mod risk;
pub mod search;
