//! Governance: what administrators do with groups and access, by `/menjin/v1` and the console alike.

pub mod analysis;
pub mod department;
pub mod impact;
pub mod person;
//! What administrators do: see what there is, and change it knowingly. Console, command line and `/menjin/v1` call these.

pub mod group;
pub mod risk;
pub mod search;
pub mod change;
pub mod impact;
pub mod notice;
//! What administrators do: one implementation under the console, the command line and `/menjin/v1`.

pub mod document;
pub mod door;
pub mod grant;
pub mod things;
