//! What is noted is what happened: the facts that were there, and all notes, are the facts that are there.

mod held;
mod known;
mod notes;
mod slices;
mod tried;
mod world;

pub(crate) use held::{Held, load, watched};
pub(crate) use world::fill;
