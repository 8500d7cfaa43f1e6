//! The table, and the page in docs.

use std::fmt::Write;

use super::rounds::{Rounds, median};

/// One line of the table.
#[derive(Debug)]
pub(super) struct Row {
    operation: String,
    floor: String,
    measured: String,
    result: String,
    goal: String,
    /// Nothing where there is no goal.
    reached: Option<bool>,
}

/// What a result has to be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Goal {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
}

impl Goal {
    fn reached(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
        }
    }

    fn text(self, unit: &str) -> String {
        match self {
            Self::AtLeast(least) => format!("≥ {least}{unit}"),
            Self::AtMost(most) => format!("≤ {most}{unit}"),
        }
    }
}

impl Row {
    /// A ratio to a floor; `unit` is that of floor and measured.
    pub(super) fn ratio(operation: impl Into<String>, rounds: &Rounds, unit: &str, goal: Goal) -> Self {
        let ratio = rounds.ratio();
        Self {
            operation: operation.into(),
            floor: amount(median(rounds.floor.iter().copied()), unit),
            measured: amount(median(rounds.measured.iter().copied()), unit),
            result: format!("{ratio:.2} ×"),
            goal: goal.text(" ×"),
            reached: Some(goal.reached(ratio)),
        }
    }

    /// A number that has no floor.
    pub(super) fn plain(operation: impl Into<String>, values: &[f64], unit: &str, goal: Goal) -> Self {
        let value = median(values.iter().copied());
        Self {
            operation: operation.into(),
            floor: "-".to_owned(),
            measured: amount(value, unit),
            result: "-".to_owned(),
            goal: goal.text(&format!(" {unit}")),
            reached: Some(goal.reached(value)),
        }
    }

    /// A number that nothing is asked of; it is there to be known.
    pub(super) fn told(operation: impl Into<String>, values: &[f64], unit: &str) -> Self {
        Self { goal: "-".to_owned(), reached: None, ..Self::plain(operation, values, unit, Goal::AtLeast(0.0)) }
    }

    fn cells(&self) -> [&str; 6] {
        let word = match self.reached {
            Some(true) => "ok",
            Some(false) => "**below**",
            None => "-",
        };
        [&self.operation, &self.floor, &self.measured, &self.result, &self.goal, word]
    }
}

fn amount(value: f64, unit: &str) -> String {
    if value >= 100.0 { format!("{value:.0} {unit}") } else { format!("{value:.2} {unit}") }
}

/// The rows as a table of Markdown, which reads well in a terminal too.
pub(super) fn table(rows: &[&Row]) -> String {
    let head = ["operation", "floor", "measured", "ratio", "goal", ""];
    let lines: Vec<[&str; 6]> = std::iter::once(head).chain(rows.iter().map(|row| row.cells())).collect();
    aligned(&lines)
}

fn aligned<const N: usize>(lines: &[[&str; N]]) -> String {
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        for (cell, width) in line.iter().zip(&widths) {
            let _ = write!(text, "| {cell:width$} ");
        }
        text.push_str("|\n");
        if number == 0 {
            for width in &widths {
                let _ = write!(text, "|{}", "-".repeat(width + 2));
            }
            text.push_str("|\n");
        }
    }
    text
}

/// A peer, and the server beside it: no goal, but a comparison.
#[derive(Debug)]
pub(super) struct Beside {
    peer: String,
    /// What the peer did, what the server did, and how they compare; or why there are no numbers.
    cells: [String; 3],
}

impl Beside {
    /// Answers a second; the peer is the floor of the rounds.
    pub(super) fn measured(peer: String, rounds: &Rounds) -> Self {
        let speed = |values: &[f64]| amount(median(values.iter().copied()), "/s");
        Self { peer, cells: [speed(&rounds.floor), speed(&rounds.measured), format!("{:.1} ×", rounds.ratio())] }
    }

