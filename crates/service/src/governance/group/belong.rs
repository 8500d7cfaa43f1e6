//! Who is in a group, from facts: named themselves, through departments, or by rule. Frozen people belong, people who left do not.

use std::collections::BTreeSet;

use menjin_engine::Facts;
use menjin_model::{DepartmentNo, GroupNo, Millis, Party, Rule, UserNo};

/// Everybody present, with what rules ask about; made once for many rules.
#[derive(Debug)]
pub(super) struct Company(Vec<(UserNo, Vec<DepartmentNo>)>);

impl Company {
    pub(super) fn of(facts: &Facts) -> Self {
        let present = facts.users(None).filter(|(_, person)| !person.resigned);
        Self(present.map(|(user, _)| (user, departments(facts, user))).collect())
    }

    fn meant(&self, rule: &Rule) -> Vec<UserNo> {
        let meant = self.0.iter().filter(|(user, departments)| rule.matches(*user, departments));
        meant.map(|(user, _)| *user).collect()
    }
}

/// Departments of a person, and all above them.
pub(super) fn departments(facts: &Facts, user: UserNo) -> Vec<DepartmentNo> {
    let mut all: Vec<DepartmentNo> = Vec::new();
    for place in facts.places(user) {
        all.extend(facts.upwards(place));
    }
    all.push(DepartmentNo::ROOT);
    all.sort_unstable();
    all.dedup();
    all
}

/// Everybody in a group at a moment, in the order of the internal ids.
pub(super) fn people(facts: &Facts, group: GroupNo, at: Millis, company: &mut Option<Company>) -> Vec<UserNo> {
    match facts.group(group) {
        Some(Some(rule)) => company.get_or_insert_with(|| Company::of(facts)).meant(rule),
        Some(None) => named(facts, group, at),
        None => Vec::new(),
    }
}

fn named(facts: &Facts, group: GroupNo, at: Millis) -> Vec<UserNo> {
    let mut people = Vec::new();
    let mut above = Vec::new();
    for (member, span) in facts.members(group) {
        match member {
            _ if !span.holds(at) => {}
            Party::User(user) => people.push(user),
            Party::Department(department) => above.push(department),
            _ => {}
        }
    }
    if above.contains(&DepartmentNo::ROOT) {
        return facts.users(None).filter(|(_, person)| !person.resigned).map(|(user, _)| user).collect();
    }
    let mut seen = BTreeSet::new();
    while let Some(department) = above.pop() {
        if seen.insert(department) {
            people.extend(facts.people(department));
            above.extend(facts.departments_below(department));
        }
    }
    people.sort_unstable();
    people.dedup();
    people.retain(|user| facts.user(*user).is_some_and(|person| !person.resigned));
    people
}

#[cfg(test)]
mod tests {
    use menjin_engine::Facts;
    use menjin_model::{DepartmentNo, Fact, GroupNo, Millis, Party, Rule, Span, UserNo, rule};

    use super::people;

    const GROUP: GroupNo = GroupNo(1);
    const NOW: Millis = Millis(1000);

    fn user(id: i64, frozen: bool, resigned: bool) -> Fact {
        Fact::User { id: UserNo(id), frozen, resigned, manager: false }
    }

    fn place(user: i64, department: i64) -> Fact {
        Fact::Place { user: UserNo(user), department: DepartmentNo(department) }
    }

    fn company() -> Vec<Fact> {
        vec![
            Fact::Department { id: DepartmentNo(10), parent: DepartmentNo::ROOT },
            Fact::Department { id: DepartmentNo(11), parent: DepartmentNo(10) },
            user(1, false, false),
            user(2, true, false),
            user(3, false, true),
            user(4, false, false),
            place(1, 10),
            place(2, 11),
            place(3, 11),
            place(4, 0),
        ]
    }

    fn member(member: Party, span: Span) -> Fact {
        Fact::GroupMember { group: GROUP, member, span }
    }

    fn found(facts: Vec<Fact>) -> Vec<i64> {
        let facts: Facts = facts.into_iter().collect();
        people(&facts, GROUP, NOW, &mut None).into_iter().map(|user| user.0).collect()
    }

    #[test]
    fn a_department_brings_all_below_it_but_those_who_left() {
        let mut facts = company();
        facts.push(Fact::Group { id: GROUP, rule: None });
        facts.push(member(Party::Department(DepartmentNo(10)), Span::ALWAYS));
        facts.push(member(Party::User(UserNo(1)), Span::ALWAYS));
        assert_eq!(found(facts), [1, 2]);
    }

    #[test]
    fn a_membership_counts_from_its_start_and_to_its_end() {
        let mut facts = company();
        facts.push(Fact::Group { id: GROUP, rule: None });
        facts.push(member(Party::User(UserNo(1)), Span { starts: Millis(1001), ends: Millis(0) }));
        facts.push(member(Party::User(UserNo(2)), Span { starts: Millis(0), ends: NOW }));
        facts.push(member(Party::User(UserNo(4)), Span { starts: NOW, ends: Millis(1001) }));
        assert_eq!(found(facts), [4]);
    }

    #[test]
    fn a_rule_means_whom_it_means() {
        let mut facts = company();
        let below = rule::Condition { field: rule::Field::Department, values: rule::Values::In(vec![10]) };
        facts.push(Fact::Group { id: GROUP, rule: Some(Rule::All(vec![below])) });
        assert_eq!(found(facts), [1, 2]);
    }
}
