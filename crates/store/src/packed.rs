//! What a write did to facts, as its change row keeps it: bytes that later programs still read.
//!
//! The first byte is the version. The rest are pieces, written by `postcard`: a change by itself ([`form`]), or a run of rows
//! that came, or went, in the same group ([`run`]), so that ten thousand members take two or three bytes each.
//!
//! `model`'s own types are not written, as nobody should have to think of old databases who puts a word among them.

mod form;
mod run;
#[cfg(test)]
mod tests;

use menjin_model::Change;
use serde::{Deserialize, Serialize};

use form::Form;
use run::Run;

/// Of the form below. Another form gets another number, and this one stays readable.
const VERSION: u8 = 1;
/// What is unpacked at most; a single write names at most a million rows (see `Tx::new_id`), but takes away any number.
const CHANGES_MAX: usize = 1 << 24;

/// What stands behind the version. New words go to the end.
#[derive(Debug, Serialize, Deserialize)]
enum Piece {
    Came(Form),
    Went(Form),
    Became(Form, Form),
    Run(Run),
}

impl Piece {
    fn of(change: &Change) -> Self {
        match change {
            Change::Came(fact) => Self::Came(Form::of(fact)),
            Change::Went(fact) => Self::Went(Form::of(fact)),
            Change::Became { before, after } => Self::Became(Form::of(before), Form::of(after)),
        }
    }

    /// Adds the changes it stands for.
    fn add_to(self, changes: &mut Vec<Change>) -> Option<()> {
        match self {
            Self::Came(form) => changes.push(Change::Came(form.fact()?)),
            Self::Went(form) => changes.push(Change::Went(form.fact()?)),
            Self::Became(before, after) => {
                changes.push(Change::Became { before: before.fact()?, after: after.fact()? });
            }
            Self::Run(run) => run.add_to(changes),
        }
        Some(())
    }
}

/// Packs changes.
pub(crate) fn pack(changes: &[Change]) -> Vec<u8> {
    let mut packed = vec![VERSION];
    let mut rest = changes;
    while let Some((first, behind)) = rest.split_first() {
        let (behind, piece) = match Run::beginning(rest) {
            Some(run) => (rest.get(run.len()..).unwrap_or_default(), Piece::Run(run)),
            None => (behind, Piece::of(first)),
        };
        rest = behind;
        match postcard::to_extend(&piece, packed) {
            Ok(longer) => packed = longer,
            // Writing to a vector does not fail, and nothing in a piece is of unknown length. Nothing at all means: not known.
            Err(_) => return Vec::new(),
        }
    }
    packed
}

/// The changes; `None` when these are no bytes of [`pack`], or of a later one.
pub(crate) fn unpack(packed: &[u8]) -> Option<Vec<Change>> {
    let (version, mut rest) = packed.split_first()?;
    if *version != VERSION {
        return None;
    }
    let mut changes = Vec::new();
    while !rest.is_empty() {
        let (piece, behind) = postcard::take_from_bytes::<Piece>(rest).ok()?;
        rest = behind;
        piece.add_to(&mut changes)?;
        if changes.len() > CHANGES_MAX {
            return None;
        }
    }
    Some(changes)
}
