//! The engine as its callers see it, and against a slow, obvious second version of itself.

#[cfg(test)]
mod decisions;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod hours;
#[cfg(test)]
mod impacts;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod searches;
#[cfg(test)]
mod slow;
#[cfg(test)]
mod undone;
#[cfg(test)]
mod world;
#[cfg(test)]
mod worlds;
