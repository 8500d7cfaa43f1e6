//! The slow version's clock, held against what a person reads off a calendar; the rest is held against it.

use menjin_model::{Millis, Opening};

use crate::slow::is_open;

fn at(text: &str) -> Millis {
    let moment: jiff::Timestamp = text.parse().unwrap();
    Millis(moment.as_millisecond())
}

fn between(first: u16, end: u16) -> Opening {
    Opening { windows: vec![(first, end)], ..Opening::default() }
}

#[test]
fn the_first_minute_is_in_the_last_is_not() {
    let nine_to_six = between(9 * 60, 18 * 60);
    for (moment, open) in [
        ("2026-11-28T08:59:59.999+08:00", false),
        ("2026-11-28T09:00:00+08:00", true),
        ("2026-11-28T17:59:59.999+08:00", true),
        ("2026-11-28T18:00:00+08:00", false),
    ] {
        assert_eq!(is_open(&nine_to_six, Some("Asia/Shanghai"), at(moment)), open, "{moment}");
    }
}

#[test]
fn the_hour_that_comes_twice_counts_both_times() {
    let half_past_two = between(2 * 60 + 30, 2 * 60 + 31);
    for (moment, open) in
        [("2026-10-25T02:30:00+02:00", true), ("2026-10-25T02:30:00+01:00", true), ("2026-10-25T03:30:00+01:00", false)]
    {
        assert_eq!(is_open(&half_past_two, Some("Europe/Berlin"), at(moment)), open, "{moment}");
    }
}

#[test]
fn the_hour_left_out_opens_nothing() {
    let left_out = between(2 * 60, 3 * 60);
    let midnight = at("2026-03-29T00:00:00+01:00").0;
    for minute in 0..24 * 60 {
        assert!(!is_open(&left_out, Some("Europe/Berlin"), Millis(midnight + minute * 60_000)), "{minute}");
    }
}

#[test]
fn valid_days_are_seconds_and_both_ends_are_in() {
    let first = at("2026-11-28T00:00:00Z").seconds();
    let valid = Opening { valid: Some((first, first + 10)), ..Opening::default() };
    for (moment, open) in [
        ("2026-11-27T23:59:59.999Z", false),
        ("2026-11-28T00:00:00Z", true),
        ("2026-11-28T00:00:10.999Z", true),
        ("2026-11-28T00:00:11Z", false),
    ] {
        assert_eq!(is_open(&valid, None, at(moment)), open, "{moment}");
    }
}
