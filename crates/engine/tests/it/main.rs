//! The engine as its callers see it.

#[cfg(test)]
mod doors;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod world;
