//! Two groups of one person that grant the same access.

use std::collections::{BTreeMap, HashMap};

use menjin_engine::Resource;
use menjin_model::GroupNo;

use super::world::Opens;

/// A thing that more groups of one person than these open overlaps so widely that not every pair is told.
const GROUPS_MAX: usize = 64;

/// Two groups, and what both grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The two, the older first.
    pub groups: (GroupNo, GroupNo),
    /// What both grant, by resource.
    pub shared: Vec<Opens>,
    /// Whether the first grants nothing that the second does not, and the other way round.
    pub covered: (bool, bool),
}

/// All pairs of these groups that grant something both, in the order of the groups. Goes by what is opened, so it takes as long
/// as there is overlap, not as there are pairs.
#[must_use]
pub fn overlaps(groups: &[(GroupNo, &[Opens])]) -> Vec<Overlap> {
    let mut by_resource: HashMap<Resource, Vec<(usize, &Opens)>> = HashMap::new();
    for (number, (_, opened)) in groups.iter().enumerate() {
        for opens in *opened {
            by_resource.entry(opens.resource).or_default().push((number, opens));
        }
    }
    let mut pairs: BTreeMap<(usize, usize), Vec<Opens>> = BTreeMap::new();
    for openers in by_resource.values().filter(|openers| openers.len() > 1) {
        for (index, (one, mine)) in openers.iter().take(GROUPS_MAX).enumerate() {
            for (other, theirs) in openers.iter().take(GROUPS_MAX).skip(index + 1).filter(|(other, _)| other != one) {
                if let Some(shared) = mine.shared(theirs) {
                    pairs.entry((*one, *other)).or_default().push(shared);
                }
            }
        }
    }
    pairs.into_iter().filter_map(|((one, other), shared)| told(groups.get(one)?, groups.get(other)?, shared)).collect()
}

fn told(one: &(GroupNo, &[Opens]), other: &(GroupNo, &[Opens]), mut shared: Vec<Opens>) -> Option<Overlap> {
    shared.sort_by_key(|opens| opens.resource);
    shared.dedup();
    let covers = |by: &[Opens], all: &[Opens]| all.iter().all(|opens| by.iter().any(|by| opens.is_within(by)));
    let covered = (covers(other.1, one.1), covers(one.1, other.1));
    (!shared.is_empty()).then_some(Overlap { groups: (one.0, other.0), shared, covered })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use menjin_engine::{Action, Resource};
    use menjin_model::{DeviceNo, DocumentNo, GroupNo, Opening};
    use proptest::prelude::*;

    use super::{Opens, Overlap, overlaps};

    fn document(number: i64, action: Action) -> Opens {
        Opens { resource: Resource::Document(DocumentNo(number)), action, hours: None }
    }

    fn door(number: i64, windows: Vec<(u16, u16)>) -> Opens {
        let hours = Some(Arc::new(Opening { windows, ..Opening::default() }));
        Opens { resource: Resource::Door(DeviceNo(number)), action: Action::Open, hours }
    }

    #[test]
    fn the_lesser_of_two_roles_is_what_both_grant() {
        let (one, other) = ([document(1, Action::Edit)], [document(1, Action::View), document(2, Action::View)]);
        let found = overlaps(&[(GroupNo(1), &one), (GroupNo(2), &other)]);
        let expected = Overlap {
            groups: (GroupNo(1), GroupNo(2)),
            shared: vec![document(1, Action::View)],
            covered: (false, false),
        };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn doors_overlap_when_their_hours_do_as_a_whole() {
        let (day, always, night) = ([door(1, vec![(480, 1200)])], [door(1, vec![])], [door(1, vec![(1200, 1440)])]);
        let groups = [(GroupNo(1), &day[..]), (GroupNo(2), &always[..]), (GroupNo(3), &night[..])];
        let found: Vec<_> = overlaps(&groups).into_iter().map(|overlap| (overlap.groups, overlap.covered)).collect();
        let pair = |one, other| (GroupNo(one), GroupNo(other));
        assert_eq!(found, [(pair(1, 2), (true, false)), (pair(2, 3), (false, true))]);
    }

    /// Every pair, and every two things of it.
    fn slow(groups: &[(GroupNo, &[Opens])]) -> Vec<Overlap> {
        let mut all = Vec::new();
        for (index, (one, mine)) in groups.iter().enumerate() {
            for (other, theirs) in &groups[index + 1..] {
                let mut shared = Vec::new();
                for a in *mine {
                    for b in *theirs {
                        shared.extend(a.shared(b));
                    }
                }
                shared.sort_by_key(|opens| opens.resource);
                shared.dedup();
                if shared.is_empty() {
                    continue;
                }
                let within = |all: &[Opens], by: &[Opens]| all.iter().all(|a| by.iter().any(|b| a.is_within(b)));
                let covered = (within(mine, theirs), within(theirs, mine));
                all.push(Overlap { groups: (*one, *other), shared, covered });
            }
        }
        all
    }

    prop_compose! {
        fn opened()(all in prop::collection::btree_map(0_i64..6, (0_usize..3, any::<bool>()), 0..5)) -> Vec<Opens> {
            let actions = [Action::View, Action::Edit, Action::FullAccess];
            let hours = [vec![], vec![(480, 1200)], vec![(0, 480)]];
            all.into_iter().map(|(number, (kind, is_door))| {
                if is_door { door(number, hours[kind].clone()) } else { document(number, actions[kind]) }
            }).collect()
        }
    }

    proptest! {
        #[test]
        fn it_finds_what_comparing_every_pair_finds(all in prop::collection::vec(opened(), 0..7)) {
            let groups: Vec<(GroupNo, &[Opens])> =
                all.iter().zip(0..).map(|(opened, number)| (GroupNo(number), opened.as_slice())).collect();
            prop_assert_eq!(overlaps(&groups), slow(&groups));
        }
    }
}
