//! Doors. The hours themselves stand in a table among the tests from outside.

use menjin_model::{DepartmentNo, Fact, Millis, Opening, Party, RuleNo, Span};

use super::{BRIDGE, DAYTIME, GATE, GUEST, INFRA, LISI, NOON, ONCALL, RD, SENIORS, WANGWU, ZHANGSAN};
use super::{after, ask, company, member, never, no, span, yes};
use crate::{Action, Decision, Facts, Missing, ReasonCode, Resource};

const IT: Resource = Resource::Door(GATE);

fn rule(opening: Opening) -> Fact {
    Fact::DoorRule { id: DAYTIME, opening }
}

/// From 9:00 to 18:00.
fn daytime() -> Opening {
    Opening { windows: vec![(540, 1080)], ..Opening::default() }
}

fn entry(member: Party, span: Span) -> Fact {
    Fact::DoorRuleMember { rule: DAYTIME, member, span }
}

fn gate(opening: Opening, entries: impl IntoIterator<Item = Fact>) -> Facts {
    let door = [Fact::Device { id: GATE }, rule(opening), Fact::DoorRuleDevice { rule: DAYTIME, device: GATE }];
    company(door.into_iter().chain(entries))
}

fn opens(facts: &Facts, who: Party, at: Millis) -> Decision {
    ask(facts, who, Action::Open, IT, at)
}

#[test]
fn a_rule_names_people_departments_groups_everyone_and_visitors() {
    let everybody = Party::Everyone;
    for (name, who, reason) in [
        (Party::User(WANGWU), Party::User(WANGWU), ReasonCode::DirectGrant),
        (Party::Department(RD), Party::User(ZHANGSAN), ReasonCode::DepartmentGrant),
        (Party::Department(DepartmentNo::ROOT), Party::User(LISI), ReasonCode::DepartmentGrant),
        (Party::Group(ONCALL), Party::User(LISI), ReasonCode::GroupGrant),
        (Party::Group(SENIORS), Party::User(ZHANGSAN), ReasonCode::GroupGrant),
        (everybody, Party::User(WANGWU), ReasonCode::Everyone),
        (everybody, Party::Department(INFRA), ReasonCode::Everyone),
        (everybody, Party::Group(ONCALL), ReasonCode::Everyone),
        (Party::Visitor(GUEST), Party::Visitor(GUEST), ReasonCode::DirectGrant),
    ] {
        let facts = gate(daytime(), [entry(name, Span::ALWAYS)]);
        assert_eq!(yes(&opens(&facts, who, NOON)), reason, "{name:?} {who:?}");
    }
}

#[test]
fn everyone_is_neither_an_app_nor_a_visitor() {
    let facts = gate(daytime(), [entry(Party::Everyone, Span::ALWAYS)]);
    assert_eq!(never(&opens(&facts, Party::App(BRIDGE), NOON)), ReasonCode::NoGrant);
    let named = Missing::Fact(entry(Party::Visitor(GUEST), Span::ALWAYS));
    assert_eq!(no(opens(&facts, Party::Visitor(GUEST), NOON)), (ReasonCode::NoGrant, named));
}

#[test]
fn a_closed_door_says_when_it_opens() {
    let facts = gate(daytime(), [entry(Party::User(WANGWU), Span::ALWAYS)]);
    assert!(opens(&facts, Party::User(WANGWU), Millis(after(6).0 - 1)).allowed);
    let found = no(opens(&facts, Party::User(WANGWU), after(6)));
    assert_eq!(found, (ReasonCode::DoorClosed, Missing::Moment(after(21))));
}

#[test]
fn the_hours_must_lie_in_the_time_of_the_entry() {
    let facts = gate(daytime(), [entry(Party::User(WANGWU), span(after(7), after(22)))]);
    assert_eq!(no(opens(&facts, Party::User(WANGWU), NOON)), (ReasonCode::NotYet, Missing::Moment(after(21))));
    let found = no(opens(&facts, Party::User(WANGWU), after(8)));
    assert_eq!(found, (ReasonCode::DoorClosed, Missing::Moment(after(21))));
    let renewed = Missing::Fact(entry(Party::User(WANGWU), Span::ALWAYS));
    assert_eq!(no(opens(&facts, Party::User(WANGWU), after(22))), (ReasonCode::Ended, renewed));
}

#[test]
fn a_rule_that_is_over_lacks_other_days() {
    let over = Opening { valid: Some((0, 86_399)), ..daytime() };
    let facts = gate(over, [entry(Party::User(WANGWU), Span::ALWAYS)]);
    let found = no(opens(&facts, Party::User(WANGWU), NOON));
    assert_eq!(found, (ReasonCode::DoorClosed, Missing::Fact(rule(daytime()))));
}

#[test]
fn a_named_group_is_nearer_than_a_new_entry() {
    let facts = gate(daytime(), [entry(Party::Group(ONCALL), Span::ALWAYS)]);
    let joins = Missing::Fact(member(ONCALL, Party::User(WANGWU), Span::ALWAYS));
    assert_eq!(no(opens(&facts, Party::User(WANGWU), NOON)), (ReasonCode::NoGrant, joins.clone()));
    let later = opens(&facts, Party::User(WANGWU), after(6));
    assert_eq!(later.missing, [joins, Missing::Moment(after(21))], "two things when it is closed besides");
}

#[test]
fn a_door_without_a_rule_lacks_one() {
    let facts = company([Fact::Device { id: GATE }]);
    let found = opens(&facts, Party::User(WANGWU), NOON);
    assert_eq!((found.allowed, found.code, found.missing.len()), (false, ReasonCode::NoGrant, 3));
    let elsewhere = company([Fact::Device { id: GATE }, rule(daytime()), entry(Party::User(WANGWU), Span::ALWAYS)]);
    let bound = Missing::Fact(Fact::DoorRuleDevice { rule: DAYTIME, device: GATE });
    assert_eq!(no(opens(&elsewhere, Party::User(WANGWU), NOON)), (ReasonCode::NoGrant, bound));
}

#[test]
fn a_rule_that_cannot_be_read_opens_nothing() {
    let facts = company([
        Fact::Device { id: GATE },
        Fact::DoorRuleDevice { rule: RuleNo(9), device: GATE },
        Fact::DoorRuleMember { rule: RuleNo(9), member: Party::Everyone, span: Span::ALWAYS },
    ]);
    assert!(!opens(&facts, Party::User(WANGWU), NOON).allowed);
}

#[test]
fn hours_need_a_zone_and_valid_days_do_not() {
    let nowhere = Fact::TimeZone { name: "Nowhere/At_All".into() };
    let named = entry(Party::User(WANGWU), Span::ALWAYS);
    assert!(!opens(&gate(daytime(), [named.clone(), nowhere.clone()]), Party::User(WANGWU), NOON).allowed);
    let days = Opening { valid: Some((0, NOON.seconds())), ..Opening::default() };
    let facts = gate(days, [named, nowhere]);
    let chain = opens(&facts, Party::User(WANGWU), NOON).chain;
    assert!(!chain.is_empty() && !chain.iter().any(|fact| matches!(fact, Fact::TimeZone { .. })));
}
