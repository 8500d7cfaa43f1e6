//! Who comes into question: everybody that the facts about a resource name, whenever that counts. Never too few; who really may
//! is for [`decide`](crate::decide()) to say.

use std::collections::BTreeSet;

use menjin_model::{AppList, DepartmentNo, GroupNo, Party, Rule, UserNo};

use crate::{Facts, Resource, decide::document};

/// People, and perhaps all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Crowd {
    /// All people of the tenant.
    pub(crate) everyone: bool,
    /// People; more than once and in no order until [`sorted`](Self::sorted).
    pub(crate) people: Vec<UserNo>,
    /// Apps and visitors likewise.
    pub(crate) others: Vec<Party>,
}

impl Crowd {
    /// All that a resource names.
    pub(crate) fn of(facts: &Facts, resource: Resource) -> Self {
        let mut crowd = Self::default();
        match resource {
            Resource::Document(id) => {
                for level in document::levels(facts, id) {
                    crowd.add(facts, level.row.owner);
                    for grant in level.grants(facts) {
                        crowd.add(facts, grant.member);
                    }
                }
                if document::link(facts, id).is_some() {
                    crowd.everyone = true;
                    crowd.others.extend(facts.apps(None).map(Party::App));
                }
            }
            Resource::App(id) => {
                if let Some(app) = facts.app(id) {
                    crowd.people.push(app.owner);
                    crowd.everyone |= app.visible_to_all;
                }
                crowd.people.extend(facts.roles(id).map(|(user, _)| user));
                for member in facts.listed(id, AppList::White) {
                    crowd.add(facts, member);
                }
            }
            Resource::Door(id) => {
                for rule in facts.rules_with_device(id) {
                    for (member, _) in facts.rule_members(rule) {
                        crowd.add(facts, member);
                    }
                }
            }
            Resource::Group(id) => crowd.add(facts, Party::Group(id)),
            Resource::ReviewGroup(id) => {
                // Managers see who is in it, and nothing lists them.
                crowd.everyone |= facts.review_group(id) == Some(false);
                for member in facts.review_members(id) {
                    crowd.add(facts, member);
                }
            }
        }
        crowd
    }

    /// Adds all whom a name means.
    pub(crate) fn add(&mut self, facts: &Facts, name: Party) {
        match name {
            Party::User(user) => self.people.push(user),
            Party::Department(department) => self.add_departments(facts, [department]),
            Party::Group(group) => self.add_group(facts, group),
            Party::App(_) | Party::Visitor(_) => self.others.push(name),
            Party::Everyone => self.everyone = true,
        }
    }

    fn add_group(&mut self, facts: &Facts, group: GroupNo) {
        match facts.group(group) {
            Some(Some(rule)) => match departments_of(rule) {
                Some(departments) => self.add_departments(facts, departments),
                None => self.everyone = true,
            },
            Some(None) | None => {
                for (member, _) in facts.members(group) {
                    self.add(facts, member);
                }
            }
        }
    }

    fn add_departments(&mut self, facts: &Facts, departments: impl IntoIterator<Item = DepartmentNo>) {
        let mut seen = BTreeSet::new();
        let mut rest: Vec<DepartmentNo> = departments.into_iter().collect();
        while let Some(department) = rest.pop() {
            if department == DepartmentNo::ROOT {
                self.everyone = true;
                return;
            }
            if seen.insert(department) {
                self.people.extend(facts.people(department));
                rest.extend(facts.departments_below(department));
            }
        }
    }

    /// The same, each once and in order.
    pub(crate) fn sorted(mut self) -> Self {
        self.people.sort_unstable();
        self.people.dedup();
        self.others.sort_unstable();
        self.others.dedup();
        self
    }
}

/// Departments of which a member of a dynamic group is in one; `None` when the rule names none of which that is so.
fn departments_of(rule: &Rule) -> Option<Vec<DepartmentNo>> {
    use menjin_model::rule::{Field, Values};
    let Rule::All(conditions) = rule else { return None };
    conditions.iter().find_map(|condition| match (&condition.field, &condition.values) {
        (Field::Department, Values::In(departments)) => Some(departments.iter().copied().map(DepartmentNo).collect()),
        _ => None,
    })
}
