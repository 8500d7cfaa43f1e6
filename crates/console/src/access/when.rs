//! Moments as fields have them: by the clock on the company's wall.

use std::borrow::Borrow;

use jiff::{Timestamp, Zoned, civil::DateTime, tz::TimeZone};
use menjin_model::Millis;

use crate::Lang;

/// The moment on the wall.
pub(crate) fn wall(at: Millis, zone: &TimeZone) -> Zoned {
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone.clone())
}

/// As a field of a form has it: `2026-11-28T10:00`.
pub(crate) fn local(at: Millis, zone: &TimeZone) -> String {
    wall(at, zone).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Reads such a field, or a moment with an offset; `Err` when it is neither.
pub(crate) fn read(text: &str, zone: &TimeZone) -> Result<Millis, ()> {
    if text.len() > 40 {
        return Err(());
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(Millis(at.as_millisecond()));
    }
    let civil: DateTime = text.parse().map_err(|_| ())?;
    let at = civil.to_zoned(zone.clone()).map_err(|_| ())?;
    Ok(Millis(at.timestamp().as_millisecond()))
}

/// As calls want it: RFC 3339.
pub(crate) fn rfc3339(at: Millis) -> String {
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_string()
}

/// The name of a day, Monday first.
pub(crate) fn weekday(l: impl Borrow<Lang>, day: usize) -> &'static str {
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let days = if *l.borrow() == Lang::Zh { ZH } else { EN };
    days.get(day).copied().unwrap_or_default()
}

/// `周六 11-28 10:00`.
pub(crate) fn told(l: Lang, at: Millis, zone: &TimeZone) -> String {
    let wall = wall(at, zone);
    let day = usize::try_from(wall.weekday().to_monday_zero_offset()).unwrap_or_default();
    format!("{} {}", weekday(l, day), wall.strftime("%m-%d %H:%M"))
}

/// A moment of a call (RFC 3339) on the wall: `2026-11-28 10:00`; as it came when it is none.
pub(crate) fn shown(text: &str, zone: &TimeZone) -> String {
    match text.parse::<Timestamp>() {
        Ok(at) => at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string(),
        Err(_) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use menjin_model::Millis;

    use super::{local, read};

    #[test]
    fn a_field_is_read_by_the_clock_of_the_company() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let at = Millis(1_767_229_200_000);
        assert_eq!(local(at, &zone), "2026-01-01T09:00");
        assert_eq!(read("2026-01-01T09:00", &zone), Ok(at));
        assert_eq!(read("2026-01-01T01:00:00Z", &zone), Ok(at));
        assert_eq!(read("soon", &zone), Err(()));
    }
}
