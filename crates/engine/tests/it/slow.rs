//! The decision once more, straight over a list of facts by the words of the guide, as slowly and as plainly as can be.
//!
//! It shares nothing with the engine but the types. Every question walks the whole list; nothing is indexed or remembered.

use menjin_engine::{Action, Ask, Resource};
use menjin_model::{
    AppList, AppNo, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Link, Millis, Opening, Party,
    Perm, ReviewGroupNo, RuleNo, Sharing, Span, UserNo,
    rule::{Condition, Field, Rule, Values},
};

/// Whether the subject may.
pub(crate) fn decide(facts: &[Fact], ask: &Ask) -> bool {
    // Everybody is who is in the root.
    let subject = if ask.subject == Party::Everyone { Party::Department(DepartmentNo::ROOT) } else { ask.subject };
    let asked = Asked { facts, subject, at: ask.at };
    if !asked.may_ask() {
        return false;
    }
    match ask.resource {
        Resource::Document(document) => asked.document(document, ask.action),
        Resource::App(app) => asked.app(app, ask.action),
        Resource::Door(device) => ask.action == Action::Open && asked.door(device),
        Resource::Group(group) => ask.action == Action::Member && asked.in_group(group, false),
        Resource::ReviewGroup(group) => asked.review_group(group, ask.action),
    }
}

/// Who asks, when, and over what.
struct Asked<'a> {
    facts: &'a [Fact],
    subject: Party,
    at: Millis,
}

impl Asked<'_> {
    /// Somebody who is known, and neither frozen nor gone.
    fn may_ask(&self) -> bool {
        match self.subject {
            Party::User(user) => self
                .facts
                .iter()
                .any(|fact| matches!(fact, Fact::User { id, frozen: false, resigned: false, .. } if *id == user)),
            Party::Department(DepartmentNo::ROOT) => true,
            Party::Department(department) => {
                self.facts.iter().any(|fact| matches!(fact, Fact::Department { id, .. } if *id == department))
            }
            Party::Group(group) => self.group_exists(group),
            Party::App(app) => self.facts.iter().any(|fact| matches!(fact, Fact::App { id, .. } if *id == app)),
            Party::Visitor(visitor) => {
                self.facts.iter().any(|fact| matches!(fact, Fact::Visitor { id } if *id == visitor))
            }
            Party::Everyone => false,
        }
    }

    /// Whether all that the subject is lies within the tenant's people: what is open to everyone is open to it.
    fn is_of_everyone(&self) -> bool {
        matches!(self.subject, Party::User(_) | Party::Department(_) | Party::Group(_))
    }

    /// The departments that the subject is in as a whole, those above included, the root too.
    fn departments(&self) -> Vec<DepartmentNo> {
        let mut found = Vec::new();
        match self.subject {
            Party::User(user) => {
                for fact in self.facts {
                    if let Fact::Place { user: placed, department } = fact
                        && *placed == user
                    {
                        self.climb(*department, &mut found);
                    }
                }
            }
            Party::Department(department) => self.climb(department, &mut found),
            _ => {}
        }
        if self.is_of_everyone() {
            found.push(DepartmentNo::ROOT);
        }
        found
    }

    fn climb(&self, department: DepartmentNo, found: &mut Vec<DepartmentNo>) {
        if found.contains(&department) {
            return;
        }
        found.push(department);
        for fact in self.facts {
            if let Fact::Department { id, parent } = fact
                && *id == department
            {
                self.climb(*parent, found);
            }
        }
    }

    /// Whether a grant, rule, list or membership that names `named` reaches the subject.
    fn is_named_by(&self, named: Party) -> bool {
        match named {
            Party::Everyone => self.is_of_everyone(),
            Party::Department(department) => self.departments().contains(&department),
            Party::Group(group) => self.in_group(group, true),
            Party::User(_) | Party::App(_) | Party::Visitor(_) => named == self.subject,
        }
    }

    fn group_exists(&self, group: GroupNo) -> bool {
        self.facts.iter().any(|fact| matches!(fact, Fact::Group { id, .. } if *id == group))
    }

    /// `as_itself`: whether a group counts as being in itself, as it does for grants to that very group.
    fn in_group(&self, group: GroupNo, as_itself: bool) -> bool {
        if as_itself && self.subject == Party::Group(group) && self.group_exists(group) {
            return true;
        }
        for fact in self.facts {
            let Fact::Group { id, rule } = fact else { continue };
            if *id != group {
                continue;
            }
            if let Some(rule) = rule {
                return matches!(self.subject, Party::User(_)) && self.fits(rule);
            }
            for fact in self.facts {
                let Fact::GroupMember { group: of, member, span } = fact else { continue };
                let reaches = match member {
                    Party::Department(department) => self.departments().contains(department),
                    _ => *member == self.subject,
                };
                if *of == group && reaches && self.counts(*span) {
                    return true;
                }
            }
        }
        false
    }

    fn fits(&self, rule: &Rule) -> bool {
        match rule {
            Rule::All(conditions) => {
                !conditions.is_empty() && conditions.iter().all(|condition| self.fulfils(condition))
            }
            Rule::Any(conditions) => conditions.iter().any(|condition| self.fulfils(condition)),
        }
    }

    fn fulfils(&self, condition: &Condition) -> bool {
        let mine: Vec<i64> = match (condition.field, self.subject) {
            (Field::User, Party::User(UserNo(user))) => vec![user],
            (Field::Department, _) => self.departments().into_iter().map(|department| department.0).collect(),
            _ => Vec::new(),
        };
        match &condition.values {
            Values::In(values) => values.iter().any(|value| mine.contains(value)),
            Values::NotIn(values) => !values.iter().any(|value| mine.contains(value)),
        }
    }

    /// At the start it does, at the end it does not any more; 0 is none.
    fn counts(&self, span: Span) -> bool {
        let begun = span.starts.0 == 0 || span.starts.0 <= self.at.0;
        let ended = span.ends.0 != 0 && span.ends.0 <= self.at.0;
        begun && !ended
    }
}

