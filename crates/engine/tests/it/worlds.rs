//! Small random worlds in which everything meets everything: the same seed, the same world.

use std::collections::BTreeMap;

use menjin_engine::{Ask, Resource};
use menjin_model::{
    AppList, AppNo, Change, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Key, Link, Millis,
    Opening, Party, Perm, ReviewGroupNo, Rule, RuleNo, Sharing, Span, UserNo, VisitorNo,
    rule::{Condition, Field, Values},
};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// How many there may be of each; one more is asked about, whom nobody knows.
const DEPARTMENTS: i64 = 6;
const USERS: i64 = 8;
/// Those above `DYNAMIC` have a rule.
const GROUPS: i64 = 5;
const DYNAMIC: i64 = 3;
const APPS: i64 = 3;
const DOCUMENTS: i64 = 7;
const DEVICES: i64 = 2;
const RULES: i64 = 3;
const VISITORS: i64 = 2;
const REVIEW_GROUPS: i64 = 2;

/// Zones, each with a moment around which the clocks change or the day does.
const ZONES: [(&str, i64); 7] = [
    ("Asia/Shanghai", 1_783_267_200),       // midnight of a Monday
    ("Europe/Berlin", 1_774_746_000),       // 29 March 2026: two o'clock becomes three
    ("Europe/Berlin", 1_792_890_000),       // 25 October 2026: three o'clock becomes two
    ("America/New_York", 1_793_512_800),    // 1 November 2026: two o'clock becomes one
    ("Australia/Lord_Howe", 1_775_314_800), // 5 April 2026: half an hour back
    ("America/Santiago", 1_775_358_000),    // 5 April 2026: midnight comes twice
    ("UTC", 1_772_323_200),                 // 1 March 2026
];

/// Facts, one for each key at most, and a source of more.
pub(crate) struct World {
    random: TestRng,
    /// What is there.
    pub(crate) facts: BTreeMap<Key, Fact>,
    /// Spans begin and end around this moment.
    now: i64,
    zone: &'static str,
}

