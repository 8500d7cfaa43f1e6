//! Opening: which database is refused, and that nothing is written to it.

use menjin_store::{Db, Settings, StoreError, migrate};

use super::database;
use crate::home::{Server, connect, on_postgres, server};

/// All that could have changed.
async fn state(server: &Server) -> String {
    let client = connect(&server.url()).await;
    let sql = "select coalesce(string_agg(relname || ' ' || relkind || ' ' || n_live, ',' order by relname), '') from ( \
        select relname, relkind::text, (xpath('/row/c/text()', query_to_xml('select count(*) as c from ' || \
          quote_ident(relname), false, true, '')))[1]::text as n_live from pg_class \
        where relnamespace = 'public'::regnamespace and relkind = 'r') as t";
    client.query_one(sql, &[]).await.unwrap().get(0)
}

async fn refused(server: &Server, expected: impl Fn(&StoreError) -> bool) {
    let before = state(server).await;
    let error = Db::open(&Settings::at(&server.url())).await.unwrap_err();
    assert!(expected(&error), "{error:?}");
    assert!(error.to_string().contains("\nhint: "), "{error}");
    assert_eq!(state(server).await, before);
}

async fn empty() -> Option<Server> {
    if !on_postgres() {
        return None;
    }
    Some(Server::empty(&server()?).await)
}

#[tokio::test]
async fn an_empty_database_waits_for_migrate_and_a_second_one_changes_nothing() {
    let Some(server) = empty().await else { return };
    refused(&server, |error| matches!(error, StoreError::Older { found: 0, .. })).await;
    let url = server.url();
    let (one, two) = tokio::join!(migrate(&url), migrate(&url));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.1, two.1);
    assert!((one.0 == 0) != (two.0 == 0), "one did it, the other waited: {one:?} {two:?}");
    Db::open(&server.settings()).await.unwrap();
}

#[tokio::test]
async fn an_older_and_a_newer_schema_are_refused() {
    let Some(server) = database().await else { return };
    let later = "insert into refinery_schema_history values (99, 'later', '2026-01-01T00:00:00Z', '1')";
    server.run(later).await;
    refused(&server, |error| matches!(error, StoreError::Ahead { found: 99, .. })).await;
    let error = migrate(&server.url()).await.unwrap_err();
    assert!(matches!(error, StoreError::Ahead { found: 99, .. }), "{error:?}");
}

#[tokio::test]
async fn a_foreign_database_is_refused() {
    let Some(server) = empty().await else { return };
    server.run("create table tenant (id bigint)").await;
    refused(&server, |error| matches!(error, StoreError::Foreign { .. })).await;
    assert!(matches!(migrate(&server.url()).await, Err(StoreError::Foreign { .. })));
    let history = "create table refinery_schema_history (version int4, name text, applied_on text, checksum text); \
                   insert into refinery_schema_history values (1, 'theirs', '2026-01-01T00:00:00Z', '1')";
    server.run(history).await;
    refused(&server, |error| matches!(error, StoreError::Foreign { .. })).await;
    assert!(matches!(migrate(&server.url()).await, Err(StoreError::Foreign { .. })));
}

#[tokio::test]
async fn a_read_only_server_is_refused() {
    let Some(server) = database().await else { return };
    let name = server.url().rsplit_once('/').unwrap().1.to_owned();
    server.run(&format!("alter database {name} set default_transaction_read_only = on")).await;
    refused(&server, |error| matches!(error, StoreError::ReadOnly { .. })).await;
}

#[tokio::test]
async fn what_is_wrong_with_a_login_is_told_without_secrets() {
    let Some(server) = database().await else { return };
    let url = server.url();
    let (user, host) = url.split_once('@').unwrap();
    let password = user.rsplit_once(':').unwrap().1;
    let secret = "hunter2";
    for (wrong, told) in [
        (url.replace(password, secret), "password authentication failed"),
        (format!("postgres://nobody:{secret}@{host}"), "nobody"),
        (format!("{url}_not_there"), "does not exist"),
    ] {
        let error = Db::open(&Settings::at(&wrong)).await.unwrap_err();
        assert!(matches!(error, StoreError::Login { .. }), "{error:?}");
        let text = format!("{error} {error:?} {:?}", Settings::at(&wrong));
        assert!(text.contains(told) && !text.contains(secret) && !text.contains(password), "{text}");
    }
    let nowhere = format!("postgres://me:{secret}@127.0.0.1:1/x");
    let error = Db::open(&Settings::at(&nowhere)).await.unwrap_err();
    assert!(matches!(error, StoreError::Away { .. }), "{error:?}");
    assert!(!format!("{error} {error:?}").contains(secret));
    assert!(matches!(migrate("menjin.db").await, Err(StoreError::Url { .. })));
    let db = Db::open(&server.settings()).await.unwrap();
    assert!(!format!("{db:?} {:?}", server.settings()).contains(password));
}
