//! One person looked into, still by numbers.

use menjin_engine::{Action, Resource};
use menjin_model::{GroupNo, Party, UserNo};

use super::{
    overlap::{Overlap, overlaps},
    peers::{Missing, Peers},
    risk::{self, Risk},
    world::{Belonging, Opens, World},
};

/// So many pairs of groups are told of one person.
const OVERLAPS_MAX: usize = 50;
/// More groups than these are too many.
const GROUPS_MANY: usize = 10;

/// What is found of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Study {
    /// Who.
    pub user: UserNo,
    /// Their groups, and how many things each opens.
    pub groups: Vec<(Belonging, usize)>,
    /// How much there is to look at.
    pub risk: Risk,
    /// Groups that grant the same.
    pub overlaps: Vec<Overlap>,
    /// What peers may and they may not.
    pub missing: Vec<Missing>,
    /// What could be done.
    pub advice: Vec<Advice>,
}

/// Something that could be done, and the change that would do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// They are in no group; so many of so many peers are in this one.
    NoGroups(Option<(GroupNo, usize, usize)>),
    /// They are in too many; this one opens nothing, or nothing that the others do not.
    TooMany(usize, Option<GroupNo>),
    /// Two groups grant the same, and this one of them is superfluous.
    Overlap(Overlap, Option<GroupNo>),
    /// Peers may what they may not, through this group.
    Missing(Missing),
}

/// The groups of somebody and the risk alone: what lists show.
#[must_use]
pub fn brief(world: &World<'_>, user: UserNo) -> (usize, Risk) {
    let groups = world.groups(user);
    (groups.len(), risk_of(world, user, &groups))
}

fn risk_of(world: &World<'_>, user: UserNo, groups: &[Belonging]) -> Risk {
    let opened: Vec<_> = groups.iter().map(|belonging| world.opened(Party::Group(belonging.group))).collect();
    let own = world.opened(Party::User(user));
    risk::of(groups.len(), opened.iter().flat_map(|opened| opened.iter()), own.iter())
}

/// Everything of one person.
#[must_use]
pub fn study(world: &World<'_>, peers: &Peers<'_, '_>, user: UserNo) -> Study {
    let groups = world.groups(user);
    let opened: Vec<_> = groups.iter().map(|belonging| world.opened(Party::Group(belonging.group))).collect();
    let granting: Vec<(GroupNo, &[Opens])> =
        groups.iter().zip(&opened).map(|(belonging, opened)| (belonging.group, &**opened)).collect();
    let mut overlaps = overlaps(&granting);
    overlaps.truncate(OVERLAPS_MAX);
    // A frozen person may nothing, whatever peers may.
    let is_active = world.facts.user(user).is_some_and(|person| !person.frozen);
    let missing = if is_active { peers.missing(user) } else { Vec::new() };
    let mut advice = Vec::new();
    if groups.is_empty() {
        advice.push(Advice::NoGroups(peers.usual_group(user)));
    }
    let direct = |group: GroupNo| groups.iter().any(|belonging| belonging.group == group && belonging.is_direct());
    if groups.len() > GROUPS_MANY {
        let empty = granting.iter().find(|(group, opened)| opened.is_empty() && direct(*group));
        advice.push(Advice::TooMany(groups.len(), empty.map(|(group, _)| *group)));
    }
    for overlap in &overlaps {
        advice.push(Advice::Overlap(overlap.clone(), superfluous(overlap, &direct)));
    }
    advice.extend(missing.iter().cloned().map(Advice::Missing));
    let risk = risk_of(world, user, &groups);
    let groups = groups.into_iter().zip(&opened).map(|(belonging, opened)| (belonging, opened.len())).collect();
    Study { user, groups, risk, overlaps, missing, advice }
}

/// The group of the two that can be left without losing anything; of two that can, the newer.
fn superfluous(overlap: &Overlap, is_direct: &impl Fn(GroupNo) -> bool) -> Option<GroupNo> {
    let ((older, newer), (is_older, is_newer)) = (overlap.groups, overlap.covered);
    let can = |group, covered| (covered && is_direct(group)).then_some(group);
    can(newer, is_newer).or_else(|| can(older, is_older))
}

impl Study {
    /// Every thing that is named in it.
    pub fn things(&self) -> impl Iterator<Item = Resource> + '_ {
        let risks = self.risk.inputs.iter().flat_map(|(_, things)| things.iter().copied());
        let overlaps = self.overlaps.iter().flat_map(|overlap| overlap.shared.iter().map(|opens| opens.resource));
        let missing = self.missing.iter().map(|missing| missing.opens.resource);
        let groups = self.groups.iter().map(|(belonging, _)| Resource::Group(belonging.group));
        let through = self.missing.iter().filter_map(|missing| missing.through.map(Resource::Group));
        let usual = self.advice.iter().filter_map(|advice| match advice {
            Advice::NoGroups(Some((group, ..))) => Some(Resource::Group(*group)),
            _ => None,
        });
        risks.chain(overlaps).chain(missing).chain(groups).chain(through).chain(usual)
    }
}

