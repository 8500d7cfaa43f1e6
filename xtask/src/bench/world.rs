//! A company with documents, made up by numbers: what decisions are measured on, here and at the peers.
//!
//! It holds what all of them can say: people in departments in departments, groups of both, documents in folders in folders,
//! and grants to each of these. Person 0 owns everything and is never asked about, so nobody needs to know owners.

use fastrand::Rng;

/// A company.
#[derive(Debug)]
pub(super) struct World {
    pub(super) people: Vec<Person>,
    /// The department above each; the first ones lie right below the company.
    pub(super) departments: Vec<Option<usize>>,
    pub(super) groups: Vec<Group>,
    /// Folders first.
    pub(super) documents: Vec<Document>,
}

/// Somebody.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) departments: Vec<usize>,
}

/// A user group.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) people: Vec<usize>,
    pub(super) departments: Vec<usize>,
}

/// A document or folder.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) is_folder: bool,
    pub(super) folder: Option<usize>,
    pub(super) grants: Vec<(Party, Perm)>,
}

/// Whom a grant names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Party {
    Person(usize),
    Department(usize),
    Group(usize),
}

/// What a grant gives, and what is asked for; each holds those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Perm {
    View,
    Edit,
    FullAccess,
}

/// May this person do this to that document?
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    pub(super) person: usize,
    pub(super) perm: Perm,
    pub(super) document: usize,
}

/// How much of each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) people: usize,
    pub(super) departments: usize,
    pub(super) groups: usize,
    pub(super) folders: usize,
    pub(super) documents: usize,
}

/// How many departments a department has, and how many folders a folder has.
const FAN_OUT: usize = 5;
const GROUP_PEOPLE: usize = 50;
const GROUP_DEPARTMENTS: usize = 2;
const GRANTS: usize = 4;

impl Perm {
    /// Its word on all wires.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Edit => "edit",
            Self::FullAccess => "full_access",
        }
    }
}

impl World {
    /// The same one at every call.
    pub(super) fn new(size: Size) -> Self {
        let mut random = Rng::with_seed(11);
        let person = |random: &mut Rng| random.usize(1..size.people);
        let people = (0..size.people)
            .map(|number| {
                let mut departments = vec![random.usize(..size.departments)];
                let second = random.usize(..size.departments);
                if number % 4 == 0 && !departments.contains(&second) {
                    departments.push(second);
                }
                Person { departments }
            })
            .collect();
        let groups = (0..size.groups)
            .map(|_| Group {
                people: distinct(GROUP_PEOPLE, || person(&mut random)),
                departments: distinct(GROUP_DEPARTMENTS, || deep(&mut random, size.departments)),
            })
            .collect();
        let documents = (0..size.folders + size.documents)
            .map(|number| {
                let is_folder = number < size.folders;
                let folder = if is_folder { above(number) } else { Some(random.usize(..size.folders)) };
                let parties = distinct(GRANTS, || match random.u8(..4) {
                    0 | 1 => Party::Person(person(&mut random)),
                    2 => Party::Department(deep(&mut random, size.departments)),
                    _ => Party::Group(random.usize(..size.groups)),
                });
                let grants = parties.into_iter().map(|party| (party, perm(&mut random))).collect();
                Document { is_folder, folder, grants }
            })
            .collect();
        Self { people, departments: (0..size.departments).map(above).collect(), groups, documents }
    }

    /// So many questions, about half of them a yes; the same ones at every call.
    pub(super) fn questions(&self, count: usize) -> Vec<Question> {
        let mut random = Rng::with_seed(17);
        let folders = self.documents.iter().take_while(|document| document.is_folder).count();
        let below = self.people_of_departments();
        (0..count)
            .map(|number| {
                let document = random.usize(folders..self.documents.len());
                let perm = perm(&mut random);
                let named = self.somebody_named(document, &below, &mut random);
                let person = named.filter(|person| *person > 0 && number % 2 == 0);
                Question { person: person.unwrap_or_else(|| random.usize(1..self.people.len())), perm, document }
            })
            .collect()
    }

