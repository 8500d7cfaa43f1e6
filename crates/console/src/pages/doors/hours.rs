//! The hours of a rule: in words, and as a form has them.

use std::borrow::Borrow;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use menjin_api::acs::rule_external::{DayTime, OpeningTime, ValidDay};

use crate::{Ask, Lang, access::when::weekday};

/// When a rule opens, in words: `周一至周五 08:00–22:00`.
pub(super) fn told(l: impl Borrow<Lang>, time: Option<&OpeningTime>) -> String {
    let l = *l.borrow();
    let Some(time) = time else { return l.s("随时", "always").to_owned() };
    let mut days: Vec<usize> = time.weekdays.iter().filter_map(|day| usize::try_from(day - 1).ok()).collect();
    days.sort_unstable();
    let name = |day: &usize| weekday(l, *day);
    let days = match days.as_slice() {
        [] | [_, _, _, _, _, _, _] => l.s("每天", "every day").to_owned(),
        [first, .., last] if last - first + 1 == days.len() && days.len() > 2 => {
            format!("{}{}{}", name(first), l.s("至", "–"), name(last))
        }
        some => some.iter().map(name).collect::<Vec<_>>().join(l.s("、", ", ")),
    };
    let clock = |hhmm: i64| format!("{:02}:{:02}", hhmm / 100, hhmm % 100);
    let hours: Vec<String> = time
        .day_times
        .iter()
        .map(|DayTime { start_hhmm, end_hhmm }| format!("{}–{}", clock(*start_hhmm), clock(*end_hhmm)))
        .collect();
    if hours.is_empty() { days } else { format!("{days} {}", hours.join(", ")) }
}

/// The valid days of a rule, in words; empty when they have no end.
pub(super) fn valid(time: Option<&OpeningTime>, zone: &TimeZone) -> String {
    let day = |seconds: i64| {
        Timestamp::from_second(seconds).unwrap_or_default().to_zoned(zone.clone()).strftime("%Y-%m-%d").to_string()
    };
    let days = time.and_then(|time| time.valid_day);
    days.map(|days| format!("{} – {}", day(days.start_day), day(days.end_day))).unwrap_or_default()
}

/// The hours as a form has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) days: Vec<(usize, &'static str, bool)>,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) wrong: Option<(&'static str, String)>,
}

impl Form {
    /// Of a rule as it is.
    pub(super) fn of(l: Lang, time: Option<&OpeningTime>, zone: &TimeZone) -> Self {
        let time = time.cloned().unwrap_or_default();
        let clock = |hhmm: i64| format!("{:02}:{:02}", hhmm / 100, hhmm % 100);
        let window = time.day_times.first();
        let day = |seconds: i64| {
            Timestamp::from_second(seconds).unwrap_or_default().to_zoned(zone.clone()).date().to_string()
        };
        let is_on = |day: usize| {
            time.weekdays.is_empty() || time.weekdays.iter().any(|one| usize::try_from(*one) == Ok(day + 1))
        };
        Self {
            days: (0..7).map(|number| (number + 1, weekday(l, number), is_on(number))).collect(),
            start: window.map_or_else(|| "00:00".to_owned(), |window| clock(window.start_hhmm)),
            end: window.map_or_else(|| "24:00".to_owned(), |window| clock(window.end_hhmm)),
            from: time.valid_day.map(|days| day(days.start_day)).unwrap_or_default(),
            until: time.valid_day.map(|days| day(days.end_day)).unwrap_or_default(),
            wrong: None,
        }
    }

    /// As it was sent.
    pub(super) fn sent(ask: &Ask<'_>) -> Self {
        let form = ask.form();
        let ticked: Vec<&str> = form.all("day").collect();
        let day = |number: usize| {
            (number + 1, weekday(ask.lang, number), ticked.contains(&(number + 1).to_string().as_str()))
        };
        let text = |name: &str| form.get(name).to_owned();
        Self {
            days: (0..7).map(day).collect(),
            start: text("start"),
            end: text("end"),
            from: text("valid_from"),
            until: text("valid_until"),
            wrong: None,
        }
    }

    /// As calls have it, or the field that is wrong and why.
    pub(super) fn read(&self, l: Lang, zone: &TimeZone) -> Result<OpeningTime, (&'static str, String)> {
        let wrong = |field: &'static str, zh: &str, en: &str| Err((field, l.s(zh, en).to_owned()));
        let days: Vec<i64> =
            self.days.iter().filter(|(_, _, on)| *on).filter_map(|(day, _, _)| i64::try_from(*day).ok()).collect();
        if days.is_empty() {
            return wrong("day", "至少选择一天", "Choose a day at least");
        }
        let (Some(start_hhmm), Some(end_hhmm)) = (clock(&self.start), clock(&self.end)) else {
            return wrong("start", "时间写作 08:00，最晚 24:00", "Write hours like 08:00, at the latest 24:00");
        };
        if start_hhmm >= end_hhmm {
            return wrong(
                "start",
                "结束必须晚于开始，且不能跨越午夜",
                "It must end after it begins, and not beyond midnight",
            );
        }
        let valid_day = match (self.from.as_str(), self.until.as_str()) {
            ("", "") => None,
            (from, until) => {
                let (Ok(from), Ok(until)) = (from.parse::<Date>(), until.parse::<Date>()) else {
                    return wrong("valid", "请填写两个日期", "Fill in both days");
                };
                if until < from {
                    return wrong("valid", "结束日期不能早于开始日期", "The last day must not be before the first");
                }
                let (Ok(first), Ok(last)) =
                    (from.to_zoned(zone.clone()), until.at(23, 59, 59, 0).to_zoned(zone.clone()))
                else {
                    return wrong("valid", "日期不正确", "These are no days");
                };
                Some(ValidDay { start_day: first.timestamp().as_second(), end_day: last.timestamp().as_second() })
            }
        };
        let all_day = start_hhmm == 0 && end_hhmm == 2400;
        Ok(OpeningTime {
            valid_day,
            weekdays: if days.len() == 7 { Vec::new() } else { days },
            day_times: if all_day { Vec::new() } else { vec![DayTime { start_hhmm, end_hhmm }] },
        })
    }
}

fn clock(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    let fits = (0..=24).contains(&hour) && (0..60).contains(&minute) && hour * 100 + minute <= 2400;
    fits.then_some(hour * 100 + minute)
}

#[cfg(test)]
mod tests {
    use menjin_api::acs::rule_external::{DayTime, OpeningTime};

    use super::told;
    use crate::Lang;

    #[test]
    fn hours_are_told_as_people_tell_them() {
        let day_times = vec![DayTime { start_hhmm: 800, end_hhmm: 2200 }];
        let time = OpeningTime { valid_day: None, weekdays: vec![1, 2, 3, 4, 5], day_times };
        assert_eq!(told(Lang::Zh, Some(&time)), "周一至周五 08:00–22:00");
        let time = OpeningTime { weekdays: vec![6, 7], ..OpeningTime::default() };
        assert_eq!(told(Lang::En, Some(&time)), "Sat, Sun");
        assert_eq!(told(Lang::Zh, None), "随时");
    }
}
