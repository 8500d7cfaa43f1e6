//! What administrators do: `/menjin/v1` and the console.

mod access;
