//! What a group opens, from facts: one entry for each grant, rule, list or review that names it.

use std::collections::BTreeSet;

use menjin_api::menjin::group::Opens;
use menjin_engine::{Action, Facts, Resource};
use menjin_model::{AppList, Fact, GroupNo, Millis, Party, Perm, RuleNo, Span};

/// One thing that a group opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hold {
    pub(super) resource: Resource,
    pub(super) action: Action,
    /// By which rule, for doors.
    pub(super) rule: Option<RuleNo>,
    pub(super) span: Span,
    /// The fact by which it does.
    pub(super) fact: Fact,
}

/// All that is open by the group, now or later: doors, documents, apps, review groups.
pub(super) fn of(facts: &Facts, group: GroupNo, at: Millis) -> Vec<Hold> {
    let member = Party::Group(group);
    let mut holds = Vec::new();
    for rule in facts.rules_with_member(member) {
        let Some(span) = facts.rule_member(rule, member) else { continue };
        for device in facts.devices_of(rule) {
            holds.push(Hold {
                resource: Resource::Door(device),
                action: Action::Open,
                rule: Some(rule),
                span,
                fact: Fact::DoorRuleMember { rule, member, span },
            });
        }
    }
    for single_page in [false, true] {
        for document in facts.grants_with(single_page, member) {
            let Some((perm, span)) = facts.grant(document, single_page, member) else { continue };
            if facts.document(document).is_some_and(|document| !document.deleted) {
                holds.push(Hold {
                    resource: Resource::Document(document),
                    action: action(perm),
                    rule: None,
                    span,
                    fact: Fact::DocumentMember { document, single_page, member, perm, span },
                });
            }
        }
    }
    for app in facts.listed_with(AppList::White, member) {
        holds.push(Hold {
            resource: Resource::App(app),
            action: Action::Use,
            rule: None,
            span: Span::ALWAYS,
            fact: Fact::AppListed { app, list: AppList::White, member },
        });
    }
    for group in facts.review_groups_with(member) {
        holds.push(Hold {
            resource: Resource::ReviewGroup(group),
            action: Action::Member,
            rule: None,
            span: Span::ALWAYS,
            fact: Fact::ReviewMember { group, member },
        });
    }
    holds.retain(|hold| !hold.span.is_over(at));
    holds
}

fn action(perm: Perm) -> Action {
    match perm {
        Perm::View => Action::View,
        Perm::Edit => Action::Edit,
        Perm::FullAccess => Action::FullAccess,
    }
}

/// Each thing counted once.
pub(super) fn counted(things: &BTreeSet<Resource>) -> Opens {
    let count = |of: fn(&Resource) -> bool| i64::try_from(things.iter().filter(|thing| of(thing)).count()).unwrap_or(0);
    let opens = Opens {
        documents: count(|thing| matches!(thing, Resource::Document(_))),
        apps: count(|thing| matches!(thing, Resource::App(_))),
        doors: count(|thing| matches!(thing, Resource::Door(_))),
        review_groups: count(|thing| matches!(thing, Resource::ReviewGroup(_))),
        total: 0,
    };
    Opens { total: opens.documents + opens.apps + opens.doors + opens.review_groups, ..opens }
}
