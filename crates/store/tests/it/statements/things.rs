//! Statements about documents, doors, people groups of reviews, and what belongs to no family.

use menjin_model::{
    Change, DeviceNo, DocumentNo, Fact, Key, Millis, Party, Perm, ReviewGroupNo, RuleNo, TenantNo, VisitorNo,
};
use menjin_store::change::{self, known as change_known};
use menjin_store::document_member::{self, Holder, PermType};
use menjin_store::door::{self, cover as door_cover, member as door_member};
use menjin_store::fact::{load as fact_load, slice as fact_slice};
use menjin_store::person::row as person_row;
use menjin_store::{
    StoreError, decision_log, directory, document, idempotency, impact, notice, review, setting, tenant,
};

use crate::help::open;

use super::{APP, DEPARTMENT, GROUP, NOW, T, USER, person, write};

const DOCUMENT: DocumentNo = DocumentNo(15);
const RULE: RuleNo = RuleNo(16);
const DEVICE: DeviceNo = DeviceNo(17);
const REVIEW: ReviewGroupNo = ReviewGroupNo(18);

#[tokio::test]
async fn documents() {
    write(|tx| {
        Box::pin(async move {
            let new = document::NewDocument {
                token: "doc",
                r#type: "docx",
                title: "t",
                owner_kind: "user",
                owner: USER.0,
                folder: DocumentNo(0),
                now: NOW,
            };
            let document = document::insert(tx, T, &new).await?;
            assert!(document::find(tx, T, "doc").await?.is_some_and(|row| row.inherits));
            assert_eq!(document::chain(tx, T, document).await?.len(), 1);
            assert_eq!(document::siblings(tx, T, DocumentNo(0), "user", USER.0).await?, 1);
            document::siblings(tx, T, document, "user", USER.0).await?;
            document::detach(tx, T, document, "{}", NOW).await?;
            let holders = [Holder::User(USER), Holder::App(APP), Holder::Department(DEPARTMENT), Holder::Group(GROUP)];
            let grants = holders.map(|holder| document_member::Grant {
                document,
                perm_type: PermType::Container,
                holder,
                perm: Perm::View,
                added: 1,
                starts: Millis(0),
                ends: Millis(0),
            });
            document_member::put(tx, T, &grants).await?;
            document_member::put(tx, T, &grants).await?;
            assert_eq!(document_member::of_holders(tx, T, &[document], &holders).await?.len(), 4);
            assert_eq!(document_member::of_documents(tx, T, &[document]).await?.len(), 4);
            assert_eq!(document_member::count(tx, T, document, NOW).await?, (2, 2));
            assert!(document_member::remove(tx, T, document, PermType::Container, holders[0]).await?);
            document_member::by_emails(tx, T, &["e"]).await?;
            document_member::by_group_ids(tx, T, &["g"]).await?;
            document_member::by_app_ids(tx, T, &["cli"]).await?;
            document_member::by_bot_open_ids(tx, T, &["ou"]).await?;
            document_member::faces(tx, T, &holders).await?;
            directory::documents(tx, T).await?;
            document::find(tx, T, "none").await?;
            assert_ne!(document, DOCUMENT);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn doors() {
    write(|tx| {
        Box::pin(async move {
            person_row::insert(tx, T, &person()).await?;
            let row = door::RuleRow {
                id: RULE,
                rule_id: "r".into(),
                name: "Gate".into(),
                remind_face: true,
                is_temp: false,
                opening_time: "null".into(),
                is_deleted: false,
            };
            let rule = door::insert(tx, T, &row, NOW).await?;
            let row = door::RuleRow { id: rule, ..row };
            door::update(tx, T, &row).await?;
            assert!(door::find(tx, T, "r").await?.is_some_and(|row| row.remind_face && !row.is_deleted));
            assert_eq!(door::by_name(tx, T, "Gate").await?, Some(rule));
            assert_eq!(door::by_ids(tx, T, &["r"]).await?.len(), 1);
            assert_eq!(door::all(tx, T).await?.len(), 1);
            assert_eq!(door::count(tx, T).await?, 1);
            door::devices(tx, T).await?;
            door::devices_by_ids(tx, T, &["x"]).await?;
            door::visitors_by_ids(tx, T, &["x"]).await?;
            door::replace_devices(tx, T, rule, &[DEVICE, DeviceNo(3)]).await?;
            assert_eq!(door::devices_of(tx, T, rule).await?, [DEVICE, DeviceNo(3)]);
            assert_eq!(door::of_device(tx, T, DEVICE).await?.len(), 1);
            assert_eq!(door::rules_of(tx, T, DEVICE).await?, [rule]);
            door::shown_devices(tx, T, &[rule]).await?;
            door::unbind(tx, T, DEVICE, &[rule]).await?;
            door::bind(tx, T, DEVICE, &[rule]).await?;
            assert_eq!(door::devices_of(tx, T, rule).await?, [DeviceNo(3), DEVICE]);
            let member = |kind: &str, member| door_member::Member {
                kind: kind.into(),
                member,
                starts: Millis(0),
                ends: Millis(0),
            };
            let members = [member("user", USER.0), member("department", 0)];
            door_member::replace(tx, T, rule, door_member::Part::Users, &members).await?;
            door_member::replace(tx, T, rule, door_member::Part::Visitors, &[member("visitor", 9)]).await?;
            assert_eq!(door_member::of_rule(tx, T, rule).await?.len(), 3);
            assert_eq!(door_member::shown(tx, T, &[rule], NOW).await?.len(), 3);
            assert_eq!(door_member::people(tx, T, APP, &[USER]).await?.len(), 1);
            door_member::departments(tx, T, &[0, DEPARTMENT.0]).await?;
            door_member::visitors(tx, T, &[VisitorNo(9)]).await?;
            assert_eq!(door_cover::everyone(tx, T, &[rule], NOW).await?, [rule]);
            door_cover::dynamic(tx, T, &[rule], NOW).await?;
            assert_eq!(door_cover::counts(tx, T, &[rule], NOW).await?, [(rule, 1)]);
            assert_eq!(door_cover::people(tx, T, &[rule], NOW).await?, [(rule, USER)]);
            directory::devices(tx, T).await?;
            door::delete(tx, T, rule).await?;
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn reviews_and_the_rest() {
    write(|tx| {
        Box::pin(async move {
            person_row::insert(tx, T, &person()).await?;
            review::find(tx, T, "r").await?;
            review::set_visible(tx, T, REVIEW, 1).await?;
            review::add(tx, T, REVIEW, &[USER]).await?;
            assert_eq!(review::people(tx, T, REVIEW).await?, [USER]);
            review::remove(tx, T, REVIEW, &[USER]).await?;
            review::add(tx, T, REVIEW, &[USER]).await?;
            review::clear(tx, T, REVIEW, &[USER]).await?;
            review::gone(tx, T).await?;
            let span = || review::Span { from: "a", to: "z", limit: 5 };
            span().open_ids(tx, T, APP, |_, _| {}).await?;
            assert_eq!(span().union_ids(tx, T, |_, _| {}).await?, 1);
            assert_eq!(span().user_ids(tx, T, |_, _| {}).await?, 1);
            directory::review_groups(tx, T).await?;
            directory::review_members(tx, T).await?;
            notice::insert(tx, T, "k", USER, &serde_json::json!({}), NOW).await?;
            setting::put(tx, "a", "1").await?;
            setting::put(tx, "a", "2").await?;
            assert_eq!(setting::find(tx, "a").await?.as_deref(), Some("2"));
            let key = idempotency::Key { tenant: T, app: APP, call: "c", token: "t" };
            let kept = idempotency::Kept { body: vec![1], answer: "{}".into() };
            idempotency::keep(tx, key, &kept, NOW).await?;
            idempotency::keep(tx, key, &kept, NOW).await?;
            assert!(idempotency::find(tx, key, Millis(0)).await?.is_some());
            assert_eq!(idempotency::forget(tx, T, NOW).await?, 1);
            assert_eq!(tenant::name(tx, T).await?, None);
            assert_eq!(tenant::key(tx, T).await?, None);
            change::head(tx, T).await?;
            change_known::news(tx, T, 0, 5).await?;
            assert_eq!(change_known::revision_at(tx, T, NOW).await?, None);
            assert_eq!(change_known::oldest_known(tx, T).await?, 0);
            assert_eq!(change_known::forget_facts_before(tx, T, NOW, 5).await?, 0);
            let mut facts = Vec::new();
            fact_load::load(tx, T, &mut |fact| facts.push(fact)).await?;
            for key in [Key::App(APP), Key::Device(DeviceNo(1)), Key::Document(DOCUMENT)] {
                assert_eq!(fact_slice::slice(tx, T, Party::User(USER), key).await?, facts);
            }
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn decisions_are_kept_and_listed_the_newest_first() {
    write(|tx| {
        Box::pin(async move {
            let decision = |at: i64, answer| decision_log::NewDecision {
                at: Millis(NOW.0 + at),
                log_id: format!("log{at}"),
                caller: "ou_1".into(),
                question: r#"{"subject":"李 \u0000 \"四\""}"#.into(),
                answer,
                reason: "no_grant".into(),
                revision: 7,
            };
            decision_log::insert(tx, T, &[]).await?;
            decision_log::insert(tx, T, &[decision(1, true), decision(1, false), decision(2, true)]).await?;
            decision_log::insert(tx, T, &[decision(0, false)]).await?;
            let all = decision_log::list(tx, T, None, 9).await?;
            let shown = |rows: &[decision_log::DecisionRow]| {
                rows.iter().map(|row| (row.at.0 - NOW.0, row.answer)).collect::<Vec<_>>()
            };
            assert_eq!(shown(&all), [(0, false), (2, true), (1, false), (1, true)], "a clock that goes back");
            assert_eq!(all[3].question, decision(1, true).question);
            let behind = decision_log::list(tx, T, Some(all[1].id), 1).await?;
            assert_eq!(shown(&behind), [(1, false)]);
            assert_eq!(decision_log::forget_before(tx, T, Millis(NOW.0 + 2), 2).await?, 2);
            assert_eq!(decision_log::forget_before(tx, T, Millis(NOW.0 + 2), 2).await?, 1);
            let last = decision_log::list(tx, T, None, 9).await?;
            assert_eq!(shown(&last), [(2, true)]);
            decision_log::forget_before(tx, T, Millis(NOW.0 + 9), 2).await?;
            decision_log::insert(tx, T, &[decision(3, true)]).await?;
            assert!(decision_log::list(tx, T, None, 9).await?[0].id > last[0].id, "ids are not used again");
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn impacts_are_kept_where_other_nodes_may_be_asked_for_them() {
    let db = open().await;
    let fact = Fact::Device { id: DeviceNo(7) };
    let row = impact::ImpactRow { app: APP, user: USER, revision: 3, at: NOW, changes: vec![Change::Came(fact)] };
    let kept = impact::keep(&db, T, "an id", row.clone()).await;
    if !db.is_shared() {
        assert!(kept.is_err(), "a node alone keeps them in memory");
        return;
    }
    kept.unwrap();
    let found = |id: &'static str, tenant| {
        let db = db.clone();
        async move { db.read::<_, StoreError, _>(move |tx| Box::pin(impact::find(tx, tenant, id))).await.unwrap() }
    };
    assert_eq!(found("an id", T).await.map(|row| (row.revision, row.changes)), Some((3, row.changes.clone())));
    assert!(found("another", T).await.is_none());
    assert!(found("an id", TenantNo(T.0 + 1)).await.is_none());
    let later = impact::ImpactRow { at: NOW.plus_seconds(3601), ..row };
    impact::keep(&db, T, "later", later).await.unwrap();
    assert!(found("an id", T).await.is_none(), "after an hour it goes");
}
