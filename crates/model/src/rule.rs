//! The rule of a dynamic group, as it is stored: with internal numbers, so that a renamed department keeps its people.
//!
//! As JSON: `{"all": [{"field": "department", "in": [123]}, {"field": "user", "not_in": [7]}]}`.

use crate::{DepartmentNo, UserNo};
use serde::{Deserialize, Serialize};

/// Conditions of which all, or any, must hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Each must hold; of none, nobody is a member.
    All(Vec<Condition>),
    /// One is enough.
    Any(Vec<Condition>),
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Condition {
    /// What is looked at.
    pub field: Field,
    /// What it is held against.
    #[serde(flatten)]
    pub values: Values,
}

/// What a condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The person's departments and all above them; 0 is the root, in which everybody is.
    Department,
    /// The person.
    User,
}

/// Numbers of departments or people.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Values {
    /// It is one of these.
    In(Vec<i64>),
    /// It is none of these.
    NotIn(Vec<i64>),
}

impl Rule {
    /// The conditions, however they are joined.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        match self {
            Self::All(conditions) | Self::Any(conditions) => conditions,
        }
    }

    /// Whether somebody is a member: `departments` are theirs and all above these, with or without the root.
    #[must_use]
    pub fn matches(&self, user: UserNo, departments: &[DepartmentNo]) -> bool {
        match self {
            Self::All(conditions) => {
                !conditions.is_empty() && conditions.iter().all(|condition| condition.holds(user, departments))
            }
            Self::Any(conditions) => conditions.iter().any(|condition| condition.holds(user, departments)),
        }
    }
}

impl Condition {
    /// Whether it holds for somebody: `departments` are theirs and all above these, with or without the root.
    #[must_use]
    pub fn holds(&self, user: UserNo, departments: &[DepartmentNo]) -> bool {
        match &self.values {
            Values::In(values) => self.meets(values, user, departments),
            Values::NotIn(values) => !self.meets(values, user, departments),
        }
    }

    fn meets(&self, values: &[i64], user: UserNo, departments: &[DepartmentNo]) -> bool {
        match self.field {
            Field::User => values.contains(&user.0),
            Field::Department => {
                values.iter().any(|value| *value == DepartmentNo::ROOT.0 || departments.contains(&DepartmentNo(*value)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{DepartmentNo, UserNo};

    use super::{Condition, Field, Rule, Values};

    const LISI: UserNo = UserNo(7);
    const RD: DepartmentNo = DepartmentNo(1);
    const INFRA: DepartmentNo = DepartmentNo(2);

    fn department(values: Values) -> Condition {
        Condition { field: Field::Department, values }
    }

    fn user(values: Values) -> Condition {
        Condition { field: Field::User, values }
    }

    #[test]
    fn a_department_holds_its_sub_departments() {
        let in_rd = Rule::All(vec![department(Values::In(vec![RD.0]))]);
        assert!(in_rd.matches(LISI, &[INFRA, RD]));
        assert!(!in_rd.matches(LISI, &[DepartmentNo(3)]));

        let in_infra = Rule::All(vec![department(Values::In(vec![INFRA.0]))]);
        assert!(!in_infra.matches(LISI, &[RD]), "the department above is not below");
    }

    #[test]
    fn everybody_is_in_the_root() {
        let rule = Rule::Any(vec![department(Values::In(vec![0]))]);
        assert!(rule.matches(LISI, &[]));
        assert!(!Rule::Any(vec![department(Values::NotIn(vec![0]))]).matches(LISI, &[]));
    }

    #[test]
    fn conditions_are_joined_by_and_or_by_or() {
        let conditions = vec![department(Values::In(vec![RD.0])), user(Values::NotIn(vec![LISI.0]))];
        assert!(!Rule::All(conditions.clone()).matches(LISI, &[RD]));
        assert!(Rule::All(conditions.clone()).matches(UserNo(8), &[RD]));
        assert!(Rule::Any(conditions.clone()).matches(LISI, &[RD]));
        assert!(!Rule::Any(conditions).matches(LISI, &[]));
    }

    #[test]
    fn without_conditions_nobody_is_a_member() {
        assert!(!Rule::All(Vec::new()).matches(LISI, &[RD]));
        assert!(!Rule::Any(Vec::new()).matches(LISI, &[RD]));
    }

    #[test]
    fn prints_and_reads_as_it_is_stored() {
        let rule = Rule::All(vec![department(Values::In(vec![123])), user(Values::NotIn(vec![7, 8]))]);
        let json = r#"{"all":[{"field":"department","in":[123]},{"field":"user","not_in":[7,8]}]}"#;
        assert_eq!(serde_json::to_string(&rule).unwrap(), json);
        assert_eq!(serde_json::from_str::<Rule>(json).unwrap(), rule);
    }
}