    /// The answer, by the plain meaning of the data.
    pub(super) fn answer(&self, question: Question) -> bool {
        let departments = self.departments_of(question.person);
        let holds = |party: &Party| match party {
            Party::Person(number) => *number == question.person,
            Party::Department(number) => departments.contains(number),
            Party::Group(number) => self.groups.get(*number).is_some_and(|group| {
                let through = |department| departments.contains(department);
                group.people.contains(&question.person) || group.departments.iter().any(through)
            }),
        };
        let grants = self.line(question.document).into_iter().flat_map(|place| &place.grants);
        grants.into_iter().any(|(party, perm)| *perm >= question.perm && holds(party))
    }

    /// A document and all folders above it.
    fn line(&self, document: usize) -> Vec<&Document> {
        let mut line = Vec::new();
        let mut at = self.documents.get(document);
        while let Some(document) = at {
            line.push(document);
            at = document.folder.and_then(|folder| self.documents.get(folder));
        }
        line
    }

    /// The departments of a person, and all above them.
    fn departments_of(&self, person: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for department in self.people.get(person).into_iter().flat_map(|person| &person.departments) {
            let mut at = Some(*department);
            while let Some(department) = at {
                found.push(department);
                at = self.departments.get(department).copied().flatten();
            }
        }
        found
    }

    /// One whom a grant on the document or a folder above it reaches, in whatever way.
    fn somebody_named(&self, document: usize, below: &[Vec<usize>], random: &mut Rng) -> Option<usize> {
        let place = random.choice(self.line(document))?;
        let (party, _) = random.choice(&place.grants)?;
        match *party {
            Party::Person(person) => Some(person),
            Party::Department(department) => random.choice(below.get(department)?).copied(),
            Party::Group(group) => random.choice(&self.groups.get(group)?.people).copied(),
        }
    }

    /// The people in each department and below it.
    fn people_of_departments(&self) -> Vec<Vec<usize>> {
        let mut below = vec![Vec::new(); self.departments.len()];
        for number in 0..self.people.len() {
            for department in self.departments_of(number) {
                if let Some(people) = below.get_mut(department) {
                    people.push(number);
                }
            }
        }
        below
    }
}

/// What lies above in a tree that fills its levels one after the other.
fn above(number: usize) -> Option<usize> {
    Some(number.checked_sub(FAN_OUT)? / FAN_OUT)
}

/// Not one of the largest departments: nobody shares everything with everybody.
fn deep(random: &mut Rng, departments: usize) -> usize {
    random.usize(departments / 10..departments)
}

/// Most may view, few may do everything.
fn perm(random: &mut Rng) -> Perm {
    match random.u8(..10) {
        0..6 => Perm::View,
        6..9 => Perm::Edit,
        _ => Perm::FullAccess,
    }
}

/// So many different ones, or fewer where chance gives the same again.
fn distinct<T: PartialEq>(count: usize, mut make: impl FnMut() -> T) -> Vec<T> {
    let mut found = Vec::new();
    for _ in 0..count {
        let one = make();
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Size, World};

    const SMALL: Size = Size { people: 200, departments: 30, groups: 10, folders: 20, documents: 100 };

    #[test]
    fn the_same_size_gives_the_same_world_and_questions() {
        let (one, two) = (World::new(SMALL), World::new(SMALL));
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
        assert_eq!(format!("{:?}", one.questions(50)), format!("{:?}", two.questions(50)));
    }

    #[test]
    fn nobody_asks_about_the_owner_and_nothing_lies_in_itself() {
        let world = World::new(SMALL);
        assert!(world.questions(1000).iter().all(|question| question.person > 0));
        for (number, document) in world.documents.iter().enumerate() {
            assert!(document.folder.is_none_or(|folder| folder < number));
            assert!(document.grants.iter().all(|(party, _)| *party != super::Party::Person(0)));
        }
        assert!(world.departments.iter().enumerate().all(|(number, above)| above.is_none_or(|above| above < number)));
    }
}
