//! Takes changes into the delta. What is there already comes again, what is not there goes: the last one counts.

use std::sync::Arc;

use menjin_model::{AppList, AppNo, DepartmentNo, DocumentNo, Fact};

use super::base::{Base, Delta};
use super::lists;
use super::table::{self, TableNow};
use super::{App, Document, Person};

impl Delta {
    pub(super) fn came(&mut self, base: &Base, fact: Fact) {
        let known = &base.known;
        match fact {
            Fact::TimeZone { name } => self.zone = Some(name.into()),
            Fact::Department { id, parent } => self.department(base, id, Some(parent)),
            Fact::User { id, frozen, resigned, manager } => {
                table::change(&mut self.users, &base.users, known, id, Some(Person { frozen, resigned, manager }));
            }
            Fact::Place { user, department } => self.places.change(&base.places, known, user, department, Some(())),
            Fact::Group { id, rule } => {
                table::change(&mut self.groups, &base.groups, known, id, Some(()));
                table::change(&mut self.dynamic, &base.dynamic, known, id, rule.map(Arc::new));
            }
            Fact::GroupMember { group, member, span } => {
                self.members.change(&base.members, known, group, member, Some(span));
            }
            Fact::App { id, owner, enabled, visible_to_all } => {
                self.app(base, id, Some(App { owner, enabled, visible_to_all }));
            }
            Fact::AppRole { app, user, role } => self.roles.change(&base.roles, known, app, user, Some(role)),
            Fact::AppListed { app, list: AppList::White, member } => {
                self.white.change(&base.white, known, app, member, Some(()));
            }
            Fact::AppListed { app, list: AppList::Black, member } => {
                self.black.change(&base.black, known, app, member, Some(()));
            }
            Fact::Document { id, is_folder, owner, folder, inherits, sharing, deleted } => {
                self.document(base, id, Some(Document { is_folder, owner, folder, inherits, sharing, deleted }));
            }
            Fact::DocumentMember { document, single_page: false, member, perm, span } => {
                self.container.change(&base.container, known, document, member, Some((perm, span)));
            }
            Fact::DocumentMember { document, single_page: true, member, perm, span } => {
                self.single_page.change(&base.single_page, known, document, member, Some((perm, span)));
            }
            Fact::Device { id } => table::change(&mut self.devices, &base.devices, known, id, Some(())),
            Fact::DoorRule { id, opening } => {
                table::change(&mut self.rules, &base.rules, known, id, Some(Arc::new(opening)));
            }
            Fact::DoorRuleDevice { rule, device } => {
                self.rule_devices.change(&base.rule_devices, known, rule, device, Some(()));
            }
            Fact::DoorRuleMember { rule, member, span } => {
                self.rule_members.change(&base.rule_members, known, rule, member, Some(span));
            }
            Fact::Visitor { id } => table::change(&mut self.visitors, &base.visitors, known, id, Some(())),
            Fact::ReviewGroup { id, hidden } => {
                table::change(&mut self.review_groups, &base.review_groups, known, id, Some(hidden));
            }
            Fact::ReviewMember { group, member } => {
                self.review_members.change(&base.review_members, known, group, member, Some(()));
            }
        }
    }

    pub(super) fn went(&mut self, base: &Base, fact: &Fact) {
        let known = &base.known;
        match *fact {
            Fact::TimeZone { .. } => self.zone = None,
            Fact::Department { id, .. } => self.department(base, id, None),
            Fact::User { id, .. } => table::change(&mut self.users, &base.users, known, id, None),
            Fact::Place { user, department } => self.places.change(&base.places, known, user, department, None),
            Fact::Group { id, .. } => {
                table::change(&mut self.groups, &base.groups, known, id, None);
                table::change(&mut self.dynamic, &base.dynamic, known, id, None);
            }
            Fact::GroupMember { group, member, .. } => self.members.change(&base.members, known, group, member, None),
            Fact::App { id, .. } => self.app(base, id, None),
            Fact::AppRole { app, user, .. } => self.roles.change(&base.roles, known, app, user, None),
            Fact::AppListed { app, list: AppList::White, member } => {
                self.white.change(&base.white, known, app, member, None);
            }
            Fact::AppListed { app, list: AppList::Black, member } => {
                self.black.change(&base.black, known, app, member, None);
            }
            Fact::Document { id, .. } => self.document(base, id, None),
            Fact::DocumentMember { document, single_page: false, member, .. } => {
                self.container.change(&base.container, known, document, member, None);
            }
            Fact::DocumentMember { document, single_page: true, member, .. } => {
                self.single_page.change(&base.single_page, known, document, member, None);
            }
            Fact::Device { id } => table::change(&mut self.devices, &base.devices, known, id, None),
            Fact::DoorRule { id, .. } => table::change(&mut self.rules, &base.rules, known, id, None),
            Fact::DoorRuleDevice { rule, device } => {
                self.rule_devices.change(&base.rule_devices, known, rule, device, None);
            }
            Fact::DoorRuleMember { rule, member, .. } => {
                self.rule_members.change(&base.rule_members, known, rule, member, None);
            }
            Fact::Visitor { id } => table::change(&mut self.visitors, &base.visitors, known, id, None),
            Fact::ReviewGroup { id, .. } => {
                table::change(&mut self.review_groups, &base.review_groups, known, id, None);
            }
            Fact::ReviewMember { group, member } => {
                self.review_members.change(&base.review_members, known, group, member, None);
            }
        }
    }

    /// The root is always there and has no row.
    fn department(&mut self, base: &Base, id: DepartmentNo, parent: Option<DepartmentNo>) {
        if id == DepartmentNo::ROOT {
            return;
        }
        let (rows, below, known) = (&base.departments, &base.departments_below, &base.known);
        if let Some(was) = (TableNow { known, base: rows, changed: &self.departments }).get(id).copied() {
            lists::change(&mut self.departments_below, below, known, was, id, false);
        }
        if let Some(parent) = parent {
            lists::change(&mut self.departments_below, below, known, parent, id, true);
        }
        table::change(&mut self.departments, rows, known, id, parent);
    }

    fn app(&mut self, base: &Base, id: AppNo, app: Option<App>) {
        let (rows, owned, known) = (&base.apps, &base.owned_apps, &base.known);
        if let Some(was) = (TableNow { known, base: rows, changed: &self.apps }).get(id) {
            lists::change(&mut self.owned_apps, owned, known, was.owner, id, false);
        }
        if let Some(app) = &app {
            lists::change(&mut self.owned_apps, owned, known, app.owner, id, true);
        }
        table::change(&mut self.apps, rows, known, id, app);
    }

    fn document(&mut self, base: &Base, id: DocumentNo, document: Option<Document>) {
        let (rows, known) = (&base.documents, &base.known);
        let (below, owned) = (&base.documents_below, &base.owned_documents);
        if let Some(was) = (TableNow { known, base: rows, changed: &self.documents }).get(id) {
            lists::change(&mut self.documents_below, below, known, was.folder, id, false);
            lists::change(&mut self.owned_documents, owned, known, was.owner, id, false);
        }
        if let Some(document) = &document {
            lists::change(&mut self.documents_below, below, known, document.folder, id, true);
            lists::change(&mut self.owned_documents, owned, known, document.owner, id, true);
        }
        table::change(&mut self.documents, rows, known, id, document);
    }
}
