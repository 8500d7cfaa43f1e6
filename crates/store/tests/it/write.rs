//! Writes: one commit for many, and none harms another.

use menjin_model::TenantNo;
use menjin_store::{StoreError, Written};

use crate::help::{Answer, TENANT, entry, hold, keep, kept, open, put, sent};
use crate::home::{TestDb, on_postgres};

#[tokio::test]
async fn one_failing_operation_among_64_harms_no_other() {
    let db = open().await;
    let (go, held) = hold(&db).await;
    let calls: Vec<_> = (0..64)
        .map(|n| {
            sent(db.write(TENANT, move |tx| {
                Box::pin(async move {
                    keep(tx, &format!("{n:02}")).await?;
                    if n == 20 { Err(StoreError::Misuse("refused")) } else { Ok(Written::new(n, entry("x"))) }
                })
            }))
        })
        .collect();
    drop(go);
    held.await.unwrap();

    for (n, call) in calls.into_iter().enumerate() {
        match call.await {
            Ok(answer) => assert_eq!(answer, n),
            Err(error) => assert!(n == 20 && matches!(error, StoreError::Misuse("refused"))),
        }
    }
    let names: Vec<_> = (0..64).filter(|n| *n != 20).map(|n| format!("{n:02}")).collect();
    assert_eq!(kept(&db).await, names);
}

#[tokio::test]
async fn all_that_wait_share_one_commit() {
    let db = open().await;
    let (go, held) = hold(&db).await;
    let calls: Vec<_> = (0..100)
        .map(|n| {
            let db = &db;
            sent(async move { put(db, tenant(n), &n.to_string()).await })
        })
        .collect();
    drop(go);
    held.await.unwrap();
    for call in calls {
        call.await.unwrap();
    }

    assert_eq!(db.commits(), 1);
}

/// A server commits for each tenant by itself.
fn tenant(n: i64) -> TenantNo {
    if on_postgres() { TENANT } else { TenantNo(n % 3) }
}

#[tokio::test]
async fn a_commit_takes_no_more_after_512_rows() {
    let db = open().await;
    let (go, held) = hold(&db).await;
    let calls: Vec<_> = (0..3)
        .map(|n| {
            sent(db.write(TENANT, move |tx| {
                Box::pin(async move {
                    for row in 0..300 {
                        keep(tx, &format!("{n} {row}")).await?;
                    }
                    Ok::<_, StoreError>(Written::unchanged(()))
                })
            }))
        })
        .collect();
    drop(go);
    held.await.unwrap();
    for call in calls {
        call.await.unwrap();
    }

    assert_eq!(db.commits(), 2);
}

#[tokio::test]
async fn a_panic_fails_only_its_operation() {
    let db = open().await;
    let (go, held) = hold(&db).await;
    let before = sent(put(&db, TENANT, "before"));
    let panicking = sent(db.write(TENANT, |tx| {
        Box::pin(async move {
            keep(tx, "lost").await?;
            panic!("on purpose");
            #[expect(unreachable_code, reason = "says the type")]
            Ok::<_, StoreError>(Written::unchanged(()))
        })
    }));
    let after = sent(put(&db, TENANT, "after"));
    drop(go);
    held.await.unwrap();

    before.await.unwrap();
    assert!(matches!(panicking.await, Err(StoreError::Panicked)));
    after.await.unwrap();
    assert_eq!(kept(&db).await, ["after", "before"]);
}

#[tokio::test]
async fn an_operation_that_waits_for_something_else_is_refused() {
    let db = open().await;
    let answer: Answer<()> = db
        .write(TENANT, |tx| {
            Box::pin(async move {
                keep(tx, "lost").await?;
                std::future::pending().await
            })
        })
        .await;

    assert!(matches!(answer, Err(StoreError::Misuse(_))));
    assert!(kept(&db).await.is_empty());
}