impl World {
    /// The world of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut bytes = [0x5a; 16];
        for (byte, from) in bytes.iter_mut().zip(seed.to_le_bytes()) {
            *byte = from;
        }
        let random = TestRng::from_seed(RngAlgorithm::XorShift, &bytes);
        let mut world = Self { random, facts: BTreeMap::new(), now: 0, zone: "UTC" };
        // The first numbers of near seeds are near each other.
        for _ in 0..8 {
            world.random.next_u32();
        }
        let (zone, second) = world.pick(&ZONES);
        (world.zone, world.now) = (zone, second * 1000);
        world.fill();
        world
    }

    /// All of them.
    pub(crate) fn list(&self) -> Vec<Fact> {
        self.facts.values().cloned().collect()
    }

    fn fill(&mut self) {
        for kind in 0..KINDS {
            for id in 1..=kind.most() {
                if !self.one_in(10) {
                    let fact = self.thing(kind, id);
                    self.facts.insert(fact.key(), fact);
                }
            }
        }
        if !self.one_in(20) {
            let fact = Fact::TimeZone { name: self.zone.to_owned() };
            self.facts.insert(fact.key(), fact);
        }
        for _ in 0..self.below(70) + 15 {
            let fact = self.tie();
            self.facts.insert(fact.key(), fact);
        }
    }

    /// A write: a few rows come, go and change, each row once at most; they are applied here.
    pub(crate) fn write(&mut self) -> Vec<Change> {
        let mut changes = BTreeMap::new();
        if self.one_in(4) {
            let group = GroupNo(self.id(GROUPS));
            self.drop_all(&mut changes, |fact| names_group(fact, group));
        }
        if self.one_in(8) {
            let document = DocumentNo(self.id(DOCUMENTS));
            self.drop_all(&mut changes, |fact| of_document(fact, document));
        }
        for _ in 0..=self.below(5) {
            let fact = match self.below(3) {
                0 => {
                    let kind = self.pick(&[0, 1, 2, 3, 4, 5, 6, 7, 8]);
                    let id = self.id(kind.most());
                    self.thing(kind, id)
                }
                1 if self.one_in(6) => Fact::TimeZone { name: self.pick(&ZONES).0.to_owned() },
                _ => self.tie(),
            };
            let key = fact.key();
            if changes.contains_key(&key) {
                continue;
            }
            let change = match self.facts.get(&key) {
                None => Change::Came(fact),
                Some(before) if *before == fact => Change::Went(fact),
                Some(before) => {
                    let before = before.clone();
                    if self.one_in(2) { Change::Went(before) } else { Change::Became { before, after: fact } }
                }
            };
            changes.insert(key, change);
        }
        // A row's place in a write says nothing.
        let changes: Vec<Change> =
            if self.one_in(2) { changes.into_values().collect() } else { changes.into_values().rev().collect() };
        for change in &changes {
            take_in(&mut self.facts, change);
        }
        changes
    }

    fn drop_all(&mut self, changes: &mut BTreeMap<Key, Change>, goes: impl Fn(&Fact) -> bool) {
        for (key, fact) in &self.facts {
            if goes(fact) {
                changes.insert(*key, Change::Went(fact.clone()));
            }
        }
    }

    /// A moment in or at the edge of what spans and hours speak of.
    pub(crate) fn moment(&mut self) -> Millis {
        let around = self.pick(&EDGES);
        let off = self.pick(&[-1, 0, 0, 1]);
        Millis(self.now + around + off)
    }

    /// A question about what is there, and now and then about what is not.
    pub(crate) fn ask(&mut self) -> Ask {
        let (subject, resource, at) = (self.subject(), self.resource(), self.moment());
        let actions = resource.actions();
        let action = self.pick(actions);
        Ask { subject, action, resource, at }
    }

    /// Anybody; people most.
    pub(crate) fn subject(&mut self) -> Party {
        match self.below(16) {
            0 | 1 => Party::Department(DepartmentNo(self.below(DEPARTMENTS + 2))),
            2 | 3 => Party::Group(GroupNo(self.id(GROUPS + 1))),
            4 => Party::App(AppNo(self.id(APPS + 1))),
            5 => Party::Visitor(VisitorNo(self.id(VISITORS + 1))),
            6 if self.one_in(4) => Party::Everyone,
            _ => Party::User(UserNo(self.id(USERS + 1))),
        }
    }

    /// Anything; documents most.
    pub(crate) fn resource(&mut self) -> Resource {
        match self.below(12) {
            0 | 1 => Resource::App(AppNo(self.id(APPS + 1))),
            2 | 3 => Resource::Door(DeviceNo(self.id(DEVICES + 1))),
            4 | 5 => Resource::Group(GroupNo(self.id(GROUPS + 1))),
            6 => Resource::ReviewGroup(ReviewGroupNo(self.id(REVIEW_GROUPS + 1))),
            _ => Resource::Document(DocumentNo(self.id(DOCUMENTS + 1))),
        }
    }
}

/// Everybody who may be asked about, whether they are there or not.
pub(crate) fn all_subjects() -> Vec<Party> {
    let departments = (0..=DEPARTMENTS + 1).map(|id| Party::Department(DepartmentNo(id)));
    (1..=USERS + 1)
        .map(|id| Party::User(UserNo(id)))
        .chain(departments)
        .chain((1..=GROUPS + 1).map(|id| Party::Group(GroupNo(id))))
        .chain((1..=APPS + 1).map(|id| Party::App(AppNo(id))))
        .chain((1..=VISITORS + 1).map(|id| Party::Visitor(VisitorNo(id))))
        .collect()
}

/// Everything that may be asked about, whether it is there or not.
pub(crate) fn all_resources() -> Vec<Resource> {
    (1..=DOCUMENTS + 1)
        .map(|id| Resource::Document(DocumentNo(id)))
        .chain((1..=APPS + 1).map(|id| Resource::App(AppNo(id))))
        .chain((1..=DEVICES + 1).map(|id| Resource::Door(DeviceNo(id))))
        .chain((1..=GROUPS + 1).map(|id| Resource::Group(GroupNo(id))))
        .chain((1..=REVIEW_GROUPS + 1).map(|id| Resource::ReviewGroup(ReviewGroupNo(id))))
        .collect()
}

/// Does to a list of rows what a write did.
pub(crate) fn take_in(facts: &mut BTreeMap<Key, Fact>, change: &Change) {
    match change {
        Change::Came(fact) | Change::Became { after: fact, .. } => facts.insert(fact.key(), fact.clone()),
        Change::Went(fact) => facts.remove(&fact.key()),
    };
}

/// Leaves out facts as long as what is left still fails, so that a person can read it.
pub(crate) fn smallest(facts: &[Fact], fails: impl Fn(&[Fact]) -> bool) -> Vec<Fact> {
    let mut left = facts.to_vec();
    let mut index = 0;
    while index < left.len() {
        let mut fewer = left.clone();
        fewer.remove(index);
        if fails(&fewer) {
            left = fewer;
            index = 0;
        } else {
            index += 1;
        }
    }
    left
}

