//! Yes or no, and why.
//!
//! One file for each kind of resource: `allows` is the quick form, `explain` says the same with the reason. What all of them
//! ask is who the subject is (`subject`), and by which facts a name means it (`way`).

mod app;
pub(crate) mod document;
mod door;
mod dynamic;
mod group;
mod review;
mod rows;
pub(crate) mod subject;
mod times;
mod way;

#[cfg(test)]
mod tests;

use menjin_model::Fact;

use crate::{Ask, Decision, Facts, Missing, ReasonCode, Resource};
use subject::Subject;

/// Whether the subject may. The quick form of [`explain`]; both always agree.
#[must_use]
pub fn decide(facts: &Facts, ask: &Ask) -> bool {
    let Some(subject) = Subject::find(facts, ask.subject) else { return false };
    if !ask.resource.actions().contains(&ask.action) || subject.barred().is_some() {
        return false;
    }
    match ask.resource {
        // It looks for the document itself.
        Resource::Document(id) => document::allows(&subject, ask.action, id, ask.at),
        resource if !is_known(facts, resource) => false,
        Resource::App(id) => app::allows(&subject, ask.action, id, ask.at),
        Resource::Door(id) => door::allows(&subject, id, ask.at),
        Resource::Group(id) => group::allows(&subject, id, ask.at),
        Resource::ReviewGroup(id) => review::allows(&subject, ask.action, id, ask.at),
    }
}

/// Whether the subject may, what a yes rests on, and what a no lacks.
#[must_use]
pub fn explain(facts: &Facts, ask: &Ask) -> Decision {
    let Some(subject) = Subject::find(facts, ask.subject) else {
        return no(ReasonCode::UnknownSubject, Vec::new());
    };
    if !is_known(facts, ask.resource) {
        return no(ReasonCode::UnknownResource, Vec::new());
    }
    if !ask.resource.actions().contains(&ask.action) {
        return no(ReasonCode::NoGrant, Vec::new());
    }
    let found = match ask.resource {
        Resource::Document(id) => document::explain(&subject, ask.action, id, ask.at),
        Resource::App(id) => app::explain(&subject, ask.action, id, ask.at),
        Resource::Door(id) => door::explain(&subject, id, ask.at),
        Resource::Group(id) => group::explain(&subject, id, ask.at),
        Resource::ReviewGroup(id) => review::explain(&subject, ask.action, id, ask.at),
    };
    let Some(code) = subject.barred() else { return found };
    if !found.allowed && found.missing.is_empty() {
        return no(code, Vec::new());
    }
    let mut missing: Vec<Missing> = subject.own().into_iter().map(freed).map(Missing::Fact).collect();
    missing.extend(found.missing);
    no(code, missing)
}

fn is_known(facts: &Facts, resource: Resource) -> bool {
    match resource {
        Resource::Document(id) => facts.document(id).is_some(),
        Resource::App(id) => facts.app(id).is_some(),
        Resource::Door(id) => facts.device(id),
        Resource::Group(id) => facts.group(id).is_some(),
        Resource::ReviewGroup(id) => facts.review_group(id).is_some(),
    }
}

/// The person, neither frozen nor gone.
fn freed(row: Fact) -> Fact {
    match row {
        Fact::User { id, manager, .. } => Fact::User { id, frozen: false, resigned: false, manager },
        other => other,
    }
}

/// A yes, by what leads from the subject to a name, and from there to the resource.
fn yes(code: ReasonCode, mut way: Vec<Fact>, to_resource: Vec<Fact>) -> Decision {
    for fact in to_resource {
        if !way.contains(&fact) {
            way.push(fact);
        }
    }
    Decision { allowed: true, code, chain: way, missing: Vec::new() }
}

fn no(code: ReasonCode, missing: Vec<Missing>) -> Decision {
    Decision { allowed: false, code, chain: Vec::new(), missing }
}