/// Documents.
impl Asked<'_> {
    fn document(&self, document: DocumentNo, action: Action) -> bool {
        let Some(row) = self.document_row(document) else { return false };
        if row.deleted || matches!(self.subject, Party::Visitor(_)) {
            return false;
        }
        let chain = self.chain(document);
        let mut settings = Sharing::default();
        for level in &chain {
            let above = &level.sharing;
            settings.manage_collaborator = settings.manage_collaborator.or(above.manage_collaborator);
            settings.comment = settings.comment.or(above.comment);
            settings.security = settings.security.or(above.security);
            settings.copy = settings.copy.or(above.copy);
            settings.link = settings.link.or(above.link);
        }
        let mut roles = Vec::new();
        for level in &chain {
            roles.extend(self.roles_on(level, level.id == document));
        }
        match settings.link {
            Some(Link::Readable) => roles.push(Perm::View),
            Some(Link::Editable) => roles.push(Perm::Edit),
            Some(Link::Closed) | None => {}
        }
        let Some(role) = roles.into_iter().max() else { return false };
        let least = match action {
            Action::View => Perm::View,
            Action::Edit => Perm::Edit,
            Action::FullAccess | Action::ManagePublic => Perm::FullAccess,
            Action::Comment => settings.comment.unwrap_or(Perm::View),
            Action::Share => settings.manage_collaborator.unwrap_or(Perm::View),
            Action::Export | Action::Print => settings.security.unwrap_or(Perm::View),
            Action::Copy => settings.copy.unwrap_or(Perm::View),
            _ => return false,
        };
        role >= least
    }

    fn document_row(&self, document: DocumentNo) -> Option<Row> {
        self.facts.iter().find_map(|fact| match *fact {
            Fact::Document { id, is_folder, owner, folder, inherits, sharing, deleted } if id == document => {
                Some(Row { id, is_folder, owner, folder, inherits, sharing, deleted })
            }
            _ => None,
        })
    }

    /// The document and all it inherits from.
    fn chain(&self, document: DocumentNo) -> Vec<Row> {
        let mut chain: Vec<Row> = Vec::new();
        let mut next = document;
        while let Some(row) = self.document_row(next) {
            if chain.iter().any(|before| before.id == row.id) {
                break;
            }
            next = row.folder;
            let goes_on = row.inherits && row.folder != DocumentNo(0);
            chain.push(row);
            if !goes_on {
                break;
            }
        }
        chain
    }

    fn roles_on(&self, level: &Row, is_the_document: bool) -> Vec<Perm> {
        let mut roles = Vec::new();
        if level.owner == self.subject {
            roles.push(Perm::FullAccess);
        }
        for fact in self.facts {
            let Fact::DocumentMember { document, single_page, member, perm, span } = fact else { continue };
            if *document != level.id || !self.counts(*span) || !self.is_named_by(*member) {
                continue;
            }
            if *single_page && !is_the_document {
                continue;
            }
            if level.is_folder && matches!(member, Party::App(_)) {
                continue;
            }
            roles.push(*perm);
        }
        roles
    }
}

struct Row {
    id: DocumentNo,
    is_folder: bool,
    owner: Party,
    folder: DocumentNo,
    inherits: bool,
    sharing: Sharing,
    deleted: bool,
}

