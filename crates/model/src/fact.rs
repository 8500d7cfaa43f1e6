//! What decisions rest on: rows of the tables that say who belongs to what and who may open what, without what only people
//! read.
//!
//! A [`Fact`] is one row. A [`Change`] is what one write did to one row. The store hands both out, the engine takes both in,
//! and the history keeps changes packed, so that any earlier state can be had again.

use serde::{Deserialize, Serialize};

use crate::{
    AppNo, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, GroupNo, Millis, Opening, Perm, ReviewGroupNo, Rule,
    RuleNo, Sharing, UserNo, VisitorNo,
};

/// Somebody, or many at once, as grants and members name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Party {
    /// A person.
    User(UserNo),
    /// All people in a department or below it; the root is every person of the tenant.
    Department(DepartmentNo),
    /// All people in a user group.
    Group(GroupNo),
    /// An app, as its bot.
    App(AppNo),
    /// Somebody from outside, whom only doors know.
    Visitor(VisitorNo),
    /// Every person of the tenant.
    Everyone,
}

/// From when to when a membership or a grant counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first moment; 0 is always.
    pub starts: Millis,
    /// The first moment after; 0 is never.
    pub ends: Millis,
}

impl Span {
    /// Without end and start.
    pub const ALWAYS: Self = Self { starts: Millis(0), ends: Millis(0) };

    /// Whether it holds this moment.
    #[must_use]
    pub fn holds(self, at: Millis) -> bool {
        self.starts <= at && !self.is_over(at)
    }

    /// Whether it ended at this moment or before.
    #[must_use]
    pub fn is_over(self, at: Millis) -> bool {
        self.ends != Millis(0) && self.ends <= at
    }
}

/// Which of the two lists of an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AppList {
    /// Who may use it.
    White,
    /// Who may not, whatever the other says.
    Black,
}

/// One row. What identifies it is its [`Key`]; the rest is what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "fields are named as in the schema, which says what they are")]
pub enum Fact {
    /// In which time zone the tenant's doors open, by its IANA name.
    TimeZone { name: String },
    /// A department.
    Department { id: DepartmentNo, parent: DepartmentNo },
    /// A person.
    User { id: UserNo, frozen: bool, resigned: bool, manager: bool },
    /// A person in a department; the root is for people who are in no other.
    Place { user: UserNo, department: DepartmentNo },
    /// A user group; with a rule it is a dynamic one.
    Group { id: GroupNo, rule: Option<Rule> },
    /// A person or a department in an ordinary group.
    GroupMember { group: GroupNo, member: Party, span: Span },
    /// An app of the tenant.
    App { id: AppNo, owner: UserNo, enabled: bool, visible_to_all: bool },
    /// A collaborator of an app.
    AppRole { app: AppNo, user: UserNo, role: CollaboratorRole },
    /// An entry of one of the lists of who may use an app: a user, department or group.
    AppListed { app: AppNo, list: AppList, member: Party },
    /// A document or a folder. `folder` 0 is its owner's root. `deleted`: it lies in the bin.
    Document {
        id: DocumentNo,
        is_folder: bool,
        owner: Party,
        folder: DocumentNo,
        inherits: bool,
        sharing: Sharing,
        deleted: bool,
    },
    /// A collaborator of a document; `single_page` does not reach what lies below.
    DocumentMember { document: DocumentNo, single_page: bool, member: Party, perm: Perm, span: Span },
    /// A door.
    Device { id: DeviceNo },
    /// A door rule that is not deleted.
    DoorRule { id: RuleNo, opening: Opening },
    /// A door of a rule.
    DoorRuleDevice { rule: RuleNo, device: DeviceNo },
    /// Somebody in a door rule.
    DoorRuleMember { rule: RuleNo, member: Party, span: Span },
    /// A visitor who is not deleted.
    Visitor { id: VisitorNo },
    /// A people group of performance reviews; `hidden` from back-office administrators.
    ReviewGroup { id: ReviewGroupNo, hidden: bool },
    /// A person or a user group in it.
    ReviewMember { group: ReviewGroupNo, member: Party },
}

/// What identifies a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the same names as in `Fact`")]
pub enum Key {
    TimeZone,
    Department(DepartmentNo),
    User(UserNo),
    Place(UserNo, DepartmentNo),
    Group(GroupNo),
    GroupMember(GroupNo, Party),
    App(AppNo),
    AppRole(AppNo, UserNo),
    AppListed(AppNo, AppList, Party),
    Document(DocumentNo),
    DocumentMember(DocumentNo, bool, Party),
    Device(DeviceNo),
    DoorRule(RuleNo),
    DoorRuleDevice(RuleNo, DeviceNo),
    DoorRuleMember(RuleNo, Party),
    Visitor(VisitorNo),
    ReviewGroup(ReviewGroupNo),
    ReviewMember(ReviewGroupNo, Party),
}

impl Fact {
    /// What identifies it.
    #[must_use]
    pub fn key(&self) -> Key {
        match *self {
            Self::TimeZone { .. } => Key::TimeZone,
            Self::Department { id, .. } => Key::Department(id),
            Self::User { id, .. } => Key::User(id),
            Self::Place { user, department } => Key::Place(user, department),
            Self::Group { id, .. } => Key::Group(id),
            Self::GroupMember { group, member, .. } => Key::GroupMember(group, member),
            Self::App { id, .. } => Key::App(id),
            Self::AppRole { app, user, .. } => Key::AppRole(app, user),
            Self::AppListed { app, list, member } => Key::AppListed(app, list, member),
            Self::Document { id, .. } => Key::Document(id),
            Self::DocumentMember { document, single_page, member, .. } => {
                Key::DocumentMember(document, single_page, member)
            }
            Self::Device { id } => Key::Device(id),
            Self::DoorRule { id, .. } => Key::DoorRule(id),
            Self::DoorRuleDevice { rule, device } => Key::DoorRuleDevice(rule, device),
            Self::DoorRuleMember { rule, member, .. } => Key::DoorRuleMember(rule, member),
            Self::Visitor { id } => Key::Visitor(id),
            Self::ReviewGroup { id, .. } => Key::ReviewGroup(id),
            Self::ReviewMember { group, member } => Key::ReviewMember(group, member),
        }
    }
}

/// What a write did to one row. Where both are there, their keys are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// It came.
    Came(Fact),
    /// It went.
    Went(Fact),
    /// It says something else now.
    Became {
        /// What it said.
        before: Fact,
        /// What it says.
        after: Fact,
    },
}

impl Change {
    /// The change that undoes this one.
    #[must_use]
    pub fn undone(self) -> Self {
        match self {
            Self::Came(fact) => Self::Went(fact),
            Self::Went(fact) => Self::Came(fact),
            Self::Became { before, after } => Self::Became { before: after, after: before },
        }
    }
}
