//! Apps: who may use one, and who has a role on it.

use menjin_model::{AppList, AppNo, CollaboratorRole, Fact, Millis, Party};

use super::{
    no, rows,
    subject::{Subject, Via},
    times::Times,
    yes,
};
use crate::{Action, Decision, Missing, ReasonCode, facts};

/// How many moments are tried at which lists may say something else.
const TRIED: usize = 64;

/// Whether the subject may.
pub(super) fn allows(subject: &Subject<'_>, action: Action, app: AppNo, at: Millis) -> bool {
    let Some(row) = subject.facts.app(app) else { return false };
    if action == Action::Use {
        return row.enabled && is_available(subject, row, app, at);
    }
    let Some(user) = subject.user() else { return false };
    row.owner == user || subject.facts.role(app, user).is_some_and(|role| includes(role, action))
}

/// Whether the lists let the subject use it.
fn is_available(subject: &Subject<'_>, row: facts::App, app: AppNo, at: Millis) -> bool {
    let is_listed = |list| subject.facts.listed(app, list).any(|member| subject.is(member, at));
    subject.is_people() && (row.visible_to_all || is_listed(AppList::White)) && !is_listed(AppList::Black)
}

/// Whether the role lets one do this; an owner may do all.
fn includes(role: CollaboratorRole, action: Action) -> bool {
    match action {
        Action::Administer => role == CollaboratorRole::Administrator,
        Action::Develop => matches!(role, CollaboratorRole::Administrator | CollaboratorRole::Developer),
        Action::Operate => matches!(role, CollaboratorRole::Administrator | CollaboratorRole::Operator),
        _ => false,
    }
}

/// The same with the reason.
pub(super) fn explain(subject: &Subject<'_>, action: Action, app: AppNo, at: Millis) -> Decision {
    let Some(row) = subject.facts.app(app) else { return no(ReasonCode::UnknownResource, Vec::new()) };
    let found = match action {
        Action::Use if allows(subject, action, app, at) => uses(subject, row, app, at),
        Action::Use => Some(cannot_use(subject, row, app, at)),
        _ => Some(role(subject, action, row, app)),
    };
    found.unwrap_or_else(|| no(ReasonCode::NoGrant, Vec::new()))
}

fn uses(subject: &Subject<'_>, row: facts::App, app: AppNo, at: Millis) -> Option<Decision> {
    let facts = subject.facts;
    let white = facts.listed(app, AppList::White).filter(|member| subject.is(*member, at));
    let Some(member) = white.min_by_key(|member| subject.via(*member)) else {
        return Some(yes(ReasonCode::Everyone, subject.own(), vec![rows::app(app, row)]));
    };
    let code = match subject.via(member) {
        Via::Direct => ReasonCode::DirectGrant,
        Via::Department => ReasonCode::DepartmentGrant,
        Via::Group => ReasonCode::GroupGrant,
        Via::Everyone => ReasonCode::Everyone,
    };
    let listed = Fact::AppListed { app, list: AppList::White, member };
    Some(yes(code, subject.way_to(member, at)?, vec![listed, rows::app(app, row)]))
}

/// Why the subject may not use it: the app, the black list, the white list, in this order.
fn cannot_use(subject: &Subject<'_>, row: facts::App, app: AppNo, at: Millis) -> Decision {
    if !subject.is_people() {
        return no(ReasonCode::NoGrant, Vec::new());
    }
    let facts = subject.facts;
    let black: Vec<Party> = facts.listed(app, AppList::Black).filter(|member| subject.is(*member, at)).collect();
    let is_white = row.visible_to_all || facts.listed(app, AppList::White).any(|member| subject.is(member, at));
    let times = if black.is_empty() && is_white { Times::around(at) } else { times(subject, row, app, at) };
    let mut missing = Vec::new();
    if !row.enabled {
        missing.push(Missing::Fact(rows::app(app, facts::App { enabled: true, ..row })));
    }
    if let Some(next) = times.next {
        missing.push(Missing::Moment(next));
    } else {
        let gone = black.iter().map(|member| Fact::AppListed { app, list: AppList::Black, member: *member });
        missing.extend(gone.map(Missing::Gone));
        if !is_white {
            missing.push(Missing::Fact(listing(subject, app)));
        }
    }
    let code = match times.code() {
        _ if !row.enabled => ReasonCode::AppDisabled,
        _ if !black.is_empty() => ReasonCode::BlackListed,
        Some(code) => code,
        None => ReasonCode::NoGrant,
    };
    no(code, missing)
}

/// When the lists will let the subject use it, or did: the white one by what begins, the black one by what ends.
fn times(subject: &Subject<'_>, row: facts::App, app: AppNo, at: Millis) -> Times {
    let mut times = Times::around(at);
    let mut moments = Vec::new();
    for (list, begins) in [(AppList::White, true), (AppList::Black, false)] {
        for member in subject.facts.listed(app, list) {
            for span in subject.spans(member) {
                if begins && span.starts < span.ends && span.is_over(at) {
                    times.was();
                }
                moments.push(if begins { span.starts } else { span.ends });
            }
        }
    }
    moments.retain(|moment| *moment > at);
    moments.sort_unstable();
    moments.dedup();
    moments.truncate(TRIED);
    if let Some(next) = moments.into_iter().find(|moment| is_available(subject, row, app, *moment)) {
        times.will_be(next);
    }
    times
}

/// The membership of a group on the white list, else a new entry on it.
fn listing(subject: &Subject<'_>, app: AppNo) -> Fact {
    let facts = subject.facts;
    let joining = facts.listed(app, AppList::White).find_map(|member| match member {
        Party::Group(group) if !facts.listed(app, AppList::Black).any(|black| black == member) => {
            subject.joining(group)
        }
        _ => None,
    });
    joining.unwrap_or(Fact::AppListed { app, list: AppList::White, member: subject.party })
}

/// What a role on the app lets one do; only people have one.
fn role(subject: &Subject<'_>, action: Action, row: facts::App, app: AppNo) -> Decision {
    let Some(user) = subject.user() else { return no(ReasonCode::NoGrant, Vec::new()) };
    if row.owner == user {
        return yes(ReasonCode::Owner, subject.own(), vec![rows::app(app, row)]);
    }
    let held = subject.facts.role(app, user);
    if let Some(role) = held.filter(|role| includes(*role, action)) {
        return yes(ReasonCode::AppRole, subject.own(), vec![Fact::AppRole { app, user, role }, rows::app(app, row)]);
    }
    let missing = match action {
        Action::Own => rows::app(app, facts::App { owner: user, ..row }),
        // One role each: who has another one keeps what it gives.
        Action::Operate if held.is_none() => Fact::AppRole { app, user, role: CollaboratorRole::Operator },
        Action::Develop if held.is_none() => Fact::AppRole { app, user, role: CollaboratorRole::Developer },
        _ => Fact::AppRole { app, user, role: CollaboratorRole::Administrator },
    };
    let code = if held.is_some() { ReasonCode::RoleTooLow } else { ReasonCode::NoGrant };
    no(code, vec![Missing::Fact(missing)])
}
