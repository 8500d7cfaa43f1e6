//! The roles of many on a document at once: each grant is laid over the list of subjects, instead of each subject being held
//! against each grant.

use std::collections::HashMap;
use std::sync::Arc;

use menjin_model::{DepartmentNo, DocumentNo, Millis, Party, Perm};

use crate::{
    Action, Facts,
    decide::{document, subject::Subject},
    search::crowd::Crowd,
};

/// So few subjects are asked one by one.
const FEW: usize = 64;

/// Roles in one state at one moment. Lists that several documents need are made once.
#[derive(Debug)]
pub(super) struct Roles<'f> {
    facts: &'f Facts,
    at: Millis,
    /// Whom a department or an ordinary group means at the moment, in order.
    meant: HashMap<Party, Arc<[Party]>>,
    /// The last list of subjects, and who of it may something at all.
    active: Option<Active>,
}

/// Subjects, and whether each may something at all.
type Active = (Arc<[Party]>, Arc<[bool]>);

impl<'f> Roles<'f> {
    pub(super) fn new(facts: &'f Facts, at: Millis) -> Self {
        Self { facts, at, meant: HashMap::new(), active: None }
    }

    /// The least role for an action, as [`on`](Self::on) numbers them; `None` while the document lies in the bin or is not there.
    pub(super) fn least(&self, document: DocumentNo, action: Action) -> Option<u8> {
        document::least(self.facts, document, action).map(number)
    }

    /// The role of each of `subjects`, which are in order: 0 is none.
    pub(super) fn on(&mut self, document: DocumentNo, subjects: &Arc<[Party]>) -> Vec<u8> {
        let (facts, at) = (self.facts, self.at);
        let mut roles = vec![0; subjects.len()];
        if facts.document(document).is_none_or(|row| row.deleted) {
            return roles;
        }
        if let Some((_, perm)) = document::link(facts, document) {
            for (role, subject) in roles.iter_mut().zip(subjects.iter()) {
                if !matches!(subject, Party::Visitor(_)) {
                    *role = number(perm);
                }
            }
        }
        for level in document::levels(facts, document) {
            self.give(level.row.owner, Perm::FullAccess, subjects, &mut roles);
            for grant in level.grants(facts).filter(|grant| grant.span.holds(at)) {
                self.give(grant.member, grant.perm, subjects, &mut roles);
            }
        }
        let active = self.active(subjects);
        for (role, active) in roles.iter_mut().zip(active.iter()) {
            if !active {
                *role = 0;
            }
        }
        roles
    }

    /// Who of these is known, and not frozen or gone.
    fn active(&mut self, subjects: &Arc<[Party]>) -> Arc<[bool]> {
        if let Some((of, active)) = &self.active
            && Arc::ptr_eq(of, subjects)
        {
            return Arc::clone(active);
        }
        let is_active = |party: &Party| Subject::find(self.facts, *party).is_some_and(|found| found.barred().is_none());
        let active: Arc<[bool]> = subjects.iter().map(is_active).collect();
        self.active = Some((Arc::clone(subjects), Arc::clone(&active)));
        active
    }

    /// Gives a role to all of `subjects` whom a name means.
    fn give(&mut self, name: Party, perm: Perm, subjects: &[Party], roles: &mut [u8]) {
        let perm = number(perm);
        if let Party::User(_) | Party::App(_) | Party::Visitor(_) = name {
            if let Ok(place) = subjects.binary_search(&name)
                && let Some(role) = roles.get_mut(place)
            {
                *role = perm.max(*role);
            }
            return;
        }
        if subjects.len() <= FEW || self.is_ruled(name) {
            for (role, subject) in roles.iter_mut().zip(subjects) {
                let means = || Subject::find(self.facts, *subject).is_some_and(|found| found.is(name, self.at));
                if *role < perm && means() {
                    *role = perm;
                }
            }
            return;
        }
        let meant = self.meant(name);
        let mut meant = meant.iter().peekable();
        for (role, subject) in roles.iter_mut().zip(subjects) {
            while meant.next_if(|other| *other < subject).is_some() {}
            if meant.peek() == Some(&subject) {
                *role = perm.max(*role);
            }
        }
    }

    /// Whether no list says whom the name means: everybody, or those of whom a rule holds.
    fn is_ruled(&self, name: Party) -> bool {
        match name {
            Party::Department(department) => department == DepartmentNo::ROOT,
            Party::Group(group) => !matches!(self.facts.group(group), Some(None)),
            _ => true,
        }
    }

    fn meant(&mut self, name: Party) -> Arc<[Party]> {
        let (facts, at) = (self.facts, self.at);
        let list = self.meant.entry(name).or_insert_with(|| {
            let mut crowd = Crowd::default();
            if let Party::Group(group) = name {
                for (member, _) in facts.members(group).filter(|(_, span)| span.holds(at)) {
                    crowd.add(facts, member);
                }
            } else {
                crowd.add(facts, name);
            }
            // A group that holds the root holds all.
            if crowd.everyone {
                crowd.people = facts.users(None).map(|(user, _)| user).collect();
            }
            crowd.sorted().people.into_iter().map(Party::User).collect()
        });
        Arc::clone(list)
    }
}

/// A role as a number.
fn number(perm: Perm) -> u8 {
    match perm {
        Perm::View => 1,
        Perm::Edit => 2,
        Perm::FullAccess => 3,
    }
}
