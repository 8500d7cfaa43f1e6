//! The same facts in plain tables: slow, large and obvious.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use menjin_model::{
    AppList, AppNo, Change, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Opening, Party, Perm,
    ReviewGroupNo, Rule, RuleNo, Span, UserNo, VisitorNo,
};

use menjin_engine::facts::{App, Document, Person};

use crate::pairs::Pairs;

/// So many levels a walk upwards goes at most.
const LEVELS: usize = 1000;

/// All facts of a tenant, or those that one question needs. A clone is cheap and stays as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plain(Arc<Tables>);

#[derive(Debug, Clone, Default)]
struct Tables {
    zone: Option<Arc<str>>,
    departments: BTreeMap<DepartmentNo, DepartmentNo>,
    departments_below: BTreeSet<(DepartmentNo, DepartmentNo)>,
    users: BTreeMap<UserNo, Person>,
    places: Pairs<UserNo, DepartmentNo, ()>,
    groups: BTreeMap<GroupNo, Option<Arc<Rule>>>,
    members: Pairs<GroupNo, Party, Span>,
    apps: BTreeMap<AppNo, App>,
    roles: Pairs<AppNo, UserNo, CollaboratorRole>,
    white: Pairs<AppNo, Party, ()>,
    black: Pairs<AppNo, Party, ()>,
    documents: BTreeMap<DocumentNo, Document>,
    documents_below: BTreeSet<(DocumentNo, DocumentNo)>,
    owned_documents: BTreeSet<(Party, DocumentNo)>,
    owned_apps: BTreeSet<(UserNo, AppNo)>,
    container: Pairs<DocumentNo, Party, (Perm, Span)>,
    single_page: Pairs<DocumentNo, Party, (Perm, Span)>,
    devices: BTreeSet<DeviceNo>,
    rules: BTreeMap<RuleNo, Arc<Opening>>,
    rule_devices: Pairs<RuleNo, DeviceNo, ()>,
    rule_members: Pairs<RuleNo, Party, Span>,
    visitors: BTreeSet<VisitorNo>,
    review_groups: BTreeMap<ReviewGroupNo, bool>,
    review_members: Pairs<ReviewGroupNo, Party, ()>,
}

impl FromIterator<Fact> for Plain {
    fn from_iter<I: IntoIterator<Item = Fact>>(facts: I) -> Self {
        let mut tables = Tables::default();
        for fact in facts {
            tables.came(fact);
        }
        Self(Arc::new(tables))
    }
}

/// Changes.
impl Plain {
    /// Takes in what a write did, in its order.
    pub(crate) fn apply(&mut self, changes: &[Change]) {
        let tables = Arc::make_mut(&mut self.0);
        for change in changes {
            match change {
                Change::Came(fact) => tables.came(fact.clone()),
                Change::Went(fact) => tables.went(fact),
                Change::Became { before, after } => {
                    tables.went(before);
                    tables.came(after.clone());
                }
            }
        }
    }
}

/// People and departments.
impl Plain {
    /// The tenant's time zone, by its IANA name.
    pub(crate) fn zone(&self) -> Option<&str> {
        self.0.zone.as_deref()
    }

    /// The department above; `None` for one that nobody knows. The root is known and its own parent.
    pub(crate) fn parent(&self, department: DepartmentNo) -> Option<DepartmentNo> {
        if department == DepartmentNo::ROOT {
            return Some(DepartmentNo::ROOT);
        }
        self.0.departments.get(&department).copied()
    }

    /// The department, all above it, and the root in the end.
    pub(crate) fn upwards(&self, department: DepartmentNo) -> impl Iterator<Item = DepartmentNo> + '_ {
        let up = std::iter::successors(Some(department), |department| {
            (*department != DepartmentNo::ROOT).then(|| self.parent(*department).unwrap_or(DepartmentNo::ROOT))
        });
        let mut path: Vec<_> = up.take(LEVELS + 1).collect();
        if path.len() == LEVELS + 1 && path.last() != Some(&DepartmentNo::ROOT) {
            path.push(DepartmentNo::ROOT);
        }
        path.into_iter()
    }

    /// Whether a department is another one or lies below it.
    pub(crate) fn is_below(&self, department: DepartmentNo, above: DepartmentNo) -> bool {
        self.upwards(department).any(|department| department == above)
    }

    /// The departments directly below.
    pub(crate) fn departments_below(&self, department: DepartmentNo) -> impl Iterator<Item = DepartmentNo> + '_ {
        below(&self.0.departments_below, department, DepartmentNo(i64::MIN))
    }

    /// All departments behind `after` but the root.
    pub(crate) fn departments(&self, after: Option<DepartmentNo>) -> impl Iterator<Item = DepartmentNo> + '_ {
        self.0.departments.range(behind(after)).map(|(id, _)| *id)
    }

    /// A person.
    pub(crate) fn user(&self, user: UserNo) -> Option<Person> {
        self.0.users.get(&user).copied()
    }

    /// All people behind `after`, those who left too.
    pub(crate) fn users(&self, after: Option<UserNo>) -> impl Iterator<Item = (UserNo, Person)> + '_ {
        self.0.users.range(behind(after)).map(|(id, person)| (*id, *person))
    }

    /// The departments that a person is in directly.
    pub(crate) fn places(&self, user: UserNo) -> impl Iterator<Item = DepartmentNo> + '_ {
        self.0.places.of(user).map(|(department, ())| department)
    }

    /// The people directly in a department.
    pub(crate) fn people(&self, department: DepartmentNo) -> impl Iterator<Item = UserNo> + '_ {
        self.0.places.with(department)
    }

    /// Whether somebody from outside is known.
    pub(crate) fn visitor(&self, visitor: VisitorNo) -> bool {
        self.0.visitors.contains(&visitor)
    }

    /// All visitors behind `after`.
    pub(crate) fn visitors(&self, after: Option<VisitorNo>) -> impl Iterator<Item = VisitorNo> + '_ {
        self.0.visitors.range(behind(after)).copied()
    }
}

