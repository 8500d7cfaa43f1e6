//! Small companies made by chance: few ids and few moments, so that things meet.

use std::{collections::BTreeMap, fmt};

use menjin_engine::{Ask, Facts, Missing, Resource};
use menjin_model::{
    AppList, AppNo, Change, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Key, Link, Millis,
    Opening, Party, Perm, ReviewGroupNo, Rule, RuleNo, Sharing, Span, UserNo, VisitorNo,
    rule::{Condition, Field, Values},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// Saturday, 2026-03-28T12:00:00Z, half a day before clocks are set forward in Berlin.
const START: i64 = 1_774_699_200_000;
/// The moments of a world are this far from each other.
pub(crate) const STEP: i64 = 1_800_000;
/// How many there are.
pub(crate) const STEPS: i64 = 96;

/// One row for each key.
#[derive(Clone, Default)]
pub(crate) struct World(pub(crate) BTreeMap<Key, Fact>);

impl fmt::Debug for World {
    /// A fact on a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.values().try_for_each(|fact| write!(f, "\n  {fact:?}"))
    }
}

impl World {
    pub(crate) fn facts(&self) -> Facts {
        self.0.values().cloned().collect()
    }

    /// The world in which nothing is in the way any more, and the question at the moment that was named.
    pub(crate) fn turned(&self, missing: &[Missing], ask: Ask) -> (Facts, Ask) {
        let (mut facts, mut ask) = (self.facts(), ask);
        for one in missing {
            let change = match one {
                Missing::Moment(moment) => {
                    ask.at = *moment;
                    continue;
                }
                Missing::Gone(fact) => Change::Went(fact.clone()),
                Missing::Fact(fact) => match self.0.get(&fact.key()) {
                    Some(before) => Change::Became { before: before.clone(), after: fact.clone() },
                    None => Change::Came(fact.clone()),
                },
            };
            facts.apply(&[change]);
        }
        (facts, ask)
    }
}

pub(crate) fn step(number: i64) -> Millis {
    Millis(START + number * STEP)
}

/// Every subject there may be, one nobody knows of each kind too.
pub(crate) fn subjects() -> Vec<Party> {
    let mut subjects = vec![Party::Everyone];
    for number in 0..5 {
        subjects.extend([Party::User(UserNo(number)), Party::Department(DepartmentNo(number))]);
    }
    for number in 1..4 {
        subjects.extend([Party::Group(GroupNo(number)), Party::App(AppNo(number)), Party::Visitor(VisitorNo(number))]);
    }
    subjects
}

/// Every resource there may be, one nobody knows of each kind too.
pub(crate) fn resources() -> Vec<Resource> {
    let documents = (1..6).map(|number| Resource::Document(DocumentNo(number)));
    let others = (1..4).flat_map(|number| {
        [
            Resource::App(AppNo(number)),
            Resource::Door(DeviceNo(number)),
            Resource::Group(GroupNo(number)),
            Resource::ReviewGroup(ReviewGroupNo(number)),
        ]
    });
    documents.chain(others).collect()
}

/// A world with the things themselves in it more often than not.
pub(crate) fn worlds() -> impl Strategy<Value = World> {
    (vec(things(), 10..30), vec(ties(), 0..40)).prop_map(|(things, ties)| {
        let zone = Fact::TimeZone { name: "Europe/Berlin".into() };
        World(std::iter::once(zone).chain(things).chain(ties).map(|fact| (fact.key(), fact)).collect())
    })
}

fn things() -> impl Strategy<Value = Fact> {
    let rare = || prop::bool::weighted(0.1);
    prop_oneof![
        1 => select(vec!["Europe/Berlin", "Asia/Shanghai", "Nowhere/At_All"])
            .prop_map(|name| Fact::TimeZone { name: name.into() }),
        4 => (departments(), departments())
            .prop_filter("the root has no row", |(id, _)| *id != DepartmentNo::ROOT)
            .prop_map(|(id, parent)| Fact::Department { id, parent }),
        6 => (users(), rare(), rare(), any::<bool>())
            .prop_map(|(id, frozen, resigned, manager)| Fact::User { id, frozen, resigned, manager }),
        4 => (groups(), option::weighted(0.4, rules())).prop_map(|(id, rule)| Fact::Group { id, rule }),
        3 => (apps(), users(), prop::bool::weighted(0.8), rare())
            .prop_map(|(id, owner, enabled, visible_to_all)| Fact::App { id, owner, enabled, visible_to_all }),
        8 => documents(),
        2 => devices().prop_map(|id| Fact::Device { id }),
        3 => (door_rules(), openings()).prop_map(|(id, opening)| Fact::DoorRule { id, opening }),
        1 => visitors().prop_map(|id| Fact::Visitor { id }),
        2 => (review_groups(), any::<bool>()).prop_map(|(id, hidden)| Fact::ReviewGroup { id, hidden }),
    ]
}

