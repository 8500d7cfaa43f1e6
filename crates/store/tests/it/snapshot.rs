//! Connections that keep their snapshots between reads.

use std::path::Path;

use menjin_model::TenantNo;
use menjin_store::{Db, Settings};

use crate::help::{Answer, put};

const TENANT: TenantNo = TenantNo(1);
/// With rows of this size, enough for the log to be moved several times.
const WRITES: i64 = 500;
const ROW: usize = 80_000;

#[tokio::test]
async fn a_snapshot_that_is_kept_neither_ages_nor_holds_up_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    let db = Db::open(&Settings::new(&path)).await.unwrap();
    for n in 1..=WRITES {
        put(&db, TENANT, &format!("{n} {}", "x".repeat(ROW))).await.unwrap();
        // Twice: the second read finds the snapshot of the first.
        for _ in 0..2 {
            let last: Answer<Option<i64>> =
                db.read(|tx| Box::pin(async { tx.row("select max(revision) from change", &[]).await })).await;
            assert_eq!(last.unwrap(), Some(n));
        }
    }
    assert!(log_size(&path) < 28 << 20, "the log has {} bytes", log_size(&path));
}

fn log_size(database: &Path) -> u64 {
    std::fs::metadata(database.with_extension("db-wal")).unwrap().len()
}
