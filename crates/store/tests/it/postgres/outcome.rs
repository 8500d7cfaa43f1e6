//! Commits that fail, or that nobody hears the end of.

use std::time::{Duration, Instant};

use menjin_model::TenantNo;
use menjin_store::StoreError;

use super::{database, meanwhile, node, trap};
use crate::help::{Answer, TENANT, hold, kept, put, sent};
use crate::home::connect;

const SLEEP: &str = "perform pg_sleep(5)";

#[tokio::test]
async fn a_connection_lost_in_a_commit_is_an_unknown_outcome_and_the_node_goes_on() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    trap(&server, 1, true, SLEEP).await;
    let lost = sent(put(&db, TENANT, "lost?"));
    let killed = meanwhile(&server, "savepoint done%", "pg_terminate_backend");
    let (lost, ()) = tokio::join!(lost, killed);
    assert!(matches!(lost, Err(StoreError::Unknown)), "{lost:?}");
    put(&db, TENANT, "after").await.unwrap();
    assert_eq!(kept(&db).await, ["after"]);
    db.ready().unwrap();
}

#[tokio::test]
async fn a_commit_that_hangs_is_an_unknown_outcome_after_our_own_deadline() {
    let Some(server) = database().await else { return };
    let db = node(&server, |settings| settings.postgres.commit_deadline = Duration::from_millis(300)).await;
    trap(&server, 1, true, "perform pg_sleep(1)").await;
    let begun = Instant::now();
    let lost = put(&db, TENANT, "late").await;
    assert!(matches!(lost, Err(StoreError::Unknown)), "{lost:?}");
    assert!(begun.elapsed() < Duration::from_millis(900));
    // The tenant's lock is held until the server has noticed; the next write waits for it.
    put(&db, TENANT, "after").await.unwrap();
    let names = kept(&db).await;
    assert!(names == ["after"] || names == ["after", "late"], "{names:?}");
}

#[tokio::test]
async fn a_commit_that_the_server_warns_of_does_not_count() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    // The words and the code of a wait for a standby that was cut short.
    trap(&server, 1, true, "raise warning 'canceling wait for synchronous replication due to user request'").await;
    let cut = put(&db, TENANT, "here alone").await;
    assert!(matches!(cut, Err(StoreError::Unknown)), "{cut:?}");
    put(&db, TENANT, "there too").await.unwrap();
}

#[tokio::test]
async fn a_commit_that_the_server_refuses_has_done_nothing() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    trap(&server, 1, true, "raise exception 'no'").await;
    let refused = put(&db, TENANT, "refused").await;
    assert!(matches!(&refused, Err(StoreError::Driver { code, .. }) if code == "PostgreSQL P0001"), "{refused:?}");
    put(&db, TENANT, "after").await.unwrap();
    assert_eq!(kept(&db).await, ["after"]);
}

#[tokio::test]
async fn a_history_row_that_the_server_refuses_costs_its_own_write_alone() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    // It is on its way together with what comes after it: the next write, or the commit.
    server
        .run(
            "create function trap() returns trigger language plpgsql as $$ begin
                 if new.object = 'bad' then raise exception 'no'; end if;
                 return null;
             end $$;
             create trigger trap after insert on change for each row execute function trap()",
        )
        .await;
    let refused =
        |answer: &Answer<i64>| matches!(answer, Err(StoreError::Driver { code, .. }) if code == "PostgreSQL P0001");
    for names in [["one", "bad", "two"], ["bad", "three", "four"], ["five", "six", "bad"]] {
        let (held, call) = hold(&db).await;
        let writes = names.map(|name| sent(put(&db, TENANT, name)));
        drop(held);
        call.await.unwrap();
        for (name, write) in names.iter().zip(writes) {
            let answer = write.await;
            assert_eq!(refused(&answer), *name == "bad", "{name}: {answer:?}");
        }
    }
    assert!(refused(&put(&db, TENANT, "bad").await));
    assert_eq!(kept(&db).await, ["five", "four", "one", "six", "three", "two"]);
    let broken: Result<_, StoreError> = db.read(|tx| Box::pin(menjin_store::change::first_broken(tx, TENANT))).await;
    assert_eq!(broken.unwrap(), None);
}

