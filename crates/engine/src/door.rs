//! When a door rule lets people in: by the clock on the tenant's wall.
//!
//! A rule without weekdays and hours needs no clock. One with them opens nothing while the zone is unknown: an hour read off
//! the wrong clock would open a door at night.

mod next;

use jiff::{Timestamp, tz::TimeZone};
use menjin_model::{Millis, Opening};

pub use next::next_opening;

/// The clock on the wall of a tenant. Cheap to make: the zones are read once and kept.
#[derive(Debug, Clone)]
pub struct Wall(Option<TimeZone>);

impl Wall {
    /// The clock of a zone, by its IANA name; without a name, or with one that nobody knows, a clock that shows nothing.
    #[must_use]
    pub fn of(zone: Option<&str>) -> Self {
        Self(zone.and_then(|name| TimeZone::get(name).ok()))
    }

    /// What it shows: the day as a bit of [`Opening::weekdays`], and the minute of the day.
    fn shows(&self, at: Millis) -> Option<(u8, u16)> {
        let local = self.0.as_ref()?.to_datetime(Timestamp::from_millisecond(at.0).ok()?);
        let day = 1 << u8::try_from(local.weekday().to_monday_zero_offset()).ok()?;
        let minute = u16::try_from(local.hour()).ok()? * 60 + u16::try_from(local.minute()).ok()?;
        Some((day, minute))
    }
}

/// Whether a rule lets people in at this moment.
#[must_use]
pub fn opens(opening: &Opening, wall: &Wall, at: Millis) -> bool {
    is_valid(opening, at) && (!needs_clock(opening) || wall.shows(at).is_some_and(|shown| is_open_at(opening, shown)))
}

/// Whether the rule has weekdays or hours, so that it matters in which zone the door is.
#[must_use]
pub fn needs_clock(opening: &Opening) -> bool {
    opening.weekdays != 0 || !opening.windows.is_empty()
}

fn is_valid(opening: &Opening, at: Millis) -> bool {
    opening.valid.is_none_or(|(first, last)| (first..=last).contains(&at.seconds()))
}

fn is_open_at(opening: &Opening, (day, minute): (u8, u16)) -> bool {
    let in_window = |(start, end): &(u16, u16)| (*start..*end).contains(&minute);
    is_open_on(opening, day) && (opening.windows.is_empty() || opening.windows.iter().any(in_window))
}

fn is_open_on(opening: &Opening, day: u8) -> bool {
    opening.weekdays == 0 || opening.weekdays & day != 0
}
