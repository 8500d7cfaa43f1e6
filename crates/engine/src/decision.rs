//! What is answered.

use menjin_model::{Fact, Millis};

use crate::ReasonCode;

/// An answer, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Yes or no.
    pub allowed: bool,
    /// Why, in a word.
    pub code: ReasonCode,
    /// For a yes: the facts that alone give it, from the subject to the resource. Empty for a no.
    pub chain: Vec<Fact>,
    /// For a no: what together would turn it, the fewest there are; empty when nothing but another question would.
    pub missing: Vec<Missing>,
}

/// One thing that is in the way of a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// This fact is not there, or says less: it replaces what has the same key. Rule 0 of a door is one yet to be made.
    Fact(Fact),
    /// This fact is there and forbids.
    Gone(Fact),
    /// The moment: then it is a yes, if the rest is given.
    Moment(Millis),
}
