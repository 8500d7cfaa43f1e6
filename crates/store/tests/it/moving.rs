//! Moving whole databases: nothing is forgotten, nothing is counted twice, and a failure leaves nothing.

mod made;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use menjin_store::{Db, MoveError, Moved, Place, Settings, StoreError, TableState, move_all, state};

use crate::help::{TENANT, put};
use crate::home::{Server, connect, server};

async fn moved(from: &Place, to: &Place) -> Result<Moved, MoveError> {
    move_all(from, to, Arc::new(|_| {})).await
}

fn at(server: &Server) -> Place {
    server.url().as_str().into()
}

fn file(path: &Path) -> Place {
    Place::File(path.to_owned())
}

async fn node(server: &Server) -> Db {
    Db::open(&server.settings()).await.unwrap()
}

/// All tables of a server have no row.
async fn is_empty(server: &Server) -> bool {
    let state: Vec<TableState> = state(&at(server)).await.unwrap();
    state.iter().all(|table| table.rows == 0)
}

#[tokio::test]
async fn every_table_of_the_schema_is_moved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("menjin.db");
    made::database(&path, 1);
    let moved: BTreeSet<String> = state(&file(&path)).await.unwrap().into_iter().map(|table| table.table).collect();
    let mut declared = BTreeSet::new();
    for migration in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite")).unwrap() {
        let text = fs::read_to_string(migration.unwrap().path()).unwrap();
        let tables = text.lines().filter_map(|line| line.strip_prefix("create table ")?.split_whitespace().next());
        declared.extend(tables.map(str::to_owned));
    }
    assert!(declared.len() > 20);
    assert_eq!(moved, declared);
}

#[tokio::test]
async fn what_a_server_has_beside_them_is_about_its_nodes() {
    const LEFT: &str = "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' \
        and relpersistence = 'p'";
    let Some(base) = server() else { return };
    let server = Server::new(&base).await;
    let moved: BTreeSet<String> = state(&at(&server)).await.unwrap().into_iter().map(|table| table.table).collect();
    let rows = connect(&server.url()).await.query(LEFT, &[]).await.unwrap();
    let all: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
    let left: Vec<_> = all.difference(&moved).collect();
    assert_eq!(
        left,
        ["node_lease", "refinery_schema_history"],
        "name it in both schemas, or here as one of the nodes'"
    );
}

#[tokio::test]
async fn from_file_to_file_everything_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.db"), folder.path().join("to.db"));
    made::database(&from, 700);
    let steps = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&steps);
    let moved = move_all(&file(&from), &file(&to), Arc::new(move |step| told.lock().unwrap().push(step.clone())))
        .await
        .unwrap();
    assert!(moved.tables.iter().all(|table| table.rows > 0), "{moved:?}");
    assert_eq!(state(&file(&from)).await.unwrap(), moved.tables);
    assert_eq!(state(&file(&to)).await.unwrap(), moved.tables);
    Db::open(&Settings::new(&to)).await.unwrap().close().await;
    let steps = steps.lock().unwrap();
    assert!(steps.is_sorted_by_key(|step| step.done), "it only grows");
    assert_eq!(steps.last().map(|step| (step.done, step.checking)), steps.first().map(|step| (step.total, true)));
}

#[tokio::test]
async fn there_and_back_everything_is_the_same() {
    let Some(base) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (from, back) = (folder.path().join("from.db"), folder.path().join("back.db"));
    made::database(&from, 2500);
    let server = Server::empty(&base).await;
    let there = moved(&file(&from), &at(&server)).await.unwrap();
    assert!(there.tables.iter().all(|table| table.rows > 0), "{there:?}");
    assert_eq!(state(&file(&from)).await.unwrap(), there.tables);
    let home = moved(&at(&server), &file(&back)).await.unwrap();
    assert_eq!((home.tables, home.hash), (there.tables.clone(), there.hash));
    assert_eq!(state(&file(&back)).await.unwrap(), there.tables);
    // The triggers count again.
    let client = connect(&server.url()).await;
    let off = "select count(*) from pg_trigger where not tgisinternal and tgenabled <> 'O'";
    assert_eq!(client.query_one(off, &[]).await.unwrap().get::<_, i64>(0), 0);
    // And a node starts on it and writes.
    let db = node(&server).await;
    put(&db, TENANT, "later").await.unwrap();
    db.close().await;
    // To another server too.
    let other = Server::empty(&base).await;
    assert!(moved(&at(&server), &at(&other)).await.is_ok());
}

#[tokio::test]
async fn a_target_that_is_not_empty_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.db"), folder.path().join("to.db"));
    made::database(&from, 3);
    made::database(&to, 2);
    let before = fs::read(&to).unwrap();
    let refused = moved(&file(&from), &file(&to)).await;
    assert!(matches!(refused, Err(MoveError::NotEmpty { ref table, .. }) if table == "access_review"), "{refused:?}");
    assert_eq!(fs::read(&to).unwrap(), before);
    fs::write(&to, "dear grandmother".repeat(100)).unwrap();
    assert!(matches!(moved(&file(&from), &file(&to)).await, Err(MoveError::Store(StoreError::NotOurs { .. }))));
    assert!(matches!(moved(&file(&from), &file(&from)).await, Err(MoveError::Same)));
    let nothing = folder.path().join("nothing.db");
    assert!(matches!(moved(&file(&nothing), &file(&to)).await, Err(MoveError::Missing { .. })));

    let Some(base) = server() else { return };
    let server = Server::new(&base).await;
    server.run("insert into setting values ('a', 'b')").await;
    let refused = moved(&file(&from), &at(&server)).await;
    assert!(matches!(refused, Err(MoveError::NotEmpty { ref table, .. }) if table == "setting"), "{refused:?}");
    let foreign = Server::empty(&base).await;
    foreign.run("create table letter (to_whom text)").await;
    let refused = moved(&file(&from), &at(&foreign)).await;
    assert!(matches!(refused, Err(MoveError::Store(StoreError::Foreign { .. }))), "{refused:?}");
    assert!(matches!(moved(&at(&server), &at(&server)).await, Err(MoveError::Same)));
}