#[tokio::test]
async fn a_write_is_done_although_its_caller_left() {
    let db = open().await;
    let (go, held) = hold(&db).await;
    drop(sent(put(&db, TENANT, "kept")));
    drop(go);
    held.await.unwrap();
    put(&db, TENANT, "next").await.unwrap();

    assert_eq!(kept(&db).await, ["kept", "next"]);
}

#[tokio::test]
async fn a_full_queue_is_busy_at_once() {
    let db = TestDb::new(|settings| settings.queue = 2).await;
    let (go, held) = hold(&db).await;
    let waiting = [sent(put(&db, TENANT, "a")), sent(put(&db, TENANT, "b"))];

    assert!(matches!(put(&db, TENANT, "c").await, Err(StoreError::Busy)));

    drop(go);
    held.await.unwrap();
    for call in waiting {
        call.await.unwrap();
    }
    put(&db, TENANT, "d").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_read_sees_every_answered_write() {
    let db = open().await;
    let callers: Vec<_> = (0..8)
        .map(|caller| {
            let db = db.clone();
            tokio::spawn(async move {
                for n in 0..40 {
                    let name = format!("{caller} {n}");
                    put(&db, TenantNo(caller), &name).await.unwrap();
                    assert!(kept(&db).await.contains(&name));
                    let count: Answer<Option<i64>> =
                        db.scan(|tx| Box::pin(async { tx.row("select count(*) from setting", &[]).await })).await;
                    assert!(count.unwrap().unwrap() > n);
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.unwrap();
    }
    assert_eq!(kept(&db).await.len(), 320);
}

#[tokio::test]
async fn an_exclusive_operation_runs_between_the_writes_around_it() {
    let db = open().await;
    let (go, held) = hold(&db).await;
    let before = sent(put(&db, TENANT, "before"));
    let alone = sent(db.exclusive(|tx| {
        Box::pin(async {
            let seen: Option<i64> = tx.row("select count(*) from setting", &[]).await?;
            tx.execute("delete from setting", &[]).await?;
            Ok::<_, StoreError>(seen)
        })
    }));
    let after = sent(put(&db, TENANT, "after"));
    drop(go);
    held.await.unwrap();

    before.await.unwrap();
    assert_eq!(alone.await.unwrap(), Some(1));
    after.await.unwrap();
    assert_eq!(kept(&db).await, ["after"]);
    assert_eq!(db.commits(), 3);
}

#[tokio::test]
async fn closing_finishes_what_waits_and_refuses_what_comes() {
    let db = open().await;
    let (go, held) = hold(&db).await;
    let waiting = sent(put(&db, TENANT, "kept"));
    let closing = sent(db.close());
    assert!(matches!(put(&db, TENANT, "late").await, Err(StoreError::Stopped)));
    drop(go);
    closing.await;

    held.await.unwrap();
    waiting.await.unwrap();
    assert!(matches!(db.ready(), Err(StoreError::Stopped)));
    let read: Answer<Vec<i64>> = db.read(|tx| Box::pin(async { tx.rows("select 1", &[]).await })).await;
    assert!(matches!(read, Err(StoreError::Stopped)));
}

#[tokio::test]
async fn a_read_that_panics_or_fails_leaves_the_connections_usable() {
    let db = TestDb::new(|settings| settings.readers = 1).await;
    let panicking = db.clone();
    let read = tokio::spawn(async move {
        let _never: Answer<()> = panicking
            .read(|tx| {
                Box::pin(async {
                    let _rows: Vec<i64> = tx.rows("select 1", &[]).await?;
                    panic!("on purpose");
                })
            })
            .await;
    });
    assert!(read.await.unwrap_err().is_panic());
    let writing: Answer<u64> = db.read(|tx| Box::pin(async { keep(tx, "x").await })).await;
    assert!(writing.is_err(), "a reader does not write");

    assert!(kept(&db).await.is_empty());
    put(&db, TENANT, "y").await.unwrap();
    assert_eq!(kept(&db).await, ["y"]);
}