/// User groups.
impl Plain {
    /// Whether a group is there; inside, its rule, if it is a dynamic one.
    #[expect(clippy::option_option, reason = "as the facts have it")]
    pub(crate) fn group(&self, group: GroupNo) -> Option<Option<&Rule>> {
        self.0.groups.get(&group).map(Option::as_deref)
    }

    /// All groups behind `after`.
    pub(crate) fn groups(&self, after: Option<GroupNo>) -> impl Iterator<Item = GroupNo> + '_ {
        self.0.groups.range(behind(after)).map(|(id, _)| *id)
    }

    /// All dynamic groups with their rules.
    pub(crate) fn dynamic(&self) -> impl Iterator<Item = (GroupNo, &Rule)> + '_ {
        self.0.groups.iter().filter_map(|(id, rule)| Some((*id, rule.as_deref()?)))
    }

    /// From when to when this very party, a person or a department, is named in an ordinary group.
    pub(crate) fn membership(&self, group: GroupNo, member: Party) -> Option<Span> {
        self.0.members.get(group, member)
    }

    /// Whom an ordinary group names.
    pub(crate) fn members(&self, group: GroupNo) -> impl Iterator<Item = (Party, Span)> + '_ {
        self.0.members.of(group)
    }

    /// The ordinary groups that name this very party.
    pub(crate) fn groups_with(&self, member: Party) -> impl Iterator<Item = GroupNo> + '_ {
        self.0.members.with(member)
    }
}

/// Apps.
impl Plain {
    /// An app.
    pub(crate) fn app(&self, app: AppNo) -> Option<App> {
        self.0.apps.get(&app).copied()
    }

    /// All apps behind `after`.
    pub(crate) fn apps(&self, after: Option<AppNo>) -> impl Iterator<Item = AppNo> + '_ {
        self.0.apps.range(behind(after)).map(|(id, _)| *id)
    }

    /// The apps that a person owns.
    pub(crate) fn owned_apps(&self, owner: UserNo) -> impl Iterator<Item = AppNo> + '_ {
        below(&self.0.owned_apps, owner, AppNo(i64::MIN))
    }

    /// A person's role on an app.
    pub(crate) fn role(&self, app: AppNo, user: UserNo) -> Option<CollaboratorRole> {
        self.0.roles.get(app, user)
    }

    /// The collaborators of an app.
    pub(crate) fn roles(&self, app: AppNo) -> impl Iterator<Item = (UserNo, CollaboratorRole)> + '_ {
        self.0.roles.of(app)
    }

    /// The apps on which a person has a role.
    pub(crate) fn roles_with(&self, user: UserNo) -> impl Iterator<Item = AppNo> + '_ {
        self.0.roles.with(user)
    }

    /// Whether one of an app's lists names this very party.
    pub(crate) fn is_listed(&self, app: AppNo, list: AppList, member: Party) -> bool {
        self.listed(app, list).any(|listed| listed == member)
    }

    /// Whom one of an app's lists names.
    pub(crate) fn listed(&self, app: AppNo, list: AppList) -> impl Iterator<Item = Party> + '_ {
        self.list(list).of(app).map(|(member, ())| member)
    }

    /// The apps whose list names this very party.
    pub(crate) fn listed_with(&self, list: AppList, member: Party) -> impl Iterator<Item = AppNo> + '_ {
        self.list(list).with(member)
    }

    fn list(&self, list: AppList) -> &Pairs<AppNo, Party, ()> {
        match list {
            AppList::White => &self.0.white,
            AppList::Black => &self.0.black,
        }
    }
}