#[tokio::test]
async fn a_database_that_was_opened_and_never_used_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.db"), folder.path().join("to.db"));
    made::database(&from, 3);
    Db::open(&Settings::new(&to)).await.unwrap().close().await;
    let moved = moved(&file(&from), &file(&to)).await.unwrap();
    assert_eq!(state(&file(&to)).await.unwrap(), moved.tables);
}

#[tokio::test]
async fn a_served_file_is_not_moved() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.db"), folder.path().join("to.db"));
    made::database(&from, 3);
    let db = Db::open(&Settings::new(&from)).await.unwrap();
    let refused = moved(&file(&from), &file(&to)).await;
    assert!(matches!(refused, Err(MoveError::Store(StoreError::InUse { .. }))), "{refused:?}");
    assert!(!to.exists());
    db.close().await;
}

#[tokio::test]
async fn a_served_server_is_neither_source_nor_target() {
    let Some(base) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.db"), folder.path().join("to.db"));
    made::database(&from, 3);
    let server = Server::new(&base).await;
    let db = node(&server).await;
    for (from, to) in [(file(&from), at(&server)), (at(&server), file(&to))] {
        let refused = moved(&from, &to).await;
        assert!(matches!(refused, Err(MoveError::Served { nodes: 1, .. })), "{refused:?}");
    }
    assert!(!to.exists());
    put(&db, TENANT, "a").await.unwrap();
    db.close().await;
    moved(&at(&server), &file(&to)).await.unwrap();
}

#[tokio::test]
async fn a_node_that_writes_too_often_to_need_a_heartbeat_is_noticed() {
    let Some(base) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(&base).await;
    let db = node(&server).await;
    // As it would look after a minute of constant writes.
    server.run("update node_lease set at = at - 60000").await;
    let writer = tokio::spawn(async move {
        let mut failed = 0;
        for number in 0..2000 {
            failed += u32::from(put(&db, TENANT, &number.to_string()).await.is_err());
        }
        db.close().await;
        failed
    });
    let refused = moved(&at(&server), &file(&folder.path().join("to.db"))).await;
    assert!(matches!(refused, Err(MoveError::Served { .. })), "{refused:?}");
    assert_eq!(writer.await.unwrap(), 0, "its writes waited, and were done");
}

#[tokio::test]
async fn a_node_that_was_killed_is_not_waited_for_forever() {
    let Some(base) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(&base).await;
    server.run("insert into node_lease values ('dead', 7, 0)").await;
    moved(&at(&server), &file(&folder.path().join("to.db"))).await.unwrap();
}

#[tokio::test]
async fn a_row_that_the_target_refuses_leaves_nothing_there() {
    let Some(base) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("from.db");
    made::database(&from, 1500);
    // Late in the order of tables, so that many were copied before it.
    made::run(&from, "update visitor set name = 'a' || char(0) || 'b' where id = (select max(id) from visitor)");
    let server = Server::empty(&base).await;
    let refused = moved(&file(&from), &at(&server)).await;
    assert!(matches!(refused, Err(MoveError::Store(StoreError::Driver { .. }))), "{refused:?}");
    assert!(is_empty(&server).await);
    // Mended, it moves.
    made::run(&from, "update visitor set name = 'ab' where id = (select max(id) from visitor)");
    moved(&file(&from), &at(&server)).await.unwrap();
}

#[tokio::test]
async fn a_table_or_column_that_one_end_does_not_have_stops_the_move() {
    let Some(base) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("to.db");
    for change in [
        "create table extra (a bigint primary key)",
        "alter table visitor add column extra text",
        "alter table visitor add column extra double precision",
        "drop table visitor",
    ] {
        let server = Server::new(&base).await;
        server.run(change).await;
        let refused = moved(&at(&server), &file(&to)).await;
        assert!(matches!(refused, Err(MoveError::Shape { .. })), "{change}: {refused:?}");
        assert!(!to.exists() && !folder.path().join("to.db.part").exists(), "{change}");
    }
}

#[tokio::test]
async fn a_copy_that_arrives_changed_is_not_kept() {
    let Some(base) = server() else { return };
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("from.db");
    made::database(&from, 5);
    let server = Server::new(&base).await;
    // No type and no count shows this. What a move switches off by itself is what a trigger does, so it is switched on after.
    server
        .run(
            "create function meddle() returns trigger language plpgsql as \
               $$ begin new.phone := new.phone || '!'; return new; end $$; \
             create trigger meddle before insert on visitor for each row execute function meddle(); \
             create function switch() returns event_trigger language plpgsql as \
               $$ begin if tg_tag = 'ALTER TABLE' and not exists \
                   (select 1 from pg_trigger where tgname = 'meddle' and tgenabled = 'A') \
                 then alter table visitor enable always trigger meddle; end if; end $$; \
             create event trigger switch on ddl_command_end execute function switch()",
        )
        .await;
    let refused = moved(&file(&from), &at(&server)).await;
    assert!(matches!(refused, Err(MoveError::Differs { ref table }) if table == "visitor"), "{refused:?}");
    server.run("drop event trigger switch").await;
    assert!(is_empty(&server).await);
}
