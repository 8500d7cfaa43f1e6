//! `menjin move`.

use std::{fmt::Write, path::PathBuf, sync::Arc};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use menjin_service::ids::hex;
use menjin_store::{MoveError, Moved, Place, Step, move_all};

use crate::{
    database::{given, kept},
    exit::Failure,
    output::{print, remark},
};

/// From where to where.
#[derive(Debug, Args)]
pub(crate) struct Move {
    /// The database to move: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(long, value_name = "URL", required_unless_present = "from_file", conflicts_with = "from_file")]
    from: Option<String>,
    /// A file that holds this URL, so that no list of processes shows the password.
    #[arg(long, value_name = "FILE")]
    from_file: Option<PathBuf>,
    /// The empty database to move it to, likewise.
    #[arg(long, value_name = "URL", required_unless_present = "to_file", conflicts_with = "to_file")]
    to: Option<String>,
    /// A file that holds this URL.
    #[arg(long, value_name = "FILE")]
    to_file: Option<PathBuf>,
}

impl Move {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let from = given("--from", self.from.as_deref(), self.from_file.as_deref())?;
        let to = given("--to", self.to.as_deref(), self.to_file.as_deref())?;
        let (Some(from), Some(to)) = (from, to) else { return Err(Failure::input("move needs --from and --to")) };
        for place in [&from, &to] {
            if let Place::File(path) = place {
                kept(path.clone())?;
            }
        }
        let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::internal(error.to_string()))?;
        let bar = bar();
        let shown = bar.clone();
        let moved = runtime.block_on(move_all(&from, &to, Arc::new(move |step| show(&shown, step))));
        bar.finish_and_clear();
        let moved = moved?;
        print(&summary(&moved));
        remark(&format!(
            "{} is as it was; do not start a server on it again, and give the same server key to the one on {}",
            moved.from, moved.to
        ));
        Ok(())
    }
}

impl From<MoveError> for Failure {
    fn from(error: MoveError) -> Self {
        match error {
            MoveError::Store(error) => error.into(),
            MoveError::Missing { .. }
            | MoveError::Same
            | MoveError::NotEmpty { .. }
            | MoveError::Served { .. }
            | MoveError::Held { .. }
            | MoveError::OlderFile { .. } => Self::input(error.to_string()),
            MoveError::Shape { .. } | MoveError::Differs { .. } => Self::internal(error.to_string()),
        }
    }
}

/// On stderr, when that is a terminal.
fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    // The template is ours; a wrong one would only look plainer.
    if let Ok(style) = ProgressStyle::with_template("{msg:26} {wide_bar} {human_pos}/{human_len}  {eta}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, step: &Step) {
    bar.set_length(step.total);
    bar.set_position(step.done);
    let what = if step.checking { "check" } else { "copy" };
    bar.set_message(format!("{what} {}", step.table));
}

/// A line for each table, and one for all.
fn summary(moved: &Moved) -> String {
    let mut text = format!("{:<20}{:>12}  sha256\n", "table", "rows");
    for table in &moved.tables {
        let hash = hex(&table.hash);
        let _ = writeln!(text, "{:<20}{:>12}  {}", table.table, table.rows, hash.get(..16).unwrap_or_default());
    }
    let rows: u64 = moved.tables.iter().map(|table| table.rows).sum();
    let _ = writeln!(text, "{:<20}{rows:>12}  {}", "all", hex(&moved.hash));
    let _ = writeln!(text, "{} -> {}: the same on both sides", moved.from, moved.to);
    text
}
