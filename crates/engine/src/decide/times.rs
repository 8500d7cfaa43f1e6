//! What the moments of grants and memberships tell of a no.

use menjin_model::{Millis, Span};

use crate::ReasonCode;

/// When it would have been a yes, when it will be.
#[derive(Debug)]
pub(super) struct Times {
    at: Millis,
    /// The first moment at which it will be a yes.
    pub(super) next: Option<Millis>,
    /// Whether it was one.
    ended: bool,
}

impl Times {
    pub(super) fn around(at: Millis) -> Self {
        Self { at, next: None, ended: false }
    }

    /// Takes in that in this span it is a yes.
    pub(super) fn add(&mut self, span: Span) {
        let is_empty = span.ends != Millis(0) && span.ends <= span.starts;
        if is_empty {
            return;
        }
        if span.is_over(self.at) {
            self.ended = true;
        } else {
            self.will_be(span.starts.max(self.at));
        }
    }

    /// Takes in that from this moment on it is a yes.
    pub(super) fn will_be(&mut self, moment: Millis) {
        self.next = Some(self.next.map_or(moment, |next| next.min(moment)));
    }

    /// Takes in that it was a yes.
    pub(super) fn was(&mut self) {
        self.ended = true;
    }

    /// The reason, if it is one of time.
    pub(super) fn code(&self) -> Option<ReasonCode> {
        if self.next.is_some() {
            return Some(ReasonCode::NotYet);
        }
        self.ended.then_some(ReasonCode::Ended)
    }
}

/// When both hold; it may be empty.
pub(super) fn meet(one: Span, other: Span) -> Span {
    let ends = match (one.ends, other.ends) {
        (Millis(0), ends) | (ends, Millis(0)) => ends,
        (one, other) => one.min(other),
    };
    Span { starts: one.starts.max(other.starts), ends }
}
