//! Yes or no, and why.

use crate::{Ask, Decision, Facts, ReasonCode};

/// Whether the subject may. The quick form of [`explain`]; both always agree.
#[must_use]
pub fn decide(facts: &Facts, ask: &Ask) -> bool {
    explain(facts, ask).allowed
}

/// Whether the subject may, what a yes rests on, and what a no lacks.
#[must_use]
pub fn explain(_facts: &Facts, _ask: &Ask) -> Decision {
    Decision { allowed: false, code: ReasonCode::NoGrant, chain: Vec::new(), missing: Vec::new() }
}
