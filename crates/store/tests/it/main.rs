//! The seam, seen from outside.

#[cfg(test)]
mod backup;
#[cfg(test)]
mod estimates;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod help;
#[cfg(test)]
mod history;
#[cfg(test)]
mod home;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod open;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod query;
#[cfg(test)]
mod recall;
#[cfg(test)]
mod snapshot;
#[cfg(test)]
mod statements;
#[cfg(test)]
mod write;
