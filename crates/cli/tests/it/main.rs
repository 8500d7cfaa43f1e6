//! The real binary: how it starts, stops, dies and comes back.

#[cfg(test)]
mod admin;
#[cfg(test)]
mod asking;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod company;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod server;
#[cfg(test)]
mod startup;
