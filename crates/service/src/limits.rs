//! Rate limits: fixed windows per call, app and tenant, as the contract counts them. A node with a database of its own counts in
//! memory, nodes that share one count in it.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use menjin_api::{Meta, Rate, code as platform, menjin::code as own};
use menjin_model::{AppNo, Millis, TenantNo};
use menjin_store::rate::{self, Counted, Reached};

use crate::{Cx, Refusal};

/// Counters of the running windows.
#[derive(Debug, Default)]
pub struct Limits {
    on: AtomicBool,
    minute: Mutex<Minute>,
    visits: Mutex<Visits>,
}

/// Who knocked at the console in the running minute, by address; of IPv6 the half that a network has.
#[derive(Debug, Default)]
struct Visits {
    number: i64,
    counts: HashMap<Option<IpAddr>, u32>,
}

/// So many times a minute may one address try to come in.
const VISITS: u32 = 20;

/// The running minute. No counter outlives it, so their number is bounded by the calls of one minute.
#[derive(Debug, Default)]
struct Minute {
    number: i64,
    latest: Millis,
    windows: HashMap<(&'static str, AppNo, TenantNo), Windows>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Windows {
    in_minute: u32,
    second: i64,
    in_second: u32,
}

/// Calls are counted a little later than they came; one that is late by less than this belongs to the running window.
const LATE: i64 = 1000;

impl Limits {
    /// Counters at zero; counting when `on`.
    #[must_use]
    pub fn new(on: bool) -> Self {
        Self { on: AtomicBool::new(on), ..Self::default() }
    }

    /// Switches counting on or off; all counts of this node begin anew.
    pub fn switch(&self, on: bool) {
        self.on.store(on, Ordering::Release);
        *self.minute.lock().unwrap_or_else(PoisonError::into_inner) = Minute::default();
    }

    /// Whether calls are counted.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.on.load(Ordering::Acquire)
    }

    /// Counts an attempt to come in to the console, or refuses it. Counted by each node for itself, and always.
    pub fn visit(&self, address: Option<IpAddr>, now: Millis) -> Result<(), Refusal> {
        let mut visits = self.visits.lock().unwrap_or_else(PoisonError::into_inner);
        let number = now.seconds().div_euclid(60);
        if visits.number != number {
            visits.number = number;
            visits.counts.clear();
        }
        let count = visits.counts.entry(address.map(network)).or_default();
        if *count >= VISITS {
            let reset = 60 - now.seconds().rem_euclid(60);
            return Err(Refusal::new(own::TOO_MANY).with_header("retry-after", reset.to_string()));
        }
        *count += 1;
        Ok(())
    }

    /// Counts a call in memory.
    fn count(&self, window: Window, app: AppNo, tenant: TenantNo, now: Millis) -> Result<(), Refusal> {
        let Window { name, a_minute, a_second } = window;
        let mut minute = self.minute.lock().unwrap_or_else(PoisonError::into_inner);
        if now >= minute.latest || now.0.saturating_add(LATE) <= minute.latest.0 {
            minute.latest = now;
        }
        let second = minute.latest.seconds();
        let number = second.div_euclid(60);
        if minute.number != number {
            minute.number = number;
            minute.windows.clear();
        }
        let window = minute.windows.entry((name, app, tenant)).or_default();
        if window.second != second {
            (window.second, window.in_second) = (second, 0);
        }
        if window.in_minute >= a_minute {
            return Err(refusal(Reached::Minute, a_minute, second));
        }
        if window.in_second >= a_second {
            return Err(refusal(Reached::Second, a_second, second));
        }
        window.in_minute += 1;
        window.in_second += 1;
        Ok(())
    }
}

/// The addresses that one sender has at hand.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
        four @ IpAddr::V4(_) => four,
    }
}

/// What is counted together, and how often it may be.
#[derive(Debug, Clone, Copy)]
struct Window {
    name: &'static str,
    a_minute: u32,
    a_second: u32,
}

impl Window {
    fn new(name: &'static str, rate: Rate) -> Option<Self> {
        let (a_minute, a_second) = match rate {
            Rate::Unlimited => return None,
            Rate::PerMinute(most) => (most, u32::MAX),
            Rate::PerSecond(most) => (u32::MAX, most),
            Rate::Tier4 => (1000, 50),
        };
        Some(Self { name, a_minute, a_second })
    }
}

