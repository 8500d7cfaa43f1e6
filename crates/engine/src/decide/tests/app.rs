//! Apps.

use menjin_model::{AppList, CollaboratorRole, Fact, Party, Span};

use super::{BRIDGE, GUEST, INFRA, LISI, NOON, ONCALL, RD, SALES, SENIORS, WANGWU, ZHANGSAN};
use super::{after, ask, company, member, never, no, span, yes};
use crate::{Action, Decision, Facts, Missing, ReasonCode, Resource};

const IT: Resource = Resource::App(BRIDGE);

fn listed(list: AppList, member: Party) -> Fact {
    Fact::AppListed { app: BRIDGE, list, member }
}

fn app(enabled: bool, visible_to_all: bool) -> Fact {
    Fact::App { id: BRIDGE, owner: ZHANGSAN, enabled, visible_to_all }
}

fn uses(facts: &Facts, who: Party) -> Decision {
    ask(facts, who, Action::Use, IT, NOON)
}

#[test]
fn the_white_list_names_people_departments_and_groups() {
    for (name, who, reason) in [
        (Party::User(WANGWU), WANGWU, ReasonCode::DirectGrant),
        (Party::Department(RD), ZHANGSAN, ReasonCode::DepartmentGrant),
        (Party::Group(ONCALL), LISI, ReasonCode::GroupGrant),
        (Party::Group(SENIORS), ZHANGSAN, ReasonCode::GroupGrant),
    ] {
        assert_eq!(yes(&uses(&company([listed(AppList::White, name)]), Party::User(who))), reason, "{name:?}");
    }
    assert_eq!(yes(&uses(&company([app(true, true)]), Party::User(WANGWU))), ReasonCode::Everyone);
}

#[test]
fn the_black_list_wins() {
    for name in [Party::User(WANGWU), Party::Department(SALES)] {
        let facts =
            company([app(true, true), listed(AppList::White, Party::User(WANGWU)), listed(AppList::Black, name)]);
        let gone = Missing::Gone(listed(AppList::Black, name));
        assert_eq!(no(uses(&facts, Party::User(WANGWU))), (ReasonCode::BlackListed, gone));
        yes(&uses(&facts, Party::User(LISI)));
    }
}

#[test]
fn a_membership_that_ends_ends_the_ban() {
    let facts = company([
        app(true, true),
        listed(AppList::Black, Party::Group(ONCALL)),
        member(ONCALL, Party::User(WANGWU), span(after(-1), after(3))),
    ]);
    let found = no(uses(&facts, Party::User(WANGWU)));
    assert_eq!(found, (ReasonCode::BlackListed, Missing::Moment(after(3))));
}

#[test]
fn the_owner_does_not_thereby_use_it() {
    let facts = company([]);
    let entry = Missing::Fact(listed(AppList::White, Party::User(ZHANGSAN)));
    assert_eq!(no(uses(&facts, Party::User(ZHANGSAN))), (ReasonCode::NoGrant, entry));
    assert_eq!(yes(&ask(&facts, Party::User(ZHANGSAN), Action::Administer, IT, NOON)), ReasonCode::Owner);
}

#[test]
fn an_app_that_is_not_enabled_is_not_used_but_administered() {
    let facts = company([app(false, true)]);
    let switched_on = Missing::Fact(app(true, true));
    assert_eq!(no(uses(&facts, Party::User(LISI))), (ReasonCode::AppDisabled, switched_on));
    yes(&ask(&facts, Party::User(ZHANGSAN), Action::Operate, IT, NOON));
}

#[test]
fn a_listed_group_that_is_not_banned_is_the_nearest_link() {
    let facts = company([listed(AppList::White, Party::Group(ONCALL))]);
    let joins = Missing::Fact(member(ONCALL, Party::User(WANGWU), Span::ALWAYS));
    assert_eq!(no(uses(&facts, Party::User(WANGWU))), (ReasonCode::NoGrant, joins));
    let banned = company([listed(AppList::White, Party::Group(ONCALL)), listed(AppList::Black, Party::Group(ONCALL))]);
    let entry = Missing::Fact(listed(AppList::White, Party::User(WANGWU)));
    assert_eq!(no(uses(&banned, Party::User(WANGWU))), (ReasonCode::NoGrant, entry));
}

#[test]
fn departments_and_groups_use_it_as_such_and_apps_and_visitors_never() {
    let facts = company([listed(AppList::White, Party::Department(RD))]);
    assert_eq!(yes(&uses(&facts, Party::Department(RD))), ReasonCode::DirectGrant);
    assert_eq!(yes(&uses(&facts, Party::Department(INFRA))), ReasonCode::DepartmentGrant);
    assert!(!uses(&facts, Party::Department(SALES)).allowed);
    let open = company([app(true, true)]);
    yes(&uses(&open, Party::Group(ONCALL)));
    assert_eq!(never(&uses(&open, Party::App(BRIDGE))), ReasonCode::NoGrant);
    assert_eq!(never(&uses(&open, Party::Visitor(GUEST))), ReasonCode::NoGrant);
}

#[test]
fn each_role_lets_one_do_its_own() {
    use Action::{Administer, Develop, Operate, Own};
    for (role, may) in [
        (CollaboratorRole::Administrator, vec![Operate, Develop, Administer]),
        (CollaboratorRole::Developer, vec![Develop]),
        (CollaboratorRole::Operator, vec![Operate]),
    ] {
        let facts = company([Fact::AppRole { app: BRIDGE, user: LISI, role }]);
        for action in [Operate, Develop, Administer, Own] {
            let found = ask(&facts, Party::User(LISI), action, IT, NOON);
            assert_eq!(found.allowed, may.contains(&action), "{role:?} {action:?}");
            let reason = if found.allowed { ReasonCode::AppRole } else { ReasonCode::RoleTooLow };
            assert_eq!(found.code, reason);
            yes(&ask(&facts, Party::User(ZHANGSAN), action, IT, NOON));
        }
    }
    assert_eq!(never(&ask(&company([]), Party::Department(RD), Develop, IT, NOON)), ReasonCode::NoGrant);
}
