//! Tests of the engine from outside.

mod laws;
mod world;