    /// It was not there.
    pub(super) fn absent(peer: String, why: &str) -> Self {
        Self { peer, cells: [format!("left out: {why}"), "-".to_owned(), "-".to_owned()] }
    }
}

/// The peers as a table.
pub(super) fn peers(rows: &[Beside]) -> String {
    let mut lines = vec![["peer", "its checks", "the server's", "ratio"]];
    for Beside { peer, cells: [theirs, ours, ratio] } in rows {
        lines.push([peer, theirs, ours, ratio]);
    }
    aligned(&lines)
}

/// How many goals were reached, and which were not.
pub(super) fn verdict(rows: &[&Row]) -> String {
    let below: Vec<&str> =
        rows.iter().filter(|row| row.reached == Some(false)).map(|row| row.operation.as_str()).collect();
    let goals = rows.iter().filter(|row| row.reached.is_some()).count();
    if below.is_empty() {
        return format!("\nAll {goals} goals are reached.\n");
    }
    format!("\n{} of {goals} goals are NOT reached: {}.\n", below.len(), below.join("; "))
}

/// The page; `left_out` are operations that need a database server, when there was none; `beside` are the peers and what is
/// to be known of them, when they were measured.
pub(super) fn page(
    machine: &str,
    measured: &[(&str, Vec<Row>)],
    left_out: &[&str],
    beside: Option<(&str, &[Beside])>,
) -> String {
    let rows: Vec<&Row> = measured.iter().flat_map(|(_, rows)| rows).collect();
    let mut text = format!(
        "# Benchmarks\n\n\
         Written by `cargo xtask bench`; change the program, not the page.\n\n\
         Every operation takes turns with a floor: the least that could do the same work on the same machine in the same\n\
         minute. Floor and measured are medians over the rounds, the ratio is the median of the rounds' ratios. The load\n\
         generator (keep-alive connections over loopback, no pipelining) shares the cores with the server.\n\n\
         {machine}\n{}{}",
        table(&rows),
        verdict(&rows),
    );
    if !left_out.is_empty() {
        let _ = write!(
            text,
            "\nLeft out, as no PostgreSQL was there: {}. `{}` measures them too.\n",
            left_out.join(", "),
            super::postgres::COMMAND
        );
    }
    if beside.is_none() {
        text.push_str("\nLeft out: peers. `cargo xtask bench --peers` measures them too.\n");
    }
    for (about, _) in measured {
        let _ = write!(text, "\n{}\n", about.trim());
    }
    if let Some((about, rows)) = beside {
        let _ = write!(text, "\n## Peers\n\n{}\n{}\n", peers(rows), about.trim());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Beside, Rounds, page};

    #[test]
    fn a_page_says_what_was_left_out() {
        let text = page("- Machine: one\n", &[], &["create-group-postgres", "overwrite-postgres"], Some(("", &[])));
        let line = "\nLeft out, as no PostgreSQL was there: create-group-postgres, overwrite-postgres. \
                    `POSTGRES_FSYNC=on .ci/postgres cargo xtask bench` measures them too.\n";
        assert!(text.contains(line), "{text}");
        assert!(page("", &[], &[], None).contains("\nLeft out: peers. "));
        assert!(!page("", &[], &[], Some(("", &[]))).contains("Left out"));
    }

    #[test]
    fn peers_have_a_table_of_their_own_which_names_those_that_were_not_there() {
        let rounds = Rounds { floor: vec![100.0], measured: vec![350.0] };
        let rows = [Beside::measured("One 1.0".to_owned(), &rounds), Beside::absent("Two 2.0".to_owned(), "no Go")];
        let text = page("", &[], &[], Some(("About them.", &rows)));
        assert!(text.contains("\n## Peers\n"), "{text}");
        assert!(text.contains("| One 1.0 | 100 /s          | 350 /s       | 3.5 × |"), "{text}");
        assert!(text.contains("| Two 2.0 | left out: no Go | -            | -     |"), "{text}");
        assert!(text.ends_with("\nAbout them.\n"), "{text}");
    }
}
