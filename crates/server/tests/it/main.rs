//! The server as its clients see it: one module per part of the API, each tree mirroring its addresses.

#[cfg(test)]
mod access;
#[cfg(test)]
mod acs;
#[cfg(test)]
mod application;
#[cfg(test)]
mod contact;
#[cfg(test)]
mod docx;
#[cfg(test)]
mod drive;
#[cfg(test)]
mod governance;
#[cfg(test)]
mod made;
#[cfg(test)]
mod performance;
#[cfg(test)]
mod platform;