/// Apps.
impl Asked<'_> {
    fn app(&self, app: AppNo, action: Action) -> bool {
        self.facts.iter().any(|fact| {
            let Fact::App { id, owner, enabled, visible_to_all } = fact else { return false };
            if *id != app {
                return false;
            }
            let owns = Party::User(*owner) == self.subject;
            let holds = |roles: &[CollaboratorRole]| roles.iter().any(|role| self.has_role(app, *role));
            match action {
                Action::Use => {
                    let open = *visible_to_all && self.is_of_everyone();
                    *enabled && (open || self.listed(app, AppList::White)) && !self.listed(app, AppList::Black)
                }
                Action::Own => owns,
                Action::Administer => owns || holds(&[CollaboratorRole::Administrator]),
                Action::Develop => owns || holds(&[CollaboratorRole::Administrator, CollaboratorRole::Developer]),
                Action::Operate => owns || holds(&[CollaboratorRole::Administrator, CollaboratorRole::Operator]),
                _ => false,
            }
        })
    }

    fn has_role(&self, app: AppNo, wanted: CollaboratorRole) -> bool {
        self.facts.iter().any(|fact| {
            matches!(fact, Fact::AppRole { app: of, user, role }
                if *of == app && *role == wanted && Party::User(*user) == self.subject)
        })
    }

    fn listed(&self, app: AppNo, wanted: AppList) -> bool {
        self.facts.iter().any(|fact| {
            matches!(fact, Fact::AppListed { app: of, list, member }
                if *of == app && *list == wanted && self.is_named_by(*member))
        })
    }
}

/// Doors.
impl Asked<'_> {
    fn door(&self, device: DeviceNo) -> bool {
        if !self.facts.contains(&Fact::Device { id: device }) {
            return false;
        }
        self.facts.iter().any(|fact| {
            let Fact::DoorRule { id, opening } = fact else { return false };
            self.facts.contains(&Fact::DoorRuleDevice { rule: *id, device })
                && self.in_rule(*id)
                && is_open(opening, self.zone(), self.at)
        })
    }

    fn in_rule(&self, wanted: RuleNo) -> bool {
        self.facts.iter().any(|fact| {
            matches!(fact, Fact::DoorRuleMember { rule, member, span }
                if *rule == wanted && self.counts(*span) && self.is_named_by(*member))
        })
    }

    fn zone(&self) -> Option<&str> {
        self.facts.iter().find_map(|fact| match fact {
            Fact::TimeZone { name } => Some(name.as_str()),
            _ => None,
        })
    }
}

/// Reads the clock on the wall and looks what the rule says of it.
pub(crate) fn is_open(opening: &Opening, zone: Option<&str>, at: Millis) -> bool {
    let second = at.0.div_euclid(1000);
    if opening.valid.is_some_and(|(first, last)| second < first || second > last) {
        return false;
    }
    if opening.weekdays == 0 && opening.windows.is_empty() {
        return true;
    }
    let Some(zone) = zone.and_then(|zone| jiff::tz::TimeZone::get(zone).ok()) else { return false };
    let Ok(moment) = jiff::Timestamp::from_second(second) else { return false };
    let wall = zone.to_datetime(moment);
    let today = wall.weekday().to_monday_zero_offset();
    if opening.weekdays != 0 && opening.weekdays & (1 << today) == 0 {
        return false;
    }
    if opening.windows.is_empty() {
        return true;
    }
    let mut minute: u16 = 0;
    while (minute / 60, minute % 60) != (wall.hour().unsigned_abs().into(), wall.minute().unsigned_abs().into()) {
        minute += 1;
    }
    opening.windows.iter().any(|(first, end)| (*first..*end).contains(&minute))
}

/// Review groups.
impl Asked<'_> {
    fn review_group(&self, group: ReviewGroupNo, action: Action) -> bool {
        let Some(hidden) = self.facts.iter().find_map(|fact| match fact {
            Fact::ReviewGroup { id, hidden } if *id == group => Some(*hidden),
            _ => None,
        }) else {
            return false;
        };
        let is_member = self.facts.iter().any(|fact| {
            matches!(fact, Fact::ReviewMember { group: of, member } if *of == group && self.is_named_by(*member))
        });
        match action {
            Action::Member => is_member,
            Action::See => is_member || (!hidden && self.is_manager()),
            _ => false,
        }
    }

    fn is_manager(&self) -> bool {
        self.facts
            .iter()
            .any(|fact| matches!(fact, Fact::User { id, manager: true, .. } if Party::User(*id) == self.subject))
    }
}
