//! People groups of reviews.

use menjin_model::{Fact, Party, Span};

use super::{BRIDGE, GUEST, LISI, NOON, ONCALL, RD, REVIEW, SENIORS, WANGWU, ZHANGSAN};
use super::{after, ask, company, member, never, no, span, yes};
use crate::{Action, Decision, Facts, Missing, ReasonCode, Resource};

fn review(hidden: bool, members: impl IntoIterator<Item = Party>) -> Facts {
    let members = members.into_iter().map(|member| Fact::ReviewMember { group: REVIEW, member });
    company([Fact::ReviewGroup { id: REVIEW, hidden }].into_iter().chain(members))
}

fn asks(facts: &Facts, who: Party, action: Action) -> Decision {
    ask(facts, who, action, Resource::ReviewGroup(REVIEW), NOON)
}

#[test]
fn it_holds_people_and_the_people_of_user_groups() {
    for (name, who, reason) in [
        (Party::User(WANGWU), WANGWU, ReasonCode::DirectMember),
        (Party::Group(ONCALL), LISI, ReasonCode::GroupMember),
        (Party::Group(SENIORS), ZHANGSAN, ReasonCode::GroupMember),
    ] {
        let facts = review(true, [name]);
        for action in [Action::Member, Action::See] {
            assert_eq!(yes(&asks(&facts, Party::User(who), action)), reason, "{name:?} {action:?}");
        }
    }
}

#[test]
fn managers_see_what_is_not_hidden_from_them() {
    let facts = review(false, []);
    assert_eq!(yes(&asks(&facts, Party::User(ZHANGSAN), Action::See)), ReasonCode::BackOffice);
    assert!(!asks(&facts, Party::User(ZHANGSAN), Action::Member).allowed);
    assert!(!asks(&facts, Party::User(LISI), Action::See).allowed);
    let shown = Missing::Fact(Fact::ReviewGroup { id: REVIEW, hidden: false });
    assert_eq!(no(asks(&review(true, []), Party::User(ZHANGSAN), Action::See)), (ReasonCode::NoGrant, shown));
}

#[test]
fn a_user_group_in_it_is_nearer_than_a_new_entry() {
    let joins = Missing::Fact(member(ONCALL, Party::User(WANGWU), Span::ALWAYS));
    let found = no(asks(&review(true, [Party::Group(ONCALL)]), Party::User(WANGWU), Action::Member));
    assert_eq!(found, (ReasonCode::NoGrant, joins));
    let entry = Missing::Fact(Fact::ReviewMember { group: REVIEW, member: Party::User(WANGWU) });
    assert_eq!(no(asks(&review(true, []), Party::User(WANGWU), Action::See)), (ReasonCode::NoGrant, entry));
}

#[test]
fn memberships_of_user_groups_begin_and_end() {
    let entry = Fact::ReviewMember { group: REVIEW, member: Party::Group(ONCALL) };
    let facts = company([
        Fact::ReviewGroup { id: REVIEW, hidden: true },
        entry,
        member(ONCALL, Party::User(WANGWU), span(after(1), after(2))),
    ]);
    let found = no(asks(&facts, Party::User(WANGWU), Action::Member));
    assert_eq!(found, (ReasonCode::NotYet, Missing::Moment(after(1))));
}

#[test]
fn neither_apps_nor_visitors_are_in_one_and_a_department_only_by_its_group() {
    let facts = review(false, [Party::Group(ONCALL)]);
    for party in [Party::App(BRIDGE), Party::Visitor(GUEST)] {
        assert_eq!(never(&asks(&facts, party, Action::See)), ReasonCode::NoGrant);
    }
    assert_eq!(yes(&asks(&facts, Party::Group(ONCALL), Action::Member)), ReasonCode::DirectMember);
    assert_eq!(never(&asks(&review(false, []), Party::Department(RD), Action::Member)), ReasonCode::NoGrant);
    let with_rd = company([
        Fact::ReviewGroup { id: REVIEW, hidden: false },
        Fact::ReviewMember { group: REVIEW, member: Party::Group(ONCALL) },
        member(ONCALL, Party::Department(RD), Span::ALWAYS),
    ]);
    assert_eq!(yes(&asks(&with_rd, Party::Department(RD), Action::Member)), ReasonCode::GroupMember);
}
