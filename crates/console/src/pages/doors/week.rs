//! The week of a door: seven days, the hours in which each rule lets people in, and now.

use jiff::{ToSpan, tz::TimeZone};
use menjin_model::Millis;
use menjin_service::governance::door::Rule;

use super::hours;
use crate::{
    Lang,
    access::when::{wall, weekday},
};

/// A minute of the day in the units of the drawing: the day is 240 high.
const DAY: i64 = 1440;
const SCALE: i64 = 6;

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) x: i64,
    pub(super) width: i64,
    pub(super) y: i64,
    pub(super) height: i64,
    /// Which of the rules, for its colour.
    pub(super) rule: usize,
    pub(super) told: String,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) name: &'static str,
    pub(super) date: String,
    pub(super) today: bool,
    /// Nothing opens.
    pub(super) closed: bool,
}

/// A rule in the legend and in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) hours: String,
    pub(super) valid: String,
    pub(super) href: String,
    pub(super) members: i64,
    /// It is open at this moment.
    pub(super) open: bool,
}

/// A week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Week {
    pub(super) days: Vec<Day>,
    pub(super) bars: Vec<Bar>,
    pub(super) lines: Vec<Line>,
    /// Where now is: the left end of its day, and how far down.
    pub(super) now: (i64, i64),
    pub(super) now_told: String,
}

impl Week {
    pub(super) fn of(l: Lang, rules: &[Rule], zone: &TimeZone, now: Millis) -> Self {
        let today = wall(now, zone);
        let back = i64::from(today.weekday().to_monday_zero_offset());
        let monday = today.date().checked_sub(back.days()).unwrap_or_else(|_| today.date());
        let minute = i64::from(today.hour()) * 60 + i64::from(today.minute());
        let slots = i64::try_from(rules.len()).unwrap_or(1).clamp(1, 4);
        let (mut days, mut bars) = (Vec::new(), Vec::new());
        let mut open = vec![false; rules.len()];
        for number in 0..7_i64 {
            let Ok(date) = monday.checked_add(number.days()) else { continue };
            let begins = date.to_zoned(zone.clone()).map_or(0, |day| day.timestamp().as_second());
            let mut closed = true;
            for (index, rule) in rules.iter().enumerate() {
                for (from, to) in windows(rule, number, begins) {
                    closed = false;
                    if number == back && (from..to).contains(&minute) {
                        open.iter_mut().skip(index).take(1).for_each(|open| *open = true);
                    }
                    let slot = i64::try_from(index).unwrap_or(0) % slots;
                    let width = 84 / slots;
                    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
                    bars.push(Bar {
                        x: number * 100 + 8 + slot * width,
                        width: width - if slots > 1 { 4 } else { 0 },
                        y: from / SCALE,
                        height: ((to - from) / SCALE).max(1),
                        rule: index % 4,
                        told: format!("{} {}–{}", rule.name, clock(from), clock(to)),
                    });
                }
            }
            let day = usize::try_from(number).unwrap_or_default();
            let date = date.strftime("%m-%d").to_string();
            days.push(Day { name: weekday(l, day), date, today: number == back, closed });
        }
        let line = |(index, rule): (usize, &Rule)| Line {
            number: index % 4,
            name: rule.name.clone(),
            hours: hours::told(l, rule.opening_time.as_ref()),
            valid: hours::valid(rule.opening_time.as_ref(), zone),
            href: format!("/console/doors/rules/{}", crate::frame::encoded(&rule.rule_id)),
            members: rule.members,
            open: open.get(index).copied().unwrap_or_default(),
        };
        Self {
            days,
            bars,
            lines: rules.iter().enumerate().map(line).collect(),
            now: (back * 100, minute / SCALE),
            now_told: today.strftime("%H:%M").to_string(),
        }
    }

    /// Whether any rule is open at this moment.
    pub(super) fn is_open(&self) -> bool {
        self.lines.iter().any(|line| line.open)
    }
}

/// In which minutes of a day, that begins at this second, a rule is open.
fn windows(rule: &Rule, day: i64, begins: i64) -> Vec<(i64, i64)> {
    let Some(time) = &rule.opening_time else { return vec![(0, DAY)] };
    if !time.weekdays.is_empty() && !time.weekdays.contains(&(day + 1)) {
        return Vec::new();
    }
    let minutes = |hhmm: i64| hhmm / 100 * 60 + hhmm % 100;
    let windows: Vec<(i64, i64)> = if time.day_times.is_empty() {
        vec![(0, DAY)]
    } else {
        time.day_times.iter().map(|window| (minutes(window.start_hhmm), minutes(window.end_hhmm))).collect()
    };
    let (first, last) = time.valid_day.map_or((0, DAY), |days| {
        ((days.start_day - begins).div_euclid(60), (days.end_day + 1 - begins).div_euclid(60))
    });
    windows
        .into_iter()
        .map(|(from, to)| (from.max(first), to.min(last).min(DAY)))
        .filter(|(from, to)| from < to)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use menjin_api::acs::rule_external::{DayTime, OpeningTime, ValidDay};
    use menjin_model::Millis;
    use menjin_service::governance::door::Rule;

    use super::Week;
    use crate::Lang;

    #[test]
    fn a_week_shows_open_hours_within_valid_days_and_now() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        // Thursday, 1 January 2026, 09:00; valid from that day on.
        let now = Millis(1_767_229_200_000);
        let time = OpeningTime {
            valid_day: Some(ValidDay { start_day: 1_767_196_800, end_day: 1_924_963_200 }),
            weekdays: vec![1, 4, 5],
            day_times: vec![DayTime { start_hhmm: 800, end_hhmm: 2200 }],
        };
        let rule = Rule {
            rule_id: "1".to_owned(),
            name: "day".to_owned(),
            opening_time: Some(time),
            remind_face: false,
            members: 0,
        };
        let week = Week::of(Lang::En, &[rule], &zone, now);
        let bars: Vec<_> = week.bars.iter().map(|bar| (bar.x, bar.y, bar.height)).collect();
        assert_eq!(bars, [(308, 80, 140), (408, 80, 140)]);
        assert_eq!(week.now, (300, 90));
        assert!(week.is_open());
        assert_eq!(week.days.iter().filter(|day| day.closed).count(), 5);
    }
}
