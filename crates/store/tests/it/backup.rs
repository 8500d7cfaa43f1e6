//! Backups: one snapshot beside a busy writer, and back; and that a refusal leaves everything as it was.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use menjin_model::Millis;
use menjin_store::{BackupError, Db, Settings, StoreError, backup, restore};
use tempfile::TempDir;

use crate::help::{TENANT, kept, put};

const AT: Millis = Millis(1_767_254_400_000);
const DATED: &str = "menjin.db.2026-01-01T08-00-00Z";

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With a database that holds a company and these names.
    async fn with(names: &[&str]) -> Self {
        let place = Self::new();
        let db = place.open("menjin.db").await;
        for name in names {
            put(&db, TENANT, name).await.unwrap();
        }
        db.close().await;
        sqlite(&place.path("menjin.db"), "insert into tenant values (1, 'key', 'Company', 'UTC', 0)");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    async fn open(&self, name: &str) -> Db {
        Db::open(&Settings::new(self.path(name))).await.unwrap()
    }

    async fn names(&self, name: &str) -> Vec<String> {
        let db = self.open(name).await;
        let names = kept(&db).await;
        db.close().await;
        names
    }

    fn backup(&self, from: &str, to: &str) -> Result<(), BackupError> {
        backup(&self.path(from), &self.path(to), false).map(drop)
    }

    fn restore(&self, from: &str, to: &str, force: bool) -> Result<Option<PathBuf>, BackupError> {
        restore(&self.path(from), &self.path(to), force, AT).map(|restored| restored.kept)
    }

    /// All files but locks, and a number that tells their contents apart.
    fn files(&self) -> BTreeMap<String, u64> {
        let entries = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap());
        let files = entries.map(|entry| {
            let mut hash = DefaultHasher::new();
            fs::read(entry.path()).unwrap().hash(&mut hash);
            (entry.file_name().into_string().unwrap(), hash.finish())
        });
        files.filter(|(name, _)| Path::new(name).extension().is_none_or(|suffix| suffix != "lock")).collect()
    }

    /// Their names.
    fn list(&self) -> Vec<String> {
        self.files().into_keys().collect()
    }

    /// The database as it would lie after a power cut: with a log.
    async fn crashed(&self, names: &[&str], to: &str) {
        let running = Self::with(&["before the crash"]).await;
        let db = running.open("menjin.db").await;
        for name in names {
            put(&db, TENANT, name).await.unwrap();
        }
        for suffix in ["", "-wal"] {
            fs::copy(running.path(&format!("menjin.db{suffix}")), self.path(&format!("{to}{suffix}"))).unwrap();
        }
        assert!(fs::metadata(self.path(&format!("{to}-wal"))).unwrap().len() > 0);
        db.close().await;
    }
}

