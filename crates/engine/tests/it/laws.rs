//! What holds of every answer, in worlds made by chance: a yes follows from its chain alone, and a no turns when what it
//! lacks is given.

use std::collections::BTreeSet;

use menjin_engine::{Action, Ask, Decision, Facts, Missing, ReasonCode, Resource, decide, explain};
use menjin_model::{
    Fact, Millis, Party, Rule,
    rule::{Field, Values},
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use crate::world::{STEP, STEPS, World, resources, step, subjects, worlds};

/// Every question there is in a world at a moment.
fn asks(at: Millis) -> impl Iterator<Item = Ask> {
    let mut asks = Vec::new();
    for subject in subjects() {
        for resource in resources() {
            let others = [Action::Member, Action::View, Action::Use].into_iter();
            let others = others.filter(|action| !resource.actions().contains(action)).take(1);
            for action in resource.actions().iter().copied().chain(others) {
                asks.push(Ask { subject, action, resource, at });
            }
        }
    }
    asks.into_iter()
}

/// Whether the fact joins two things, so that it is more than a thing itself.
fn is_tie(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Place { .. }
            | Fact::GroupMember { .. }
            | Fact::AppRole { .. }
            | Fact::AppListed { .. }
            | Fact::DocumentMember { .. }
            | Fact::DoorRuleDevice { .. }
            | Fact::DoorRuleMember { .. }
            | Fact::ReviewMember { .. }
    )
}

fn is_by_setting(action: Action) -> bool {
    matches!(action, Action::Comment | Action::Share | Action::Export | Action::Print | Action::Copy)
}

fn is_folder_above(fact: &Fact, resource: Resource) -> bool {
    matches!(fact, Fact::Document { id, .. } if resource != Resource::Document(*id))
}

fn is_from_within(fact: &Fact) -> bool {
    matches!(fact, Fact::Place { .. } | Fact::Department { .. })
}

/// A dynamic group that somebody is in by a department, and else would be by not being in one.
fn is_met_outside(fact: &Fact) -> bool {
    let Fact::Group { rule: Some(Rule::Any(conditions)), .. } = fact else { return false };
    conditions.iter().any(|one| one.field == Field::Department && matches!(one.values, Values::NotIn(_)))
}

fn without(facts: &[Fact], left_out: usize) -> Facts {
    facts.iter().enumerate().filter(|(number, _)| *number != left_out).map(|(_, fact)| fact.clone()).collect()
}

fn check_yes(world: &World, ask: &Ask, decision: &Decision) -> Result<(), TestCaseError> {
    let chain = &decision.chain;
    prop_assert!(decision.missing.is_empty());
    for fact in chain {
        prop_assert_eq!(world.0.get(&fact.key()), Some(fact), "the chain says what is not so: {:?}", ask);
    }
    let alone: Facts = chain.iter().cloned().collect();
    prop_assert!(decide(&alone, ask), "{:?} does not follow from {:?}", ask, chain);
    // Where the things themselves give it (a link, an app open to all), a better reason is superfluous, but told first.
    let things: Facts = chain.iter().filter(|fact| !is_tie(fact)).cloned().collect();
    if decide(&things, ask) {
        return Ok(());
    }
    for (number, fact) in chain.iter().enumerate() {
        // Without a folder, its settings ask for less.
        let asks_for_less = is_by_setting(ask.action) && is_folder_above(fact, ask.resource);
        let asks_for_less = asks_for_less || is_from_within(fact) && chain.iter().any(is_met_outside);
        let still = decide(&without(chain, number), ask);
        prop_assert!(!still || asks_for_less, "{:?}: not needed: {:?} of {:?}", ask, fact, chain);
    }
    Ok(())
}

