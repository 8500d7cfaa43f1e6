//! User groups.

use menjin_model::{
    DepartmentNo, Fact, GroupNo, Millis, Party, Rule, Span,
    rule::{Condition, Field, Values},
};

use super::{BRIDGE, GUEST, INFRA, LISI, NOON, ONCALL, RD, SALES, SENIORS, WANGWU, ZHANGSAN};
use super::{after, ask, company, in_department, member, never, no, span, yes};
use crate::{Action, Decision, Facts, Missing, ReasonCode, Resource};

fn is_in(facts: &Facts, who: Party, group: GroupNo, at: Millis) -> Decision {
    ask(facts, who, Action::Member, Resource::Group(group), at)
}

fn dynamic(rule: Rule) -> Fact {
    Fact::Group { id: SENIORS, rule: Some(rule) }
}

fn condition(field: Field, values: Values) -> Condition {
    Condition { field, values }
}

#[test]
fn a_department_holds_its_sub_departments() {
    let facts = company([member(ONCALL, Party::Department(RD), Span::ALWAYS)]);
    assert_eq!(yes(&is_in(&facts, Party::User(ZHANGSAN), ONCALL, NOON)), ReasonCode::DepartmentMember);
    assert_eq!(yes(&is_in(&facts, Party::User(LISI), ONCALL, NOON)), ReasonCode::DirectMember);
    assert_eq!(yes(&is_in(&facts, Party::Department(RD), ONCALL, NOON)), ReasonCode::DirectMember);
    assert_eq!(yes(&is_in(&facts, Party::Department(INFRA), ONCALL, NOON)), ReasonCode::DepartmentMember);
    let joins = Missing::Fact(member(ONCALL, Party::User(WANGWU), Span::ALWAYS));
    assert_eq!(no(is_in(&facts, Party::User(WANGWU), ONCALL, NOON)), (ReasonCode::NoGrant, joins));
}

#[test]
fn a_department_above_is_not_in_what_holds_the_one_below() {
    let facts = company([member(ONCALL, Party::Department(INFRA), Span::ALWAYS)]);
    assert!(is_in(&facts, Party::User(ZHANGSAN), ONCALL, NOON).allowed);
    assert!(!is_in(&facts, Party::Department(RD), ONCALL, NOON).allowed);
}

#[test]
fn everybody_is_in_the_root() {
    let facts = company([member(ONCALL, Party::Department(DepartmentNo::ROOT), Span::ALWAYS)]);
    for party in [Party::User(WANGWU), Party::Department(SALES), Party::Everyone, Party::Group(SENIORS)] {
        assert!(is_in(&facts, party, ONCALL, NOON).allowed, "{party:?}");
    }
    assert_eq!(never(&is_in(&facts, Party::App(BRIDGE), ONCALL, NOON)), ReasonCode::NoGrant);
    assert_eq!(never(&is_in(&facts, Party::Visitor(GUEST), ONCALL, NOON)), ReasonCode::NoGrant);
}

#[test]
fn a_membership_counts_from_its_start_until_its_end() {
    let facts = company([member(ONCALL, Party::User(WANGWU), span(after(1), after(2)))]);
    let at = |at| is_in(&facts, Party::User(WANGWU), ONCALL, at);
    assert_eq!(no(at(Millis(after(1).0 - 1))), (ReasonCode::NotYet, Missing::Moment(after(1))));
    assert!(at(after(1)).allowed && at(Millis(after(2).0 - 1)).allowed);
    assert_eq!(no(at(after(2))).0, ReasonCode::Ended);
}

#[test]
fn a_dynamic_group_is_by_its_rule_alone() {
    let facts = company([member(SENIORS, Party::User(WANGWU), Span::ALWAYS)]);
    assert_eq!(yes(&is_in(&facts, Party::User(ZHANGSAN), SENIORS, NOON)), ReasonCode::DynamicMember);
    assert_eq!(never(&is_in(&facts, Party::Department(RD), SENIORS, NOON)), ReasonCode::NoGrant);
    let place = Missing::Fact(Fact::Place { user: WANGWU, department: RD });
    assert_eq!(no(is_in(&facts, Party::User(WANGWU), SENIORS, NOON)), (ReasonCode::NoGrant, place));
}

#[test]
fn a_rule_that_no_department_meets_lacks_the_person() {
    let not_them = condition(Field::User, Values::NotIn(vec![WANGWU.0, LISI.0]));
    let facts = company([dynamic(Rule::All(vec![not_them]))]);
    let but_lisi = Rule::All(vec![condition(Field::User, Values::NotIn(vec![LISI.0]))]);
    let found = no(is_in(&facts, Party::User(WANGWU), SENIORS, NOON));
    assert_eq!(found, (ReasonCode::NoGrant, Missing::Fact(dynamic(but_lisi))));

    let empty = company([dynamic(Rule::Any(Vec::new()))]);
    let them = Rule::Any(vec![condition(Field::User, Values::In(vec![WANGWU.0]))]);
    assert_eq!(no(is_in(&empty, Party::User(WANGWU), SENIORS, NOON)).1, Missing::Fact(dynamic(them)));
}

#[test]
fn a_rule_of_two_departments_is_shown_by_the_nearest_place_for_each() {
    let both = Rule::All(vec![
        condition(Field::Department, Values::In(vec![INFRA.0])),
        condition(Field::Department, Values::In(vec![RD.0])),
    ]);
    let facts = company([dynamic(both), Fact::Place { user: ZHANGSAN, department: RD }]);
    let chain = is_in(&facts, Party::User(ZHANGSAN), SENIORS, NOON).chain;
    let places = chain.iter().filter(|fact| matches!(fact, Fact::Place { .. })).count();
    assert_eq!(places, 2, "{chain:?}");
}

#[test]
fn departments_that_are_above_each_other_end() {
    let facts = company([
        Fact::Department { id: RD, parent: INFRA },
        Fact::Group { id: SENIORS, rule: Some(in_department(&[SALES])) },
        member(ONCALL, Party::Department(RD), Span::ALWAYS),
    ]);
    assert!(is_in(&facts, Party::User(ZHANGSAN), ONCALL, NOON).allowed);
    assert!(!is_in(&facts, Party::User(ZHANGSAN), SENIORS, NOON).allowed);
    assert!(!is_in(&facts, Party::Department(SALES), ONCALL, NOON).allowed);
}
