//! Governance: the audit, notices on their way, access reviews.

use menjin_model::{AdministratorNo, Millis};
use menjin_store::change::{self, told as change_told};
use menjin_store::group::member as group_member;
use menjin_store::{delivery, inbox, notice, person, review_case, webhook};

use super::{GROUP, NOW, T, USER, write};

const WHO: AdministratorNo = AdministratorNo(1);

#[tokio::test]
async fn the_audit() {
    write(|tx| {
        Box::pin(async move {
            for object in ["", "group:g"] {
                let filter = change_told::Filter {
                    actors: Some(vec!["app:x".to_owned(), "user:1".to_owned()]),
                    object: object.to_owned(),
                    action: "contact".to_owned(),
                    surface: "open-apis".to_owned(),
                    from: NOW,
                    until: NOW,
                    text: "a".to_owned(),
                };
                let stretch = change_told::Stretch { above: 0, below: 9, limit: 5 };
                for newest_first in [true, false] {
                    change_told::rows(tx, T, &filter, stretch, newest_first).await?;
                    change_told::rows(tx, T, &change_told::Filter::default(), stretch, newest_first).await?;
                }
            }
            assert_eq!(change_told::one(tx, T, 1).await?, None);
            assert_eq!(change_told::hash(tx, T, 1).await?, None);
            assert_eq!(change::check(tx, T, &change::Head::default(), 5).await?.broken, None);
            assert_eq!(person::called(tx, T, "名").await?, []);
            assert_eq!(group_member::ends(tx, T, GROUP, NOW).await?, []);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn notices() {
    write(|tx| {
        Box::pin(async move {
            inbox::insert(tx, T, WHO, "k", "{}", NOW).await?;
            assert_eq!(inbox::unseen(tx, T, WHO).await?, 1);
            let rows = inbox::list(tx, T, WHO, true, i64::MAX, 5).await?;
            assert_eq!(rows.len(), 1);
            assert_eq!(inbox::see(tx, T, WHO, Some(&[rows[0].id]), NOW).await?, 1);
            assert_eq!(inbox::see(tx, T, WHO, None, NOW).await?, 0);
            assert_eq!(notice::list(tx, T, Some(USER), i64::MAX, 5).await?, []);
            assert_eq!(notice::list(tx, T, None, i64::MAX, 5).await?, []);

            let mut hook = webhook::WebhookRow {
                id: 0,
                url: "https://x/".to_owned(),
                secret: vec![1],
                kinds: "[]".to_owned(),
                enabled: true,
                created: NOW,
            };
            hook.id = webhook::insert(tx, T, &hook).await?;
            webhook::update(tx, T, &hook).await?;
            assert_eq!(webhook::find(tx, T, hook.id).await?, Some(hook.clone()));
            let id = delivery::insert(tx, T, (hook.id, ""), ("k", "{}"), NOW).await?;
            let row = delivery::due(tx, NOW, 5).await?.remove(0);
            assert!(delivery::claim(tx, &row, Millis(NOW.0 + 1)).await?);
            assert!(!delivery::claim(tx, &row, Millis(NOW.0 + 1)).await?, "somebody has it");
            delivery::note(tx, T, id, (NOW, Millis(0)), "").await?;
            assert_eq!(delivery::list(tx, T, Some(hook.id), i64::MAX, 5).await?.len(), 1);
            assert_eq!(delivery::forget_before(tx, T, Millis(NOW.0 + 1), 5).await?, 1);
            webhook::delete(tx, T, hook.id).await?;
            assert_eq!(webhook::list(tx, T).await?, []);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn access_reviews() {
    write(|tx| {
        Box::pin(async move {
            let row = review_case::ReviewRow {
                id: 0,
                name: "n".to_owned(),
                scope: "{}".to_owned(),
                owner: WHO,
                due: NOW,
                reminded: Millis(0),
                outcome: "keep".to_owned(),
                created: NOW,
                closed: Millis(0),
            };
            let id = review_case::insert(tx, T, &row, &["{}".to_owned(), "{}".to_owned()]).await?;
            assert_eq!(review_case::find(tx, T, id).await?.map(|row| row.id), Some(id));
            assert_eq!(review_case::list(tx, T, true, i64::MAX, 5).await?.len(), 1);
            assert_eq!(review_case::open(tx).await?, [(T, id)]);
            assert!(review_case::decide(tx, T, id, (1, "remove", "why"), (WHO, NOW)).await?);
            review_case::applied(tx, T, id, 1, NOW, None).await?;
            assert_eq!(review_case::settle(tx, T, id, "keep", NOW).await?, 1);
            assert_eq!(review_case::counts(tx, T, id).await?, (2, 1, 1, 1));
            assert_eq!(review_case::items(tx, T, id, Some("keep"), 0, 5).await?.len(), 1);
            assert!(review_case::remind(tx, T, id, Millis(1), NOW).await?);
            assert!(review_case::close(tx, T, id, NOW).await?);
            assert!(!review_case::close(tx, T, id, NOW).await?, "it is closed");
            assert_eq!(review_case::groups(tx, T, 5).await?, []);
            assert_eq!(review_case::documents(tx, T, 5).await?, []);
            assert_eq!(review_case::apps(tx, T, 5).await?, []);
            assert_eq!(review_case::doors(tx, T, 5).await?, []);
            Ok(())
        })
    })
    .await;
}
