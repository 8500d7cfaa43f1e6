//! What only a failing disk shows: the driver is made to fail from inside.

use menjin_model::TenantNo;

use super::{Db, Settings};
use crate::{AuditEntry, StoreError, Written, args};

const TENANT: TenantNo = TenantNo(1);
/// `SQLITE_IOERR_FSYNC`
const FSYNC_FAILED: i32 = 1034;

async fn put(db: &Db, name: &str, commit_fails: Option<i32>) -> Result<(), StoreError> {
    let name = name.to_owned();
    db.write(TENANT, move |tx| {
        let name = name.clone();
        Box::pin(async move {
            if let Some(code) = commit_fails {
                tx.fail_commit(code);
            }
            tx.execute("insert into setting (name, value) values ($1, '')", args![name]).await?;
            Ok(Written::new((), AuditEntry::default()))
        })
    })
    .await
}

async fn kept(db: &Db) -> Vec<String> {
    let names: Result<_, StoreError> =
        db.read(|tx| Box::pin(async { tx.rows("select name from setting order by name", &[]).await })).await;
    names.unwrap()
}

#[tokio::test]
async fn a_commit_of_unknown_outcome_is_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    let db = Db::open(&Settings::new(&path)).await.unwrap();
    put(&db, "before", None).await.unwrap();

    assert!(matches!(put(&db, "lost?", Some(FSYNC_FAILED)).await, Err(StoreError::Unknown)));
    assert!(matches!(db.failed().await, StoreError::Unknown));
    let log = std::fs::read(folder.path().join("menjin.db-wal")).unwrap();

    assert!(matches!(put(&db, "after", None).await, Err(StoreError::Stopped)));
    assert!(db.ready().is_err());
    drop(db);
    assert_eq!(std::fs::read(folder.path().join("menjin.db-wal")).unwrap(), log, "nothing is written any more");
    assert!(matches!(Db::open(&Settings::new(&path)).await, Err(StoreError::InUse { .. })), "not even by another");
}

#[tokio::test]
async fn a_full_disk_undoes_and_goes_on() {
    let db = Db::open(&Settings::memory()).await.unwrap();
    put(&db, "before", None).await.unwrap();
    let pages: Option<i64> = limit(&db, "pragma max_page_count = 1").await;

    assert!(matches!(fill(&db).await, Err(StoreError::Full)));
    assert_eq!(kept(&db).await, ["before"]);
    assert!(db.ready().is_ok());
    limit(&db, "pragma max_page_count = 100000").await;
    fill(&db).await.unwrap();
    put(&db, "after", None).await.unwrap();
    assert!(pages.unwrap() > 1);
    assert_eq!(kept(&db).await.len(), 1002);
}

#[tokio::test]
async fn an_operation_that_hides_a_full_disk_is_undone_too() {
    let db = Db::open(&Settings::memory()).await.unwrap();
    limit(&db, "pragma max_page_count = 1").await;
    let answer: Result<(), StoreError> = db
        .write(TENANT, |tx| {
            Box::pin(async {
                let mut failed = 0;
                for n in 0..100 {
                    let sql = "insert into setting (name, value) values ($1, $2)";
                    failed += u32::from(tx.execute(sql, args![n.to_string(), "x".repeat(10_000)]).await.is_err());
                }
                assert!(failed > 0);
                Ok(Written::new((), AuditEntry::default()))
            })
        })
        .await;
    assert!(matches!(answer, Err(StoreError::Full)));
    assert!(kept(&db).await.is_empty());
}

#[tokio::test]
async fn a_commit_refused_for_want_of_room_goes_on() {
    let db = Db::open(&Settings::memory()).await.unwrap();
    // The simulated failure comes after the commit, so the row is there; what counts is the answer and the going on.
    assert!(matches!(put(&db, "a", Some(13)).await, Err(StoreError::Full)));
    put(&db, "b", None).await.unwrap();
}

#[tokio::test]
async fn an_observer_that_panics_ends_the_writes() {
    let observer = std::sync::Arc::new(|_: crate::News<'_>| panic!("on purpose"));
    let db = Db::open(&Settings { observer: Some(observer), ..Settings::memory() }).await.unwrap();
    put(&db, "committed", None).await.unwrap();
    assert!(matches!(db.failed().await, StoreError::Panicked));
    assert!(matches!(put(&db, "after", None).await, Err(StoreError::Stopped)));
    assert_eq!(kept(&db).await, ["committed"]);
}

async fn limit(db: &Db, sql: &'static str) -> Option<i64> {
    let pages: Result<_, StoreError> = db.exclusive(move |tx| Box::pin(async move { tx.row(sql, &[]).await })).await;
    pages.unwrap()
}

async fn fill(db: &Db) -> Result<(), StoreError> {
    const SQL: &str = "with recursive n(x) as (select 1 union all select x + 1 from n where x < 1000)
                       insert into setting (name, value) select 'n' || x, hex(zeroblob(500)) from n";
    db.write(TENANT, |tx| {
        Box::pin(async {
            tx.execute(SQL, &[]).await?;
            Ok(Written::new((), AuditEntry::default()))
        })
    })
    .await
}
