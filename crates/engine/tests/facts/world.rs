//! Random facts and changes over few ids, so that they meet.

use std::collections::BTreeMap;

use menjin_model::rule::{Condition, Field, Values};
use menjin_model::{
    AppList, AppNo, Change, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Key, Link, Millis,
    Opening, Party, Perm, ReviewGroupNo, Rule, RuleNo, Sharing, Span, UserNo, VisitorNo,
};
use proptest::prelude::*;

/// All ids there are, of whatever kind: the root, some close together, some far apart.
pub(crate) const IDS: [i64; 7] = [0, 1, 2, 3, 1 << 20, (1 << 20) + 1, 7 << 40];

/// All parties there are.
pub(crate) fn parties() -> impl Iterator<Item = Party> {
    IDS.into_iter().flat_map(|id| (0..5).map(move |kind| party(kind, id))).chain([Party::Everyone])
}

fn party(kind: u8, id: i64) -> Party {
    match kind {
        0 => Party::User(UserNo(id)),
        1 => Party::Department(DepartmentNo(id)),
        2 => Party::Group(GroupNo(id)),
        3 => Party::App(AppNo(id)),
        4 => Party::Visitor(VisitorNo(id)),
        _ => Party::Everyone,
    }
}

/// What a fact says beside its key.
#[derive(Debug, Clone)]
pub(crate) struct Says {
    id: i64,
    party: Party,
    number: u8,
    span: Span,
}

pub(crate) fn id() -> impl Strategy<Value = i64> {
    proptest::sample::select(&IDS[..])
}

fn some_party() -> impl Strategy<Value = Party> {
    (0..6_u8, id()).prop_map(|(kind, id)| party(kind, id))
}

fn says() -> impl Strategy<Value = Says> {
    let span = prop_oneof![
        3 => Just(Span::ALWAYS),
        1 => (0..3_i64, 0..3_i64).prop_map(|(starts, ends)| Span { starts: Millis(starts), ends: Millis(ends) }),
    ];
    (id(), some_party(), any::<u8>(), span).prop_map(|(id, party, number, span)| Says { id, party, number, span })
}

/// Makes a fact of the kind, with the key, that says something.
fn make(kind: u8, (id, other, party): (i64, i64, Party), says: &Says) -> Fact {
    let flag = |bit: u8| says.number >> bit & 1 == 1;
    let perm = [Perm::View, Perm::Edit, Perm::FullAccess][usize::from(says.number) % 3];
    match kind {
        0 => Fact::TimeZone { name: format!("zone {}", says.number % 3) },
        1 => Fact::Department { id: DepartmentNo(id), parent: DepartmentNo(says.id) },
        2 => Fact::User { id: UserNo(id), frozen: flag(0), resigned: flag(1), manager: flag(2) },
        3 | 4 => Fact::Place { user: UserNo(id), department: DepartmentNo(other) },
        5 => {
            let rule = || Rule::Any(vec![Condition { field: Field::User, values: Values::In(vec![says.id]) }]);
            Fact::Group { id: GroupNo(id), rule: flag(0).then(rule) }
        }
        6..=8 => Fact::GroupMember { group: GroupNo(id), member: party, span: says.span },
        9 => Fact::App { id: AppNo(id), owner: UserNo(says.id), enabled: flag(0), visible_to_all: flag(1) },
        10 => {
            let roles = [CollaboratorRole::Administrator, CollaboratorRole::Developer, CollaboratorRole::Operator];
            Fact::AppRole { app: AppNo(id), user: UserNo(other), role: roles[usize::from(says.number) % 3] }
        }
        11 => {
            let list = if other == 0 { AppList::White } else { AppList::Black };
            Fact::AppListed { app: AppNo(id), list, member: party }
        }
        12 | 13 => Fact::Document {
            id: DocumentNo(id),
            is_folder: flag(0),
            owner: says.party,
            folder: DocumentNo(says.id),
            inherits: flag(1),
            sharing: Sharing { link: flag(2).then_some(Link::Readable), ..Sharing::default() },
            deleted: flag(3),
        },
        14 | 15 => Fact::DocumentMember {
            document: DocumentNo(id),
            single_page: other == 0,
            member: party,
            perm,
            span: says.span,
        },
        16 => Fact::Device { id: DeviceNo(id) },
        17 => Fact::DoorRule { id: RuleNo(id), opening: Opening { weekdays: says.number % 3, ..Opening::default() } },
        18 => Fact::DoorRuleDevice { rule: RuleNo(id), device: DeviceNo(other) },
        19 => Fact::DoorRuleMember { rule: RuleNo(id), member: party, span: says.span },
        20 => Fact::Visitor { id: VisitorNo(id) },
        21 => Fact::ReviewGroup { id: ReviewGroupNo(id), hidden: flag(0) },
        _ => Fact::ReviewMember { group: ReviewGroupNo(id), member: party },
    }
}

/// Two facts with the same key.
fn two() -> impl Strategy<Value = (Fact, Fact)> {
    (0..23_u8, (id(), id(), some_party()), says(), says())
        .prop_map(|(kind, key, one, other)| (make(kind, key, &one), make(kind, key, &other)))
}

pub(crate) fn fact() -> impl Strategy<Value = Fact> {
    two().prop_map(|(fact, _)| fact)
}

/// Any change, be it possible or not.
pub(crate) fn change() -> impl Strategy<Value = Change> {
    (0..5_u8, two()).prop_map(|(kind, (before, after))| match kind {
        0 | 1 => Change::Came(after),
        2 | 3 => Change::Went(before),
        _ => Change::Became { before, after },
    })
}

/// What is there, by the keys; the root has no row.
pub(crate) type Rows = BTreeMap<Key, Fact>;

pub(crate) fn rows(facts: &[Fact]) -> Rows {
    let mut rows = Rows::new();
    for fact in facts {
        take(&mut rows, &Change::Came(fact.clone()));
    }
    rows
}

pub(crate) fn take(rows: &mut Rows, change: &Change) {
    let (Change::Came(fact) | Change::Went(fact) | Change::Became { after: fact, .. }) = change;
    if fact.key() == Key::Department(DepartmentNo::ROOT) {
        return;
    }
    if let Change::Went(_) = change {
        rows.remove(&fact.key());
    } else {
        rows.insert(fact.key(), fact.clone());
    }
}

/// The changes that a store would note when it writes or deletes these facts in turn.
pub(crate) fn possible(rows: &mut Rows, wishes: &[(bool, Fact)]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (is_wanted, fact) in wishes {
        let change = match (rows.get(&fact.key()).cloned(), is_wanted) {
            (None, true) => Change::Came(fact.clone()),
            (Some(before), true) => Change::Became { before, after: fact.clone() },
            (Some(before), false) => Change::Went(before),
            (None, false) => continue,
        };
        take(rows, &change);
        changes.push(change);
    }
    changes
}