/// Where spans begin and end: this many milliseconds from the moment of the world; the hours are for the doors.
const EDGES: [i64; 9] = [-3_600_000, -1_800_000, -60_000, -5, 0, 5, 60_000, 3_600_000, 86_400_000];

/// The kinds of things, in the order of [`World::thing`].
const KINDS: i64 = 9;

trait Kind {
    fn most(self) -> i64;
}

impl Kind for i64 {
    fn most(self) -> i64 {
        match self {
            0 => DEPARTMENTS,
            1 => USERS,
            2 => GROUPS,
            3 => APPS,
            4 => DOCUMENTS,
            5 => DEVICES,
            6 => RULES,
            7 => VISITORS,
            _ => REVIEW_GROUPS,
        }
    }
}

/// Rows.
impl World {
    fn thing(&mut self, kind: i64, id: i64) -> Fact {
        match kind {
            0 => Fact::Department { id: DepartmentNo(id), parent: DepartmentNo(self.below(id)) },
            1 => {
                Fact::User { id: UserNo(id), frozen: self.one_in(8), resigned: self.one_in(8), manager: self.one_in(3) }
            }
            2 => Fact::Group { id: GroupNo(id), rule: (id > DYNAMIC).then(|| self.rule()) },
            3 => Fact::App {
                id: AppNo(id),
                owner: UserNo(self.id(USERS)),
                enabled: !self.one_in(4),
                visible_to_all: self.one_in(3),
            },
            4 => self.document(id),
            5 => Fact::Device { id: DeviceNo(id) },
            6 => Fact::DoorRule { id: RuleNo(id), opening: self.opening() },
            7 => Fact::Visitor { id: VisitorNo(id) },
            _ => Fact::ReviewGroup { id: ReviewGroupNo(id), hidden: self.one_in(2) },
        }
    }

    fn document(&mut self, id: i64) -> Fact {
        // Now and then folders lie in each other, which no write should do but a database may hold.
        let folder = if self.one_in(40) { self.below(DOCUMENTS + 1) } else { self.below(id) };
        let owner = if self.one_in(5) { Party::App(AppNo(self.id(APPS))) } else { Party::User(UserNo(self.id(USERS))) };
        Fact::Document {
            id: DocumentNo(id),
            is_folder: self.one_in(2),
            owner,
            folder: DocumentNo(folder),
            inherits: !self.one_in(4),
            sharing: self.sharing(),
            deleted: self.one_in(8),
        }
    }

    fn sharing(&mut self) -> Sharing {
        Sharing {
            manage_collaborator: self.now_and_then(&PERMS),
            comment: self.now_and_then(&PERMS),
            security: self.now_and_then(&PERMS),
            copy: self.now_and_then(&PERMS),
            link: self.now_and_then(&[Link::Closed, Link::Closed, Link::Readable, Link::Editable]),
        }
    }

    fn opening(&mut self) -> Opening {
        let second = self.now / 1000;
        let valid = self.one_in(3).then(|| {
            let first = second + self.pick(&EDGES) / 1000;
            (first, first + self.pick(&[0, 1, 60, 3600, 172_800]))
        });
        let weekdays = if self.one_in(3) { u8::try_from(self.below(128)).unwrap_or(0) } else { 0 };
        let mut windows = Vec::new();
        for _ in 0..self.below(3) {
            let start = self.pick(&[0, 30, 60, 90, 119, 120, 150, 180, 540, 1080, 1380, 1439]);
            let end = start + self.pick(&[1, 30, 60, 61, 600, 1440]);
            windows.push((start, end.min(1440)));
        }
        Opening { valid, weekdays, windows }
    }

    fn rule(&mut self) -> Rule {
        let count = self.below(4);
        let conditions = (0..count).map(|_| self.condition()).collect();
        if self.one_in(2) { Rule::All(conditions) } else { Rule::Any(conditions) }
    }

    fn condition(&mut self) -> Condition {
        let field = self.pick(&[Field::Department, Field::User]);
        let count = self.below(3) + 1;
        let values = (0..count)
            .map(|_| match field {
                Field::Department => self.below(DEPARTMENTS + 1),
                Field::User => self.id(USERS),
            })
            .collect();
        Condition { field, values: if self.one_in(3) { Values::NotIn(values) } else { Values::In(values) } }
    }

