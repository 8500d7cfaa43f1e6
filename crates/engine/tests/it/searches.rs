//! Searches are complete: what the slow version says of each by itself, in order, page by page.

use menjin_engine::{Ask, Facts, Resource, ResourceKind, SubjectKind, actions, resources, subjects};
use menjin_model::{Fact, Party};

use crate::{
    slow,
    worlds::{World, all_resources, all_subjects},
};

const WORLDS: u64 = 60;
const SUBJECTS: [SubjectKind; 5] =
    [SubjectKind::User, SubjectKind::Department, SubjectKind::Group, SubjectKind::App, SubjectKind::Visitor];
const RESOURCES: [ResourceKind; 5] =
    [ResourceKind::Document, ResourceKind::App, ResourceKind::Door, ResourceKind::Group, ResourceKind::ReviewGroup];

fn is_subject(kind: SubjectKind, party: Party) -> bool {
    match party {
        Party::User(_) => kind == SubjectKind::User,
        Party::Department(_) => kind == SubjectKind::Department,
        Party::Group(_) => kind == SubjectKind::Group,
        Party::App(_) => kind == SubjectKind::App,
        Party::Visitor(_) => kind == SubjectKind::Visitor,
        Party::Everyone => false,
    }
}

fn is_resource(kind: ResourceKind, resource: Resource) -> bool {
    match resource {
        Resource::Document(_) => kind == ResourceKind::Document,
        Resource::App(_) => kind == ResourceKind::App,
        Resource::Door(_) => kind == ResourceKind::Door,
        Resource::Group(_) => kind == ResourceKind::Group,
        Resource::ReviewGroup(_) => kind == ResourceKind::ReviewGroup,
    }
}

fn world(seed: u64) -> (World, Vec<Fact>, Facts) {
    let world = World::new(seed);
    let list = world.list();
    let facts = list.iter().cloned().collect();
    (world, list, facts)
}

#[test]
fn who_can_is_everybody_of_whom_it_is_a_yes() {
    let mut found = 0;
    for seed in 0..WORLDS {
        let (mut world, list, facts) = world(seed);
        for _ in 0..8 {
            let Ask { resource, action, at, .. } = world.ask();
            for kind in SUBJECTS {
                let may = |subject: &Party| slow::decide(&list, &Ask { subject: *subject, action, resource, at });
                let wanted: Vec<Party> =
                    all_subjects().into_iter().filter(|party| is_subject(kind, *party)).filter(may).collect();
                let limit = usize::from(world.one_in(2)) + 1;
                let (mut all, mut after) = (Vec::new(), None);
                loop {
                    let page = subjects(&facts, kind, action, resource, at, after, limit);
                    assert!(page.items.len() <= limit);
                    all.extend(page.items.iter().copied());
                    after = page.items.last().copied();
                    if !page.more {
                        break;
                    }
                }
                assert_eq!(all, wanted, "seed {seed}: {action:?} {resource:?} {kind:?}");
                found += all.len();
            }
        }
    }
    assert!(found > 1_000, "{found} found");
}

#[test]
fn what_can_is_everything_of_which_it_is_a_yes() {
    let mut found = 0;
    for seed in 0..WORLDS {
        let (mut world, list, facts) = world(seed);
        for _ in 0..8 {
            let Ask { subject, action, at, .. } = world.ask();
            for kind in RESOURCES {
                let may = |resource: &Resource| slow::decide(&list, &Ask { subject, action, resource: *resource, at });
                let wanted: Vec<Resource> =
                    all_resources().into_iter().filter(|one| is_resource(kind, *one)).filter(may).collect();
                let (mut all, mut after) = (Vec::new(), None);
                loop {
                    let page = resources(&facts, subject, action, kind, at, after, 2);
                    all.extend(page.items.iter().copied());
                    after = page.items.last().copied();
                    if !page.more {
                        break;
                    }
                }
                assert_eq!(all, wanted, "seed {seed}: {subject:?} {action:?} {kind:?}");
                found += all.len();
            }
        }
    }
    assert!(found > 300, "{found} found");
}

#[test]
fn which_actions_are_those_of_which_it_is_a_yes() {
    for seed in 0..WORLDS {
        let (mut world, list, facts) = world(seed);
        for _ in 0..20 {
            let Ask { subject, resource, at, .. } = world.ask();
            let wanted: Vec<_> = resource
                .actions()
                .iter()
                .copied()
                .filter(|action| slow::decide(&list, &Ask { subject, action: *action, resource, at }))
                .collect();
            assert_eq!(actions(&facts, subject, resource, at), wanted, "seed {seed}: {subject:?} {resource:?}");
        }
    }
}
