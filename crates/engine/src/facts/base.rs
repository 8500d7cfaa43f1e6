//! The state that was built last, which never changes, and what changed since.

use std::sync::Arc;

use menjin_model::{
    AppNo, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, GroupNo, Opening, Party, Perm, ReviewGroupNo, Rule,
    RuleNo, Span, UserNo, VisitorNo,
};

use super::known::Known;
use super::lists::{List, ListChanged};
use super::pairs::{Pairs, PairsChanged};
use super::table::{Changed, Table};
use super::tree::Tree;
use super::{App, Document, Person};

/// A role on a document, and when it counts.
pub(super) type Grant = (Perm, Span);

/// All facts as they were when it was built.
#[derive(Debug, Default)]
pub(super) struct Base {
    pub(super) known: Known,
    pub(super) tree: Tree,
    pub(super) departments: Table<DepartmentNo>,
    pub(super) departments_below: List<DepartmentNo, DepartmentNo>,
    pub(super) users: Table<Person>,
    pub(super) places: Pairs<UserNo, DepartmentNo, ()>,
    pub(super) groups: Table<()>,
    pub(super) dynamic: Table<Arc<Rule>>,
    pub(super) members: Pairs<GroupNo, Party, Span>,
    pub(super) apps: Table<App>,
    pub(super) owned_apps: List<UserNo, AppNo>,
    pub(super) roles: Pairs<AppNo, UserNo, CollaboratorRole>,
    pub(super) white: Pairs<AppNo, Party, ()>,
    pub(super) black: Pairs<AppNo, Party, ()>,
    pub(super) documents: Table<Document>,
    pub(super) documents_below: List<DocumentNo, DocumentNo>,
    pub(super) owned_documents: List<Party, DocumentNo>,
    pub(super) container: Pairs<DocumentNo, Party, Grant>,
    pub(super) single_page: Pairs<DocumentNo, Party, Grant>,
    pub(super) devices: Table<()>,
    pub(super) rules: Table<Arc<Opening>>,
    pub(super) rule_devices: Pairs<RuleNo, DeviceNo, ()>,
    pub(super) rule_members: Pairs<RuleNo, Party, Span>,
    pub(super) visitors: Table<()>,
    pub(super) review_groups: Table<bool>,
    pub(super) review_members: Pairs<ReviewGroupNo, Party, ()>,
}

/// What changed since; the time zone is the one that holds.
#[derive(Clone, Default)]
pub(super) struct Delta {
    pub(super) zone: Option<Arc<str>>,
    pub(super) departments: Changed<DepartmentNo, DepartmentNo>,
    pub(super) departments_below: ListChanged<DepartmentNo, DepartmentNo>,
    pub(super) users: Changed<UserNo, Person>,
    pub(super) places: PairsChanged<UserNo, DepartmentNo, ()>,
    pub(super) groups: Changed<GroupNo, ()>,
    pub(super) dynamic: Changed<GroupNo, Arc<Rule>>,
    pub(super) members: PairsChanged<GroupNo, Party, Span>,
    pub(super) apps: Changed<AppNo, App>,
    pub(super) owned_apps: ListChanged<UserNo, AppNo>,
    pub(super) roles: PairsChanged<AppNo, UserNo, CollaboratorRole>,
    pub(super) white: PairsChanged<AppNo, Party, ()>,
    pub(super) black: PairsChanged<AppNo, Party, ()>,
    pub(super) documents: Changed<DocumentNo, Document>,
    pub(super) documents_below: ListChanged<DocumentNo, DocumentNo>,
    pub(super) owned_documents: ListChanged<Party, DocumentNo>,
    pub(super) container: PairsChanged<DocumentNo, Party, Grant>,
    pub(super) single_page: PairsChanged<DocumentNo, Party, Grant>,
    pub(super) devices: Changed<DeviceNo, ()>,
    pub(super) rules: Changed<RuleNo, Arc<Opening>>,
    pub(super) rule_devices: PairsChanged<RuleNo, DeviceNo, ()>,
    pub(super) rule_members: PairsChanged<RuleNo, Party, Span>,
    pub(super) visitors: Changed<VisitorNo, ()>,
    pub(super) review_groups: Changed<ReviewGroupNo, bool>,
    pub(super) review_members: PairsChanged<ReviewGroupNo, Party, ()>,
}

impl Delta {
    /// How many rows say something else than in the base.
    pub(super) fn len(&self) -> usize {
        self.departments.len()
            + self.users.len()
            + self.places.len()
            + self.groups.len()
            + self.dynamic.len()
            + self.members.len()
            + self.apps.len()
            + self.roles.len()
            + self.white.len()
            + self.black.len()
            + self.documents.len()
            + self.container.len()
            + self.single_page.len()
            + self.devices.len()
            + self.rules.len()
            + self.rule_devices.len()
            + self.rule_members.len()
            + self.visitors.len()
            + self.review_groups.len()
            + self.review_members.len()
    }
}
