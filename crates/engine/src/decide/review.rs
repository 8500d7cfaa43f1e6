//! People groups of performance reviews: who is in one, and who sees it.

use menjin_model::{Fact, GroupNo, Millis, Party, ReviewGroupNo};

use super::{
    no, rows,
    subject::{Subject, Via},
    times::Times,
    yes,
};
use crate::{Action, Decision, Missing, ReasonCode};

/// Whether the subject is in it, or sees it.
pub(super) fn allows(subject: &Subject<'_>, action: Action, group: ReviewGroupNo, at: Millis) -> bool {
    action == Action::See && is_seen(subject, group) || is_member(subject, group, at)
}

/// The back office sees what is not hidden from it.
fn is_seen(subject: &Subject<'_>, group: ReviewGroupNo) -> bool {
    is_manager(subject) && subject.facts.review_group(group) == Some(false)
}

fn is_manager(subject: &Subject<'_>) -> bool {
    subject.user().and_then(|user| subject.facts.user(user)).is_some_and(|person| person.manager)
}

fn is_member(subject: &Subject<'_>, group: ReviewGroupNo, at: Millis) -> bool {
    if !subject.is_people() {
        return false;
    }
    subject.facts.review_member(group, subject.party)
        || groups(subject, group).any(|within| subject.is(Party::Group(within), at))
}

/// The user groups that it names.
fn groups<'s>(subject: &'s Subject<'_>, group: ReviewGroupNo) -> impl Iterator<Item = GroupNo> + 's {
    subject.facts.review_members(group).filter_map(|member| match member {
        Party::Group(group) => Some(group),
        _ => None,
    })
}

/// The same with the reason.
pub(super) fn explain(subject: &Subject<'_>, action: Action, group: ReviewGroupNo, at: Millis) -> Decision {
    let facts = subject.facts;
    let to_group: Vec<Fact> = rows::review_group(facts, group).into_iter().collect();
    if !subject.is_people() {
        return no(ReasonCode::NoGrant, Vec::new());
    }
    let own = facts.review_member(group, subject.party).then_some(subject.party);
    let groups: Vec<GroupNo> = if own.is_some() { Vec::new() } else { groups(subject, group).collect() };
    let within = || groups.iter().map(|within| Party::Group(*within)).find(|name| subject.is(*name, at));
    if let Some((member, way)) = own.or_else(within).and_then(|member| Some((member, subject.way_to(member, at)?))) {
        let code = if subject.via(member) == Via::Direct { ReasonCode::DirectMember } else { ReasonCode::GroupMember };
        let entry = std::iter::once(Fact::ReviewMember { group, member });
        return yes(code, way, entry.chain(to_group).collect());
    }
    if action == Action::See && is_seen(subject, group) {
        return yes(ReasonCode::BackOffice, subject.own(), to_group);
    }
    let mut times = Times::around(at);
    for within in &groups {
        for span in subject.spans(Party::Group(*within)) {
            times.add(span);
        }
    }
    let code = times.code().unwrap_or(ReasonCode::NoGrant);
    if let Some(next) = times.next {
        return no(code, vec![Missing::Moment(next)]);
    }
    if action == Action::See && is_manager(subject) {
        return no(code, vec![Missing::Fact(Fact::ReviewGroup { id: group, hidden: false })]);
    }
    let joining = groups.iter().find_map(|within| subject.joining(*within));
    let missing = joining.or_else(|| new_member(subject, group, at));
    no(code, missing.map(Missing::Fact).into_iter().collect())
}

/// The entry that would bring the subject into it: its own, or that of a user group which holds it. A department has no
/// entry of its own.
fn new_member(subject: &Subject<'_>, group: ReviewGroupNo, at: Millis) -> Option<Fact> {
    let member = match subject.party {
        Party::User(_) | Party::Group(_) => subject.party,
        _ => {
            let departments = subject.departments().iter().map(|department| Party::Department(*department));
            let mut within = departments.flat_map(|department| subject.facts.groups_with(department));
            Party::Group(within.find(|within| subject.is_in(*within, at))?)
        }
    };
    Some(Fact::ReviewMember { group, member })
}
