//! What the history knows: an earlier state is the present one with the later changes undone.

use menjin_model::{Change, Millis, UserNo};
use menjin_store::change::{self, NewsRow};
use menjin_store::{Db, StoreError, Written, args, review};

use super::{Held, load, watched, world};
use crate::help::{Answer, TENANT as T, entry, put};

const REVIEW: menjin_model::ReviewGroupNo = menjin_model::ReviewGroupNo(82);

/// Changes a fact, at this moment.
async fn changes(db: &Db, user: i64, at: i64) {
    let done: Answer<()> = db
        .write(T, move |tx| {
            Box::pin(async move {
                review::add(tx, T, REVIEW, &[UserNo(user)]).await?;
                Ok::<_, StoreError>(Written::new((), menjin_store::AuditEntry { at: Millis(at), ..entry("x") }))
            })
        })
        .await;
    done.unwrap();
}

async fn imports(db: &Db) {
    let done: Answer<()> = db.exclusive(|tx| Box::pin(async { tx.begin_tenant(T, entry("import")).await })).await;
    done.unwrap();
}

async fn news(db: &Db, after: i64, limit: i64) -> Vec<NewsRow> {
    let news: Answer<_> = db.read(move |tx| Box::pin(change::news(tx, T, after, limit))).await;
    news.unwrap()
}

async fn oldest(db: &Db) -> i64 {
    let oldest: Answer<_> = db.read(|tx| Box::pin(change::oldest_known(tx, T))).await;
    oldest.unwrap()
}

async fn at(db: &Db, moment: i64) -> Option<i64> {
    let revision: Answer<_> = db.read(move |tx| Box::pin(change::revision_at(tx, T, Millis(moment)))).await;
    revision.unwrap()
}

async fn forgets(db: &Db, before: i64, most: i64) -> u64 {
    let forgotten: Answer<u64> = db
        .write(T, move |tx| {
            Box::pin(
                async move { Ok(Written::unchanged(change::forget_facts_before(tx, T, Millis(before), most).await?)) },
            )
        })
        .await;
    forgotten.unwrap()
}

async fn broken(db: &Db) -> Option<i64> {
    let broken: Answer<_> = db.read(|tx| Box::pin(change::first_broken(tx, T))).await;
    broken.unwrap()
}

#[tokio::test]
async fn every_earlier_state_is_the_present_one_undone() {
    let (db, heard) = watched(|_| {}).await;
    world::fill(&db, T).await;
    imports(&db).await;
    let mut states: Vec<Held> = vec![load(&db, T).await];
    for user in 1..=6 {
        changes(&db, user, user * 10).await;
        states.push(load(&db, T).await);
    }
    put(&db, T, "no fact").await.unwrap();

    let rows = news(&db, 1, 100).await;
    assert_eq!(rows.iter().map(|row| row.revision).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(rows.last().unwrap().facts, Some(Vec::new()), "known to have changed none");
    let told: Vec<Change> = rows.iter().flat_map(|row| row.facts.clone().unwrap()).collect();
    assert_eq!(told, *heard.lock().unwrap());

    let mut state = load(&db, T).await;
    for row in rows.iter().rev() {
        state.undo(row.facts.as_ref().unwrap());
        let index = usize::try_from(row.revision - 2).unwrap().min(states.len() - 1);
        assert_eq!(state, states[index], "before revision {}", row.revision);
    }
    assert_eq!(news(&db, 3, 2).await, rows[2..4]);
}

#[tokio::test]
async fn a_moment_is_the_last_revision_until_then() {
    let (db, _) = watched(|_| {}).await;
    assert_eq!(at(&db, 100).await, None);
    for (user, moment) in [(1, 10), (2, 20), (3, 15), (4, 30)] {
        changes(&db, user, moment).await;
    }
    for (moment, revision) in [(9, None), (10, Some(1)), (14, Some(1)), (15, Some(3)), (29, Some(3)), (30, Some(4))] {
        assert_eq!(at(&db, moment).await, revision, "{moment}");
    }
}

#[tokio::test]
async fn an_import_is_not_known_and_cuts_off_what_was_before() {
    let (db, heard) = watched(|_| {}).await;
    assert_eq!(oldest(&db).await, 0);
    changes(&db, 1, 1).await;
    assert_eq!(oldest(&db).await, 0);
    imports(&db).await;
    changes(&db, 2, 1).await;

    assert_eq!(oldest(&db).await, 2);
    let known: Vec<bool> = news(&db, 0, 9).await.iter().map(|row| row.facts.is_some()).collect();
    assert_eq!(known, [true, false, true]);
    assert_eq!(heard.lock().unwrap().len(), 2);
    assert_eq!(broken(&db).await, None);
}

#[tokio::test]
async fn facts_are_forgotten_from_the_oldest_on_and_the_chain_still_holds() {
    let (db, _) = watched(|_| {}).await;
    for user in 1..=3 {
        changes(&db, user, user * 10).await;
    }
    imports(&db).await;
    for user in 4..=6 {
        changes(&db, user, user * 10).await;
    }
    assert_eq!(oldest(&db).await, 4);

    assert_eq!(forgets(&db, 50, 2).await, 2);
    assert_eq!(forgets(&db, 50, 9).await, 2);
    assert_eq!(forgets(&db, 50, 9).await, 0);
    assert_eq!(oldest(&db).await, 5);
    let known: Vec<bool> = news(&db, 0, 9).await.iter().map(|row| row.facts.is_some()).collect();
    assert_eq!(known, [false, false, false, false, false, true, true]);
    assert_eq!(broken(&db).await, None);

    let other = "update change set facts = facts_hash where revision = 7";
    let done: Answer<u64> = db.exclusive(move |tx| Box::pin(tx.execute(other, args![]))).await;
    done.unwrap();
    assert_eq!(broken(&db).await, Some(7), "facts that are there must be those that were written");
    assert_eq!(news(&db, 6, 1).await[0].facts, None);
}

#[tokio::test]
async fn rows_from_before_facts_were_kept_hold_and_are_not_known() {
    let (db, _) = watched(|_| {}).await;
    imports(&db).await;
    imports(&db).await;
    assert_eq!(oldest(&db).await, 2);
    assert_eq!(broken(&db).await, None);
}