/// Documents.
impl Plain {
    /// A document or folder.
    pub(crate) fn document(&self, document: DocumentNo) -> Option<&Document> {
        self.0.documents.get(&document)
    }

    /// All documents and folders behind `after`, those in the bin too.
    pub(crate) fn documents(&self, after: Option<DocumentNo>) -> impl Iterator<Item = DocumentNo> + '_ {
        self.0.documents.range(behind(after)).map(|(id, _)| *id)
    }

    /// What lies directly in a folder or below a page.
    pub(crate) fn documents_below(&self, folder: DocumentNo) -> impl Iterator<Item = DocumentNo> + '_ {
        below(&self.0.documents_below, folder, DocumentNo(i64::MIN))
    }

    /// What a person or an app owns.
    pub(crate) fn owned_documents(&self, owner: Party) -> impl Iterator<Item = DocumentNo> + '_ {
        below(&self.0.owned_documents, owner, DocumentNo(i64::MIN))
    }

    /// The role that a document gives to this very party.
    pub(crate) fn grant(&self, document: DocumentNo, single_page: bool, member: Party) -> Option<(Perm, Span)> {
        self.grants_of(single_page).get(document, member)
    }

    /// The collaborators of a document.
    pub(crate) fn grants(
        &self,
        document: DocumentNo,
        single_page: bool,
    ) -> impl Iterator<Item = (Party, Perm, Span)> + '_ {
        self.grants_of(single_page).of(document).map(|(member, (perm, span))| (member, perm, span))
    }

    /// The documents that name this very party.
    pub(crate) fn grants_with(&self, single_page: bool, member: Party) -> impl Iterator<Item = DocumentNo> + '_ {
        self.grants_of(single_page).with(member)
    }

    fn grants_of(&self, single_page: bool) -> &Pairs<DocumentNo, Party, (Perm, Span)> {
        if single_page { &self.0.single_page } else { &self.0.container }
    }
}

/// Doors.
impl Plain {
    /// Whether a door is there.
    pub(crate) fn device(&self, device: DeviceNo) -> bool {
        self.0.devices.contains(&device)
    }

    /// All doors behind `after`.
    pub(crate) fn devices(&self, after: Option<DeviceNo>) -> impl Iterator<Item = DeviceNo> + '_ {
        self.0.devices.range(behind(after)).copied()
    }

    /// When a rule lets people in.
    pub(crate) fn rule(&self, rule: RuleNo) -> Option<&Opening> {
        self.0.rules.get(&rule).map(|opening| &**opening)
    }

    /// The doors of a rule.
    pub(crate) fn devices_of(&self, rule: RuleNo) -> impl Iterator<Item = DeviceNo> + '_ {
        self.0.rule_devices.of(rule).map(|(device, ())| device)
    }

    /// The rules of a door.
    pub(crate) fn rules_with_device(&self, device: DeviceNo) -> impl Iterator<Item = RuleNo> + '_ {
        self.0.rule_devices.with(device)
    }

    /// From when to when a rule names this very party.
    pub(crate) fn rule_member(&self, rule: RuleNo, member: Party) -> Option<Span> {
        self.0.rule_members.get(rule, member)
    }

    /// Whom a rule names.
    pub(crate) fn rule_members(&self, rule: RuleNo) -> impl Iterator<Item = (Party, Span)> + '_ {
        self.0.rule_members.of(rule)
    }

    /// The rules that name this very party.
    pub(crate) fn rules_with_member(&self, member: Party) -> impl Iterator<Item = RuleNo> + '_ {
        self.0.rule_members.with(member)
    }
}

/// Review groups.
impl Plain {
    /// Whether a review group is there; inside, whether it is hidden from back-office administrators.
    pub(crate) fn review_group(&self, group: ReviewGroupNo) -> Option<bool> {
        self.0.review_groups.get(&group).copied()
    }

    /// All review groups behind `after`.
    pub(crate) fn review_groups(&self, after: Option<ReviewGroupNo>) -> impl Iterator<Item = ReviewGroupNo> + '_ {
        self.0.review_groups.range(behind(after)).map(|(id, _)| *id)
    }

    /// Whether a review group names this very party.
    pub(crate) fn review_member(&self, group: ReviewGroupNo, member: Party) -> bool {
        self.0.review_members.get(group, member).is_some()
    }

    /// Whom a review group names.
    pub(crate) fn review_members(&self, group: ReviewGroupNo) -> impl Iterator<Item = Party> + '_ {
        self.0.review_members.of(group).map(|(member, ())| member)
    }

    /// The review groups that name this very party.
    pub(crate) fn review_groups_with(&self, member: Party) -> impl Iterator<Item = ReviewGroupNo> + '_ {
        self.0.review_members.with(member)
    }
}