/// Whether nothing can make this a yes.
fn is_hopeless(ask: &Ask, code: ReasonCode) -> bool {
    if matches!(code, ReasonCode::UnknownSubject | ReasonCode::UnknownResource) {
        return true;
    }
    if !ask.resource.actions().contains(&ask.action) {
        return true;
    }
    match (ask.subject, ask.resource) {
        (Party::User(_), _) => false,
        (Party::Visitor(_), resource) => !matches!(resource, Resource::Door(_)),
        (Party::App(_), resource) => !matches!(resource, Resource::Document(_)),
        (_, Resource::App(_)) => ask.action != Action::Use,
        // Departments are in no dynamic group, and in reviews by a group of theirs alone; groups are in no group.
        (_, Resource::Group(_) | Resource::ReviewGroup(_)) => true,
        _ => false,
    }
}

fn check_no(world: &World, ask: &Ask, decision: &Decision) -> Result<(), TestCaseError> {
    prop_assert!(decision.chain.is_empty());
    let missing = &decision.missing;
    if missing.is_empty() {
        prop_assert!(is_hopeless(ask, decision.code), "{:?}: {:?} without what is missing", ask, decision.code);
        return Ok(());
    }
    let (facts, then) = world.turned(missing, *ask);
    prop_assert!(decide(&facts, &then), "{:?}: {:?} is not turned by {:?}", ask, decision.code, missing);
    for left_out in 0..missing.len() {
        let mut fewer = missing.clone();
        let one = fewer.remove(left_out);
        let (facts, then) = world.turned(&fewer, *ask);
        prop_assert!(!decide(&facts, &then), "{:?}: {:?} of {:?} is not needed", ask, one, missing);
    }
    let moments = missing.iter().filter_map(|one| if let Missing::Moment(moment) = one { Some(*moment) } else { None });
    for moment in moments {
        prop_assert!(moment > ask.at);
        let (facts, mut then) = world.turned(missing, *ask);
        then.at = Millis(moment.0 - 1);
        prop_assert!(!decide(&facts, &then), "{:?}: not the first moment: {:?}", ask, missing);
        let mut earlier = ask.at.0;
        while earlier < moment.0.min(ask.at.0 + STEPS * STEP) {
            then.at = Millis(earlier);
            prop_assert!(!decide(&facts, &then), "{:?}: not the first moment: {:?}", ask, missing);
            earlier += STEP;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_yes_follows_from_its_chain_and_a_no_turns_with_what_it_lacks(world in worlds(), number in 0..STEPS) {
        let facts = world.facts();
        for ask in asks(step(number)) {
            let decision = explain(&facts, &ask);
            prop_assert_eq!(decision.allowed, decide(&facts, &ask), "{:?}", ask);
            if decision.allowed {
                check_yes(&world, &ask, &decision)?;
            } else {
                check_no(&world, &ask, &decision)?;
            }
        }
    }
}

#[test]
fn the_worlds_show_every_reason_and_every_kind_of_lack() {
    let mut runner = TestRunner::deterministic();
    let (mut codes, mut lacks) = (BTreeSet::new(), BTreeSet::new());
    for number in 0..60 {
        let world = worlds().new_tree(&mut runner).unwrap().current();
        let facts = world.facts();
        for ask in asks(step(number)) {
            let decision = explain(&facts, &ask);
            codes.insert(decision.code);
            lacks.extend(decision.missing.iter().map(|missing| match missing {
                Missing::Moment(_) => "moment".to_owned(),
                Missing::Gone(fact) => format!("gone {}", kind(fact)),
                Missing::Fact(fact) => kind(fact),
            }));
        }
    }
    let unseen: Vec<_> = ReasonCode::ALL.iter().filter(|code| !codes.contains(code)).collect();
    assert!(unseen.is_empty(), "{unseen:?}");
    for lack in [
        "App",
        "AppListed",
        "AppRole",
        "Document",
        "DocumentMember",
        "DoorRule",
        "DoorRuleDevice",
        "DoorRuleMember",
        "Group",
        "GroupMember",
        "Place",
        "ReviewGroup",
        "ReviewMember",
        "User",
        "gone AppListed",
        "moment",
    ] {
        assert!(lacks.contains(lack), "{lack} is never missing: {lacks:?}");
    }
}

/// The name of the fact's variant.
fn kind(fact: &Fact) -> String {
    format!("{fact:?}").split_whitespace().next().unwrap_or_default().to_owned()
}
