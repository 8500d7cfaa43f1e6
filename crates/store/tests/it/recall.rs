//! What is remembered is never older than what was committed, and never what was not.

use menjin_model::{GroupId, GroupNo, Millis, TenantNo, UserNo};
use menjin_store::group::{self, NewGroup};
use menjin_store::person::{self, IdKind, row::UserRow};
use menjin_store::{Db, Tx, Written, args};

use crate::help::{Answer, TENANT, entry, hold, open, sent};

const NOW: Millis = Millis(1_767_254_400_000);

/// Makes a group with the wire id `g`.
async fn group(db: &Db, tenant: TenantNo) -> GroupNo {
    let made: Answer<_> = db
        .write(tenant, move |tx| {
            Box::pin(async move {
                let id = GroupId("g".to_owned());
                let new = NewGroup { group_id: &id, name: "before", description: "", now: NOW };
                Ok(Written::new(group::insert(tx, tenant, &new, 500).await?.unwrap(), entry("g")))
            })
        })
        .await;
    made.unwrap()
}

/// The name of `g` and how many people are in it at `now`.
async fn seen(db: &Db, tenant: TenantNo, now: Millis) -> Option<(String, i64)> {
    let found: Answer<_> = db.read(move |tx| Box::pin(group::find_at(tx, tenant, "g", now))).await;
    found.unwrap().map(|group| (group.row.name.clone(), group.users()))
}

async fn rename(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo, name: &str) -> Answer<Written<()>> {
    assert!(group::rename(tx, tenant, group, name, "", NOW).await?);
    Ok(Written::new((), entry("g")))
}

#[tokio::test]
async fn a_change_is_seen_by_the_next_read_and_only_in_its_tenant() {
    let (db, other) = (open().await, TenantNo(2));
    let (mine, _) = (group(&db, TENANT).await, group(&db, other).await);
    for turn in 0..3 {
        assert!(seen(&db, TENANT, NOW).await.is_some() && seen(&db, other, NOW).await.is_some());
        let name = format!("after {turn}");
        let done: Answer<()> = {
            let name = name.clone();
            db.write(TENANT, move |tx| {
                let name = name.clone();
                Box::pin(async move { rename(tx, TENANT, mine, &name).await })
            })
            .await
        };
        done.unwrap();
        assert_eq!(seen(&db, TENANT, NOW).await, Some((name, 0)));
        assert_eq!(seen(&db, other, NOW).await, Some(("before".to_owned(), 0)));
    }
}

#[tokio::test]
async fn a_membership_that_begins_is_counted_from_its_moment_on() {
    let db = open().await;
    let group = group(&db, TENANT).await;
    seen(&db, TENANT, NOW).await;
    let done: Answer<()> = db
        .write(TENANT, move |tx| {
            Box::pin(async move {
                const JOIN: &str = "insert into group_member (tenant, user_group, joined, user, starts, ends) \
                                    values ($1, $2, 1, 7, $3, $4)";
                let (starts, ends) = (NOW.plus_seconds(60), NOW.plus_seconds(120));
                tx.execute(JOIN, args![TENANT, group, starts, ends]).await?;
                group::member::recount(tx, TENANT, group, 1).await?;
                Ok(Written::new((), entry("g")))
            })
        })
        .await;
    done.unwrap();
    for (after, users) in [(0, 0), (60, 1), (0, 0), (119, 1), (120, 0)] {
        assert_eq!(seen(&db, TENANT, NOW.plus_seconds(after)).await, Some(("before".to_owned(), users)), "{after} s");
    }
}