fn ties() -> impl Strategy<Value = Fact> {
    let person = || users().prop_map(Party::User);
    let department = || departments().prop_map(Party::Department);
    let group = || groups().prop_map(Party::Group);
    let app = || apps().prop_map(Party::App);
    let visitor = || visitors().prop_map(Party::Visitor);
    let perms = select(vec![Perm::View, Perm::Edit, Perm::FullAccess]);
    let roles = select(vec![CollaboratorRole::Administrator, CollaboratorRole::Developer, CollaboratorRole::Operator]);
    prop_oneof![
        4 => (users(), departments()).prop_map(|(user, department)| Fact::Place { user, department }),
        4 => (groups(), prop_oneof![person(), department()], spans())
            .prop_map(|(group, member, span)| Fact::GroupMember { group, member, span }),
        1 => (apps(), users(), roles).prop_map(|(app, user, role)| Fact::AppRole { app, user, role }),
        3 => (apps(), select(vec![AppList::White, AppList::Black]), prop_oneof![person(), department(), group()])
            .prop_map(|(app, list, member)| Fact::AppListed { app, list, member }),
        8 => (1..6_i64, prop::bool::weighted(0.2), prop_oneof![person(), department(), group(), app()], perms, spans())
            .prop_map(|(document, single_page, member, perm, span)| {
                Fact::DocumentMember { document: DocumentNo(document), single_page, member, perm, span }
            }),
        3 => (door_rules(), devices()).prop_map(|(rule, device)| Fact::DoorRuleDevice { rule, device }),
        4 => (
            door_rules(),
            prop_oneof![person(), department(), group(), visitor(), Just(Party::Everyone)],
            spans()
        )
            .prop_map(|(rule, member, span)| Fact::DoorRuleMember { rule, member, span }),
        2 => (review_groups(), prop_oneof![person(), group()])
            .prop_map(|(group, member)| Fact::ReviewMember { group, member }),
    ]
}

fn documents() -> impl Strategy<Value = Fact> {
    let owners = prop_oneof![users().prop_map(Party::User), apps().prop_map(Party::App)];
    let rare = || prop::bool::weighted(0.1);
    (1..6_i64, any::<bool>(), owners, 0..6_i64, prop::bool::weighted(0.8), sharing(), rare()).prop_map(
        |(id, is_folder, owner, folder, inherits, sharing, deleted)| {
            let (id, folder) = (DocumentNo(id), DocumentNo(folder));
            Fact::Document { id, is_folder, owner, folder, inherits, sharing, deleted }
        },
    )
}

fn sharing() -> impl Strategy<Value = Sharing> {
    let perm = || option::weighted(0.3, select(vec![Perm::View, Perm::Edit, Perm::FullAccess]));
    let link = option::weighted(0.2, select(vec![Link::Closed, Link::Readable, Link::Editable]));
    (perm(), perm(), perm(), perm(), link).prop_map(|(manage_collaborator, comment, security, copy, link)| Sharing {
        manage_collaborator,
        comment,
        security,
        copy,
        link,
    })
}

fn rules() -> impl Strategy<Value = Rule> {
    let values = vec(0..5_i64, 1..3);
    let condition = (any::<bool>(), prop::bool::weighted(0.6), values).prop_map(|(of_department, is_in, values)| {
        let values = if is_in { Values::In(values) } else { Values::NotIn(values) };
        Condition { field: if of_department { Field::Department } else { Field::User }, values }
    });
    (any::<bool>(), vec(condition, 0..4))
        .prop_map(|(all, conditions)| if all { Rule::All(conditions) } else { Rule::Any(conditions) })
}

fn spans() -> impl Strategy<Value = Span> {
    let moment = || prop_oneof![2 => Just(Millis(0)), 3 => (0..STEPS).prop_map(step)];
    prop_oneof![
        2 => Just(Span::ALWAYS),
        1 => (moment(), moment()).prop_map(|(starts, ends)| Span { starts, ends }),
    ]
}

fn openings() -> impl Strategy<Value = Opening> {
    let valid = option::weighted(0.3, (0..STEPS, 0..STEPS));
    let windows = prop_oneof![
        Just(Vec::new()),
        (0..48_u16, 1..20_u16).prop_map(|(start, long)| vec![(start * 30, (start * 30 + long * 30).min(1440))]),
    ];
    (valid, prop_oneof![Just(0_u8), 0..128_u8], windows).prop_map(|(valid, weekdays, windows)| Opening {
        valid: valid.map(|(one, other)| (step(one.min(other)).seconds(), step(one.max(other)).seconds() - 1)),
        weekdays,
        windows,
    })
}

fn users() -> impl Strategy<Value = UserNo> {
    (1..5_i64).prop_map(UserNo)
}

fn departments() -> impl Strategy<Value = DepartmentNo> {
    (0..5_i64).prop_map(DepartmentNo)
}

fn groups() -> impl Strategy<Value = GroupNo> {
    (1..4_i64).prop_map(GroupNo)
}

fn apps() -> impl Strategy<Value = AppNo> {
    (1..3_i64).prop_map(AppNo)
}

fn devices() -> impl Strategy<Value = DeviceNo> {
    (1..3_i64).prop_map(DeviceNo)
}

fn door_rules() -> impl Strategy<Value = RuleNo> {
    (1..4_i64).prop_map(RuleNo)
}

fn visitors() -> impl Strategy<Value = VisitorNo> {
    (1..3_i64).prop_map(VisitorNo)
}

fn review_groups() -> impl Strategy<Value = ReviewGroupNo> {
    (1..3_i64).prop_map(ReviewGroupNo)
}
