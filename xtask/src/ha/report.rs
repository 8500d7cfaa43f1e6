//! The table, and the page in docs.

use std::{fmt::Write, time::Duration};

use super::{
    campaign::Campaign,
    faults::Kind,
    history::{self, Counts},
    proof,
};

/// One line of the table.
#[derive(Debug)]
pub(super) struct Row {
    what: String,
    seen: String,
    goal: String,
    /// `None`: there is no goal.
    reached: Option<bool>,
}

impl Row {
    fn plain(what: impl Into<String>, seen: impl Into<String>) -> Self {
        Self { what: what.into(), seen: seen.into(), goal: "-".to_owned(), reached: None }
    }

    /// Something that must not happen.
    fn never(what: impl Into<String>, count: usize) -> Self {
        Self { what: what.into(), seen: count.to_string(), goal: "0".to_owned(), reached: Some(count == 0) }
    }

    /// Something without which the run would prove nothing.
    fn some(what: impl Into<String>, count: usize) -> Self {
        Self { what: what.into(), seen: count.to_string(), goal: "> 0".to_owned(), reached: Some(count > 0) }
    }

    fn at_most(what: impl Into<String>, seen: Duration, most: Duration) -> Self {
        let goal = format!("≤ {} s", most.as_secs());
        Self { what: what.into(), seen: seconds(seen), goal, reached: Some(seen <= most) }
    }

