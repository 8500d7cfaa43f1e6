//! Statements that look at a company as a whole and at its history; and its templates.

use menjin_model::{AdministratorNo, GroupNo, Millis, UserNo};
use menjin_store::access::history as access_history;
use menjin_store::change::object as change_object;
use menjin_store::group::{census as group_census, deleted as group_deleted};
use menjin_store::person::history as person_history;
use menjin_store::template::{self, TemplateRow};
use menjin_store::{AuditEntry, StoreError, Written, decision_log, inbox, overview};

use super::{NOW, T, write_in_company};
use crate::facts::fill;
use crate::help::{Answer, entry, open};
use crate::home::TestDb;

const DAY: i64 = 86_400_000;

/// A company, and changes of it: the first of an object a day before the second.
async fn with_history() -> TestDb {
    let db = open().await;
    fill(&db, T).await;
    for (object, action, at) in [
        ("group:g21", "put", NOW.0 - DAY),
        ("group:g21", "drop", NOW.0),
        ("user:1201", "put", NOW.0),
        ("user:120", "put", NOW.0),
        ("group:old", "drop", NOW.0 + 1),
    ] {
        let written: Answer<()> = db
            .write(T, move |_| {
                let entry = AuditEntry { at: Millis(at), action: action.to_owned(), ..entry(object) };
                Box::pin(async { Ok(Written::new((), entry)) })
            })
            .await;
        written.unwrap();
    }
    db
}

#[tokio::test]
async fn a_company_at_a_glance() {
    write_in_company(|tx| {
        Box::pin(async move {
            let who = AdministratorNo(1);
            inbox::insert(tx, T, who, "k", "{}", NOW).await?;
            let counts = overview::CountsRow {
                company: "n".to_owned(),
                people: 5,
                groups: 6,
                departments: 4,
                documents: 3,
                apps: 2,
                doors: 2,
                review_groups: 2,
                open_reviews: 0,
                unread: 1,
            };
            assert_eq!(overview::counts(tx, T, who).await?, counts);
            assert_eq!(overview::empty_groups(tx, T, 5).await?, [("g26".to_owned(), "n26".to_owned())]);
            assert_eq!(overview::open_doors(tx, T, 5).await?, [("r62".to_owned(), "n62".to_owned())]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn the_history_of_a_company() {
    let db = with_history().await;
    let read: Answer<()> = db
        .read(|tx| {
            Box::pin(async move {
                assert_eq!(overview::days(tx, T, NOW, DAY).await?, [(0, 4)]);
                assert_eq!(overview::days(tx, T, Millis(NOW.0 - DAY), DAY).await?, [(0, 1), (1, 4)]);
                let latest = overview::latest(tx, T, 2).await?;
                let latest: Vec<_> = latest.iter().map(|row| (row.0, row.1.0 - NOW.0, &*row.2, &*row.3)).collect();
                assert_eq!(latest, [(5, 1, "drop", "group:old"), (4, 0, "put", "user:120")]);

                let (group, other) = (GroupNo(21), GroupNo(26));
                let mut changes = group_census::changes(tx, T, Millis(NOW.0 - DAY), DAY).await?;
                changes.sort();
                assert_eq!(changes, [(group, 0, 1), (group, 1, 1)]);
                let latest = group_census::latest(tx, T).await?;
                assert_eq!(latest.len(), 6);
                assert!(latest.contains(&(group, NOW)) && latest.contains(&(other, Millis(0))));
                Ok::<_, StoreError>(())
            })
        })
        .await;
    read.unwrap();
}

#[tokio::test]
async fn the_history_of_some_things() {
    let db = with_history().await;
    let read: Answer<()> = db
        .read(|tx| {
            Box::pin(async move {
                let rows = change_object::list(tx, T, "group:g21", i64::MAX, 5).await?;
                let rows: Vec<_> = rows.iter().map(|row| (row.revision, row.action.as_str())).collect();
                assert_eq!(rows, [(2, "drop"), (1, "put")]);
                assert_eq!(change_object::list(tx, T, "group:g21", 2, 5).await?.len(), 1);
                assert_eq!(change_object::count_since(tx, T, "group:g21", NOW).await?, 1);

                let objects = ["group:g21".to_owned(), "user:120".to_owned(), "user:9".to_owned()];
                let rows = access_history::of_objects(tx, T, &objects, 2).await?;
                let rows: Vec<_> = rows.iter().map(|row| (row.revision, row.object.as_str())).collect();
                assert_eq!(rows, [(4, "user:120"), (2, "group:g21")]);

                let of_all = group_deleted::history(tx, T, None, &["drop", "fall"]).await?;
                assert_eq!(of_all.iter().map(|row| row.revision).collect::<Vec<_>>(), [5, 2]);
                let of_one = group_deleted::history(tx, T, Some("group:g21"), &["drop"]).await?;
                assert_eq!(of_one, of_all[1..]);
                assert_eq!(group_deleted::history(tx, T, Some("group:g21"), &["fall"]).await?, []);

                let named = person_history::naming(tx, T, UserNo(120), 6, 5).await?;
                assert_eq!(named.iter().map(|row| row.object.as_str()).collect::<Vec<_>>(), ["user:120"]);
                assert_eq!(person_history::naming(tx, T, UserNo(120), 4, 5).await?, []);
                Ok::<_, StoreError>(())
            })
        })
        .await;
    read.unwrap();
}

#[tokio::test]
async fn decisions_that_name_something() {
    write_in_company(|tx| {
        Box::pin(async move {
            let decision = |at: i64, question: &str| decision_log::NewDecision {
                at: Millis(NOW.0 + at),
                log_id: "log".to_owned(),
                caller: "ou_1".to_owned(),
                question: question.to_owned(),
                answer: true,
                reason: "r".to_owned(),
                revision: 1,
            };
            let asked = [decision(0, r#"{"a":"t_1"}"#), decision(1, r#"{"a":"tx1"}"#), decision(2, r#"{"a":"t_1"}"#)];
            decision_log::insert(tx, T, &asked).await?;
            assert_eq!(decision_log::naming(tx, T, NOW, "\"t_1\"", 9).await?, 2);
            assert_eq!(decision_log::naming(tx, T, Millis(NOW.0 + 1), "\"t_1\"", 9).await?, 1);
            assert_eq!(decision_log::naming(tx, T, NOW, "\"t_1\"", 2).await?, 1, "among the latest");
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn templates() {
    write_in_company(|tx| {
        Box::pin(async move {
            let mut row = TemplateRow {
                id: 0,
                key: "k".to_owned(),
                name: "n".to_owned(),
                description: String::new(),
                grants: "[]".to_owned(),
            };
            assert!(template::insert(tx, T, &row, NOW).await?);
            assert!(!template::insert(tx, T, &row, NOW).await?, "the key is taken");
            row.id = template::find(tx, T, "k").await?.unwrap().id;
            row.name = "another".to_owned();
            template::update(tx, T, &row, NOW).await?;
            assert_eq!(template::list(tx, T).await?, [row.clone()]);
            template::delete(tx, T, row.id).await?;
            assert_eq!(template::find(tx, T, "k").await?, None);
            Ok(())
        })
    })
    .await;
}
