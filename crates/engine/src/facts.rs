//! What decisions rest on, held so that it can be asked.
//!
//! Whoever decides asks by the names of the rows ([`Fact`]): one row by its key, all rows of one side, or all of the other.
//! All lists are in the order of the internal ids, so that a search can go on where it stopped.
//!
//! A state is a base, built once and packed tightly, and a small delta over it that shares its parts with earlier ones: so a
//! clone costs nothing, and a change as much as it changes. When the delta has grown, [`Facts::compacted`] makes a new base.

mod all;
mod apps;
mod base;
mod builder;
mod change;
mod column;
mod documents;
mod doors;
mod filter;
mod groups;
mod ids;
mod known;
mod lists;
mod log;
mod merged;
mod packed;
mod pairs;
mod people;
mod ranked;
mod reviews;
mod rows;
mod sorted;
mod spans;
mod table;
mod tree;
mod value;

use std::fmt;
use std::sync::Arc;

use menjin_model::{Change, DocumentNo, Fact, Party, Sharing, UserNo};

pub use builder::Builder;

use base::{Base, Delta};

/// A person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the same names as in `Fact`")]
pub struct Person {
    pub frozen: bool,
    pub resigned: bool,
    pub manager: bool,
}

/// An app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the same names as in `Fact`")]
pub struct App {
    pub owner: UserNo,
    pub enabled: bool,
    pub visible_to_all: bool,
}

/// A document or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the same names as in `Fact`")]
pub struct Document {
    pub is_folder: bool,
    pub owner: Party,
    pub folder: DocumentNo,
    pub inherits: bool,
    pub sharing: Sharing,
    pub deleted: bool,
}

/// All facts of a tenant, or those that one question needs. A clone is cheap and stays as it is.
#[derive(Clone, Default)]
pub struct Facts {
    base: Arc<Base>,
    delta: Arc<Delta>,
}

impl FromIterator<Fact> for Facts {
    fn from_iter<I: IntoIterator<Item = Fact>>(facts: I) -> Self {
        let mut builder = Builder::default();
        builder.extend(facts);
        builder.build()
    }
}

/// The facts; of a whole tenant they are many.
impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.all()).finish()
    }
}

/// Changes.
impl Facts {
    /// Takes in what a write did, in its order. A fact that is there already comes again, one that is not there goes: the last
    /// change counts, whatever was before.
    pub fn apply(&mut self, changes: &[Change]) {
        let (base, delta) = (&*self.base, Arc::make_mut(&mut self.delta));
        for change in changes {
            match change {
                Change::Came(fact) => delta.came(base, fact.clone()),
                Change::Went(fact) => delta.went(base, fact),
                Change::Became { before, after } => {
                    delta.went(base, before);
                    delta.came(base, after.clone());
                }
            }
        }
    }

    /// Takes back what a write did: the changes in their order, as [`apply`](Self::apply) took them.
    pub fn undo(&mut self, changes: &[Change]) {
        for change in changes.iter().rev() {
            self.apply(&[change.clone().undone()]);
        }
    }

    /// How many rows say something else than in the base.
    #[must_use]
    pub fn delta_len(&self) -> usize {
        self.delta.len()
    }

    /// The same facts with a base of their own and nothing over it. It takes seconds for millions: do it beside, and apply what
    /// came meanwhile.
    #[must_use]
    pub fn compacted(&self) -> Self {
        if self.delta_len() == 0 {
            return self.clone();
        }
        self.all().collect()
    }
}

/// Pairs a table of the base with what changed in it.
macro_rules! now {
    ($($name:ident -> $field:ident: $now:ident<$($kind:ty),*>;)*) => {
        impl Facts {
            $(
                #[inline]
                pub(super) fn $name(&self) -> $now<'_, $($kind),*> {
                    $now { known: &self.base.known, base: &self.base.$field, changed: &self.delta.$field }
                }
            )*
        }
    };
}
use now;