    /// A row that ties two things together.
    fn tie(&mut self) -> Fact {
        match self.below(16) {
            0..=2 => {
                Fact::Place { user: UserNo(self.id(USERS)), department: DepartmentNo(self.below(DEPARTMENTS + 1)) }
            }
            3..=5 => Fact::GroupMember {
                group: GroupNo(self.id(DYNAMIC)),
                member: if self.one_in(3) { self.some_department() } else { self.some_user() },
                span: self.span(),
            },
            6 => Fact::AppRole {
                app: AppNo(self.id(APPS)),
                user: UserNo(self.id(USERS)),
                role: self.pick(&[
                    CollaboratorRole::Administrator,
                    CollaboratorRole::Developer,
                    CollaboratorRole::Operator,
                ]),
            },
            7 => {
                let list = if self.one_in(3) { AppList::Black } else { AppList::White };
                Fact::AppListed { app: AppNo(self.id(APPS)), list, member: self.many() }
            }
            8..=11 => {
                let member = if self.one_in(6) { Party::App(AppNo(self.id(APPS))) } else { self.many() };
                Fact::DocumentMember {
                    document: DocumentNo(self.id(DOCUMENTS)),
                    single_page: self.one_in(3),
                    member,
                    perm: self.pick(&PERMS),
                    span: self.span(),
                }
            }
            12 => Fact::DoorRuleDevice { rule: RuleNo(self.id(RULES)), device: DeviceNo(self.id(DEVICES)) },
            13 | 14 => {
                let member = match self.below(6) {
                    0 => Party::Everyone,
                    1 => Party::Visitor(VisitorNo(self.id(VISITORS))),
                    _ => self.many(),
                };
                Fact::DoorRuleMember { rule: RuleNo(self.id(RULES)), member, span: self.span() }
            }
            _ => {
                let member = if self.one_in(2) { self.some_group() } else { self.some_user() };
                Fact::ReviewMember { group: ReviewGroupNo(self.id(REVIEW_GROUPS)), member }
            }
        }
    }

    fn many(&mut self) -> Party {
        match self.below(4) {
            0 => self.some_department(),
            1 => self.some_user(),
            _ => self.some_group(),
        }
    }

    fn some_user(&mut self) -> Party {
        Party::User(UserNo(self.id(USERS)))
    }

    /// The root less often than the others.
    fn some_department(&mut self) -> Party {
        let id = if self.one_in(12) { 0 } else { self.id(DEPARTMENTS) };
        Party::Department(DepartmentNo(id))
    }

    fn some_group(&mut self) -> Party {
        Party::Group(GroupNo(self.id(GROUPS)))
    }

    fn span(&mut self) -> Span {
        if self.one_in(2) {
            return Span::ALWAYS;
        }
        let starts = if self.one_in(2) { 0 } else { self.now + self.pick(&EDGES) };
        let ends = if self.one_in(2) { 0 } else { self.now + self.pick(&EDGES) };
        Span { starts: Millis(starts), ends: Millis(ends) }
    }
}

const PERMS: [Perm; 3] = [Perm::View, Perm::Edit, Perm::FullAccess];

/// Numbers.
impl World {
    /// From 0 on, less than `end`.
    fn below(&mut self, end: i64) -> i64 {
        i64::from(self.random.next_u32() >> 4) % end.max(1)
    }

    /// From 1 to `most`.
    fn id(&mut self, most: i64) -> i64 {
        self.below(most) + 1
    }

    /// Yes, one time in `times`.
    pub(crate) fn one_in(&mut self, times: i64) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let index = self.below(i64::try_from(from.len()).unwrap_or(1));
        from[usize::try_from(index).unwrap_or(0)]
    }

    fn now_and_then<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        self.one_in(4).then(|| self.pick(from))
    }
}

fn names_group(fact: &Fact, group: GroupNo) -> bool {
    let named = Party::Group(group);
    match fact {
        Fact::Group { id, .. } => *id == group,
        Fact::GroupMember { group: of, .. } => *of == group,
        Fact::AppListed { member, .. }
        | Fact::DocumentMember { member, .. }
        | Fact::DoorRuleMember { member, .. }
        | Fact::ReviewMember { member, .. } => *member == named,
        _ => false,
    }
}

fn of_document(fact: &Fact, document: DocumentNo) -> bool {
    match fact {
        Fact::Document { id, .. } => *id == document,
        Fact::DocumentMember { document: of, .. } => *of == document,
        _ => false,
    }
}
