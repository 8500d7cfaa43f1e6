//! Several nodes on one database.

use std::sync::Arc;
use std::time::Duration;

use menjin_store::{Db, StoreError, Tx, Written, args, change};

use super::{database, node};
use crate::help::{Answer, TENANT, entry, keep, kept, put, sent};

async fn count(tx: &mut Tx<'_>) -> Answer<i64> {
    Ok(tx.row("select count(*) from setting", &[]).await?.unwrap_or(0))
}

#[tokio::test]
async fn a_change_through_one_is_in_the_next_answer_of_the_other() {
    let Some(server) = database().await else { return };
    let (one, two) = (node(&server, |_| {}).await, node(&server, |_| {}).await);
    for n in 0..20 {
        let (writer, reader) = if n % 2 == 0 { (&one, &two) } else { (&two, &one) };
        put(writer, TENANT, &format!("{n:02}")).await.unwrap();
        assert_eq!(kept(reader).await.len(), n + 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cap_holds_under_two_nodes() {
    let Some(server) = database().await else { return };
    let nodes = [node(&server, |_| {}).await, node(&server, |_| {}).await];
    let calls: Vec<_> = (0..120)
        .map(|n| {
            let db = nodes[n % 2].clone();
            tokio::spawn(async move {
                let added: Answer<bool> = db
                    .write(TENANT, move |tx| {
                        Box::pin(async move {
                            if count(tx).await? >= 50 {
                                return Ok(Written::unchanged(false));
                            }
                            tx.new_id().await?;
                            keep(tx, &format!("{n}")).await?;
                            Ok(Written::new(true, entry("x")))
                        })
                    })
                    .await;
                added.unwrap()
            })
        })
        .collect();
    let mut added = 0;
    for call in calls {
        added += i32::from(call.await.unwrap());
    }
    assert_eq!((added, kept(&nodes[0]).await.len()), (50, 50));
    let broken: Answer<_> = nodes[1].read(|tx| Box::pin(change::first_broken(tx, TENANT))).await;
    assert_eq!(broken.unwrap(), None, "both wrote one chain");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_is_given_once() {
    let Some(server) = database().await else { return };
    let nodes = [node(&server, |_| {}).await, node(&server, |_| {}).await];
    let calls: Vec<_> = (0..60)
        .map(|n| {
            let db = nodes[n % 2].clone();
            tokio::spawn(async move {
                let name = format!("name {}", n / 6);
                let added: Answer<bool> = db
                    .write(TENANT, move |tx| {
                        let name = name.clone();
                        Box::pin(async move {
                            let sql = "select name from setting where name = $1";
                            let taken: Option<String> = tx.row(sql, args![name]).await?;
                            if taken.is_none() {
                                keep(tx, &name).await?;
                            }
                            Ok(Written::unchanged(taken.is_none()))
                        })
                    })
                    .await;
                added.unwrap()
            })
        })
        .collect();
    let mut added = 0;
    for call in calls {
        added += i32::from(call.await.unwrap());
    }
    assert_eq!((added, kept(&nodes[0]).await.len()), (10, 10));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_exclusive_operation_keeps_the_writers_of_all_nodes_out() {
    let Some(server) = database().await else { return };
    let (one, two) = (node(&server, |_| {}).await, node(&server, |_| {}).await);
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let db = if writer % 2 == 0 { one.clone() } else { two.clone() };
            tokio::spawn(async move {
                for n in 0..30 {
                    put(&db, menjin_model::TenantNo(writer), &format!("{writer} {n}")).await.unwrap();
                }
            })
        })
        .collect();
    for _ in 0..3 {
        let counts: Answer<(i64, i64)> = one
            .exclusive(|tx| {
                Box::pin(async {
                    let before = count(tx).await?;
                    tx.execute("select pg_sleep(0.1)", &[]).await?;
                    Ok((before, count(tx).await?))
                })
            })
            .await;
        let (before, after) = counts.unwrap();
        assert_eq!(before, after);
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(kept(&two).await.len(), 120);
}

#[tokio::test]
async fn tenants_do_not_wait_for_each_other() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    let slow = sent(db.write(TENANT, |tx| {
        Box::pin(async {
            tx.execute("select pg_sleep(2)", &[]).await?;
            Ok::<_, StoreError>(Written::unchanged(()))
        })
    }));
    let quick = put(&db, menjin_model::TenantNo(2), "quick");
    tokio::time::timeout(Duration::from_secs(1), quick).await.unwrap().unwrap();
    slow.await.unwrap();
}

#[tokio::test]
async fn a_read_is_one_snapshot() {
    let Some(server) = database().await else { return };
    let db = Arc::new(node(&server, |_| {}).await);
    let writer = Db::clone(&db);
    let counts: Answer<_> = db
        .read(|tx| {
            Box::pin(async move {
                let before = count(tx).await?;
                put(&writer, TENANT, "between").await?;
                Ok((before, count(tx).await?))
            })
        })
        .await;
    assert_eq!(counts.unwrap(), (0, 0));
    assert_eq!(kept(&db).await, ["between"]);
}
