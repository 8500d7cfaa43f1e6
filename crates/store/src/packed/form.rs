//! A fact as it is kept: numbers and texts in a fixed order. New words go to the end; words that stand here never change.

use menjin_model::{
    AppList, AppNo, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Link, Millis, Opening, Party,
    Perm, ReviewGroupNo, RuleNo, Sharing, Span, UserNo, VisitorNo,
};
use serde::{Deserialize, Serialize};

/// A fact.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Form {
    TimeZone(String),
    Department(i64, i64),
    User(i64, Flags),
    Place(i64, i64),
    /// The rule as JSON, as the table has it.
    Group(i64, Option<String>),
    GroupMember(i64, Who, Time),
    App(i64, i64, Flags),
    AppRole(i64, i64, Role),
    /// On the black list?
    AppListed(i64, bool, Who),
    /// Owner, folder, flags, the settings as in [`Settings`].
    Document(i64, Who, i64, Flags, Settings),
    /// For a single page?
    DocumentMember(i64, bool, Who, Grade, Time),
    Device(i64),
    /// Days, weekdays, windows.
    DoorRule(i64, Option<(i64, i64)>, u8, Vec<(u16, u16)>),
    DoorRuleDevice(i64, i64),
    DoorRuleMember(i64, Who, Time),
    Visitor(i64),
    ReviewGroup(i64, bool),
    ReviewMember(i64, Who),
}

