//! The floors that write: the driver alone, on the server's own schema and settings.

use std::{
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use menjin_store::{Db, Settings};
use rusqlite::Connection;

use super::rounds::median;

/// A database made by the server's own migrations, opened with the settings of the server's writer.
pub(super) fn open(folder: &Path) -> anyhow::Result<Connection> {
    let path = folder.join("floor.db");
    // Dropping it closes it.
    drop(tokio::runtime::Builder::new_current_thread().build()?.block_on(Db::open(&Settings::new(&path)))?);
    let connection = Connection::open(&path)?;
    connection.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000; pragma cache_size = -4096; pragma foreign_keys = off; \
         pragma temp_store = memory",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    lengthen_log(&connection)?;
    Ok(connection)
}

/// Fills the log once, as it is in a database that has been in use: to write over old pages of it takes the disk less time than
/// to make the file longer.
fn lengthen_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "insert into setting (name, value) values ('long', hex(zeroblob(12000000)));
         delete from setting;
         pragma wal_checkpoint(passive);",
    )
}

/// How often a second something happens.
pub(super) fn per_second(count: usize, took: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark are small")]
    let count = count as f64;
    count / took.as_secs_f64()
}

/// The median time to write 4 KiB and wait for the disk.
pub(super) fn sync_micros(folder: &Path) -> anyhow::Result<f64> {
    let path = folder.join("menjin-bench-sync");
    let mut file = File::create(&path)?;
    let mut times = Vec::new();
    for _ in 0..200 {
        let started = Instant::now();
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        times.push(started.elapsed().as_secs_f64() * 1e6);
    }
    std::fs::remove_file(&path)?;
    Ok(median(times))
}