fn sqlite(path: &Path, sql: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

/// Pages in the middle are no pages any more.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 8192].fill(0xA5);
    fs::write(path, bytes).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn each_backup_beside_a_busy_writer_is_one_moment_of_it() {
    let place = Arc::new(Place::with(&[]).await);
    let db = place.open("menjin.db").await;
    let (done, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let writer = tokio::spawn({
        let (db, done, stop) = (db.clone(), Arc::clone(&done), Arc::clone(&stop));
        async move {
            while !stop.load(Ordering::Relaxed) {
                let number = done.load(Ordering::Relaxed);
                put(&db, TENANT, &format!("{number:06}")).await.unwrap();
                done.store(number + 1, Ordering::Relaxed);
            }
        }
    });
    let mut seen = Vec::new();
    for number in 0..6 {
        let before = done.load(Ordering::Relaxed);
        let (from, to) = (place.path("menjin.db"), place.path(&format!("{number}.bak")));
        tokio::task::spawn_blocking(move || backup(&from, &to, false)).await.unwrap().unwrap();
        seen.push((before, done.load(Ordering::Relaxed)));
    }
    stop.store(true, Ordering::Relaxed);
    writer.await.unwrap();
    db.close().await;
    assert!(seen[5].1 > seen[0].0, "the writer went on");
    for (number, (before, after)) in seen.into_iter().enumerate() {
        let names = place.names(&format!("{number}.bak")).await;
        assert!((before..=after + 1).contains(&names.len()), "{before} <= {} <= {after} + 1", names.len());
        assert!(names.iter().enumerate().all(|(place, name)| *name == format!("{place:06}")), "without a hole");
    }
}

#[tokio::test]
async fn a_backup_is_one_private_file_that_holds_what_was_acknowledged() {
    let place = Place::with(&["a"]).await;
    let db = place.open("menjin.db").await;
    put(&db, TENANT, "b").await.unwrap();
    place.backup("menjin.db", "a.bak").unwrap();
    put(&db, TENANT, "c").await.unwrap();
    db.close().await;
    assert_eq!(place.list(), ["a.bak", "menjin.db"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(place.path("a.bak")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(place.names("a.bak").await, ["a", "b"]);
    assert_eq!(place.names("menjin.db").await, ["a", "b", "c"]);
}

#[tokio::test]
async fn what_only_the_log_of_a_crashed_database_holds_is_in_its_backup() {
    let place = Place::new();
    place.crashed(&["in the log"], "menjin.db").await;
    place.backup("menjin.db", "a.bak").unwrap();
    assert_eq!(place.names("a.bak").await, ["before the crash", "in the log"]);
}

#[tokio::test]
async fn a_backup_takes_no_name_that_is_taken() {
    let place = Place::with(&["a"]).await;
    fs::write(place.path("letter"), "dear grandmother").unwrap();
    for name in ["letter", "menjin.db", "menjin.db-wal", "menjin.db.key", "menjin.db.lock"] {
        let refused = place.backup("menjin.db", name).unwrap_err();
        assert!(matches!(refused, BackupError::Exists { .. } | BackupError::Taken { .. }), "{name}: {refused}");
    }
    assert_eq!(place.list(), ["letter", "menjin.db"]);
    let (from, letter) = (place.path("menjin.db"), place.path("letter"));
    assert!(matches!(backup(&from, &from, true), Err(BackupError::Taken { .. })));
    assert_eq!(place.names("menjin.db").await, ["a"]);
    backup(&from, &letter, true).unwrap();
    assert_eq!(place.names("letter").await, ["a"]);
}

#[tokio::test]
async fn a_backup_never_takes_the_place_of_a_database_in_use() {
    let place = Place::with(&["a"]).await;
    let other = place.open("other.db").await;
    put(&other, TENANT, "theirs").await.unwrap();
    let refused = backup(&place.path("menjin.db"), &place.path("other.db"), true);
    assert!(matches!(refused, Err(BackupError::Taken { .. })));
    other.close().await;
    assert_eq!(place.names("other.db").await, ["theirs"]);
}

#[tokio::test]
async fn what_cannot_be_backed_up_leaves_no_file() {
    let place = Place::with(&["a"]).await;
    damage(&place.path("menjin.db"));
    fs::write(place.path("letter"), "dear grandmother".repeat(100)).unwrap();
    let before = place.files();
    assert!(matches!(place.backup("menjin.db", "new"), Err(BackupError::Damaged { .. })));
    assert!(matches!(place.backup("letter", "new"), Err(BackupError::Store(StoreError::NotOurs { .. }))));
    assert!(matches!(place.backup("nothing", "new"), Err(BackupError::Missing { .. })));
    let after: Vec<_> = place.files().into_iter().filter(|(name, _)| !name.starts_with("menjin.db-")).collect();
    assert_eq!(after, before.into_iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_backup_comes_back_and_what_was_there_is_kept() {
    let place = Place::with(&["a"]).await;
    place.backup("menjin.db", "a.bak").unwrap();
    let db = place.open("menjin.db").await;
    put(&db, TENANT, "b").await.unwrap();
    db.close().await;
    assert_eq!(place.restore("a.bak", "menjin.db", true).unwrap(), Some(place.path(DATED).canonicalize().unwrap()));
    assert_eq!(place.list(), ["a.bak", "menjin.db", DATED]);
    assert_eq!(place.names("menjin.db").await, ["a"]);
    // The same second again: nothing kept is lost.
    place.restore("a.bak", "menjin.db", true).unwrap();
    assert_eq!(place.names(&format!("{DATED}-2")).await, ["a"]);
    assert_eq!(place.names(DATED).await, ["a", "b"]);
    // And to where nothing is.
    assert_eq!(place.restore("a.bak", "new/folder/menjin.db", false).unwrap(), None);
    assert_eq!(place.names("new/folder/menjin.db").await, ["a"]);
}

#[tokio::test]
async fn a_database_without_a_company_gives_way_without_force() {
    let place = Place::with(&["a"]).await;
    place.backup("menjin.db", "a.bak").unwrap();
    place.open("fresh.db").await.close().await;
    place.restore("a.bak", "fresh.db", false).unwrap();
    assert_eq!(place.names("fresh.db").await, ["a"]);
}

#[tokio::test]
async fn every_refusal_to_restore_leaves_everything_as_it_was() {
    let place = Place::with(&["a"]).await;
    for name in ["good", "damaged", "short", "newer"] {
        place.backup("menjin.db", name).unwrap();
    }
    damage(&place.path("damaged"));
    let short = fs::read(place.path("short")).unwrap();
    fs::write(place.path("short"), &short[..short.len() / 3]).unwrap();
    sqlite(&place.path("newer"), "update refinery_schema_history set version = version + 1000");
    fs::write(place.path("letter"), "dear grandmother".repeat(100)).unwrap();
    let before = place.files();
    let refused = |from: &str, to: &str, force| {
        let refused = place.restore(from, to, force).unwrap_err();
        assert_eq!(place.files(), before, "{from} to {to}");
        refused
    };
    for force in [false, true] {
        assert!(matches!(refused("damaged", "new", force), BackupError::Damaged { .. }));
        assert!(matches!(refused("short", "new", force), BackupError::Damaged { .. }));
        assert!(matches!(refused("newer", "new", force), BackupError::Store(StoreError::Newer { .. })));
        assert!(matches!(refused("letter", "new", force), BackupError::Store(StoreError::NotOurs { .. })));
        assert!(matches!(refused("nothing", "new", force), BackupError::Missing { .. }));
        assert!(matches!(refused("good", "letter", force), BackupError::Store(StoreError::NotOurs { .. })));
        assert!(matches!(refused("good", "good", force), BackupError::Exists { .. }));
    }
    assert!(matches!(refused("good", "menjin.db", false), BackupError::NotEmpty { .. }));
    assert!(matches!(refused("damaged", "menjin.db", true), BackupError::Damaged { .. }));
}

#[tokio::test]
async fn a_database_in_use_is_neither_replaced_nor_restored_from() {
    let place = Place::with(&["a"]).await;
    place.backup("menjin.db", "a.bak").unwrap();
    let db = place.open("menjin.db").await;
    for (from, to) in [("a.bak", "menjin.db"), ("menjin.db", "new")] {
        let refused = place.restore(from, to, true);
        assert!(matches!(refused, Err(BackupError::Store(StoreError::InUse { .. }))), "{refused:?}");
    }
    put(&db, TENANT, "b").await.unwrap();
    db.close().await;
    assert_eq!(place.names("menjin.db").await, ["a", "b"]);
    // A shell holds no lock of ours, but its own.
    let shell = rusqlite::Connection::open(place.path("menjin.db")).unwrap();
    shell.execute_batch("begin; select * from tenant").unwrap();
    let refused = place.restore("a.bak", "menjin.db", true);
    assert!(matches!(refused, Err(BackupError::Store(StoreError::InUse { .. }))), "{refused:?}");
    drop(shell);
    assert_eq!(place.names("menjin.db").await, ["a", "b"]);
}

#[tokio::test]
async fn the_log_of_the_old_database_stays_with_it() {
    let place = Place::with(&["restored"]).await;
    place.backup("menjin.db", "a.bak").unwrap();
    place.crashed(&["in the log"], "crashed.db").await;
    place.restore("a.bak", "crashed.db", true).unwrap();
    assert_eq!(place.names("crashed.db").await, ["restored"]);
    let old = DATED.replace("menjin", "crashed");
    assert_eq!(place.names(&old).await, ["before the crash", "in the log"]);
}

#[tokio::test]
async fn a_damaged_database_is_kept_with_its_log_and_replaced() {
    let place = Place::with(&["restored"]).await;
    place.backup("menjin.db", "a.bak").unwrap();
    place.crashed(&["in the log"], "sick.db").await;
    let mut bytes = fs::read(place.path("sick.db")).unwrap();
    bytes[100..].fill(0xA5);
    fs::write(place.path("sick.db"), &bytes).unwrap();
    fs::remove_file(place.path("sick.db-wal")).unwrap();
    place.restore("a.bak", "sick.db", true).unwrap();
    assert_eq!(place.names("sick.db").await, ["restored"]);
    assert_eq!(fs::read(place.path(&DATED.replace("menjin", "sick"))).unwrap(), bytes);
}

#[tokio::test]
async fn a_log_without_its_database_is_put_aside_only_with_force() {
    let place = Place::with(&["restored"]).await;
    place.backup("menjin.db", "a.bak").unwrap();
    place.crashed(&["in the log"], "lost.db").await;
    fs::remove_file(place.path("lost.db")).unwrap();
    let log = fs::read(place.path("lost.db-wal")).unwrap();
    let refused = place.restore("a.bak", "lost.db", false);
    assert!(matches!(refused, Err(BackupError::Store(StoreError::Corrupt { .. }))), "{refused:?}");
    assert_eq!(fs::read(place.path("lost.db-wal")).unwrap(), log);
    place.restore("a.bak", "lost.db", true).unwrap();
    assert_eq!(place.names("lost.db").await, ["restored"]);
    let aside = format!("{}-wal", DATED.replace("menjin", "lost"));
    assert_eq!(fs::read(place.path(&aside)).unwrap(), log);
}

#[tokio::test]
async fn a_copy_made_by_hand_with_its_log_is_a_backup_too() {
    let place = Place::new();
    place.crashed(&["in the log"], "copy").await;
    let before = place.files();
    place.restore("copy", "menjin.db", false).unwrap();
    assert_eq!(place.names("menjin.db").await, ["before the crash", "in the log"]);
    assert!(before.iter().all(|(name, bytes)| place.files().get(name) == Some(bytes)), "it is only read");
}

#[tokio::test]
async fn what_a_killed_backup_left_is_in_nobodys_way() {
    let place = Place::with(&["a"]).await;
    fs::write(place.path("a.bak.part"), "half of it").unwrap();
    fs::write(place.path("a.bak.part-journal"), "half of it").unwrap();
    place.backup("menjin.db", "a.bak").unwrap();
    assert_eq!(place.list(), ["a.bak", "menjin.db"]);
    assert_eq!(place.names("a.bak").await, ["a"]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_that_waits_for_the_backup_is_not_followed() {
    let place = Place::with(&["a"]).await;
    fs::write(place.path("letter"), "dear grandmother").unwrap();
    std::os::unix::fs::symlink(place.path("letter"), place.path("a.bak.part")).unwrap();
    place.backup("menjin.db", "a.bak").unwrap();
    assert_eq!(place.list(), ["a.bak", "letter", "menjin.db"]);
    assert_eq!(fs::read(place.path("letter")).unwrap(), b"dear grandmother");
}
