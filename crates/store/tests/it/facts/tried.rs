//! Rehearsals: the answer and the changes of a write, and nothing else of it.

use menjin_model::{AppNo, CollaboratorRole, GroupId, Millis, UserNo};
use menjin_store::{
    BoxFuture, Db, News, Rehearsed, StoreError, TableState, Tx, Written, app_collaborator, args, group, person, state,
};

use super::{load, watched, world};
use crate::help::{Answer, TENANT as T, entry, hold, keep, kept, put, sent};
use crate::home::{Home, TestDb};

/// Makes a group, puts two people into it, and lets another leave.
fn busy<'a>(tx: &'a mut Tx<'_>, name: &str) -> BoxFuture<'a, Answer<Written<i64>>> {
    let name = name.to_owned();
    Box::pin(async move {
        let id = GroupId::from(name.as_str());
        let new = group::NewGroup { group_id: &id, name: &name, description: "", now: Millis(1) };
        let group = group::insert(tx, T, &new, 500).await?.ok_or(StoreError::Misuse("taken"))?;
        let added = group::member::insert(tx, T, group, &[UserNo(1), UserNo(2)]).await?;
        group::member::recount(tx, T, group, added.len().try_into().unwrap()).await?;
        let row = person::row::find(tx, T, &[UserNo(6)]).await?.remove(0);
        person::row::update(tx, T, &person::row::UserRow { resigned: true, ..row }).await?;
        Ok(Written::new(group.0, entry(&name)))
    })
}

async fn tries(db: &Db, name: &'static str) -> Answer<Rehearsed<i64>> {
    db.rehearse(T, move |tx| busy(tx, name)).await
}

async fn does(db: &Db, name: &'static str) -> Answer<i64> {
    db.write(T, move |tx| busy(tx, name)).await
}

#[tokio::test]
async fn a_rehearsal_answers_what_the_write_will() {
    let (db, heard) = watched(|_| {}).await;
    world::fill(&db, T).await;
    put(&db, T, "before").await.unwrap();
    let before = load(&db, T).await;

    let tried = tries(&db, "new").await.unwrap();
    assert_eq!((tried.revision, tried.changes.len()), (1, 4));
    assert!(heard.lock().unwrap().is_empty());
    assert_eq!(load(&db, T).await, before);

    assert_eq!(does(&db, "new").await.unwrap(), tried.answer, "the same id");
    assert_eq!(*heard.lock().unwrap(), tried.changes);
    assert!(matches!(tries(&db, "new").await, Err(StoreError::Misuse("taken"))), "refused like the write");
    assert_eq!(tries(&db, "other").await.unwrap().revision, 2);
}

/// What a database holds, with rehearsals on the way or not.
async fn after_writes(with_rehearsals: bool) -> Vec<TableState> {
    let home = Home::new().await;
    let db = home.open().await;
    world::fill(&db, T).await;
    for round in ["a", "b", "c", "d"] {
        let (go, held) = hold(&db).await;
        let mut tried = Vec::new();
        let mut written = Vec::new();
        for n in 0..5 {
            let name: &'static str = format!("{round}{n}").leak();
            if with_rehearsals {
                tried.push(sent(tries(&db, name)));
            }
            written.push(sent(put(&db, T, name)));
            if n == 2 {
                // It changes something and is refused, so that all is run again with savepoints.
                written.push(sent(db.write(T, |tx| {
                    Box::pin(async move {
                        keep(tx, "refused").await?;
                        Err(StoreError::Misuse("refused"))
                    })
                })));
            }
        }
        drop(go);
        held.await.unwrap();
        for call in tried {
            call.await.unwrap();
        }
        let refused = {
            let mut refused = 0;
            for call in written {
                refused += usize::from(call.await.is_err());
            }
            refused
        };
        assert_eq!(refused, 1);
        does(&db, round.repeat(2).leak()).await.unwrap();
    }
    db.close().await;
    drop(db);
    state(&home.settings().place).await.unwrap()
}

#[tokio::test]
async fn nothing_is_left_of_a_rehearsal_while_others_write() {
    let (without, with) = (after_writes(false).await, after_writes(true).await);
    assert!(without.iter().any(|table| table.table == "change" && table.rows == 24), "{without:?}");
    for (without, with) in without.iter().zip(&with).filter(|(table, _)| table.table != "node_lease") {
        assert_eq!(without, with);
    }
}

