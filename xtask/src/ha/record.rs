//! What writers and checkers write down together.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use super::history::{Change, Fact, Look, Outcome};

/// How many of the last removals are looked at.
const REMOVALS: usize = 256;
/// How many wrong answers are kept, and how much of each.
const WRONG: usize = 10;
const WRONG_LENGTH: usize = 400;

/// One load on one server, and what came of it.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) address: SocketAddr,
    /// One for each company.
    pub(super) tokens: Vec<String>,
    started: Instant,
    over: AtomicBool,
    notes: Mutex<Notes>,
}

/// Everything that was written down.
#[derive(Debug, Default, Clone)]
pub(super) struct Notes {
    pub(super) changes: Vec<Change>,
    pub(super) looks: Vec<Look>,
    /// Looks that were refused or came to nothing.
    pub(super) unanswered: usize,
    /// Answers that no failure of the database explains.
    pub(super) wrong: usize,
    /// The first of them.
    pub(super) samples: Vec<String>,
    pub(super) health: Vec<Health>,
    /// Removed with an acknowledged call, the latest last.
    pub(super) removals: VecDeque<Fact>,
}

/// One look at the server's own word on itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Health {
    pub(super) at: Duration,
    /// `/healthz` answered 200.
    pub(super) alive: bool,
    /// `/readyz` answered 200.
    pub(super) ready: bool,
}

impl Run {
    pub(super) fn new(address: SocketAddr, tokens: Vec<String>) -> Self {
        Self { address, tokens, started: Instant::now(), over: AtomicBool::new(false), notes: Mutex::default() }
    }

    /// The time since the start.
    pub(super) fn now(&self) -> Duration {
        self.started.elapsed()
    }

    /// Nobody begins anything new.
    pub(super) fn end(&self) {
        self.over.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    pub(super) fn token(&self, company: usize) -> &str {
        self.tokens.get(company).map_or("", String::as_str)
    }

    pub(super) fn note<T>(&self, write: impl FnOnce(&mut Notes) -> T) -> T {
        write(&mut self.notes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Notes {
    pub(super) fn change(&mut self, change: Change) {
        if !change.present && change.outcome == Outcome::Acknowledged {
            self.removals.push_back(change.fact.clone());
            if self.removals.len() > REMOVALS {
                self.removals.pop_front();
            }
        }
        self.changes.push(change);
    }

    pub(super) fn wrong(&mut self, text: &str) {
        self.wrong += 1;
        if self.samples.len() < WRONG {
            self.samples.push(text.chars().take(WRONG_LENGTH).collect());
        }
    }

    /// A removal to look at: every other time the latest.
    pub(super) fn removal(&self, number: usize) -> Option<&Fact> {
        if number.is_multiple_of(2) {
            return self.removals.back();
        }
        self.removals.get(number / 2 % self.removals.len().max(1))
    }
}
