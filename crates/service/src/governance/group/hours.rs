//! Opening hours in words.

use jiff::{Timestamp, tz::TimeZone};
use menjin_model::{Millis, Opening};

const DAY: u16 = 24 * 60;
const WEEK: u8 = 0x7f;
const WORKDAYS: u8 = 0x1f;
const WEEKEND: u8 = 0x60;
/// An end that is nearer than a year is told.
const NEAR: i64 = 366 * 24 * 3600;

/// Whether it is open at any hour of any day, within its valid days.
#[must_use]
pub fn is_always(opening: &Opening) -> bool {
    (opening.weekdays == 0 || opening.weekdays & WEEK == WEEK) && is_whole_day(opening)
}

fn is_whole_day(opening: &Opening) -> bool {
    let mut windows = opening.windows.clone();
    windows.sort_unstable();
    let mut open_until = 0;
    for (start, end) in &windows {
        if *start > open_until {
            break;
        }
        open_until = open_until.max(*end);
    }
    windows.is_empty() || open_until >= DAY
}

/// When a rule opens: in Chinese, in English.
#[must_use]
pub fn words(opening: &Opening, now: Millis) -> (String, String) {
    let (zh, en) = if is_always(opening) {
        ("随时可开".to_owned(), "any time".to_owned())
    } else {
        let (days_zh, days_en) = days(opening.weekdays);
        let times = times(opening);
        match times.as_str() {
            "" => (format!("{days_zh}全天"), format!("{days_en}, all day")),
            _ => (format!("{days_zh} {times}"), format!("{days_en} {times}")),
        }
    };
    match valid(opening, now) {
        Some((valid_zh, valid_en)) => (format!("{zh}（{valid_zh}）"), format!("{en} ({valid_en})")),
        None => (zh, en),
    }
}

fn days(weekdays: u8) -> (String, String) {
    let named = match weekdays & WEEK {
        0 | WEEK => ("每天", "every day"),
        WORKDAYS => ("工作日", "workdays"),
        WEEKEND => ("周末", "weekends"),
        some => {
            const NAMES: [(&str, &str); 7] = [
                ("周一", "Mon"),
                ("周二", "Tue"),
                ("周三", "Wed"),
                ("周四", "Thu"),
                ("周五", "Fri"),
                ("周六", "Sat"),
                ("周日", "Sun"),
            ];
            let open = NAMES.iter().enumerate().filter(|(day, _)| some & (1 << day) != 0);
            let (zh, en): (Vec<&str>, Vec<&str>) = open.map(|(_, names)| *names).unzip();
            return (zh.join("、"), en.join(", "));
        }
    };
    (named.0.to_owned(), named.1.to_owned())
}

fn times(opening: &Opening) -> String {
    if is_whole_day(opening) {
        return String::new();
    }
    let clock = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
    let windows = opening.windows.iter().map(|(start, end)| format!("{}–{}", clock(*start), clock(*end)));
    windows.collect::<Vec<_>>().join(", ")
}

/// What is to be said of the valid days: that they are yet to come, are over, or end before long.
fn valid(opening: &Opening, now: Millis) -> Option<(String, String)> {
    let (first, last) = opening.valid?;
    let day = |second: i64| {
        let zone = TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC);
        Timestamp::from_second(second).unwrap_or_default().to_zoned(zone).date().to_string()
    };
    match now.seconds() {
        now if now < first => Some((format!("{} 起", day(first)), format!("from {}", day(first)))),
        now if now > last => Some((format!("已于 {} 失效", day(last)), format!("ended {}", day(last)))),
        now if last - now < NEAR => Some((format!("至 {}", day(last)), format!("until {}", day(last)))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use menjin_model::{Millis, Opening};

    use super::{is_always, words};

    const NOW: Millis = Millis(1_795_824_000_000);

    fn told(weekdays: u8, windows: &[(u16, u16)]) -> (String, String) {
        words(&Opening { valid: None, weekdays, windows: windows.to_vec() }, NOW)
    }

    fn pair(zh: &str, en: &str) -> (String, String) {
        (zh.to_owned(), en.to_owned())
    }

    #[test]
    fn hours_are_told_as_people_tell_them() {
        assert_eq!(told(0x1f, &[(480, 1320)]), pair("工作日 8:00–22:00", "workdays 8:00–22:00"));
        assert_eq!(told(0, &[]), pair("随时可开", "any time"));
        assert_eq!(told(0x7f, &[(0, 1440)]), pair("随时可开", "any time"));
        assert_eq!(told(0x7f, &[(720, 1440), (0, 720)]), pair("随时可开", "any time"));
        assert_eq!(told(0x60, &[]), pair("周末全天", "weekends, all day"));
        assert_eq!(
            told(0b101, &[(540, 720), (780, 1085)]),
            pair("周一、周三 9:00–12:00, 13:00–18:05", "Mon, Wed 9:00–12:00, 13:00–18:05")
        );
    }

    #[test]
    fn a_gap_of_a_minute_is_no_whole_day() {
        let opening = |windows: &[(u16, u16)]| Opening { valid: None, weekdays: 0, windows: windows.to_vec() };
        assert!(!is_always(&opening(&[(0, 719), (720, 1440)])));
        assert!(!is_always(&opening(&[(1, 1440)])));
        assert!(is_always(&opening(&[(0, 800), (720, 1440)])));
    }

    #[test]
    fn valid_days_are_told_when_they_matter() {
        let now = NOW.seconds();
        let rule = |valid| Opening { valid: Some(valid), weekdays: 0, windows: Vec::new() };
        assert_eq!(words(&rule((now - 9, now + 100 * 366 * 86400)), NOW).0, "随时可开");
        assert_eq!(words(&rule((now - 9, now - 1)), NOW).0, "随时可开（已于 2026-11-28 失效）");
        assert_eq!(words(&rule((now + 9, now + 99)), NOW).1, "any time (from 2026-11-28)");
    }
}
