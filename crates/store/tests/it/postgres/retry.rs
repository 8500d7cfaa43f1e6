//! What failed before its commit was sent is done again, and nobody hears of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use menjin_store::{StoreError, Written};

use super::proxy::Proxy;
use super::{database, meanwhile, node, trap};
use crate::help::{Answer, TENANT, entry, keep, kept, put, sent};
use crate::home::connect;

#[tokio::test]
async fn conflicts_and_deadlocks_are_tried_again() {
    for state in ["40001", "40P01", "55P03", "57014"] {
        let Some(server) = database().await else { return };
        let db = node(&server, |_| {}).await;
        trap(&server, 2, false, &format!("raise exception 'not now' using errcode = '{state}'")).await;
        let runs = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&runs);
        let done: Answer<()> = db
            .write(TENANT, move |tx| {
                counted.fetch_add(1, Ordering::Relaxed);
                Box::pin(async {
                    tx.new_id().await?;
                    keep(tx, "third").await?;
                    Ok(Written::new((), entry("x")))
                })
            })
            .await;
        done.unwrap_or_else(|error| panic!("{state}: {error}"));
        assert_eq!(runs.load(Ordering::Relaxed), 3, "{state}");
        assert_eq!(kept(&db).await, ["third"]);
    }
}

#[tokio::test]
async fn a_connection_lost_in_an_operation_is_replaced() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    trap(&server, 1, false, "perform pg_sleep(5)").await;
    let write = sent(put(&db, TENANT, "kept"));
    let (write, ()) = tokio::join!(write, meanwhile(&server, "insert%", "pg_terminate_backend"));
    write.unwrap();
    assert_eq!(kept(&db).await, ["kept"]);
}

#[tokio::test]
async fn connections_that_died_unused_are_not_noticed() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    put(&db, TENANT, "a").await.unwrap();
    kept(&db).await;
    let client = connect(&server.url()).await;
    let kill = "select pg_terminate_backend(pid) from pg_stat_activity \
                where datname = current_database() and pid <> pg_backend_pid()";
    client.batch_execute(kill).await.unwrap();
    assert_eq!(kept(&db).await, ["a"]);
    client.batch_execute(kill).await.unwrap();
    put(&db, TENANT, "b").await.unwrap();
    assert_eq!(kept(&db).await, ["a", "b"]);
}

#[tokio::test]
async fn a_swallowed_error_is_not_committed() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    put(&db, TENANT, "a").await.unwrap();
    let swallowed: Answer<()> = db
        .write(TENANT, |tx| {
            Box::pin(async {
                keep(tx, "b").await?;
                let _taken = keep(tx, "a").await;
                Ok(Written::unchanged(()))
            })
        })
        .await;
    assert!(matches!(swallowed, Err(StoreError::Driver { .. })), "{swallowed:?}");
    assert_eq!(kept(&db).await, ["a"]);
}

#[tokio::test]
async fn writes_wait_for_a_server_that_is_away_as_long_as_they_may() {
    let Some(server) = database().await else { return };
    let proxy = Proxy::start(&server.url()).await;
    let mut settings = server.settings();
    settings.place = proxy.url(&server.url()).as_str().into();
    settings.postgres.patience = Duration::from_secs(3);
    settings.postgres.lease = Duration::from_secs(1);
    settings.queue = 2;
    let db = menjin_store::Db::open(&settings).await.unwrap();
    put(&db, TENANT, "before").await.unwrap();

    proxy.cut();
    let waiting = sent(put(&db, TENANT, "waiting"));
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(matches!(db.ready(), Err(StoreError::Stale)));
    let others = [sent(put(&db, TENANT, "b")), sent(put(&db, TENANT, "c"))];
    assert!(matches!(put(&db, TENANT, "d").await, Err(StoreError::Busy)), "the queue is bounded");
    proxy.pass();
    waiting.await.unwrap();
    for other in others {
        other.await.unwrap();
    }

    proxy.cut();
    let begun = Instant::now();
    let refused = put(&db, TENANT, "refused").await;
    assert!(matches!(&refused, Err(StoreError::Away { .. })), "{refused:?}");
    assert!(refused.unwrap_err().is_retryable());
    assert!((2..5).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
    proxy.pass();
    put(&db, TENANT, "after").await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(kept(&db).await, ["after", "b", "before", "c", "waiting"]);
}