/// The word of an action.
pub(super) fn word(action: Action) -> String {
    action.as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use menjin_engine::Facts;
    use menjin_model::{DepartmentNo, DocumentNo, Fact, GroupNo, Millis, Party, Perm, Sharing, Span, UserNo};

    use super::{Advice, Peers, Study, World, study};

    fn user(number: i64) -> Fact {
        Fact::User { id: UserNo(number), frozen: false, resigned: false, manager: false }
    }

    fn group(number: i64) -> Fact {
        Fact::Group { id: GroupNo(number), rule: None }
    }

    fn member(group: i64, user: i64) -> Fact {
        Fact::GroupMember { group: GroupNo(group), member: Party::User(UserNo(user)), span: Span::ALWAYS }
    }

    fn document(number: i64) -> Fact {
        Fact::Document {
            id: DocumentNo(number),
            is_folder: false,
            owner: Party::User(UserNo(99)),
            folder: DocumentNo(0),
            inherits: true,
            sharing: Sharing::default(),
            deleted: false,
        }
    }

    fn grant(document: i64, group: i64, perm: Perm) -> Fact {
        let (document, member) = (DocumentNo(document), Party::Group(GroupNo(group)));
        Fact::DocumentMember { document, single_page: false, member, perm, span: Span::ALWAYS }
    }

    fn of(facts: &[Fact], number: i64) -> Study {
        let facts: Facts = facts.iter().cloned().collect();
        let world = World::new(&facts, Millis(1_000));
        study(&world, &Peers::new(&world), UserNo(number))
    }

    /// Five people of one department; all but the fifth are in group 1, which may edit document 1.
    fn department() -> Vec<Fact> {
        let place = |number| Fact::Place { user: UserNo(number), department: DepartmentNo(1) };
        let mut facts = vec![Fact::Department { id: DepartmentNo(1), parent: DepartmentNo::ROOT }];
        facts.extend([group(1), document(1), grant(1, 1, Perm::Edit)]);
        facts.extend((1..=5).flat_map(|number| [user(number), place(number)]));
        facts.extend((1..=4).map(|number| member(1, number)));
        facts
    }

    #[test]
    fn what_four_of_five_peers_may_is_missing_once_and_at_its_strongest() {
        let found = of(&department(), 5);
        let told: Vec<_> =
            found.missing.iter().map(|m| (m.opens.action.as_str(), m.have, m.peers, m.through)).collect();
        assert_eq!(told, [("edit", 4, 4, Some(GroupNo(1)))]);
        assert_eq!(found.advice[0], Advice::NoGroups(Some((GroupNo(1), 4, 4))));
        assert!(matches!(found.advice[1], Advice::Missing(_)));
        assert_eq!(of(&department(), 1).missing, []);
    }

    #[test]
    fn fewer_than_four_of_five_or_three_peers_say_nothing() {
        let mut facts = department();
        facts.retain(|fact| *fact != member(1, 4));
        assert_eq!(of(&facts, 5).missing, [], "three of four peers are too few");
        facts.extend([
            user(6),
            Fact::Place { user: UserNo(6), department: DepartmentNo(1) },
            member(1, 6),
            member(1, 4),
        ]);
        facts.retain(|fact| *fact != member(1, 6));
        assert_eq!(of(&facts, 5).missing.len(), 1, "four of five peers are enough");
        let few: Vec<Fact> =
            department().into_iter().filter(|fact| !matches!(fact, Fact::Place { user: UserNo(1 | 2), .. })).collect();
        assert_eq!(of(&few, 5).missing, [], "two peers are too few");
    }

    #[test]
    fn a_group_that_grants_nothing_of_its_own_can_be_left() {
        let facts = [
            user(1),
            group(1),
            group(2),
            member(1, 1),
            member(2, 1),
            document(1),
            document(2),
            grant(1, 1, Perm::Edit),
            grant(1, 2, Perm::View),
            grant(2, 1, Perm::View),
        ];
        let found = of(&facts, 1);
        let [Advice::Overlap(overlap, left)] = &found.advice[..] else { panic!("{:?}", found.advice) };
        assert_eq!((overlap.covered, *left), ((false, true), Some(GroupNo(2))));
    }

    #[test]
    fn a_membership_that_has_not_begun_or_is_over_does_not_count() {
        let timed = |group, starts, ends| Fact::GroupMember {
            group: GroupNo(group),
            member: Party::User(UserNo(1)),
            span: Span { starts: Millis(starts), ends: Millis(ends) },
        };
        let facts =
            [user(1), group(1), group(2), group(3), timed(1, 2_000, 0), timed(2, 0, 1_000), timed(3, 500, 1_001)];
        let groups: Vec<_> = of(&facts, 1).groups.into_iter().map(|(belonging, _)| belonging.group).collect();
        assert_eq!(groups, [GroupNo(3)]);
    }

    #[test]
    fn eleven_groups_are_too_many_and_an_empty_one_can_be_left() {
        let facts: Vec<Fact> =
            std::iter::once(user(1)).chain((1..=11).flat_map(|number| [group(number), member(number, 1)])).collect();
        assert_eq!(of(&facts, 1).advice, [Advice::TooMany(11, Some(GroupNo(1)))]);
        assert_eq!(of(&facts[..21], 1).advice, [], "ten are not");
    }
}
