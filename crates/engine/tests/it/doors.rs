//! The table of `doors.txt`: rules, moments, and whether they open.

use jiff::Timestamp;
use menjin_engine::door::{Wall, next_opening, opens};
use menjin_model::{Millis, Opening};

/// A rule of the table, with the line it stands on.
struct Rule {
    line: usize,
    wall: Wall,
    opening: Opening,
}

fn moment(text: &str) -> Millis {
    Millis(text.parse::<Timestamp>().unwrap_or_else(|error| panic!("{text}: {error}")).as_millisecond())
}

fn minutes(hhmm: &str) -> u16 {
    let hhmm: u16 = hhmm.parse().unwrap();
    hhmm / 100 * 60 + hhmm % 100
}

fn rule(line: usize, text: &str) -> Rule {
    let mut words = text.split_whitespace();
    let wall = Wall::of(words.next());
    let mut opening = Opening::default();
    for word in words {
        match word.split_once('=') {
            Some(("days", days)) => {
                opening.weekdays = days.split(',').map(|day| 1 << (day.parse::<u8>().unwrap() - 1)).sum();
            }
            Some(("hours", hours)) => {
                let windows = hours.split(',').map(|window| window.split_once('-').unwrap());
                opening.windows = windows.map(|(start, end)| (minutes(start), minutes(end))).collect();
            }
            Some(("valid", days)) => {
                let (first, last) = days.split_once("..").unwrap();
                opening.valid = Some((moment(first).seconds(), moment(last).seconds()));
            }
            _ => panic!("line {line}: {word}"),
        }
    }
    Rule { line, wall, opening }
}

/// A line below a rule.
struct Line {
    number: usize,
    word: &'static str,
    at: Millis,
    rest: &'static str,
}

fn table() -> Vec<(Rule, Vec<Line>)> {
    let mut table: Vec<(Rule, Vec<Line>)> = Vec::new();
    for (number, line) in include_str!("doors.txt").lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (word, rest) = line.split_once(' ').unwrap();
        if word == "rule" {
            table.push((rule(number + 1, rest), Vec::new()));
            continue;
        }
        let (at, rest) = rest.split_once(' ').unwrap();
        table.last_mut().unwrap().1.push(Line { number: number + 1, word, at: moment(at), rest });
    }
    table
}

#[test]
fn doors_are_open_when_the_table_says_so() {
    let (mut cases, mut wrong) = (0, Vec::new());
    for (rule, lines) in table() {
        for Line { number, word, at, rest } in lines.into_iter().filter(|line| line.word != "next") {
            cases += 1;
            if opens(&rule.opening, &rule.wall, at) != (word == "open") {
                wrong.push(format!("line {number} (rule of line {}): not {word}: {rest}", rule.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases >= 200, "{cases} cases");
}

#[test]
fn doors_open_next_when_the_table_says_so() {
    let mut wrong = Vec::new();
    for (rule, lines) in table() {
        for Line { number, at, rest, .. } in lines.into_iter().filter(|line| line.word == "next") {
            let expected = rest.strip_prefix("-> ").unwrap().split_whitespace().next().unwrap();
            let expected = (expected != "never").then(|| moment(expected));
            let found = next_opening(&rule.opening, &rule.wall, at, Millis(i64::MAX));
            if found != expected {
                wrong.push(format!("line {number} (rule of line {}): {found:?}, not {expected:?}", rule.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn from_every_line_of_the_table_nothing_open_comes_before_the_next_opening() {
    for (rule, lines) in table() {
        for from in &lines {
            let next = next_opening(&rule.opening, &rule.wall, from.at, Millis(i64::MAX));
            assert_eq!(next == Some(from.at), opens(&rule.opening, &rule.wall, from.at), "line {}", from.number);
            let before = from.at..next.unwrap_or(Millis(i64::MAX));
            let missed = lines.iter().find(|line| line.word == "open" && before.contains(&line.at));
            assert!(missed.is_none(), "line {} comes before the next opening", missed.map_or(0, |line| line.number));
        }
    }
}

#[test]
fn what_opens_too_late_is_not_next() {
    let rule = rule(0, "Asia/Shanghai hours=0900-1800");
    let (at, nine) = (moment("2026-01-15T08:00:00+08:00"), moment("2026-01-15T09:00:00+08:00"));
    assert_eq!(next_opening(&rule.opening, &rule.wall, at, nine), None);
    assert_eq!(next_opening(&rule.opening, &rule.wall, at, Millis(nine.0 + 1)), Some(nine));
}
