//! Who asks at all.

use menjin_model::{
    AppNo, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Party, ReviewGroupNo, Span, UserNo, VisitorNo,
};

use super::{BRIDGE, GUEST, LISI, NOON, ONCALL, RD, WANGWU};
use super::{ask, company, member, never, no};
use crate::{Action, Missing, ReasonCode, Resource};

const GROUP: Resource = Resource::Group(ONCALL);

#[test]
fn who_is_not_known_may_nothing() {
    for party in [
        Party::User(UserNo(99)),
        Party::Department(DepartmentNo(99)),
        Party::Group(GroupNo(99)),
        Party::App(AppNo(99)),
        Party::Visitor(VisitorNo(99)),
    ] {
        let found = ask(&company([]), party, Action::Member, GROUP, NOON);
        assert_eq!(never(&found), ReasonCode::UnknownSubject, "{party:?}");
    }
}

#[test]
fn on_what_is_not_known_nobody_may_anything() {
    for resource in [
        Resource::Document(DocumentNo(99)),
        Resource::App(AppNo(99)),
        Resource::Door(DeviceNo(99)),
        Resource::Group(GroupNo(99)),
        Resource::ReviewGroup(ReviewGroupNo(99)),
    ] {
        for action in resource.actions() {
            let found = ask(&company([]), Party::User(LISI), *action, resource, NOON);
            assert_eq!(never(&found), ReasonCode::UnknownResource, "{resource:?}");
        }
    }
}

#[test]
fn an_action_of_another_kind_of_resource_is_a_no() {
    for action in Action::ALL.iter().filter(|action| !GROUP.actions().contains(action)) {
        let found = ask(&company([]), Party::User(LISI), *action, GROUP, NOON);
        assert_eq!(never(&found), ReasonCode::NoGrant, "{action:?}");
    }
}

#[test]
fn who_is_frozen_or_left_may_nothing() {
    let person = |frozen, resigned| Fact::User { id: LISI, frozen, resigned, manager: false };
    for (frozen, resigned, code) in [
        (true, false, ReasonCode::SubjectFrozen),
        (false, true, ReasonCode::SubjectResigned),
        (true, true, ReasonCode::SubjectResigned),
    ] {
        let facts = company([person(frozen, resigned)]);
        let found = no(ask(&facts, Party::User(LISI), Action::Member, GROUP, NOON));
        assert_eq!(found, (code, Missing::Fact(person(false, false))));
    }
}

#[test]
fn what_somebody_frozen_lacks_besides_is_told_too() {
    let frozen = Fact::User { id: WANGWU, frozen: true, resigned: false, manager: false };
    let found = ask(&company([frozen]), Party::User(WANGWU), Action::Member, GROUP, NOON);
    assert_eq!(found.code, ReasonCode::SubjectFrozen);
    assert_eq!(found.missing[1..], [Missing::Fact(member(ONCALL, Party::User(WANGWU), Span::ALWAYS))]);
}

#[test]
fn the_root_and_everyone_are_always_known() {
    for party in [Party::Department(DepartmentNo::ROOT), Party::Everyone, Party::Department(RD)] {
        let found = ask(&company([]), party, Action::Member, GROUP, NOON);
        assert_eq!(found.code, ReasonCode::NoGrant, "{party:?}");
    }
    for party in [Party::App(BRIDGE), Party::Visitor(GUEST)] {
        assert_eq!(never(&ask(&company([]), party, Action::Member, GROUP, NOON)), ReasonCode::NoGrant);
    }
}
