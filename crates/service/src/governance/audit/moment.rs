//! Moments as people write them.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use menjin_api::menjin::audit::code;
use menjin_model::Millis;

use crate::Refusal;

/// A moment, or a day in UTC+8: its beginning, or with `end` the beginning of the next. 0 where nothing is written.
pub(crate) fn parse(field: &str, text: Option<&str>, end: bool) -> Result<Millis, Refusal> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(Millis(0)) };
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(Millis(moment.as_millisecond()));
    }
    let wrong = || Refusal::new(code::TIME).with_field(field, Some(text.to_owned()), code::TIME.msg);
    let day: Date = text.parse().map_err(|_| wrong())?;
    let day = if end { day.checked_add(1.day()).map_err(|_| wrong())? } else { day };
    let zone = TimeZone::fixed(jiff::tz::offset(8));
    let start = day.to_zoned(zone).map_err(|_| wrong())?;
    Ok(Millis(start.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let at = |text, end| parse("from", Some(text), end).map(|moment| moment.0).ok();
        assert_eq!(at("1970-01-02", false), Some(57_600_000));
        assert_eq!(at("1970-01-01", true), at("1970-01-02", false));
        assert_eq!(at("1970-01-01T16:00:00Z", true), Some(57_600_000));
        assert_eq!(at(" ", false), Some(0));
        assert_eq!(at("yesterday", false), None);
    }
}
