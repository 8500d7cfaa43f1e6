//! Reads are believed only as long as commits go through.

use std::time::{Duration, Instant};

use menjin_store::{Db, StoreError};

use super::proxy::Proxy;
use super::{database, node};
use crate::help::{Answer, TENANT, kept, put, sent};
use crate::home::connect;

async fn read(db: &Db) -> Answer<Option<i64>> {
    db.read(|tx| Box::pin(async { tx.row("select count(*) from setting", &[]).await })).await
}

/// Waits until reading comes to this, for at most so long.
async fn until(db: &Db, most: Duration, wanted: impl Fn(&Answer<Option<i64>>) -> bool) -> Duration {
    let begun = Instant::now();
    loop {
        let answer = read(db).await;
        if wanted(&answer) {
            return begun.elapsed();
        }
        assert!(begun.elapsed() < most, "{answer:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn reads_are_refused_while_commits_hang_and_taken_again_afterwards() {
    let Some(server) = database().await else { return };
    let db = node(&server, |settings| settings.postgres.lease = Duration::from_secs(1)).await;
    let mut client = connect(&server.url()).await;
    let hold = client.transaction().await.unwrap();
    hold.batch_execute("lock table node_lease in access exclusive mode").await.unwrap();

    let lost = until(&db, Duration::from_secs(3), |read| matches!(read, Err(StoreError::Stale))).await;
    assert!(lost < Duration::from_millis(1300), "{lost:?}");
    assert!(matches!(db.ready(), Err(StoreError::Stale)));
    assert!(matches!(db.scan(|tx| Box::pin(tx.rows::<i64>("select 1", &[]))).await, Err(StoreError::Stale)));

    hold.rollback().await.unwrap();
    until(&db, Duration::from_secs(3), Result::is_ok).await;
    db.ready().unwrap();
}

#[tokio::test]
async fn writes_renew_the_lease_too() {
    let Some(server) = database().await else { return };
    let db = node(&server, |settings| settings.postgres.lease = Duration::from_millis(600)).await;
    let mut client = connect(&server.url()).await;
    let hold = client.transaction().await.unwrap();
    hold.batch_execute("lock table node_lease in access exclusive mode").await.unwrap();
    for n in 0..20 {
        put(&db, TENANT, &n.to_string()).await.unwrap();
        read(&db).await.unwrap();
        tokio::time::sleep(Duration::from_millis(80)).await;
    }
}

#[tokio::test]
async fn a_frozen_server_keeps_no_read_waiting() {
    let Some(server) = database().await else { return };
    let proxy = Proxy::start(&server.url()).await;
    let mut settings = server.settings();
    settings.place = proxy.url(&server.url()).as_str().into();
    settings.postgres.lease = Duration::from_secs(1);
    let db = Db::open(&settings).await.unwrap();
    put(&db, TENANT, "before").await.unwrap();

    let slow = sent(db.read(|tx| Box::pin(tx.rows::<i64>("select 1 from pg_sleep(0.5)", &[]))));
    proxy.freeze();
    let begun = Instant::now();
    let slow: Answer<Vec<i64>> = slow.await;
    assert!(matches!(slow, Err(StoreError::Stale)), "{slow:?}");
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    let waiting = sent(put(&db, TENANT, "waiting"));

    proxy.pass();
    waiting.await.unwrap();
    until(&db, Duration::from_secs(6), Result::is_ok).await;
    assert_eq!(kept(&db).await, ["before", "waiting"]);
}

#[tokio::test]
async fn another_host_is_asked_when_one_falls_silent() {
    let Some(server) = database().await else { return };
    let (one, two) = (Proxy::start(&server.url()).await, Proxy::start(&server.url()).await);
    let host =
        |proxy: &Proxy| proxy.url(&server.url()).split_once('@').unwrap().1.split_once('/').unwrap().0.to_owned();
    let both = one.url(&server.url()).replace(&host(&one), &format!("{},{}", host(&one), host(&two)));
    let mut settings = server.settings();
    settings.place = both.as_str().into();
    settings.postgres.lease = Duration::from_secs(1);
    let db = Db::open(&settings).await.unwrap();
    put(&db, TENANT, "before").await.unwrap();

    one.freeze();
    put(&db, TENANT, "after").await.unwrap();
    until(&db, Duration::from_secs(10), Result::is_ok).await;
    assert_eq!(kept(&db).await, ["after", "before"]);
}

#[tokio::test]
async fn a_node_that_closes_leaves_no_trace() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    let client = connect(&server.url()).await;
    let nodes = async || client.query_one("select count(*) from node_lease", &[]).await.unwrap().get::<_, i64>(0);
    assert_eq!(nodes().await, 1);
    db.close().await;
    assert_eq!(nodes().await, 0);
}