impl Tables {
    fn came(&mut self, fact: Fact) {
        match fact {
            Fact::TimeZone { name } => self.zone = Some(name.into()),
            Fact::Department { id: DepartmentNo::ROOT, .. } => {}
            Fact::Department { id, parent } => {
                self.went(&fact);
                self.departments.insert(id, parent);
                self.departments_below.insert((parent, id));
            }
            Fact::User { id, frozen, resigned, manager } => {
                self.users.insert(id, Person { frozen, resigned, manager });
            }
            Fact::Place { user, department } => self.places.insert(user, department, ()),
            Fact::Group { id, rule } => {
                self.groups.insert(id, rule.map(Arc::new));
            }
            Fact::GroupMember { group, member, span } => self.members.insert(group, member, span),
            Fact::App { id, owner, enabled, visible_to_all } => {
                self.went(&fact);
                self.apps.insert(id, App { owner, enabled, visible_to_all });
                self.owned_apps.insert((owner, id));
            }
            Fact::AppRole { app, user, role } => self.roles.insert(app, user, role),
            Fact::AppListed { app, list: AppList::White, member } => self.white.insert(app, member, ()),
            Fact::AppListed { app, list: AppList::Black, member } => self.black.insert(app, member, ()),
            Fact::Document { id, is_folder, owner, folder, inherits, sharing, deleted } => {
                self.went(&fact);
                self.documents.insert(id, Document { is_folder, owner, folder, inherits, sharing, deleted });
                self.documents_below.insert((folder, id));
                self.owned_documents.insert((owner, id));
            }
            Fact::DocumentMember { document, single_page: false, member, perm, span } => {
                self.container.insert(document, member, (perm, span));
            }
            Fact::DocumentMember { document, single_page: true, member, perm, span } => {
                self.single_page.insert(document, member, (perm, span));
            }
            Fact::Device { id } => {
                self.devices.insert(id);
            }
            Fact::DoorRule { id, opening } => {
                self.rules.insert(id, Arc::new(opening));
            }
            Fact::DoorRuleDevice { rule, device } => self.rule_devices.insert(rule, device, ()),
            Fact::DoorRuleMember { rule, member, span } => self.rule_members.insert(rule, member, span),
            Fact::Visitor { id } => {
                self.visitors.insert(id);
            }
            Fact::ReviewGroup { id, hidden } => {
                self.review_groups.insert(id, hidden);
            }
            Fact::ReviewMember { group, member } => self.review_members.insert(group, member, ()),
        }
    }

    fn went(&mut self, fact: &Fact) {
        match *fact {
            Fact::TimeZone { .. } => self.zone = None,
            Fact::Department { id, .. } => {
                self.departments.remove(&id);
                self.departments_below.retain(|(_, below)| *below != id);
            }
            Fact::User { id, .. } => {
                self.users.remove(&id);
            }
            Fact::Place { user, department } => self.places.remove(user, department),
            Fact::Group { id, .. } => {
                self.groups.remove(&id);
            }
            Fact::GroupMember { group, member, .. } => self.members.remove(group, member),
            Fact::App { id, .. } => {
                self.apps.remove(&id);
                self.owned_apps.retain(|(_, app)| *app != id);
            }
            Fact::AppRole { app, user, .. } => self.roles.remove(app, user),
            Fact::AppListed { app, list: AppList::White, member } => self.white.remove(app, member),
            Fact::AppListed { app, list: AppList::Black, member } => self.black.remove(app, member),
            Fact::Document { id, .. } => {
                self.documents.remove(&id);
                self.documents_below.retain(|(_, below)| *below != id);
                self.owned_documents.retain(|(_, owned)| *owned != id);
            }
            Fact::DocumentMember { document, single_page: false, member, .. } => {
                self.container.remove(document, member);
            }
            Fact::DocumentMember { document, single_page: true, member, .. } => {
                self.single_page.remove(document, member);
            }
            Fact::Device { id } => {
                self.devices.remove(&id);
            }
            Fact::DoorRule { id, .. } => {
                self.rules.remove(&id);
            }
            Fact::DoorRuleDevice { rule, device } => self.rule_devices.remove(rule, device),
            Fact::DoorRuleMember { rule, member, .. } => self.rule_members.remove(rule, member),
            Fact::Visitor { id } => {
                self.visitors.remove(&id);
            }
            Fact::ReviewGroup { id, .. } => {
                self.review_groups.remove(&id);
            }
            Fact::ReviewMember { group, member } => self.review_members.remove(group, member),
        }
    }
}

fn behind<T>(after: Option<T>) -> (Bound<T>, Bound<T>) {
    (after.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded)
}

fn below<A: Copy + Ord, B: Copy + Ord>(set: &BTreeSet<(A, B)>, above: A, least: B) -> impl Iterator<Item = B> + '_ {
    set.range((above, least)..).take_while(move |(of, _)| *of == above).map(|(_, below)| *below)
}
