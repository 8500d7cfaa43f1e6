//! What can be said of a rule without looking at anything else: limits and schedule (contract, part 05, 2.1 and 2.5).

use menjin_api::acs::rule_external::{
    DayTime, OpeningTime, Rule, ValidDay,
    create::{DAY_MAX, DAY_MIN, DAY_TIMES_MAX, DEVICES_MAX, HHMM_MAX, MEMBERS_MAX, NAME_MAX, WEEKDAYS_MAX},
};

use super::invalid;
use crate::Refusal;

/// Refuses with 1490001 what breaks a limit.
pub(super) fn check(rule: &Rule) -> Result<(), Refusal> {
    for (field, length, most) in [
        ("rule.devices", rule.devices.as_ref().map_or(0, Vec::len), DEVICES_MAX),
        ("rule.users", rule.users.as_ref().map_or(0, Vec::len), MEMBERS_MAX),
        ("rule.visitors", rule.visitors.as_ref().map_or(0, Vec::len), MEMBERS_MAX),
    ] {
        check_length(field, length, most)?;
    }
    rule.opening_time.as_ref().map_or(Ok(()), check_time)
}

fn check_time(time: &OpeningTime) -> Result<(), Refusal> {
    check_length("rule.opening_time.weekdays", time.weekdays.len(), WEEKDAYS_MAX)?;
    check_length("rule.opening_time.day_times", time.day_times.len(), DAY_TIMES_MAX)?;
    if let Some(days) = &time.valid_day {
        check_days(*days)?;
    }
    let mut seen = Vec::with_capacity(WEEKDAYS_MAX);
    for day in &time.weekdays {
        if !(1..=7).contains(day) || seen.contains(day) {
            let why = "1 Monday to 7 Sunday, each at most once";
            return Err(invalid("rule.opening_time.weekdays", Some(&day.to_string()), why));
        }
        seen.push(*day);
    }
    time.day_times.iter().try_for_each(|window| check_window(*window))
}

fn check_days(ValidDay { start_day, end_day }: ValidDay) -> Result<(), Refusal> {
    const PLACE: &str = "rule.opening_time.valid_day";
    for (name, day) in [("start_day", start_day), ("end_day", end_day)] {
        check_range(&format!("{PLACE}.{name}"), day, DAY_MIN, DAY_MAX)?;
    }
    if start_day > end_day {
        return Err(invalid(&format!("{PLACE}.end_day"), Some(&end_day.to_string()), "must not be before start_day"));
    }
    Ok(())
}

fn check_window(DayTime { start_hhmm, end_hhmm }: DayTime) -> Result<(), Refusal> {
    const PLACE: &str = "rule.opening_time.day_times[*]";
    for (name, time) in [("start_hhmm", start_hhmm), ("end_hhmm", end_hhmm)] {
        let field = format!("{PLACE}.{name}");
        check_range(&field, time, 0, HHMM_MAX)?;
        if time % 100 > 59 {
            return Err(invalid(&field, Some(&time.to_string()), "the last two digits are minutes, 00 to 59"));
        }
    }
    if start_hhmm >= end_hhmm {
        let why = "must be after start_hhmm; a window cannot go over midnight";
        return Err(invalid(&format!("{PLACE}.end_hhmm"), Some(&end_hhmm.to_string()), why));
    }
    Ok(())
}

fn check_length(field: &str, length: usize, most: usize) -> Result<(), Refusal> {
    if length > most { Err(invalid(field, None, format!("the max len is {most}"))) } else { Ok(()) }
}

fn check_range(field: &str, value: i64, least: i64, most: i64) -> Result<(), Refusal> {
    if value < least {
        return Err(invalid(field, Some(&value.to_string()), format!("the min value is {least}")));
    }
    if value > most {
        return Err(invalid(field, Some(&value.to_string()), format!("the max value is {most}")));
    }
    Ok(())
}

/// The name without the blanks around it; it must be there and have 1 to 100 characters.
pub(super) fn name(name: Option<&str>) -> Result<&str, Refusal> {
    let name = name.ok_or_else(|| invalid("rule.name", None, "rule.name is required"))?.trim();
    if crate::text::is_blank(name) {
        return Err(invalid("rule.name", None, "the min len is 1"));
    }
    if name.chars().count() > NAME_MAX {
        return Err(invalid("rule.name", Some(name), format!("the max len is {NAME_MAX}")));
    }
    Ok(name)
}
