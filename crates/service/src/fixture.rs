//! Fixtures: a company written down, in YAML or JSON, and brought into the database.
//!
//! [`read`] takes a text and gives the model, or everything that is wrong with it, each with file, line, reason and hint.
//! Ids that the text leaves out are derived from those it gives, so the same file always makes the same company.

mod at;
mod check;
mod either;
mod ids;
mod json;
mod load;
mod model;
mod moment;
mod names;
mod parse;
mod problem;

#[cfg(test)]
mod tests;

pub use at::{At, Place, Text};
pub use load::load;
pub use model::*;
pub use moment::Moment;
pub use names::nearest;
pub use parse::{BYTES_MAX, parse};
pub use problem::{PROBLEMS_MAX, Problem};

/// The demo company: 24 people, 13 departments, 8 groups, documents, doors, apps and reviews that hang together.
pub const DEMO: &str = include_str!("../fixtures/demo.yaml");

/// A small company with comments: where `menjin fixture init` starts.
const EXAMPLE: &str = include_str!("../fixtures/example.yaml");

/// Reads a fixture; `name` is the file's, for the problems.
///
/// # Errors
/// What is wrong with it, in the order of lines: the first thing that keeps it from being read at all, or else
/// everything that is wrong with what was read (at most [`PROBLEMS_MAX`], and one more that counts the others).
pub fn read(text: &str, name: &str) -> Result<Fixture, Vec<Problem>> {
    let fixture: Fixture = parse::parse(text, name).map_err(|problem| vec![problem])?;
    let problems = check(&fixture, name);
    if problems.is_empty() { Ok(fixture) } else { Err(problems) }
}

/// What is wrong with a fixture, wherever it came from.
#[must_use]
pub fn check(fixture: &Fixture, name: &str) -> Vec<Problem> {
    check::check(fixture, name)
}

/// The demo company.
#[must_use]
pub fn demo() -> Fixture {
    // A test holds that it reads without problems; nobody at all is the harmless answer if it ever did not.
    read(DEMO, "demo.yaml").unwrap_or_default()
}

/// A commented fixture of a small company, to start from.
#[must_use]
pub fn example() -> &'static str {
    EXAMPLE
}
