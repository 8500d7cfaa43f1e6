//! The facts that lead from a subject to a name that a grant has for it.

use menjin_model::{DepartmentNo, Fact, GroupNo, Millis, Party};

use super::{dynamic, rows, subject::Subject};

/// How somebody is in a user group, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum In {
    Itself,
    Department,
    Rule,
}

impl Subject<'_> {
    /// The subject's own row; the root has none.
    pub(super) fn own(&self) -> Vec<Fact> {
        rows::party(self.facts, self.party).into_iter().collect()
    }

    /// The subject's own row, and what leads from it to this name; `None` if the name does not mean the subject now.
    pub(super) fn way_to(&self, name: Party, at: Millis) -> Option<Vec<Fact>> {
        if !self.is(name, at) {
            return None;
        }
        match name {
            Party::Department(department) => self.way_to_department(department),
            Party::Group(group) if name != self.party => self.way_into(group, at).map(|(_, way)| way),
            _ => Some(self.own()),
        }
    }

    /// The same for a user group, with the group's own row, and how the subject is in it.
    pub(super) fn way_into(&self, group: GroupNo, at: Millis) -> Option<(In, Vec<Fact>)> {
        let row = rows::group(self.facts, group)?;
        if let Fact::Group { rule: Some(rule), .. } = &row {
            let mut way = self.own();
            way.extend(dynamic::witnesses(self, rule)?);
            way.push(row);
            return Some((In::Rule, way));
        }
        let (member, span) = self.memberships(group).find(|(_, span)| span.holds(at))?;
        let (how, mut way) = match member {
            Party::Department(department) if member != self.party => {
                (In::Department, self.way_to_department(department)?)
            }
            _ => (In::Itself, self.own()),
        };
        way.push(Fact::GroupMember { group, member, span });
        // A group that everybody is in is, as a subject, in itself.
        if self.party != Party::Group(group) {
            way.push(row);
        }
        Some((how, way))
    }

    /// The same for a department. Everybody is in the root, no fact is needed for that.
    fn way_to_department(&self, department: DepartmentNo) -> Option<Vec<Fact>> {
        let mut way = self.own();
        if department == DepartmentNo::ROOT {
            return Some(way);
        }
        match self.party {
            Party::Department(own) => way.extend(steps(self, own, department)?.into_iter().skip(1)),
            Party::User(user) => {
                let ways = self.facts.places(user).filter_map(|place| Some((place, steps(self, place, department)?)));
                let (place, steps) = ways.min_by_key(|(_, steps)| steps.len())?;
                way.push(Fact::Place { user, department: place });
                way.extend(steps);
            }
            _ => return None,
        }
        Some(way)
    }
}

/// The rows of a department and those above it, up to the one before `to`; `None` if that is not above it.
pub(super) fn steps(subject: &Subject<'_>, from: DepartmentNo, to: DepartmentNo) -> Option<Vec<Fact>> {
    let mut steps = Vec::new();
    let mut department = from;
    while department != to {
        // All departments of the way are among the subject's; a longer way goes round in a circle.
        if steps.len() > subject.departments().len() {
            return None;
        }
        steps.push(rows::department(subject.facts, department)?);
        department = subject.facts.parent(department)?;
    }
    Some(steps)
}
