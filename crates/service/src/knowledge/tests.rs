//! What a tenant's facts go through, without a database.

use menjin_engine::Facts;
use menjin_model::{Change, Fact, GroupNo, Millis, Party, Span, TenantNo, UserNo};
use menjin_store::{News, StoreError};

use super::{
    Knowledge,
    tenant::{Begun, Tenant},
};

const GROUP: GroupNo = GroupNo(1);

fn joins(user: i64) -> Vec<Change> {
    vec![Change::Came(Fact::GroupMember { group: GROUP, member: Party::User(UserNo(user)), span: Span::ALWAYS })]
}

fn begun(tenant: &Tenant) -> u64 {
    match tenant.begin() {
        Begun::Now(ticket, _) => ticket,
        Begun::Already(_) | Begun::Known => panic!("it was begun before"),
    }
}

/// Its revision and who is in the group.
fn known(tenant: &Tenant) -> Option<(i64, Vec<i64>)> {
    let standing = tenant.standing()?;
    let users = standing.facts.members(GROUP).filter_map(|(member, _)| match member {
        Party::User(user) => Some(user.0),
        _ => None,
    });
    Some((standing.revision, users.collect()))
}

fn facts(users: &[i64]) -> Facts {
    let mut facts = Facts::default();
    for user in users {
        facts.apply(&joins(*user));
    }
    facts
}

#[test]
fn what_is_written_while_facts_are_read_is_in_them() {
    let tenant = Tenant::default();
    tenant.learn(1, &joins(1), None);
    assert_eq!(known(&tenant), None);
    let ticket = begun(&tenant);
    for revision in 2..=5 {
        tenant.learn(revision, &joins(revision), None);
    }
    // The reading saw the writes up to the third.
    tenant.install(ticket, facts(&[1, 2, 3]), 3, Vec::new());
    assert_eq!(known(&tenant), Some((5, vec![1, 2, 3, 4, 5])));
    tenant.learn(6, &joins(6), None);
    assert_eq!(known(&tenant), Some((6, vec![1, 2, 3, 4, 5, 6])));
    tenant.learn(6, &joins(7), None);
    assert_eq!(known(&tenant), Some((6, vec![1, 2, 3, 4, 5, 6])), "old news");
}

#[test]
fn facts_between_which_a_write_is_missing_are_not_believed() {
    let tenant = Tenant::default();
    let ticket = begun(&tenant);
    tenant.learn(5, &joins(5), None);
    tenant.install(ticket, facts(&[1]), 3, Vec::new());
    assert_eq!(known(&tenant), None, "the fourth is missing");

    let ticket = begun(&tenant);
    tenant.install(ticket, facts(&[1]), 3, Vec::new());
    tenant.learn(5, &joins(5), None);
    assert_eq!(known(&tenant), None, "the fourth is missing");
}

#[test]
fn a_reading_that_was_begun_anew_is_not_ended_by_the_old_one() {
    let tenant = Tenant::default();
    let old = begun(&tenant);
    tenant.forget();
    let new = begun(&tenant);
    tenant.install(old, facts(&[1]), 1, Vec::new());
    assert_eq!(known(&tenant), None);
    tenant.give_up(old, StoreError::Stopped);
    tenant.install(new, facts(&[2]), 2, Vec::new());
    assert_eq!(known(&tenant), Some((2, vec![2])));
}

#[test]
fn a_reading_that_failed_can_be_begun_again_and_tells_who_waits() {
    let tenant = Tenant::default();
    let Begun::Now(ticket, ended) = tenant.begin() else { panic!() };
    let Begun::Already(_) = tenant.begin() else { panic!() };
    tenant.give_up(ticket, StoreError::Stopped);
    assert!(matches!(&*ended.borrow(), Some(Err(StoreError::Stopped))));
    begun(&tenant);
}

#[test]
fn a_base_made_anew_holds_what_was_written_meanwhile() {
    let tenant = Tenant::default();
    let ticket = begun(&tenant);
    tenant.install(ticket, Facts::default(), 0, Vec::new());
    assert!(tenant.begin_compacting().is_none(), "nothing to make anew");
    let mut revision = 0;
    let (ticket, old) = loop {
        revision += 1;
        tenant.learn(revision, &joins(revision), None);
        if let Some(begun) = tenant.begin_compacting() {
            break begun;
        }
        assert!(revision < 100_000);
    };
    assert!(tenant.begin_compacting().is_none(), "somebody is at it");
    tenant.learn(revision + 1, &joins(revision + 1), None);
    tenant.end_compacting(ticket, old.compacted());
    let standing = tenant.standing().unwrap();
    assert_eq!((standing.revision, standing.facts.delta_len()), (revision + 1, 1));
    assert_eq!(standing.facts.members(GROUP).count(), usize::try_from(revision).unwrap() + 1);
}

#[test]
fn many_changes_at_once_are_taken_in_like_few() {
    let tenant = Tenant::default();
    let ticket = begun(&tenant);
    tenant.install(ticket, facts(&[1]), 1, Vec::new());
    let before = tenant.standing().unwrap();
    let many: Vec<Change> = (2..=500).flat_map(joins).collect();
    tenant.learn(2, &many, None);
    assert_eq!(known(&tenant), Some((2, (1..=500).collect())));
    assert_eq!(before.facts.members(GROUP).count(), 1, "who asked before is not disturbed");
}

#[test]
fn only_so_many_tenants_are_kept_and_the_least_asked_gives_way() {
    let knowledge = Knowledge::keeping(false, 2);
    for (tenant, second) in [(1, 1), (2, 2), (1, 3), (3, 4)] {
        knowledge.0.asked(TenantNo(tenant), Millis(second * 1000));
    }
    let kept: Vec<bool> = (1..=3).map(|tenant| knowledge.0.known(TenantNo(tenant)).is_some()).collect();
    assert_eq!(kept, [true, false, true]);
}

#[test]
fn a_reset_forgets_everything() {
    let knowledge = Knowledge::new(false);
    let tenant = knowledge.0.asked(TenantNo(1), Millis(0));
    let ticket = begun(&tenant);
    tenant.install(ticket, facts(&[1]), 1, Vec::new());
    let observer = knowledge.observer();
    let changes = joins(2);
    observer(News::Write { tenant: TenantNo(1), revision: 2, at: Millis(0), changes: &changes });
    assert_eq!(known(&tenant), Some((2, vec![1, 2])));
    observer(News::Everything);
    assert!(knowledge.0.known(TenantNo(1)).is_none());
}

#[test]
fn a_node_that_is_not_alone_believes_only_what_it_read() {
    let knowledge = Knowledge::new(true);
    let tenant = knowledge.0.asked(TenantNo(1), Millis(0));
    let ticket = begun(&tenant);
    tenant.install(ticket, facts(&[1]), 1, vec![7]);
    let changes = joins(2);
    knowledge.observer()(News::Write { tenant: TenantNo(1), revision: 2, at: Millis(0), changes: &changes });
    assert_eq!(known(&tenant), Some((1, vec![1])), "another node's write may lie before it");
    assert_eq!(tenant.mark(), Some((1, vec![7])));
}

#[test]
fn names_for_people_hold_while_only_links_change() {
    let tenant = Tenant::default();
    let before = tenant.labels();
    tenant.learn(1, &joins(1), None);
    assert_eq!(tenant.labels(), before);
    tenant.learn(2, &[], None);
    assert_ne!(tenant.labels(), before, "what changed no fact may have changed a name");
    let before = tenant.labels();
    tenant.learn(3, &[Change::Came(Fact::Group { id: GROUP, rule: None })], None);
    assert_ne!(tenant.labels(), before);
}
