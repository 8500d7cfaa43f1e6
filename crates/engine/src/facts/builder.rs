//! Builds facts out of rows as they are read, without keeping them all as they are.

use std::sync::Arc;

use menjin_model::{
    AppList, AppNo, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Opening, Party, ReviewGroupNo,
    Rule, RuleNo, Span, UserNo, VisitorNo,
};

use super::base::{Base, Delta, Grant};
use super::column::Column;
use super::known::{Id, Known, Wanted};
use super::lists::List;
use super::log::Log;
use super::pairs::Pairs;
use super::rows::Rows;
use super::table::Table;
use super::tree::Tree;
use super::value::Value;
use super::{App, Document, Facts, Person};

/// Takes facts one by one. It is quickest and smallest when they come table by table in the order of their keys, but any
/// order gives the same; of facts with the same key the last counts.
#[derive(Debug, Default)]
pub struct Builder {
    zone: Option<Arc<str>>,
    departments: Column<DepartmentNo, DepartmentNo>,
    users: Column<UserNo, Person>,
    places: Log<UserNo, DepartmentNo, ()>,
    groups: Column<GroupNo, Option<Arc<Rule>>>,
    members: Log<GroupNo, Party, Span>,
    apps: Column<AppNo, App>,
    roles: Log<AppNo, UserNo, CollaboratorRole>,
    white: Log<AppNo, Party, ()>,
    black: Log<AppNo, Party, ()>,
    documents: Column<DocumentNo, Document>,
    container: Log<DocumentNo, Party, Grant>,
    single_page: Log<DocumentNo, Party, Grant>,
    devices: Column<DeviceNo, ()>,
    rules: Column<RuleNo, Arc<Opening>>,
    rule_devices: Log<RuleNo, DeviceNo, ()>,
    rule_members: Log<RuleNo, Party, Span>,
    visitors: Column<VisitorNo, ()>,
    review_groups: Column<ReviewGroupNo, bool>,
    review_members: Log<ReviewGroupNo, Party, ()>,
}

impl Builder {
    /// Takes a fact.
    pub fn push(&mut self, fact: Fact) {
        match fact {
            Fact::TimeZone { name } => self.zone = Some(name.into()),
            // The root is always there and has no row.
            Fact::Department { id: DepartmentNo::ROOT, .. } => {}
            Fact::Department { id, parent } => self.departments.push(id, parent),
            Fact::User { id, frozen, resigned, manager } => {
                self.users.push(id, Person { frozen, resigned, manager });
            }
            Fact::Place { user, department } => self.places.push(user, department, ()),
            Fact::Group { id, rule } => self.groups.push(id, rule.map(Arc::new)),
            Fact::GroupMember { group, member, span } => self.members.push(group, member, span),
            Fact::App { id, owner, enabled, visible_to_all } => {
                self.apps.push(id, App { owner, enabled, visible_to_all });
            }
            Fact::AppRole { app, user, role } => self.roles.push(app, user, role),
            Fact::AppListed { app, list: AppList::White, member } => self.white.push(app, member, ()),
            Fact::AppListed { app, list: AppList::Black, member } => self.black.push(app, member, ()),
            Fact::Document { id, is_folder, owner, folder, inherits, sharing, deleted } => {
                self.documents.push(id, Document { is_folder, owner, folder, inherits, sharing, deleted });
            }
            Fact::DocumentMember { document, single_page, member, perm, span } => {
                let grants = if single_page { &mut self.single_page } else { &mut self.container };
                grants.push(document, member, (perm, span));
            }
            Fact::Device { id } => self.devices.push(id, ()),
            Fact::DoorRule { id, opening } => self.rules.push(id, Arc::new(opening)),
            Fact::DoorRuleDevice { rule, device } => self.rule_devices.push(rule, device, ()),
            Fact::DoorRuleMember { rule, member, span } => self.rule_members.push(rule, member, span),
            Fact::Visitor { id } => self.visitors.push(id, ()),
            Fact::ReviewGroup { id, hidden } => self.review_groups.push(id, hidden),
            Fact::ReviewMember { group, member } => self.review_members.push(group, member, ()),
        }
    }

