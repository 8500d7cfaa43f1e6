//! People of many groups as sets of bits, so that any two can be held against each other quickly.

use std::collections::BTreeSet;

use menjin_engine::Facts;
use menjin_model::UserNo;

/// A group of fewer people is no overlap: one person in two groups is nothing strange.
const FEWEST: i64 = 2;

/// The people of some groups, in the order they were added.
#[derive(Debug)]
pub(super) struct Crowds {
    users: Vec<UserNo>,
    frozen: Vec<u64>,
    groups: Vec<(Vec<u64>, i64)>,
}

impl Crowds {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut frozen = Vec::new();
        let mut users = Vec::new();
        for (user, person) in facts.users(None) {
            if person.frozen {
                set(&mut frozen, users.len());
            }
            users.push(user);
        }
        Self { users, frozen, groups: Vec::new() }
    }

    /// Adds the people of a group, who are in the order of their numbers.
    pub(super) fn add(&mut self, people: &[UserNo]) {
        let mut bits = Vec::new();
        for user in people {
            if let Ok(place) = self.users.binary_search(user) {
                set(&mut bits, place);
            }
        }
        let count = ones(&bits);
        self.groups.push((bits, count));
    }

    /// How many people the group has, and how many of them are frozen.
    pub(super) fn count(&self, place: usize) -> (i64, i64) {
        self.groups.get(place).map_or((0, 0), |(bits, count)| (*count, common(bits, &self.frozen)))
    }

    /// The groups among `others` in which four fifths of its people are too.
    pub(super) fn twins(&self, place: usize, others: &BTreeSet<usize>) -> Vec<usize> {
        let Some((bits, count)) = self.groups.get(place).filter(|(_, count)| *count >= FEWEST) else {
            return Vec::new();
        };
        let is_twin = |other: &usize| {
            self.groups
                .get(*other)
                .filter(|(_, size)| *other != place && size * 5 >= count * 4)
                .is_some_and(|(others, _)| common(bits, others) * 5 >= count * 4)
        };
        others.iter().copied().filter(is_twin).collect()
    }
}

fn set(bits: &mut Vec<u64>, place: usize) {
    let word = place / 64;
    if bits.len() <= word {
        bits.resize(word + 1, 0);
    }
    if let Some(bits) = bits.get_mut(word) {
        *bits |= 1 << (place % 64);
    }
}

fn ones(bits: &[u64]) -> i64 {
    bits.iter().map(|word| i64::from(word.count_ones())).sum()
}

fn common(one: &[u64], other: &[u64]) -> i64 {
    one.iter().zip(other).map(|(one, other)| i64::from((one & other).count_ones())).sum()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use menjin_model::{Fact, UserNo};

    use super::Crowds;

    fn crowds(of: &[&[i64]]) -> Crowds {
        let user = |id| Fact::User { id: UserNo(id), frozen: id % 50 == 0, resigned: false, manager: false };
        let mut crowds = Crowds::of(&(1..=200).map(user).collect());
        for people in of {
            crowds.add(&people.iter().copied().map(UserNo).collect::<Vec<_>>());
        }
        crowds
    }

    #[test]
    fn four_fifths_of_a_group_make_a_twin_and_not_the_other_way_round() {
        let crowds = crowds(&[&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 150, 151, 152], &[1, 2, 3]]);
        let all = BTreeSet::from([0, 1, 2]);
        assert_eq!(crowds.twins(0, &all), [1]);
        assert!(crowds.twins(1, &all).is_empty());
        assert_eq!(crowds.twins(2, &all), [0, 1]);
        assert_eq!(crowds.twins(2, &BTreeSet::from([1])), [1], "only those that matter are looked at");
    }

    #[test]
    fn one_person_in_two_groups_is_no_overlap() {
        assert!(crowds(&[&[7], &[7, 8]]).twins(0, &BTreeSet::from([0, 1])).is_empty());
    }

    #[test]
    fn frozen_people_are_counted() {
        assert_eq!(crowds(&[&[49, 50, 51, 100, 200]]).count(0), (5, 3));
    }
}
