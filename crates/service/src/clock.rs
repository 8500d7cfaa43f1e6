//! The one clock: tokens, limits, grants, door hours and audit all read it, so moving it moves everything.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use menjin_model::Millis;

/// Where real time comes from; tests bring their own.
pub type Source = Arc<dyn Fn() -> Millis + Send + Sync>;

/// Real time plus an offset, or a frozen moment. Clones share their state.
#[derive(Clone)]
pub struct Clock {
    source: Source,
    state: Arc<AtomicI64>,
}

/// The offset to real time, or the moment itself while frozen; milliseconds. It travels as one number, so that nobody
/// ever reads a moment as an offset.
#[derive(Debug, Clone, Copy)]
struct State {
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

    fn now(self, real: Millis) -> Millis {
        if self.frozen { Millis(self.value) } else { Millis(real.0.saturating_add(self.value)) }
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

    /// Makes it `now`; standing still when `frozen`, else going on from there.
    pub fn set(&self, now: Millis, frozen: bool) {
        let value = if frozen { now.0 } else { now.0.saturating_sub((self.source)().0) };
        self.restore(value, frozen);
    }

    /// Moves it on, or back; steps that are taken at the same time add up.
    pub fn advance(&self, seconds: i64) {
        let step = seconds.saturating_mul(1000);
        let moved = |packed| {
            let State { value, frozen } = State::unpacked(packed);
            Some(State { value: value.saturating_add(step), frozen }.packed())
        };
        // It never fails: the closure always gives a value.
        let _ = self.state.fetch_update(Ordering::AcqRel, Ordering::Acquire, moved);
    }

    /// What [`Self::restore`] needs to bring this state back: the offset (or the moment, while frozen), and whether it is frozen.
    #[must_use]
    pub fn state(&self) -> (i64, bool) {
        let State { value, frozen } = self.read();
        (value, frozen)
    }

    /// Brings back what [`Self::state`] told.
    pub fn restore(&self, value: i64, frozen: bool) {
        self.state.store(State { value, frozen }.packed(), Ordering::Release);
    }

    fn read(&self) -> State {
        State::unpacked(self.state.load(Ordering::Acquire))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use menjin_model::Millis;

    use super::Clock;

    #[test]
    fn it_goes_on_stands_still_and_comes_back() {
        let clock = Clock::of(Arc::new(|| Millis(1_000)));
        clock.advance(-5);
        assert_eq!(clock.now(), Millis(-4_000));
        clock.set(Millis(70_000), true);
        clock.advance(1);
        assert_eq!((clock.now(), clock.is_frozen()), (Millis(71_000), true));

        let other = Clock::of(Arc::new(|| Millis(2_000)));
        let (value, frozen) = clock.state();
        other.restore(value, frozen);
        assert_eq!(other.now(), Millis(71_000));
        other.set(Millis(71_000), false);
        assert_eq!((other.now(), other.is_frozen()), (Millis(71_000), false));
    }

    #[test]
    fn the_end_of_time_is_no_overflow() {
        let clock = Clock::of(Arc::new(|| Millis(i64::MAX)));
        clock.advance(i64::MAX);
        assert_eq!(clock.now(), Millis(i64::MAX));
    }
}