/// Counts a call, or refuses it; refused calls do not count.
pub async fn count(cx: &Cx, meta: &Meta, app: AppNo, tenant: TenantNo, now: Millis) -> Result<(), Refusal> {
    count_as(cx, (meta.name, meta.rate), app, tenant, now).await.map_err(|mut refusal| {
        if refusal.0.code == Some(platform::RATE_LIMITED) {
            refusal.0.code = Some(meta.limited);
        }
        refusal
    })
}

/// Counts under a name of its own: for the one limit that depends on the body.
pub async fn count_as(
    cx: &Cx,
    (name, rate): (&'static str, Rate),
    app: AppNo,
    tenant: TenantNo,
    now: Millis,
) -> Result<(), Refusal> {
    let Some(window) = Window::new(name, rate).filter(|_| cx.limits.is_on()) else {
        return Ok(());
    };
    if !cx.db.is_shared() {
        return cx.limits.count(window, app, tenant, now);
    }
    let Window { a_minute, a_second, .. } = window;
    let counted = Counted { tenant, app, call: name, second: now.seconds(), a_minute, a_second };
    match rate::count(&cx.db, counted).await? {
        None => Ok(()),
        Some(reached @ Reached::Minute) => Err(refusal(reached, a_minute, counted.second)),
        Some(reached @ Reached::Second) => Err(refusal(reached, a_second, counted.second)),
    }
}

fn refusal(reached: Reached, limit: u32, second: i64) -> Refusal {
    let reset = match reached {
        Reached::Minute => 60 - second.rem_euclid(60),
        Reached::Second => 1,
    };
    Refusal::new(platform::RATE_LIMITED)
        .with_header("x-ogw-ratelimit-limit", limit.to_string())
        .with_header("x-ogw-ratelimit-reset", reset.to_string())
}

#[cfg(test)]
mod tests {
    use menjin_api::Rate;
    use menjin_model::{AppNo, Millis, TenantNo};

    use super::{Limits, Window};

    fn count(limits: &Limits, rate: Rate, app: i64, at: i64) -> bool {
        limits.count(Window::new("call", rate).unwrap(), AppNo(app), TenantNo(1), Millis(at)).is_ok()
    }

    #[test]
    fn windows_are_calendar_minutes_and_each_app_has_its_own() {
        let limits = Limits::new(true);
        assert!((0..10).all(|n| count(&limits, Rate::PerMinute(10), 1, 59_000 + n)));
        assert!(!count(&limits, Rate::PerMinute(10), 1, 59_999));
        assert!(count(&limits, Rate::PerMinute(10), 2, 59_999));
        assert!(count(&limits, Rate::PerMinute(10), 1, 60_000));
    }

    #[test]
    fn an_address_may_knock_twenty_times_a_minute() {
        let limits = Limits::new(false);
        let knock = |address: &str, at| limits.visit(address.parse().ok(), Millis(at)).map_err(|no| no.0.headers);
        assert!((0..20).all(|n| knock("2001:db8::1", 30_000 + n).is_ok()));
        assert_eq!(knock("2001:db8::2", 31_000), Err(vec![("retry-after", "29".to_owned())]));
        assert_eq!(knock("2001:db8:0:1::2", 31_000), Ok(()));
        assert_eq!(knock("192.0.2.1", 31_000), Ok(()));
        assert_eq!(knock("2001:db8::2", 60_000), Ok(()));
    }

    #[test]
    fn a_refusal_tells_the_limit_and_the_seconds_to_wait() {
        let limits = Limits::new(true);
        assert!((0..50).all(|_| count(&limits, Rate::Tier4, 1, 8_000)));
        let window = Window::new("call", Rate::Tier4).unwrap();
        let refusal = limits.count(window, AppNo(1), TenantNo(1), Millis(8_000)).unwrap_err();
        assert_eq!(
            refusal.0.headers,
            [("x-ogw-ratelimit-limit", "50".to_owned()), ("x-ogw-ratelimit-reset", "1".to_owned())]
        );
    }

    #[test]
    fn a_call_that_is_counted_late_does_not_open_the_last_window_again() {
        let limits = Limits::new(true);
        assert!(count(&limits, Rate::PerSecond(1), 1, 60_000));
        assert!(!count(&limits, Rate::PerSecond(1), 1, 59_999));
        assert!(!count(&limits, Rate::PerSecond(1), 1, 60_001));
        assert!(count(&limits, Rate::PerSecond(1), 1, 30_000), "the clock was put back");
    }
}