#[tokio::test]
async fn a_rehearsal_that_fails_or_panics_harms_nobody() {
    let db = TestDb::new(|_| {}).await;
    let (go, held) = hold(&db).await;
    let before = sent(put(&db, T, "before"));
    let failing = sent(db.rehearse(T, |tx| {
        Box::pin(async move {
            tx.execute("insert into setting (name, value) values (null, null)", args![]).await?;
            Ok::<_, StoreError>(Written::unchanged(()))
        })
    }));
    let hiding = sent(db.rehearse(T, |tx| {
        Box::pin(async move {
            keep(tx, "lost").await?;
            Ok::<_, StoreError>(Written::new((), entry("x")))
        })
    }));
    let panicking = sent(db.rehearse(T, |tx| {
        Box::pin(async move {
            keep(tx, "lost").await?;
            panic!("on purpose");
            #[expect(unreachable_code, reason = "says the type")]
            Ok::<_, StoreError>(Written::unchanged(()))
        })
    }));
    let after = sent(put(&db, T, "after"));
    drop(go);
    held.await.unwrap();

    before.await.unwrap();
    assert!(matches!(failing.await, Err(StoreError::Driver { .. })));
    hiding.await.unwrap();
    assert!(matches!(panicking.await, Err(StoreError::Panicked)));
    after.await.unwrap();
    assert_eq!(kept(&db).await, ["after", "before"]);
}

#[tokio::test]
async fn a_rehearsal_sees_what_stands_before_it_in_the_queue() {
    let db = TestDb::new(|_| {}).await;
    let (go, held) = hold(&db).await;
    let first = sent(put(&db, T, "first"));
    let tried = sent(db.rehearse(T, |tx| {
        Box::pin(async move {
            let seen: Option<i64> = tx.row("select count(*) from setting", &[]).await?;
            Ok::<_, StoreError>(Written::unchanged(seen.unwrap()))
        })
    }));
    drop(go);
    held.await.unwrap();
    first.await.unwrap();
    assert_eq!(tried.await.unwrap(), Rehearsed { answer: 1, changes: Vec::new(), revision: 1 });
}

#[tokio::test]
async fn what_is_remembered_is_as_it_was_before_a_rehearsal() {
    let db = TestDb::new(|_| {}).await;
    world::fill(&db, T).await;
    let names = |db: &TestDb| {
        let db = (*db).clone();
        async move {
            let found: Answer<_> = db.read(|tx| Box::pin(group::find_at(tx, T, "g23", Millis(1)))).await;
            found.unwrap().map(|group| group.row.name)
        }
    };
    assert_eq!(names(&db).await.as_deref(), Some("n23"));
    let tried: Answer<_> = db
        .rehearse(T, |tx| {
            Box::pin(async move {
                let group = group::find(tx, T, "g23").await?.unwrap();
                assert!(group::rename(tx, T, group.id, "tried", "", Millis(1)).await?);
                let seen = group::find_at(tx, T, "g23", Millis(1)).await?;
                Ok::<_, StoreError>(Written::new(seen.map(|group| group.row.name), entry("x")))
            })
        })
        .await;
    assert_eq!(tried.unwrap().answer.as_deref(), Some("tried"));
    assert_eq!(names(&db).await.as_deref(), Some("n23"));
}

#[tokio::test]
async fn the_observer_hears_in_order_before_the_callers_and_of_no_rehearsal() {
    let heard = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let ear = std::sync::Arc::clone(&heard);
    let observer = std::sync::Arc::new(move |news: News<'_>| {
        ear.lock().unwrap().push(match news {
            News::Write { tenant, revision, at, changes } => (tenant.0, revision, at.0, changes.len()),
            News::Everything => (0, 0, 0, 0),
        });
    });
    let db = TestDb::new(|settings| settings.observer = Some(observer)).await;
    let at = entry("x").at.0;

    put(&db, T, "a").await.unwrap();
    db.write(T, |_| Box::pin(async { Ok::<_, StoreError>(Written::unchanged(())) })).await.unwrap();
    let done: Answer<()> = db
        .write(T, |tx| {
            Box::pin(async {
                app_collaborator::put(tx, T, AppNo(1), UserNo(1), CollaboratorRole::Operator).await?;
                app_collaborator::put(tx, T, AppNo(1), UserNo(2), CollaboratorRole::Operator).await?;
                Ok(Written::new((), entry("b")))
            })
        })
        .await;
    done.unwrap();
    let refused: Answer<()> = db
        .write(T, |tx| {
            Box::pin(async {
                app_collaborator::put(tx, T, AppNo(1), UserNo(3), CollaboratorRole::Operator).await?;
                Err(StoreError::Misuse("refused"))
            })
        })
        .await;
    assert!(refused.is_err());
    let alone: Answer<u64> = db.exclusive(|tx| Box::pin(async { keep(tx, "c").await })).await;
    alone.unwrap();
    let failed: Answer<u64> = db.exclusive(|_| Box::pin(async { Err(StoreError::Misuse("refused")) })).await;
    assert!(failed.is_err());

    assert_eq!(*heard.lock().unwrap(), [(1, 1, at, 0), (1, 2, at, 2), (0, 0, 0, 0)]);
}
