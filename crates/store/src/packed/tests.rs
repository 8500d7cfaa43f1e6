//! Whatever is packed is unpacked as it was, and whatever is unpacked is packed changes or nothing.

use menjin_model::rule::{Condition, Field, Values};
use menjin_model::{
    AppList, AppNo, Change, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Link, Millis, Opening,
    Party, Perm, ReviewGroupNo, Rule, RuleNo, Sharing, Span, UserNo, VisitorNo,
};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{pack, unpack};

fn number() -> BoxedStrategy<i64> {
    prop_oneof![0..5_i64, any::<i64>(), Just(i64::MIN), Just(i64::MAX)].boxed()
}

fn party() -> BoxedStrategy<Party> {
    (0..6, number())
        .prop_map(|(kind, number)| match kind {
            0 => Party::User(UserNo(number)),
            1 => Party::Department(DepartmentNo(number)),
            2 => Party::Group(GroupNo(number)),
            3 => Party::App(AppNo(number)),
            4 => Party::Visitor(VisitorNo(number)),
            _ => Party::Everyone,
        })
        .boxed()
}

fn span() -> BoxedStrategy<Span> {
    prop_oneof![
        Just(Span::ALWAYS),
        (number(), number()).prop_map(|(starts, ends)| Span { starts: Millis(starts), ends: Millis(ends) })
    ]
    .boxed()
}

fn perm() -> BoxedStrategy<Perm> {
    prop_oneof![Just(Perm::View), Just(Perm::Edit), Just(Perm::FullAccess)].boxed()
}

fn role() -> BoxedStrategy<CollaboratorRole> {
    use CollaboratorRole::{Administrator, Developer, Operator};
    prop_oneof![Just(Administrator), Just(Developer), Just(Operator)].boxed()
}

fn sharing() -> BoxedStrategy<Sharing> {
    let least = || proptest::option::of(perm());
    let link =
        prop_oneof![Just(None), Just(Some(Link::Closed)), Just(Some(Link::Readable)), Just(Some(Link::Editable))];
    let said =
        (least(), least(), least(), least(), link).prop_map(|(manage_collaborator, comment, security, copy, link)| {
            Sharing { manage_collaborator, comment, security, copy, link }
        });
    prop_oneof![Just(Sharing::default()), said].boxed()
}

fn rule() -> BoxedStrategy<Rule> {
    let field = prop_oneof![Just(Field::Department), Just(Field::User)];
    let values = (any::<bool>(), vec(number(), 0..4))
        .prop_map(|(is_in, list)| if is_in { Values::In(list) } else { Values::NotIn(list) });
    let condition = (field, values).prop_map(|(field, values)| Condition { field, values });
    (any::<bool>(), vec(condition, 0..3))
        .prop_map(|(all, list)| if all { Rule::All(list) } else { Rule::Any(list) })
        .boxed()
}

fn opening() -> BoxedStrategy<Opening> {
    (proptest::option::of((number(), number())), any::<u8>(), vec((any::<u16>(), any::<u16>()), 0..3))
        .prop_map(|(valid, weekdays, windows)| Opening { valid, weekdays, windows })
        .boxed()
}

fn people() -> BoxedStrategy<Fact> {
    let (a, b) = (number, number);
    prop_oneof![
        ".*".prop_map(|name| Fact::TimeZone { name }),
        (a(), b()).prop_map(|(id, parent)| Fact::Department { id: DepartmentNo(id), parent: DepartmentNo(parent) }),
        (a(), any::<[bool; 3]>()).prop_map(|(id, [frozen, resigned, manager])| Fact::User {
            id: UserNo(id),
            frozen,
            resigned,
            manager
        }),
        (a(), b()).prop_map(|(user, at)| Fact::Place { user: UserNo(user), department: DepartmentNo(at) }),
        (a(), proptest::option::of(rule())).prop_map(|(id, rule)| Fact::Group { id: GroupNo(id), rule }),
        (0..3_i64, party(), span()).prop_map(|(group, member, span)| Fact::GroupMember {
            group: GroupNo(group),
            member,
            span
        }),
        (0..3_i64, party()).prop_map(|(group, member)| Fact::ReviewMember { group: ReviewGroupNo(group), member }),
        (a(), any::<bool>()).prop_map(|(id, hidden)| Fact::ReviewGroup { id: ReviewGroupNo(id), hidden }),
    ]
    .boxed()
}

