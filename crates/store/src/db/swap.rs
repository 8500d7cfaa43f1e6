//! Putting a finished database in the place of another.
//!
//! There is no moment at which a start would find nothing and begin an empty database: the old one gets a second name first,
//! then the new one takes its first. Its log goes before, as SQLite would play it back into whatever file has the name.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use menjin_model::Millis;
use rusqlite::ErrorCode;

use super::file::{beside, failed_to, opening};
use super::migrate::connect;
use super::part::{Part, sync_folder};
use crate::StoreError;

/// How long another program, a shell perhaps, may hold the old database.
const PATIENCE: Duration = Duration::from_secs(2);

/// Renames `new` to `path`. What was there is kept under a name with the date `keep`, or else thrown away. Whoever calls this
/// holds the lock on `path`, and `new` is a single file, synced. On an error `path` holds what it held.
pub(super) fn swap(new: Part, path: &Path, keep: Option<Millis>) -> Result<Option<PathBuf>, StoreError> {
    let old = fs::metadata(path).is_ok_and(|old| old.len() > 0);
    let in_file = !old || fold(path)?;
    let mut undo = Undo(Vec::new());
    let kept = match keep {
        Some(at) if old || has_log(path) => Some(free_name(path, at)),
        _ => None,
    };
    if let Some(kept) = &kept
        && old
    {
        second_name(path, kept)?;
        undo.0.push(Step::Remove(kept.clone()));
    }
    if !in_file || !old {
        put_aside(path, kept.as_deref(), &mut undo)?;
    }
    new.rename(path)?;
    undo.0.clear();
    sync_folder(path)?;
    Ok(kept)
}

/// Moves the log of a database that nobody uses into its file, so that the file is all of it; whether that could be done.
fn fold(path: &Path) -> Result<bool, StoreError> {
    let connection = connect(path)?;
    let folded = connection
        .busy_timeout(PATIENCE)
        .and_then(|()| connection.query_row("pragma journal_mode = delete", [], |row| row.get::<_, String>(0)));
    match folded {
        Ok(mode) => Ok(mode == "delete"),
        Err(error) => match error.sqlite_error_code() {
            // It is to be replaced for that, perhaps.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(false),
            _ => Err(opening(path, &error)),
        },
    }
}

fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// `menjin.db.2026-01-02T03-04-05Z`, or with a number behind it.
fn free_name(path: &Path, at: Millis) -> PathBuf {
    let name = beside(path, &format!(".{}", date(at)));
    let taken = |name: &Path| fs::symlink_metadata(name).is_ok() || fs::symlink_metadata(beside(name, "-wal")).is_ok();
    if !taken(&name) {
        return name;
    }
    let numbered = (2_u32..).map(|number| beside(&name, &format!("-{number}")));
    numbered.into_iter().find(|name| !taken(name)).unwrap_or(name)
}

/// A second name for the file, or where there are none, a copy.
fn second_name(path: &Path, name: &Path) -> Result<(), StoreError> {
    if fs::hard_link(path, name).is_ok() {
        return Ok(());
    }
    let copied = fs::copy(path, name).and_then(|_| fs::File::open(name)?.sync_all());
    copied.map_err(|error| {
        let _half = fs::remove_file(name);
        failed_to("keep a copy of", path)(error)
    })
}

/// Takes the log away from the name, to the one it is kept under if there is one. What lies in shared memory is made from it.
fn put_aside(path: &Path, kept: Option<&Path>, undo: &mut Undo) -> Result<(), StoreError> {
    let log = beside(path, "-wal");
    if let Some(kept) = kept
        && has_log(path)
    {
        let aside = beside(kept, "-wal");
        fs::rename(&log, &aside).map_err(failed_to("rename", &log))?;
        undo.0.push(Step::Rename(aside, log.clone()));
    }
    for suffix in ["-wal", "-shm"] {
        let path = beside(path, suffix);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(failed_to("remove", &path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// What is done, the last first, when something fails on the way.
struct Undo(Vec<Step>);

enum Step {
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
}

impl Drop for Undo {
    fn drop(&mut self) {
        while let Some(step) = self.0.pop() {
            let undone = match &step {
                Step::Remove(path) => fs::remove_file(path),
                Step::Rename(from, to) => fs::rename(from, to),
            };
            if let Err(error) = undone {
                tracing::error!(%error, "what was done could not be undone");
            }
        }
    }
}

/// A moment as part of a file's name, in UTC.
fn date(Millis(at): Millis) -> String {
    let (days, seconds) = (at.div_euclid(86_400_000), at.rem_euclid(86_400_000) / 1000);
    // Counted from the first of March of the year 0, so that a leap day is the last of its year; 146,097 days repeat.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}-{minute:02}-{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (at, name) in [
            (0, "1970-01-01T00-00-00Z"),
            (951_782_399_999, "2000-02-28T23-59-59Z"),
            (951_782_400_000, "2000-02-29T00-00-00Z"),
            (951_868_800_000, "2000-03-01T00-00-00Z"),
            (1_767_254_400_000, "2026-01-01T08-00-00Z"),
            (4_107_542_400_000, "2100-03-01T00-00-00Z"),
            (-1000, "1969-12-31T23-59-59Z"),
        ] {
            assert_eq!(date(Millis(at)), name);
        }
    }
}