#[tokio::test]
async fn a_batch_that_is_undone_leaves_nothing_behind() {
    let db = open().await;
    let group = group(&db, TENANT).await;
    let (go, held) = hold(&db).await;
    let calls: Vec<_> = [false, true]
        .into_iter()
        .map(|fails| {
            sent(db.write(TENANT, move |tx| {
                Box::pin(async move {
                    let done = rename(tx, TENANT, group, "refused").await?;
                    let inside = group::find_at(tx, TENANT, "g", NOW).await?;
                    assert_eq!(inside.map(|group| group.row.name).as_deref(), Some("refused"));
                    let user = add(tx, "u", false).await?;
                    assert_eq!(known(tx, "u").await?, Some(user));
                    if fails {
                        Err(menjin_store::StoreError::Misuse("refused"))
                    } else {
                        rename(tx, TENANT, group, "kept").await
                    }
                    .map(|_| done)
                })
            }))
        })
        .collect();
    drop(go);
    held.await.unwrap();
    for (call, fails) in calls.into_iter().zip([false, true]) {
        // The second finds the `user_id` taken, so it fails before its own refusal.
        assert_eq!(call.await.is_err(), fails);
    }
    assert_eq!(seen(&db, TENANT, NOW).await, Some(("kept".to_owned(), 0)));
}

#[tokio::test]
async fn an_id_is_its_new_holders_as_soon_as_it_is_given_on() {
    let db = open().await;
    let first = write(&db, |tx| Box::pin(async { add(tx, "u", false).await })).await;
    assert_eq!(read(&db).await, Some(first));
    let second = write(&db, move |tx| {
        Box::pin(async move {
            let gone = UserRow { id: first, resigned: true, ..person("u") };
            person::row::update(tx, TENANT, &gone).await?;
            assert_eq!(known(tx, "u").await?, Some(first), "who has left is still who had it");
            let second = add(tx, "u", false).await?;
            assert_eq!(known(tx, "u").await?, Some(second));
            Ok(second)
        })
    })
    .await;
    assert_eq!(read(&db).await, Some(second));
}

#[tokio::test]
async fn after_a_reset_nothing_is_remembered() {
    let db = open().await;
    group(&db, TENANT).await;
    write(&db, |tx| Box::pin(async { add(tx, "u", false).await })).await;
    assert!(seen(&db, TENANT, NOW).await.is_some() && read(&db).await.is_some());
    let reset: Answer<()> = db.exclusive(|tx| Box::pin(menjin_store::reset::forget_all(tx))).await;
    reset.unwrap();
    assert!(seen(&db, TENANT, NOW).await.is_none() && read(&db).await.is_none());
}

async fn write<F>(db: &Db, operation: F) -> UserNo
where
    F: for<'a> Fn(&'a mut Tx<'_>) -> menjin_store::BoxFuture<'a, Answer<UserNo>> + Send + Copy + 'static,
{
    let done: Answer<_> =
        db.write(TENANT, move |tx| Box::pin(async move { Ok(Written::new(operation(tx).await?, entry("u"))) })).await;
    done.unwrap()
}

async fn read(db: &Db) -> Option<UserNo> {
    let found: Answer<_> = db.read(|tx| Box::pin(async { known(tx, "u").await })).await;
    found.unwrap()
}

async fn known(tx: &mut Tx<'_>, user_id: &str) -> Answer<Option<UserNo>> {
    let found = person::find(tx, TENANT, IdKind::UserId, &[user_id]).await?;
    Ok(found.first().copied().flatten().map(|known| known.user))
}

async fn add(tx: &mut Tx<'_>, user_id: &str, resigned: bool) -> Answer<UserNo> {
    let id = UserNo(tx.new_id().await?);
    let row = UserRow { id, resigned, union_id: format!("on_{}", id.0), ..person(user_id) };
    person::row::insert(tx, TENANT, &row).await?;
    Ok(id)
}

fn person(user_id: &str) -> UserRow {
    UserRow {
        id: UserNo(0),
        user_id: user_id.to_owned(),
        union_id: String::new(),
        name: "Ann".to_owned(),
        email: None,
        mobile: None,
        employee_no: None,
        leader: UserNo(0),
        employee_type: 1,
        frozen: false,
        resigned: false,
        manager: false,
        profile: "{}".to_owned(),
        created: NOW,
    }
}
