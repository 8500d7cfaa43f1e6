//! Governance: `/menjin/v1` and the console.

mod administrators;
