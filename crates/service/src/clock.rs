//! The one clock: tokens, limits, grants, door hours and audit all read it, so moving it moves everything.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use menjin_model::Millis;
use serde::{Deserialize, Serialize};

/// Where real time comes from; tests bring their own.
pub type Source = Arc<dyn Fn() -> Millis + Send + Sync>;

/// Real time plus an offset, or a frozen moment. Clones share their state.
#[derive(Clone)]
pub struct Clock {
    source: Source,
    state: Arc<AtomicI64>,
}

/// What makes a clock differ from real time, as it is kept. In memory it travels as one number, so that nobody ever reads a
/// moment as an offset.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The offset to real time, or the moment itself while frozen; milliseconds.
    value: i64,
    frozen: bool,
}

impl State {
    /// Far beyond any calendar, and no sum of two overflows.
    const MOST: i64 = 1 << 60;

    fn packed(self) -> i64 {
        self.value.clamp(-Self::MOST, Self::MOST) << 1 | i64::from(self.frozen)
    }

    fn unpacked(packed: i64) -> Self {
        Self { value: packed >> 1, frozen: packed & 1 == 1 }
    }

    /// What the clock shows at this real time.
    #[must_use]
    pub fn now(self, real: Millis) -> Millis {
        if self.frozen { Millis(self.value) } else { Millis(real.0.saturating_add(self.value)) }
    }

    /// A clock that shows `now` at this real time; standing still when `frozen`, else going on from there.
    #[must_use]
    pub fn showing(now: Millis, frozen: bool, real: Millis) -> Self {
        Self { value: if frozen { now.0 } else { now.0.saturating_sub(real.0) }, frozen }
    }

    /// Whether time stands still.
    #[must_use]
    pub fn is_frozen(self) -> bool {
        self.frozen
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Clock").field("state", &self.read()).finish_non_exhaustive()
    }
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where real time enters")]
    pub fn system() -> Self {
        Self::of(Arc::new(|| Millis(jiff::Timestamp::now().as_millisecond())))
    }

    /// A clock over `source`.
    #[must_use]
    pub fn of(source: Source) -> Self {
        Self { source, state: Arc::default() }
    }

    /// Now, as everything in menjin sees it.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.read().now((self.source)())
    }

    /// Whether time stands still.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.read().frozen
    }

    /// Real time.
    #[must_use]
    pub fn real(&self) -> Millis {
        (self.source)()
    }

    /// Makes it differ from real time like this.
    pub fn set(&self, state: State) {
        self.state.store(state.packed(), Ordering::Release);
    }

    fn read(&self) -> State {
        State::unpacked(self.state.load(Ordering::Acquire))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use menjin_model::Millis;

    use super::{Clock, State};

    #[test]
    fn it_goes_on_stands_still_and_comes_back() {
        let clock = Clock::of(Arc::new(|| Millis(1_000)));
        clock.set(State::showing(Millis(-4_000), false, clock.real()));
        assert_eq!((clock.now(), clock.is_frozen()), (Millis(-4_000), false));
        let frozen = State::showing(Millis(71_000), true, clock.real());
        clock.set(frozen);
        assert_eq!((clock.now(), clock.is_frozen()), (Millis(71_000), true));

        let other = Clock::of(Arc::new(|| Millis(2_000)));
        other.set(frozen);
        assert_eq!(other.now(), Millis(71_000));
        other.set(State::showing(Millis(71_000), false, other.real()));
        assert_eq!((other.now(), other.is_frozen()), (Millis(71_000), false));
        other.set(State::default());
        assert_eq!(other.now(), Millis(2_000));
    }

    #[test]
    fn the_end_of_time_is_no_overflow() {
        let clock = Clock::of(Arc::new(|| Millis(i64::MAX)));
        clock.set(State::showing(Millis(i64::MAX), false, Millis(0)));
        assert_eq!(clock.now(), Millis(i64::MAX));
    }
}
