//! The company as the peers hold it: who stands in which relation to what.
//!
//! Both models have the same names, so both are loaded from the same list.

use super::super::{
    company::{department, document, group, person},
    world::{Party, Perm, Question, World},
};

/// One relation of a subject to an object.
#[derive(Debug)]
pub(super) struct Tuple {
    pub(super) object: (&'static str, String),
    pub(super) relation: &'static str,
    pub(super) subject: (&'static str, String),
    /// The subject is not the thing itself but all its members.
    pub(super) members: bool,
}

/// All of them.
pub(super) fn tuples(world: &World) -> Vec<Tuple> {
    let mut tuples = Vec::new();
    let mut add = |object, relation, (subject, members)| tuples.push(Tuple { object, relation, subject, members });
    for (number, above) in world.departments.iter().enumerate() {
        if let Some(above) = above {
            add(("department", department(*above)), "member", party(Party::Department(number)));
        }
    }
    for (number, one) in world.people.iter().enumerate() {
        for above in &one.departments {
            add(("department", department(*above)), "member", party(Party::Person(number)));
        }
    }
    for (number, one) in world.groups.iter().enumerate() {
        let people = one.people.iter().map(|person| Party::Person(*person));
        for member in people.chain(one.departments.iter().map(|department| Party::Department(*department))) {
            add(("group", group(number)), "member", party(member));
        }
    }
    for (number, one) in world.documents.iter().enumerate() {
        if let Some(folder) = one.folder {
            add(object(world, number), "parent", (object(world, folder), false));
        }
        for (to, perm) in &one.grants {
            let relation = match perm {
                Perm::View => "viewer",
                Perm::Edit => "editor",
                Perm::FullAccess => "manager",
            };
            add(object(world, number), relation, party(*to));
        }
    }
    tuples
}

/// The document that is asked about.
pub(super) fn asked(world: &World, question: Question) -> (&'static str, String) {
    object(world, question.document)
}

fn party(party: Party) -> ((&'static str, String), bool) {
    match party {
        Party::Person(number) => (("user", person(number)), false),
        Party::Department(number) => (("department", department(number)), true),
        Party::Group(number) => (("group", group(number)), true),
    }
}

fn object(world: &World, number: usize) -> (&'static str, String) {
    let is_folder = world.documents.get(number).is_some_and(|document| document.is_folder);
    (if is_folder { "folder" } else { "document" }, document(number))
}
