//! When a door rule lets people in.

use serde::{Deserialize, Serialize};

/// The end of a day, in minutes.
const DAY: u16 = 24 * 60;

/// The hours of a door rule, in the tenant's time zone. What is empty limits nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The first and the last second, since 1970; both are included.
    pub valid: Option<(i64, i64)>,
    /// Bit 0 is Monday, bit 6 is Sunday; 0 is every day.
    pub weekdays: u8,
    /// Minutes of the local day: the first, and the first after.
    pub windows: Vec<(u16, u16)>,
}

impl Opening {
    /// Reads what is stored, which is what stands on the wire; `null` is always open. `None` when it cannot be read: such a
    /// rule opens nothing.
    #[must_use]
    pub fn from_wire(wire: Option<Wire>) -> Option<Self> {
        let Some(wire) = wire else { return Some(Self::default()) };
        let mut weekdays = 0;
        for day in wire.weekdays {
            weekdays |=
                1_u8.checked_shl(u32::try_from(day.checked_sub(1)?).ok()?).filter(|_| (1..=7).contains(&day))?;
        }
        let mut windows = Vec::with_capacity(wire.day_times.len());
        for window in wire.day_times {
            windows.push((minutes(window.start_hhmm)?, minutes(window.end_hhmm)?));
        }
        Some(Self { valid: wire.valid_day.map(|day| (day.start_day, day.end_day)), weekdays, windows })
    }

    /// Whether it limits nothing.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.valid.is_none() && self.weekdays == 0 && self.windows.is_empty()
    }
}

/// 930 is half past nine.
fn minutes(hhmm: i64) -> Option<u16> {
    let hhmm = u16::try_from(hhmm).ok()?;
    let (hours, minutes) = (hhmm / 100, hhmm % 100);
    let of_day = hours * 60 + minutes;
    (minutes < 60 && of_day <= DAY).then_some(of_day)
}

/// The stored form, by the platform's names.
#[derive(Debug, Clone, Default, Deserialize)]
#[expect(missing_docs, reason = "the platform's names")]
pub struct Wire {
    #[serde(default)]
    pub valid_day: Option<WireDays>,
    #[serde(default)]
    pub weekdays: Vec<i64>,
    #[serde(default)]
    pub day_times: Vec<WireTimes>,
}

/// See [`Wire`].
#[derive(Debug, Clone, Default, Deserialize)]
#[expect(missing_docs, reason = "the platform's names")]
pub struct WireDays {
    pub start_day: i64,
    pub end_day: i64,
}

/// See [`Wire`].
#[derive(Debug, Clone, Default, Deserialize)]
#[expect(missing_docs, reason = "the platform's names")]
pub struct WireTimes {
    pub start_hhmm: i64,
    pub end_hhmm: i64,
}
