//! The facts of one question decide it as all facts would.

use std::collections::BTreeSet;

use menjin_engine::{Ask, Facts, Resource, decide, explain};
use menjin_model::{
    AppNo, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Key, Millis, Party, ReviewGroupNo, UserNo, VisitorNo,
};
use menjin_store::{Db, StoreError, fact};

use super::{Held, load, watched, world};
use crate::help::{Answer, TENANT as T};

/// Around the beginnings and ends of what there is.
const MOMENTS: [i64; 7] = [1, 5, 10, 55, 95, 150, 250];

fn subjects() -> Vec<Party> {
    let users = (1..=7).map(|no| Party::User(UserNo(no)));
    let departments = [0, 11, 12, 13, 14, 19].map(|no| Party::Department(DepartmentNo(no)));
    let groups = (21..=27).map(|no| Party::Group(GroupNo(no)));
    let apps = [1031, 1032, 1039].map(|no| Party::App(AppNo(no)));
    let visitors = [71, 72, 79].map(|no| Party::Visitor(VisitorNo(no)));
    users.chain(departments).chain(groups).chain(apps).chain(visitors).chain([Party::Everyone]).collect()
}

fn resources() -> Vec<(Key, Resource)> {
    let mut resources = Vec::new();
    for no in (41..=44).chain([49]).map(DocumentNo) {
        resources.push((Key::Document(no), Resource::Document(no)));
    }
    for no in [1031, 1032, 1039].map(AppNo) {
        resources.push((Key::App(no), Resource::App(no)));
    }
    for no in [51, 52, 59].map(DeviceNo) {
        resources.push((Key::Device(no), Resource::Door(no)));
    }
    for no in (21..=27).map(GroupNo) {
        resources.push((Key::Group(no), Resource::Group(no)));
    }
    for no in [81, 82, 89].map(ReviewGroupNo) {
        resources.push((Key::ReviewGroup(no), Resource::ReviewGroup(no)));
    }
    resources
}

async fn slice(db: &Db, subject: Party, resource: Key) -> Vec<Fact> {
    let slice: Answer<_> = db.read(move |tx| Box::pin(fact::slice(tx, T, subject, resource))).await;
    slice.unwrap()
}

#[tokio::test]
async fn a_slice_decides_as_all_facts_do() {
    let (db, _) = watched(|_| {}).await;
    world::fill(&db, T).await;
    let held: Held = load(&db, T).await;
    let all: Facts = held.facts().cloned().collect();
    for subject in subjects() {
        for (key, resource) in resources() {
            let slice = slice(&db, subject, key).await;
            let once: BTreeSet<Key> = slice.iter().map(Fact::key).collect();
            assert_eq!(once.len(), slice.len(), "each once: {subject:?} {key:?}");
            assert!(slice.iter().all(|fact| held.has(fact)), "only what is there: {subject:?} {key:?}");
            let slice: Facts = slice.into_iter().collect();
            for action in resource.actions().iter().copied() {
                for at in MOMENTS.map(Millis) {
                    same(&all, &slice, &Ask { subject, action, resource, at });
                }
            }
        }
    }
}

fn same(all: &Facts, slice: &Facts, ask: &Ask) {
    assert_eq!(decide(slice, ask), decide(all, ask), "{ask:?}");
    assert_eq!(explain(slice, ask).allowed, explain(all, ask).allowed, "{ask:?}");
}

#[tokio::test]
async fn a_slice_is_what_the_question_is_about() {
    let (db, _) = watched(|_| {}).await;
    world::fill(&db, T).await;
    let keys = slice(&db, Party::User(UserNo(2)), Key::Device(DeviceNo(51))).await;
    let keys: Vec<Key> = keys.iter().map(Fact::key).collect();
    let (user, group) = (UserNo(2), GroupNo);
    let rule = menjin_model::RuleNo(61);
    let expected = [
        Key::TimeZone,
        Key::Department(DepartmentNo(11)),
        Key::Department(DepartmentNo(12)),
        Key::User(user),
        Key::Place(user, DepartmentNo(12)),
        Key::Group(group(21)),
        Key::Group(group(22)),
        Key::Group(group(23)),
        Key::Group(group(24)),
        Key::Group(group(25)),
        Key::GroupMember(group(21), Party::User(user)),
        Key::GroupMember(group(22), Party::Department(DepartmentNo(12))),
        Key::GroupMember(group(23), Party::User(user)),
        Key::Device(DeviceNo(51)),
        Key::DoorRule(rule),
        Key::DoorRuleDevice(rule, DeviceNo(51)),
        Key::DoorRuleMember(rule, Party::Group(group(22))),
    ];
    assert_eq!(keys.into_iter().collect::<BTreeSet<_>>(), expected.into_iter().collect());
}

#[tokio::test]
async fn folders_in_each_other_come_to_an_end() {
    let (db, _) = watched(|_| {}).await;
    world::fill(&db, T).await;
    let circle = "update document set folder = 43 where tenant = 1 and id = 41";
    let done: Answer<u64> = db.exclusive(move |tx| Box::pin(tx.execute(circle, &[]))).await;
    done.unwrap();
    let facts = slice(&db, Party::Everyone, Key::Document(DocumentNo(43))).await;
    let documents = facts.iter().filter(|fact| matches!(fact, Fact::Document { .. })).count();
    assert_eq!(documents, 3);
    let other: Answer<_> =
        db.read(|tx| Box::pin(fact::slice(tx, T, Party::Everyone, Key::Department(DepartmentNo(11))))).await;
    assert!(matches!(other, Err(StoreError::Misuse(_))), "no question is about a department");
}
