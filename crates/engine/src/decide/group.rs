//! User groups: who is in one.

use menjin_model::{GroupNo, Millis, Party};

use super::{dynamic, no, subject::Subject, times::Times, way::In, yes};
use crate::{Decision, Missing, ReasonCode};

/// Whether the subject is in it.
pub(super) fn allows(subject: &Subject<'_>, group: GroupNo, at: Millis) -> bool {
    subject.is_in(group, at)
}

/// The same with the reason.
pub(super) fn explain(subject: &Subject<'_>, group: GroupNo, at: Millis) -> Decision {
    if let Some((how, way)) = subject.way_into(group, at) {
        let code = match how {
            In::Itself => ReasonCode::DirectMember,
            In::Department => ReasonCode::DepartmentMember,
            In::Rule => ReasonCode::DynamicMember,
        };
        return yes(code, way, Vec::new());
    }
    if let Some(Some(rule)) = subject.facts.group(group) {
        let missing = subject.user().map(|user| Missing::Fact(dynamic::missing(subject, user, group, rule)));
        return no(ReasonCode::NoGrant, missing.into_iter().collect());
    }
    let mut times = Times::around(at);
    if subject.party != Party::Group(group) {
        for span in subject.spans(Party::Group(group)) {
            times.add(span);
        }
    }
    let missing = times.next.map(Missing::Moment).or_else(|| subject.joining(group).map(Missing::Fact));
    no(times.code().unwrap_or(ReasonCode::NoGrant), missing.into_iter().collect())
}
