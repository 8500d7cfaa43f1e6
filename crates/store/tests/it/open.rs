//! Opening: whose file it is, how new, who else has it, and that a refusal leaves everything as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use menjin_store::{Db, Settings, StoreError, change};

use crate::help::{TENANT, entry, kept, put};

const OURS: &str = "pragma application_id = 1835952689";

async fn open(path: &Path) -> Result<Db, StoreError> {
    Db::open(&Settings::new(path)).await
}

/// All files of a folder but the lock.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files = entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()));
    files.filter(|(name, _)| name.as_str() != "menjin.db.lock").collect()
}

fn sqlite(path: &Path, sql: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[tokio::test]
async fn what_was_written_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/folder/menjin.db");
    let db = open(&path).await.unwrap();
    put(&db, TENANT, "a").await.unwrap();
    db.close().await;
    let db = open(&path).await.unwrap();
    assert_eq!(kept(&db).await, ["a"]);
    put(&db, TENANT, "b").await.unwrap();
    drop(db);
    let db = open(&path).await.unwrap();
    assert_eq!(kept(&db).await, ["a", "b"]);
}

#[tokio::test]
async fn closing_leaves_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let db = open(&folder.path().join("menjin.db")).await.unwrap();
    put(&db, TENANT, "a").await.unwrap();
    kept(&db).await;
    db.close().await;
    assert_eq!(files(folder.path()).into_keys().collect::<Vec<_>>(), ["menjin.db"]);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let db = open(&folder.path().join("menjin.db")).await.unwrap();
    put(&db, TENANT, "a").await.unwrap();
    for name in ["menjin.db", "menjin.db-wal", "menjin.db-shm", "menjin.db.lock"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn a_second_server_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    let first = open(&path).await.unwrap();
    assert!(matches!(open(&path).await, Err(StoreError::InUse { .. })));
    first.close().await;
    open(&path).await.unwrap();
}

#[tokio::test]
async fn foreign_files_are_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    for foreign in ["text", "\0", "SQLite format 3\0"] {
        fs::write(&path, foreign).unwrap();
        refused_untouched(folder.path(), |error| matches!(error, StoreError::NotOurs { .. })).await;
    }
    fs::remove_file(&path).unwrap();
    sqlite(&path, "pragma journal_mode = wal; create table tenant (id)");
    refused_untouched(folder.path(), |error| matches!(error, StoreError::NotOurs { .. })).await;
    assert!(!folder.path().join("menjin.db.lock").exists(), "nothing is made beside a foreign file");
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    drop(open(&path).await.unwrap());
    sqlite(
        &path,
        "insert into refinery_schema_history select 99, 'later', applied_on, '1' from refinery_schema_history \
         limit 1",
    );
    refused_untouched(folder.path(), |error| matches!(error, StoreError::Newer { found: 99, .. })).await;
}

#[tokio::test]
async fn damaged_files_are_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    drop(open(&path).await.unwrap());
    let whole = fs::read(&path).unwrap();

    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    refused_untouched(folder.path(), |error| matches!(error, StoreError::Corrupt { .. })).await;

    let mut noise = whole.clone();
    noise[100..4096].fill(0xa5);
    fs::write(&path, &noise).unwrap();
    refused_untouched(folder.path(), |error| matches!(error, StoreError::Corrupt { .. })).await;

    fs::remove_file(&path).unwrap();
    fs::write(folder.path().join("menjin.db-wal"), "changes").unwrap();
    refused_untouched(folder.path(), |error| matches!(error, StoreError::Corrupt { .. })).await;
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let error = open(&folder.path().join("file/menjin.db")).await.unwrap_err();
    assert!(matches!(&error, StoreError::Io { .. }), "{error:?}");
    assert!(error.to_string().contains("file"), "{error}");
    let error = open(folder.path()).await.unwrap_err();
    assert!(matches!(&error, StoreError::Io { .. }), "{error:?}");
}

#[tokio::test]
async fn an_older_schema_is_brought_up_to_date_after_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    sqlite(&path, OURS);
    let old = fs::read(&path).unwrap();
    let db = open(&path).await.unwrap();
    put(&db, TENANT, "a").await.unwrap();
    db.close().await;
    assert_eq!(files(folder.path()).get("menjin.db.before-v3"), Some(&old));
}

/// As a program left it that kept no facts.
const FIRST: &str = "drop table administrator; drop table admin_session; drop table admin_token; drop table setup_link; \
    drop table template; drop table group_view; drop table deleted_group; drop table inbox; drop table webhook; \
    drop table delivery; drop table access_review; drop table access_review_item; drop index change_of_object; \
    drop table decision_log; drop index change_unknown; alter table change drop column facts; \
    alter table change drop column facts_hash; delete from refinery_schema_history where version > 1; \
    delete from sqlite_stat1 where idx in ('change_unknown', 'change_of_object', 'decision_log', 'decision_log_by_time')";

#[tokio::test]
async fn a_history_without_facts_goes_on_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    let db = open(&path).await.unwrap();
    let imported: Result<(), StoreError> =
        db.exclusive(|tx| Box::pin(async { tx.begin_tenant(TENANT, entry("import")).await })).await;
    imported.unwrap();
    db.close().await;
    sqlite(&path, FIRST);

    let db = open(&path).await.unwrap();
    put(&db, TENANT, "a").await.unwrap();
    let known: Result<_, StoreError> = db
        .read(|tx| {
            Box::pin(async {
                let rows = change::news(tx, TENANT, 0, 9).await?;
                Ok((rows.len(), change::oldest_known(tx, TENANT).await?, change::first_broken(tx, TENANT).await?))
            })
        })
        .await;
    assert_eq!(known.unwrap(), (2, 1, None));
}

async fn refused_untouched(folder: &Path, expected: impl Fn(&StoreError) -> bool) {
    let before = files(folder);
    let error = open(&folder.join("menjin.db")).await.unwrap_err();
    assert!(expected(&error), "{error:?}");
    assert!(error.to_string().contains("menjin.db"), "{error}");
    assert_eq!(files(folder), before, "{error}");
}
