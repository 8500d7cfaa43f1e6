//! The next moment when a door rule lets people in.
//!
//! A rule can only begin to open where valid days begin, where a window or a day begins on the wall, or where the clock is
//! moved. Of these moments of the coming weeks the first at which it is open is the answer; no hour is tried.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
    tz::{AmbiguousOffset, TimeZone},
};
use menjin_model::{Millis, Opening};

use super::{Wall, is_open_on, needs_clock, opens};

/// How many days are looked at. Every weekday comes within a week, and a window that falls into the hour that is left out
/// when clocks are set forward comes the week after.
const DAYS: i64 = 24;

/// The first moment from `at` on, and before `until`, at which a rule lets people in.
#[must_use]
pub fn next_opening(opening: &Opening, wall: &Wall, at: Millis, until: Millis) -> Option<Millis> {
    let (mut from, mut until) = (at, until);
    if let Some((first, last)) = opening.valid {
        from = from.max(Millis(first.saturating_mul(1000)));
        until = until.min(Millis(last.saturating_add(1).saturating_mul(1000)));
    }
    if from >= until {
        return None;
    }
    if !needs_clock(opening) || opens(opening, wall, from) {
        return Some(from);
    }
    begins(opening, wall.0.as_ref()?, Timestamp::from_millisecond(from.0).ok()?)
        .into_iter()
        .map(|moment| Millis(moment.as_millisecond()))
        .filter(|moment| (from..until).contains(moment) && opens(opening, wall, *moment))
        .min()
}

/// When the rule may begin to open in the weeks after this moment, in no order.
fn begins(opening: &Opening, zone: &TimeZone, from: Timestamp) -> Vec<Timestamp> {
    let end = from.checked_add(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::MAX);
    let mut begins: Vec<Timestamp> =
        zone.following(from).map(|moved| moved.timestamp()).take_while(|moved| *moved <= end).collect();
    let mut date = zone.to_datetime(from).date();
    // Where clocks are set back over midnight, yesterday comes again.
    date = date.yesterday().unwrap_or(date);
    for _ in 0..DAYS {
        let day = u8::try_from(date.weekday().to_monday_zero_offset()).map_or(0, |day| 1 << day);
        if is_open_on(opening, day) {
            for minute in starts(opening) {
                note(zone, date, minute, &mut begins);
            }
        }
        let Ok(tomorrow) = date.tomorrow() else { break };
        date = tomorrow;
    }
    begins
}

/// The minutes of a day at which the rule begins.
fn starts(opening: &Opening) -> impl Iterator<Item = u16> + '_ {
    let all_day = opening.windows.is_empty().then_some(0);
    all_day.into_iter().chain(opening.windows.iter().map(|(start, _)| *start))
}

/// Adds the moment, or the two, at which the clock shows this minute of this day. A minute that is left out has none: what
/// begins in it begins when the clock is moved.
fn note(zone: &TimeZone, date: Date, minute: u16, begins: &mut Vec<Timestamp>) {
    let (Ok(hour), Ok(minute)) = (i8::try_from(minute / 60), i8::try_from(minute % 60)) else { return };
    let Ok(time) = Time::new(hour, minute, 0, 0) else { return };
    let local = date.to_datetime(time);
    let (one, other) = match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => (offset, None),
        AmbiguousOffset::Fold { before, after } => (before, Some(after)),
        AmbiguousOffset::Gap { .. } => return,
    };
    begins.extend([Some(one), other].into_iter().flatten().filter_map(|offset| offset.to_timestamp(local).ok()));
}