    /// The facts.
    #[must_use]
    pub fn build(self) -> Facts {
        let mut wanted = Wanted::default();
        DepartmentNo::ROOT.want(&mut wanted);
        let departments = self.departments.sorted(&mut wanted);
        let users = self.users.sorted(&mut wanted);
        let groups = self.groups.sorted(&mut wanted);
        let apps = self.apps.sorted(&mut wanted);
        let documents = self.documents.sorted(&mut wanted);
        let devices = self.devices.sorted(&mut wanted);
        let rules = self.rules.sorted(&mut wanted);
        let visitors = self.visitors.sorted(&mut wanted);
        let review_groups = self.review_groups.sorted(&mut wanted);
        for (_, parent) in &departments {
            parent.want(&mut wanted);
        }
        for (_, app) in &apps {
            app.owner.want(&mut wanted);
        }
        for (_, document) in &documents {
            document.owner.want(&mut wanted);
            document.folder.want(&mut wanted);
        }
        let mut known = wanted.known();

        // Facts may name what has no row of its own. That is looked for in all but the memberships, which are many: with these
        // it is seen on the way, and then done again.
        let mut wanted = Wanted::default();
        self.places.want(&known, &mut wanted);
        self.roles.want(&known, &mut wanted);
        self.white.want(&known, &mut wanted);
        self.black.want(&known, &mut wanted);
        self.container.want(&known, &mut wanted);
        self.single_page.want(&known, &mut wanted);
        self.rule_devices.want(&known, &mut wanted);
        self.rule_members.want(&known, &mut wanted);
        self.review_members.want(&known, &mut wanted);
        known = known.and(wanted);
        let mut wanted = Wanted::default();
        let mut members = self.members.rows(&known, &mut wanted);
        if !wanted.is_empty() {
            known = known.and(wanted);
            members = self.members.rows(&known, &mut Wanted::default());
        }
        drop(self.members);

        let dynamic = groups.iter().filter_map(|(id, rule)| Some((*id, rule.clone()?))).collect();
        let groups = groups.into_iter().map(|(id, _)| (id, ())).collect();
        let mut base = Base {
            departments: Table::of(departments, &known),
            users: Table::of(users, &known),
            places: pairs(self.places, &known),
            groups: Table::of(groups, &known),
            dynamic: Table::of(dynamic, &known),
            members: Pairs::of(members.0, &members.1, &known),
            apps: Table::of(apps, &known),
            roles: pairs(self.roles, &known),
            white: pairs(self.white, &known),
            black: pairs(self.black, &known),
            documents: Table::of(documents, &known),
            container: pairs(self.container, &known),
            single_page: pairs(self.single_page, &known),
            devices: Table::of(devices, &known),
            rules: Table::of(rules, &known),
            rule_devices: pairs(self.rule_devices, &known),
            rule_members: pairs(self.rule_members, &known),
            visitors: Table::of(visitors, &known),
            review_groups: Table::of(review_groups, &known),
            review_members: pairs(self.review_members, &known),
            ..Base::default()
        };
        base.tree = Tree::of(&known, &base.departments);
        base.departments_below = list(&base.departments, &known, |parent| *parent);
        base.owned_apps = list(&base.apps, &known, |app| app.owner);
        base.documents_below = list(&base.documents, &known, |document| document.folder);
        base.owned_documents = list(&base.documents, &known, |document| document.owner);
        base.known = known;
        Facts { base: Arc::new(base), delta: Arc::new(Delta { zone: self.zone, ..Delta::default() }) }
    }
}

impl Extend<Fact> for Builder {
    fn extend<I: IntoIterator<Item = Fact>>(&mut self, facts: I) {
        for fact in facts {
            self.push(fact);
        }
    }
}

/// Rows that join two things; all have codes.
fn pairs<A: Id, B: Id, V: Value>(log: Log<A, B, V>, known: &Known) -> Pairs<A, B, V> {
    let (rows, spans) = log.rows(known, &mut Wanted::default());
    drop(log);
    Pairs::of(rows, &spans, known)
}

/// The rows of a table by something that they name.
fn list<A: Id, B: Id, V>(table: &Table<V>, known: &Known, side: impl Fn(&V) -> A) -> List<A, B> {
    let sides = || table.from(0).filter_map(|(code, value)| Some((side(value).code(known)?, code, 0)));
    List::of(Rows::gathered(A::count(known), B::count(known), 0, sides))
}
