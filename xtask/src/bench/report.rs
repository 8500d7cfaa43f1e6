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
    reached: bool,
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
            reached: goal.reached(ratio),
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
            reached: goal.reached(value),
        }
    }

    fn cells(&self) -> [&str; 6] {
        let word = if self.reached { "ok" } else { "**below**" };
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
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
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

/// How many goals were reached, and which were not.
pub(super) fn verdict(rows: &[&Row]) -> String {
    let below: Vec<&str> = rows.iter().filter(|row| !row.reached).map(|row| row.operation.as_str()).collect();
    if below.is_empty() {
        return format!("\nAll {} goals are reached.\n", rows.len());
    }
    format!("\n{} of {} goals are NOT reached: {}.\n", below.len(), rows.len(), below.join("; "))
}

/// The page; `left_out` are operations that need a database server, when there was none.
pub(super) fn page(machine: &str, measured: &[(&str, Vec<Row>)], left_out: &[&str]) -> String {
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
    for (about, _) in measured {
        let _ = write!(text, "\n{}\n", about.trim());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn a_page_says_what_was_left_out() {
        let text = page("- Machine: one\n", &[], &["create-group-postgres", "overwrite-postgres"]);
        let line = "\nLeft out, as no PostgreSQL was there: create-group-postgres, overwrite-postgres. \
                    `POSTGRES_FSYNC=on .ci/postgres cargo xtask bench` measures them too.\n";
        assert!(text.ends_with(line), "{text}");
        assert!(!page("", &[], &[]).contains("Left out"));
    }
}
