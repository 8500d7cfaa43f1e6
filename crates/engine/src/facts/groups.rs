//! User groups.

use std::sync::Arc;

use menjin_model::{GroupNo, Party, Rule, Span};

use super::pairs::PairsNow;
use super::table::TableNow;
use super::{Facts, now};

now! {
    groups_now -> groups: TableNow<GroupNo, ()>;
    dynamic_now -> dynamic: TableNow<GroupNo, Arc<Rule>>;
    members_now -> members: PairsNow<GroupNo, Party, Span>;
}

impl Facts {
    /// Whether a group is there; inside, its rule, if it is a dynamic one.
    #[must_use]
    pub fn group(&self, group: GroupNo) -> Option<Option<&Rule>> {
        self.groups_now().get(group)?;
        Some(self.dynamic_now().get(group).map(|rule| &**rule))
    }

    /// All groups behind `after`.
    pub fn groups(&self, after: Option<GroupNo>) -> impl Iterator<Item = GroupNo> + '_ {
        self.groups_now().behind(after).map(|(id, ())| id)
    }

    /// All dynamic groups with their rules.
    pub fn dynamic(&self) -> impl Iterator<Item = (GroupNo, &Rule)> + '_ {
        self.dynamic_now().behind(None).map(|(id, rule)| (id, &**rule))
    }

    /// From when to when this very party, a person or a department, is named in an ordinary group.
    #[must_use]
    pub fn membership(&self, group: GroupNo, member: Party) -> Option<Span> {
        self.members_now().get(group, member)
    }

    /// Whom an ordinary group names.
    pub fn members(&self, group: GroupNo) -> impl Iterator<Item = (Party, Span)> + '_ {
        self.members_now().of(group)
    }

    /// The ordinary groups that name this very party.
    pub fn groups_with(&self, member: Party) -> impl Iterator<Item = GroupNo> + '_ {
        self.members_now().with(member)
    }
}