/// Up to eight truths, the first in the lowest bit.
type Flags = u8;

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Who {
    User(i64),
    Department(i64),
    Group(i64),
    App(i64),
    Visitor(i64),
    Everyone,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Time {
    Always,
    From(i64, i64),
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Grade {
    View,
    Edit,
    FullAccess,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Role {
    Administrator,
    Developer,
    Operator,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Shared {
    Closed,
    Readable,
    Editable,
}

/// Sharing settings.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Settings {
    Unsaid,
    /// Managing collaborators, commenting, security, copying, the link.
    Said([Option<Grade>; 4], Option<Shared>),
}

impl Form {
    /// The form of a fact.
    pub(super) fn of(fact: &Fact) -> Self {
        match fact {
            Fact::TimeZone { name } => Self::TimeZone(name.clone()),
            Fact::Department { id, parent } => Self::Department(id.0, parent.0),
            Fact::User { id, frozen, resigned, manager } => Self::User(id.0, flags([*frozen, *resigned, *manager])),
            Fact::Place { user, department } => Self::Place(user.0, department.0),
            // A rule is names, numbers and lists, so it can be written.
            Fact::Group { id, rule } => {
                Self::Group(id.0, rule.as_ref().map(|rule| serde_json::to_string(rule).unwrap_or_default()))
            }
            Fact::GroupMember { group, member, span } => Self::GroupMember(group.0, Who::of(*member), Time::of(*span)),
            Fact::App { id, owner, enabled, visible_to_all } => {
                Self::App(id.0, owner.0, flags([*enabled, *visible_to_all, false]))
            }
            Fact::AppRole { app, user, role } => Self::AppRole(app.0, user.0, Role::of(*role)),
            Fact::AppListed { app, list, member } => {
                Self::AppListed(app.0, matches!(list, AppList::Black), Who::of(*member))
            }
            Fact::Document { id, is_folder, owner, folder, inherits, sharing, deleted } => Self::Document(
                id.0,
                Who::of(*owner),
                folder.0,
                flags([*is_folder, *inherits, *deleted]),
                Settings::of(*sharing),
            ),
            Fact::DocumentMember { document, single_page, member, perm, span } => {
                Self::DocumentMember(document.0, *single_page, Who::of(*member), Grade::of(*perm), Time::of(*span))
            }
            Fact::Device { id } => Self::Device(id.0),
            Fact::DoorRule { id, opening: Opening { valid, weekdays, windows } } => {
                Self::DoorRule(id.0, *valid, *weekdays, windows.clone())
            }
            Fact::DoorRuleDevice { rule, device } => Self::DoorRuleDevice(rule.0, device.0),
            Fact::DoorRuleMember { rule, member, span } => {
                Self::DoorRuleMember(rule.0, Who::of(*member), Time::of(*span))
            }
            Fact::Visitor { id } => Self::Visitor(id.0),
            Fact::ReviewGroup { id, hidden } => Self::ReviewGroup(id.0, *hidden),
            Fact::ReviewMember { group, member } => Self::ReviewMember(group.0, Who::of(*member)),
        }
    }

    /// The fact; `None` when a rule cannot be read.
    pub(super) fn fact(self) -> Option<Fact> {
        Some(match self {
            Self::TimeZone(name) => Fact::TimeZone { name },
            Self::Department(id, parent) => Fact::Department { id: DepartmentNo(id), parent: DepartmentNo(parent) },
            Self::User(id, flags) => {
                let [frozen, resigned, manager] = truths(flags);
                Fact::User { id: UserNo(id), frozen, resigned, manager }
            }
            Self::Place(user, department) => Fact::Place { user: UserNo(user), department: DepartmentNo(department) },
            Self::Group(id, None) => Fact::Group { id: GroupNo(id), rule: None },
            Self::Group(id, Some(rule)) => {
                Fact::Group { id: GroupNo(id), rule: Some(serde_json::from_str(&rule).ok()?) }
            }
            Self::GroupMember(group, member, time) => {
                Fact::GroupMember { group: GroupNo(group), member: member.party(), span: time.span() }
            }
            Self::App(id, owner, flags) => {
                let [enabled, visible_to_all, _] = truths(flags);
                Fact::App { id: AppNo(id), owner: UserNo(owner), enabled, visible_to_all }
            }
            Self::AppRole(app, user, role) => Fact::AppRole { app: AppNo(app), user: UserNo(user), role: role.role() },
            Self::AppListed(app, black, member) => {
                let list = if black { AppList::Black } else { AppList::White };
                Fact::AppListed { app: AppNo(app), list, member: member.party() }
            }
            Self::Document(id, owner, folder, flags, settings) => {
                let [is_folder, inherits, deleted] = truths(flags);
                let (owner, sharing) = (owner.party(), settings.sharing());
                let (id, folder) = (DocumentNo(id), DocumentNo(folder));
                Fact::Document { id, is_folder, owner, folder, inherits, sharing, deleted }
            }
            Self::DocumentMember(document, single_page, member, grade, time) => {
                let (member, perm, span) = (member.party(), grade.perm(), time.span());
                Fact::DocumentMember { document: DocumentNo(document), single_page, member, perm, span }
            }
            Self::Device(id) => Fact::Device { id: DeviceNo(id) },
            Self::DoorRule(id, valid, weekdays, windows) => {
                Fact::DoorRule { id: RuleNo(id), opening: Opening { valid, weekdays, windows } }
            }
            Self::DoorRuleDevice(rule, device) => Fact::DoorRuleDevice { rule: RuleNo(rule), device: DeviceNo(device) },
            Self::DoorRuleMember(rule, member, time) => {
                Fact::DoorRuleMember { rule: RuleNo(rule), member: member.party(), span: time.span() }
            }
            Self::Visitor(id) => Fact::Visitor { id: VisitorNo(id) },
            Self::ReviewGroup(id, hidden) => Fact::ReviewGroup { id: ReviewGroupNo(id), hidden },
            Self::ReviewMember(group, member) => {
                Fact::ReviewMember { group: ReviewGroupNo(group), member: member.party() }
            }
        })
    }
}

fn flags(truths: [bool; 3]) -> Flags {
    let [first, second, third] = truths.map(u8::from);
    first | second << 1 | third << 2
}

fn truths(flags: Flags) -> [bool; 3] {
    [1, 2, 4].map(|bit| flags & bit != 0)
}

impl Who {
    fn of(party: Party) -> Self {
        match party {
            Party::User(UserNo(no)) => Self::User(no),
            Party::Department(DepartmentNo(no)) => Self::Department(no),
            Party::Group(GroupNo(no)) => Self::Group(no),
            Party::App(AppNo(no)) => Self::App(no),
            Party::Visitor(VisitorNo(no)) => Self::Visitor(no),
            Party::Everyone => Self::Everyone,
        }
    }

    fn party(self) -> Party {
        match self {
            Self::User(no) => Party::User(UserNo(no)),
            Self::Department(no) => Party::Department(DepartmentNo(no)),
            Self::Group(no) => Party::Group(GroupNo(no)),
            Self::App(no) => Party::App(AppNo(no)),
            Self::Visitor(no) => Party::Visitor(VisitorNo(no)),
            Self::Everyone => Party::Everyone,
        }
    }
}

impl Time {
    fn of(span: Span) -> Self {
        match span {
            Span::ALWAYS => Self::Always,
            Span { starts, ends } => Self::From(starts.0, ends.0),
        }
    }

    fn span(self) -> Span {
        match self {
            Self::Always => Span::ALWAYS,
            Self::From(starts, ends) => Span { starts: Millis(starts), ends: Millis(ends) },
        }
    }
}

impl Grade {
    fn of(perm: Perm) -> Self {
        match perm {
            Perm::View => Self::View,
            Perm::Edit => Self::Edit,
            Perm::FullAccess => Self::FullAccess,
        }
    }

    fn perm(self) -> Perm {
        match self {
            Self::View => Perm::View,
            Self::Edit => Perm::Edit,
            Self::FullAccess => Perm::FullAccess,
        }
    }
}

impl Role {
    fn of(role: CollaboratorRole) -> Self {
        match role {
            CollaboratorRole::Administrator => Self::Administrator,
            CollaboratorRole::Developer => Self::Developer,
            CollaboratorRole::Operator => Self::Operator,
        }
    }

    fn role(self) -> CollaboratorRole {
        match self {
            Self::Administrator => CollaboratorRole::Administrator,
            Self::Developer => CollaboratorRole::Developer,
            Self::Operator => CollaboratorRole::Operator,
        }
    }
}

impl Settings {
    fn of(sharing: Sharing) -> Self {
        if sharing == Sharing::default() {
            return Self::Unsaid;
        }
        let Sharing { manage_collaborator, comment, security, copy, link } = sharing;
        let link = link.map(|link| match link {
            Link::Closed => Shared::Closed,
            Link::Readable => Shared::Readable,
            Link::Editable => Shared::Editable,
        });
        Self::Said([manage_collaborator, comment, security, copy].map(|least| least.map(Grade::of)), link)
    }

    fn sharing(self) -> Sharing {
        let Self::Said(least, link) = self else { return Sharing::default() };
        let [manage_collaborator, comment, security, copy] = least.map(|least| least.map(Grade::perm));
        let link = link.map(|link| match link {
            Shared::Closed => Link::Closed,
            Shared::Readable => Link::Readable,
            Shared::Editable => Link::Editable,
        });
        Sharing { manage_collaborator, comment, security, copy, link }
    }
}
