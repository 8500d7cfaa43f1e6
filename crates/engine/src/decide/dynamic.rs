//! Why somebody is in a dynamic group, and what would bring them into it.

use menjin_model::{
    DepartmentNo, Fact, GroupNo, Party, Rule, UserNo,
    rule::{Condition, Field, Values},
};

use super::{subject::Subject, way::steps};

/// How many departments are tried as the one somebody would have to be in.
const TRIED: usize = 64;

/// The rows by which the rule holds for the subject, as few as there need be; `None` if it does not hold. What the rule
/// wants somebody not to be in needs no row.
pub(super) fn witnesses(subject: &Subject<'_>, rule: &Rule) -> Option<Vec<Fact>> {
    let user = subject.user()?;
    if !rule.matches(user, subject.departments()) {
        return None;
    }
    let conditions = rule.conditions();
    match rule {
        Rule::All(_) => {
            let mut rows = Vec::new();
            for condition in conditions {
                for row in witness(subject, user, condition)? {
                    if !rows.contains(&row) {
                        rows.push(row);
                    }
                }
            }
            Some(fewest(user, conditions, rows))
        }
        Rule::Any(_) => {
            conditions.iter().filter_map(|condition| witness(subject, user, condition)).min_by_key(Vec::len)
        }
    }
}

/// The shortest way to one of the departments that a condition wants; empty for other conditions that hold.
fn witness(subject: &Subject<'_>, user: UserNo, condition: &Condition) -> Option<Vec<Fact>> {
    if !condition.holds(user, subject.departments()) {
        return None;
    }
    let Condition { field: Field::Department, values: Values::In(values) } = condition else { return Some(Vec::new()) };
    if values.contains(&DepartmentNo::ROOT.0) {
        return Some(Vec::new());
    }
    let mut shortest: Option<Vec<Fact>> = None;
    for place in subject.facts.places(user) {
        for department in values.iter().map(|value| DepartmentNo(*value)) {
            if !subject.departments().contains(&department) {
                continue;
            }
            let Some(steps) = steps(subject, place, department) else { continue };
            if shortest.as_ref().is_none_or(|shortest| steps.len() + 1 < shortest.len()) {
                shortest = Some(std::iter::once(Fact::Place { user, department: place }).chain(steps).collect());
            }
        }
    }
    shortest
}

/// Leaves out what the others make superfluous: two ways may meet.
fn fewest(user: UserNo, conditions: &[Condition], mut rows: Vec<Fact>) -> Vec<Fact> {
    let wants_department = |one: &&Condition| one.field == Field::Department && matches!(one.values, Values::In(_));
    let wanted: Vec<&Condition> = conditions.iter().filter(wants_department).collect();
    if wanted.len() < 2 {
        return rows;
    }
    let mut number = 0;
    while number < rows.len() {
        let left_out = rows.remove(number);
        let departments = reached(&rows);
        if !wanted.iter().all(|condition| condition.holds(user, &departments)) {
            rows.insert(number, left_out);
            number += 1;
        }
    }
    rows
}

/// The departments that these rows alone bring somebody into.
fn reached(rows: &[Fact]) -> Vec<DepartmentNo> {
    let mut departments = Vec::new();
    for row in rows {
        let Fact::Place { department, .. } = row else { continue };
        let mut next = Some(*department);
        while let Some(department) = next.filter(|department| !departments.contains(department)) {
            departments.push(department);
            next = rows.iter().find_map(|row| match row {
                Fact::Department { id, parent } if *id == department => Some(*parent),
                _ => None,
            });
        }
    }
    departments
}

/// What would make the rule hold for a person for whom it does not: a department to be in, else another rule.
pub(super) fn missing(subject: &Subject<'_>, user: UserNo, group: GroupNo, rule: &Rule) -> Fact {
    let wanted = rule.conditions().iter().filter_map(|condition| match condition {
        Condition { field: Field::Department, values: Values::In(values) } => Some(values),
        _ => None,
    });
    for department in wanted.flatten().map(|value| DepartmentNo(*value)).take(TRIED) {
        let Some(with_it) = Subject::find(subject.facts, Party::Department(department)) else { continue };
        let mut departments = subject.departments().to_vec();
        departments.extend(with_it.departments());
        if rule.matches(user, &departments) {
            return Fact::Place { user, department };
        }
    }
    Fact::Group { id: group, rule: Some(amended(subject, user, rule)) }
}

/// The rule, so that it holds for this person too.
fn amended(subject: &Subject<'_>, user: UserNo, rule: &Rule) -> Rule {
    let them = Condition { field: Field::User, values: Values::In(vec![user.0]) };
    let mut conditions = rule.conditions().to_vec();
    if matches!(rule, Rule::Any(_)) {
        conditions.push(them);
        return Rule::Any(conditions);
    }
    if conditions.is_empty() {
        return Rule::All(vec![them]);
    }
    let place = subject.departments().first().copied().unwrap_or(DepartmentNo::ROOT);
    for condition in &mut conditions {
        if condition.holds(user, subject.departments()) {
            continue;
        }
        let is_them = |value: &i64| match condition.field {
            Field::User => *value == user.0,
            Field::Department => *value == 0 || subject.departments().contains(&DepartmentNo(*value)),
        };
        match &mut condition.values {
            Values::In(values) if condition.field == Field::User => values.push(user.0),
            Values::In(values) => values.push(place.0),
            Values::NotIn(values) => values.retain(|value| !is_them(value)),
        }
    }
    Rule::All(conditions)
}
