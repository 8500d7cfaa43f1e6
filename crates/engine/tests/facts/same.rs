//! Asks everything of both.

use menjin_engine::Facts;
use menjin_model::{
    AppList, AppNo, DepartmentNo, DeviceNo, DocumentNo, GroupNo, ReviewGroupNo, RuleNo, UserNo, VisitorNo,
};

use crate::plain::Plain;
use crate::world::{IDS, Rows, parties};

/// One answer, and whole lists, in their order.
macro_rules! same {
    ($facts:ident, $plain:ident, $name:ident($($argument:expr),*)) => {
        assert_eq!($facts.$name($($argument),*), $plain.$name($($argument),*), "{}{:?}", stringify!($name), ($($argument,)*));
    };
    ($facts:ident, $plain:ident, [$name:ident($($argument:expr),*)]) => {
        assert_eq!(
            $facts.$name($($argument),*).collect::<Vec<_>>(),
            $plain.$name($($argument),*).collect::<Vec<_>>(),
            "{}{:?}", stringify!($name), ($($argument,)*)
        );
    };
}

/// Holds every public answer about every id against the plain tables.
pub(crate) fn same(facts: &Facts, plain: &Plain, rows: &Rows) {
    let all: Vec<_> = facts.all().collect();
    assert_eq!(all.len(), rows.len(), "{all:?}");
    for fact in &all {
        assert_eq!(rows.get(&fact.key()), Some(fact));
    }
    same!(facts, plain, zone());
    same!(facts, plain, [dynamic()]);
    for after in IDS.map(Some).into_iter().chain([None]) {
        same!(facts, plain, [departments(after.map(DepartmentNo))]);
        same!(facts, plain, [users(after.map(UserNo))]);
        same!(facts, plain, [visitors(after.map(VisitorNo))]);
        same!(facts, plain, [groups(after.map(GroupNo))]);
        same!(facts, plain, [apps(after.map(AppNo))]);
        same!(facts, plain, [documents(after.map(DocumentNo))]);
        same!(facts, plain, [devices(after.map(DeviceNo))]);
        same!(facts, plain, [review_groups(after.map(ReviewGroupNo))]);
    }
    for id in IDS {
        one(facts, plain, id);
        for other in IDS {
            same!(facts, plain, is_below(DepartmentNo(id), DepartmentNo(other)));
            same!(facts, plain, role(AppNo(id), UserNo(other)));
        }
        for party in parties() {
            same!(facts, plain, membership(GroupNo(id), party));
            same!(facts, plain, grant(DocumentNo(id), false, party));
            same!(facts, plain, grant(DocumentNo(id), true, party));
            same!(facts, plain, is_listed(AppNo(id), AppList::White, party));
            same!(facts, plain, is_listed(AppNo(id), AppList::Black, party));
            same!(facts, plain, rule_member(RuleNo(id), party));
            same!(facts, plain, review_member(ReviewGroupNo(id), party));
        }
    }
    for party in parties() {
        same!(facts, plain, [groups_with(party)]);
        same!(facts, plain, [listed_with(AppList::White, party)]);
        same!(facts, plain, [listed_with(AppList::Black, party)]);
        same!(facts, plain, [owned_documents(party)]);
        same!(facts, plain, [grants_with(false, party)]);
        same!(facts, plain, [grants_with(true, party)]);
        same!(facts, plain, [rules_with_member(party)]);
        same!(facts, plain, [review_groups_with(party)]);
    }
}

fn one(facts: &Facts, plain: &Plain, id: i64) {
    same!(facts, plain, parent(DepartmentNo(id)));
    same!(facts, plain, [upwards(DepartmentNo(id))]);
    same!(facts, plain, [departments_below(DepartmentNo(id))]);
    same!(facts, plain, user(UserNo(id)));
    same!(facts, plain, [places(UserNo(id))]);
    same!(facts, plain, [people(DepartmentNo(id))]);
    same!(facts, plain, visitor(VisitorNo(id)));
    same!(facts, plain, group(GroupNo(id)));
    same!(facts, plain, [members(GroupNo(id))]);
    same!(facts, plain, app(AppNo(id)));
    same!(facts, plain, [owned_apps(UserNo(id))]);
    same!(facts, plain, [roles(AppNo(id))]);
    same!(facts, plain, [roles_with(UserNo(id))]);
    same!(facts, plain, [listed(AppNo(id), AppList::White)]);
    same!(facts, plain, [listed(AppNo(id), AppList::Black)]);
    same!(facts, plain, document(DocumentNo(id)));
    same!(facts, plain, [documents_below(DocumentNo(id))]);
    same!(facts, plain, [grants(DocumentNo(id), false)]);
    same!(facts, plain, [grants(DocumentNo(id), true)]);
    same!(facts, plain, device(DeviceNo(id)));
    same!(facts, plain, rule(RuleNo(id)));
    same!(facts, plain, [devices_of(RuleNo(id))]);
    same!(facts, plain, [rules_with_device(DeviceNo(id))]);
    same!(facts, plain, [rule_members(RuleNo(id))]);
    same!(facts, plain, review_group(ReviewGroupNo(id)));
    same!(facts, plain, [review_members(ReviewGroupNo(id))]);
}