fn things() -> BoxedStrategy<Fact> {
    let (a, b) = (number, number);
    prop_oneof![
        (a(), b(), any::<[bool; 2]>()).prop_map(|(id, owner, [enabled, visible_to_all])| Fact::App {
            id: AppNo(id),
            owner: UserNo(owner),
            enabled,
            visible_to_all
        }),
        (a(), b(), role()).prop_map(|(app, user, role)| Fact::AppRole { app: AppNo(app), user: UserNo(user), role }),
        (a(), any::<bool>(), party()).prop_map(|(app, black, member)| Fact::AppListed {
            app: AppNo(app),
            list: if black { AppList::Black } else { AppList::White },
            member
        }),
        (a(), party(), b(), any::<[bool; 3]>(), sharing()).prop_map(
            |(id, owner, folder, [is_folder, inherits, deleted], sharing)| Fact::Document {
                id: DocumentNo(id),
                is_folder,
                owner,
                folder: DocumentNo(folder),
                inherits,
                sharing,
                deleted
            }
        ),
        (a(), any::<bool>(), party(), perm(), span()).prop_map(|(document, single_page, member, perm, span)| {
            Fact::DocumentMember { document: DocumentNo(document), single_page, member, perm, span }
        }),
        a().prop_map(|id| Fact::Device { id: DeviceNo(id) }),
        (a(), opening()).prop_map(|(id, opening)| Fact::DoorRule { id: RuleNo(id), opening }),
        (a(), b()).prop_map(|(rule, device)| Fact::DoorRuleDevice { rule: RuleNo(rule), device: DeviceNo(device) }),
        (a(), party(), span()).prop_map(|(rule, member, span)| Fact::DoorRuleMember {
            rule: RuleNo(rule),
            member,
            span
        }),
        a().prop_map(|id| Fact::Visitor { id: VisitorNo(id) }),
    ]
    .boxed()
}

fn change() -> BoxedStrategy<Change> {
    let fact = || prop_oneof![people(), things()];
    prop_oneof![
        fact().prop_map(Change::Came),
        fact().prop_map(Change::Went),
        (fact(), fact()).prop_map(|(before, after)| Change::Became { before, after }),
    ]
    .boxed()
}

/// Members of one group that came or went together, as often as not.
fn run() -> BoxedStrategy<Vec<Change>> {
    (any::<bool>(), any::<bool>(), number(), vec(number(), 0..20))
        .prop_map(|(came, review, group, users)| {
            let fact = |user| {
                let member = Party::User(UserNo(user));
                if review {
                    Fact::ReviewMember { group: ReviewGroupNo(group), member }
                } else {
                    Fact::GroupMember { group: GroupNo(group), member, span: Span::ALWAYS }
                }
            };
            let changes = users.into_iter().map(fact);
            if came { changes.map(Change::Came).collect() } else { changes.map(Change::Went).collect() }
        })
        .boxed()
}

proptest! {
    #[test]
    fn what_is_packed_is_unpacked_as_it_was(one in vec(change(), 0..6), two in run(), three in run(), four in change()) {
        let changes = [one, two, three, vec![four]].concat();
        prop_assert_eq!(unpack(&pack(&changes)), Some(changes));
    }

    #[test]
    fn noise_is_refused_without_harm(noise in vec(any::<u8>(), 0..300)) {
        let _any = unpack(&noise);
        let _any = unpack(&[&[1_u8, 3], noise.as_slice()].concat());
    }

    #[test]
    fn what_is_cut_short_or_touched_does_no_harm(changes in vec(change(), 1..6), at in any::<usize>(), bit in 0..8_u8) {
        let mut packed = pack(&changes);
        let at = at % packed.len();
        prop_assert_ne!(unpack(packed.get(..at).unwrap()), Some(changes));
        if let Some(byte) = packed.get_mut(at) {
            *byte ^= 1 << bit;
        }
        let _any = unpack(&packed);
    }
}

#[test]
fn twenty_thousand_members_take_little() {
    let group = ReviewGroupNo(7 << 20 | 1);
    let member = |user: i64| Fact::ReviewMember { group, member: Party::User(UserNo((3 << 20) + user)) };
    let mut changes: Vec<Change> = (0..10_000).map(|user| Change::Went(member(user * 3))).collect();
    changes.extend((0..10_000).map(|user| Change::Came(member(user * 3 + 1))));
    let packed = pack(&changes);
    assert!(packed.len() < 20_100, "{} bytes", packed.len());
    assert_eq!(unpack(&packed), Some(changes));
}

#[test]
fn nothing_and_not_known_are_two_things() {
    assert_eq!(unpack(&pack(&[])), Some(Vec::new()));
    assert_eq!(unpack(&[]), None);
    assert_eq!(unpack(&[2]), None, "a later form");
}

/// Databases hold these bytes: if this fails, old histories could not be read any more.
#[test]
fn the_form_stays() {
    let changes = [
        Change::Came(Fact::Group { id: GroupNo(1 << 20 | 1), rule: None }),
        Change::Became {
            before: Fact::User { id: UserNo(2), frozen: false, resigned: false, manager: true },
            after: Fact::User { id: UserNo(2), frozen: true, resigned: false, manager: true },
        },
        Change::Went(Fact::DocumentMember {
            document: DocumentNo(3),
            single_page: true,
            member: Party::Group(GroupNo(4)),
            perm: Perm::Edit,
            span: Span { starts: Millis(5), ends: Millis(0) },
        }),
        Change::Came(Fact::ReviewMember { group: ReviewGroupNo(6), member: Party::User(UserNo(9)) }),
        Change::Came(Fact::ReviewMember { group: ReviewGroupNo(6), member: Party::User(UserNo(8)) }),
        Change::Came(Fact::ReviewMember { group: ReviewGroupNo(6), member: Party::User(UserNo(10)) }),
    ];
    let form =
        [1, 0, 4, 130, 128, 128, 1, 0, 2, 2, 4, 4, 2, 4, 5, 1, 10, 6, 1, 2, 8, 1, 1, 10, 0, 3, 0, 12, 3, 18, 1, 4];
    assert_eq!(pack(&changes), form);
    assert_eq!(unpack(&form).as_deref(), Some(&changes[..]));
}