    fn cells(&self) -> [&str; 4] {
        let word = match self.reached {
            None => "",
            Some(true) => "ok",
            Some(false) => "**missed**",
        };
        [&self.what, &self.seen, &self.goal, word]
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// What was counted, as rows.
pub(super) fn rows(campaign: &Campaign) -> Vec<Row> {
    let Campaign { struck, notes, counts, end, .. } = campaign;
    let stale = history::stale(&notes.changes, &notes.looks).len();
    let dead = notes.health.iter().filter(|health| !health.alive).count();
    let mut rows = vec![
        Row::some("writes acknowledged", counts.acknowledged),
        Row::plain("writes refused, and tried again", counts.refused.to_string()),
        Row::plain("writes of unknown outcome", counts.unknown.to_string()),
        Row::never("acknowledged writes lost", counts.lost.len()),
        Row::never("refused writes done all the same", counts.undead.len()),
        Row::some("batches of 50 looked at", counts.batches),
        Row::never("batches torn", counts.torn.len()),
        Row::some("looks at removed people answered", notes.looks.len()),
        Row::plain("looks refused or without an answer", notes.unanswered.to_string()),
        Row::never("stale yes", stale),
        Row::never("wrong answers", notes.wrong),
        Row::never("/healthz other than 200", dead),
    ];
    for kind in Kind::ALL {
        let of_kind: Vec<usize> =
            struck.iter().enumerate().filter(|(_, one)| one.kind == kind).map(|(number, _)| number).collect();
        let longest = |time: &dyn Fn(usize) -> Duration| of_kind.iter().map(|number| time(*number)).max();
        let Some(gap) = longest(&|number| campaign.gap(number)) else { continue };
        let name = format!("{} × {}", kind.name(), of_kind.len());
        rows.push(Row::at_most(format!("{name}: longest gap between acknowledged writes"), gap, kind.gap_max()));
        let wait = longest(&|number| {
            let (from, until) = campaign.window(number);
            history::longest_wait(&notes.changes, from, until, *end)
        });
        rows.push(Row::plain(format!("{name}: longest gap of a single writer"), seconds(wait.unwrap_or_default())));
        let unready = longest(&|number| unready(campaign, number));
        rows.push(Row::plain(format!("{name}: not ready at most"), seconds(unready.unwrap_or_default())));
    }
    rows
}

/// How long `/readyz` said no around this failure, all in all.
fn unready(campaign: &Campaign, number: usize) -> Duration {
    let (from, until) = campaign.window(number);
    let pairs = campaign.notes.health.windows(2).filter_map(|pair| match pair {
        [one, next] if !one.ready && one.at >= from && one.at < until => Some(next.at.saturating_sub(one.at)),
        _ => None,
    });
    pairs.sum()
}

/// Whether every goal was reached.
pub(super) fn all_reached(rows: &[Row]) -> bool {
    rows.iter().all(|row| row.reached != Some(false))
}

/// The rows as a table of Markdown, which reads well in a terminal too.
pub(super) fn table(rows: &[Row]) -> String {
    let lines: Vec<[&str; 4]> = rows.iter().map(Row::cells).collect();
    markdown(["what", "seen", "goal", ""], &lines)
}

/// How many goals were reached, and which were not.
pub(super) fn verdict(rows: &[Row]) -> String {
    let missed: Vec<&str> = rows.iter().filter(|row| row.reached == Some(false)).map(|row| row.what.as_str()).collect();
    let goals = rows.iter().filter(|row| row.reached.is_some()).count();
    if missed.is_empty() {
        return format!("\nAll {goals} goals are reached.\n");
    }
    format!("\n{} of {goals} goals are NOT reached: {}.\n", missed.len(), missed.join("; "))
}

/// What went wrong, one line each, and not too many.
pub(super) fn troubles(campaign: &Campaign) -> String {
    const EACH: usize = 10;
    let Campaign { notes, counts, .. } = campaign;
    let mut text = String::new();
    for (word, facts) in [("lost", &counts.lost), ("done though refused", &counts.undead), ("torn", &counts.torn)] {
        for fact in facts.iter().take(EACH) {
            let _ = writeln!(text, "{word}: {fact:?}");
            for change in notes.changes.iter().filter(|change| change.fact == *fact) {
                let (sent, answered) = (change.sent.as_secs_f64(), change.answered.as_secs_f64());
                let word = if change.present { "add" } else { "remove" };
                let _ = writeln!(text, "    {word} {:?}, sent {sent:.3} s, answered {answered:.3} s", change.outcome);
            }
        }
    }
    for look in history::stale(&notes.changes, &notes.looks).into_iter().take(EACH) {
        let _ = writeln!(text, "stale yes: {:?}, asked {:.3} s", look.fact, look.asked.as_secs_f64());
    }
    for sample in &notes.samples {
        let _ = writeln!(text, "wrong: {sample}");
    }
    text
}

/// The page.
pub(super) fn page(machine: &str, campaign: &Campaign, rows: &[Row], proven: &Counts) -> String {
    let mut each = Vec::new();
    for (number, struck) in campaign.struck.iter().enumerate() {
        let whole = seconds(struck.whole.saturating_sub(struck.at));
        each.push([
            seconds(struck.at),
            struck.kind.name().to_owned(),
            struck.seen.clone(),
            seconds(campaign.gap(number)),
            whole,
        ]);
    }
    let each: Vec<[&str; 5]> = each.iter().map(|line| line.each_ref().map(String::as_str)).collect();
    format!(
        "# Failover\n\n\
         Written by `cargo xtask ha`; change the program, not the page.\n\n{ABOUT}\n{machine}\n{}{}\n\
         ## Losses would be seen\n\n{}\n\
         ## Each failure\n\n{}",
        table(rows),
        verdict(rows),
        proof::text(proven),
        markdown(["at", "what", "who leads", "longest gap", "whole after"], &each),
    )
}

const ABOUT: &str = "\
Three nodes of PostgreSQL under Patroni with synchronous replication, three etcd, all on one machine, and one server as
their only client. 16 writers in 8 companies make groups and add and remove people over HTTP, singly and in batches of 50,
and keep what was answered. 20 times a second somebody asks for the groups of a person whose removal was acknowledged.
Meanwhile parts of the cluster are killed or frozen. In the end the server is started anew and everything is read back.

- *Lost*: not as the last acknowledged call left it. A call of unknown outcome leaves both open, a refused one changes nothing.
- *Torn*: of the 50 people of one call some are there and some are not.
- *Stale yes*: a removed person still shown, asked after the removal was acknowledged.
- *Wrong*: a valid call that was blamed on its caller, or half a success.
- *Killed postmaster*: SIGKILL to the primary's first process. *Lost node*: SIGKILL to all processes of the primary's node
  and its Patroni. *Killed etcd leader*: SIGKILL. *Frozen Patroni*: SIGSTOP to the primary's Patroni until 10 s after another
  node took over, while the old primary runs on and would answer.
";

fn markdown<const N: usize>(head: [&str; N], lines: &[[&str; N]]) -> String {
    let all = || std::iter::once(&head).chain(lines);
    let width = |column: usize| all().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..N).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for (number, line) in all().enumerate() {
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

#[cfg(test)]
mod tests;