#[tokio::test]
async fn a_commit_that_was_cancelled_before_its_time_is_done_again() {
    let Some(server) = database().await else { return };
    let db = node(&server, |_| {}).await;
    trap(&server, 1, true, SLEEP).await;
    let again = sent(put(&db, TENANT, "again"));
    let (again, ()) = tokio::join!(again, meanwhile(&server, "savepoint done%", "pg_cancel_backend"));
    again.unwrap();
    assert_eq!(kept(&db).await, ["again"]);
}

#[tokio::test]
async fn an_observer_that_panics_ends_the_writes_and_not_the_reads() {
    let Some(server) = database().await else { return };
    let observer = std::sync::Arc::new(|_: menjin_store::News<'_>| panic!("on purpose"));
    let db = node(&server, |settings| settings.observer = Some(observer)).await;
    put(&db, TENANT, "committed").await.unwrap();
    assert!(matches!(db.failed().await, StoreError::Panicked));
    assert!(matches!(put(&db, TENANT, "after").await, Err(StoreError::Stopped)));
    assert_eq!(kept(&db).await, ["committed"]);
}

#[tokio::test]
async fn a_commit_that_no_standby_confirms_never_counts() {
    // It changes the whole server, so it has to have it for itself.
    if std::env::var_os("TEST_POSTGRES_ALONE").is_none() {
        return;
    }
    let Some(server) = database().await else { return };
    let db = node(&server, |settings| {
        settings.postgres.lease = Duration::from_secs(1);
        settings.postgres.commit_deadline = Duration::from_secs(3);
    })
    .await;
    put(&db, TENANT, "before").await.unwrap();
    let standbys = async |names: &str| {
        let client = connect(&server.url()).await;
        let set = format!("alter system set synchronous_standby_names = '{names}'");
        client.batch_execute(&set).await.unwrap();
        client.batch_execute("select pg_reload_conf()").await.unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
    };
    standbys("nobody").await;

    // Cancelled, the server says "done" and warns; the row is there, but nobody was told so.
    let cancelled = sent(put(&db, TENANT, "cancelled"));
    let cancel = async {
        let client = connect(&server.url()).await;
        let sql = "select count(pg_cancel_backend(pid)) from pg_stat_activity \
                   where wait_event = 'SyncRep' and query like 'savepoint done%' \
                     and exists (select 1 from pg_locks as l where l.pid = pg_stat_activity.pid and l.locktype = 'advisory')";
        while client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let (cancelled, ()) = tokio::join!(cancelled, cancel);
    assert!(matches!(cancelled, Err(StoreError::Unknown)), "{cancelled:?}");

    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(matches!(db.ready(), Err(StoreError::Stale)));
    let begun = Instant::now();
    let late = put(&db, TENANT, "late").await;
    assert!(matches!(late, Err(StoreError::Unknown)), "{late:?}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());

    standbys("").await;
    while db.ready().is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    put(&db, TENANT, "after").await.unwrap();
    assert!(kept(&db).await.contains(&"after".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_while_connections_are_killed() {
    let Some(server) = database().await else { return };
    let nodes = [node(&server, |_| {}).await, node(&server, |_| {}).await];
    let url = server.url();
    let killer = tokio::spawn(async move {
        let client = connect(&url).await;
        let kill = "select pg_terminate_backend(pid) from (select pid from pg_stat_activity \
                    where datname = current_database() and pid <> pg_backend_pid() order by random() limit 1) as one";
        loop {
            client.batch_execute(kill).await.unwrap();
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    });
    let writers: Vec<_> = (0..6)
        .map(|writer| {
            let db = nodes[usize::from(writer % 2 == 1)].clone();
            tokio::spawn(async move {
                let mut done = Vec::new();
                for n in 0..25 {
                    let name = format!("{writer} {n}");
                    match put(&db, TenantNo(1 + writer % 3), &name).await {
                        Ok(_) => done.push(name),
                        Err(StoreError::Unknown) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                }
                done
            })
        })
        .collect();
    let mut acknowledged = Vec::new();
    for writer in writers {
        acknowledged.extend(writer.await.unwrap());
    }
    killer.abort();
    while nodes[0].ready().is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let names = kept(&nodes[0]).await;
    let lost: Vec<_> = acknowledged.iter().filter(|name| !names.contains(name)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(acknowledged.len() > 75, "only {} of 150 were acknowledged", acknowledged.len());
    for tenant in (1..4).map(TenantNo) {
        let broken: Result<_, StoreError> =
            nodes[0].read(move |tx| Box::pin(menjin_store::change::first_broken(tx, tenant))).await;
        assert_eq!(broken.unwrap(), None);
    }
}
