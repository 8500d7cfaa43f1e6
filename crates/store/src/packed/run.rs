//! Rows that came, or went, one after another in the same group: the group once, and each member as the distance to the one
//! before.

use menjin_model::{Change, Fact, GroupNo, Party, ReviewGroupNo, Span, UserNo};
use serde::{Deserialize, Serialize};

/// Fewer are not worth it.
const LEAST: usize = 3;

/// A run.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Run {
    what: What,
    distances: Vec<i64>,
}

/// What the changes of a run have in common. New words go to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum What {
    ReviewMemberCame(i64),
    ReviewMemberWent(i64),
    GroupMemberCame(i64),
    GroupMemberWent(i64),
}

impl Run {
    /// The run that these changes begin with.
    pub(super) fn beginning(changes: &[Change]) -> Option<Self> {
        let (what, _) = parted(changes.first()?)?;
        let members = || changes.iter().map_while(|change| parted(change).filter(|(other, _)| *other == what));
        if members().take(LEAST).count() < LEAST {
            return None;
        }
        let mut distances = Vec::new();
        let mut last = 0_i64;
        for (_, member) in members() {
            distances.push(member.wrapping_sub(last));
            last = member;
        }
        Some(Self { what, distances })
    }

    /// How many changes it stands for.
    pub(super) fn len(&self) -> usize {
        self.distances.len()
    }

    /// Adds the changes.
    pub(super) fn add_to(self, changes: &mut Vec<Change>) {
        changes.reserve(self.distances.len());
        let mut member = 0_i64;
        for distance in self.distances {
            member = member.wrapping_add(distance);
            changes.push(self.what.of(UserNo(member)));
        }
    }
}

impl What {
    fn of(self, user: UserNo) -> Change {
        let member = Party::User(user);
        let review = |group| Fact::ReviewMember { group: ReviewGroupNo(group), member };
        let group = |group| Fact::GroupMember { group: GroupNo(group), member, span: Span::ALWAYS };
        match self {
            Self::ReviewMemberCame(of) => Change::Came(review(of)),
            Self::ReviewMemberWent(of) => Change::Went(review(of)),
            Self::GroupMemberCame(of) => Change::Came(group(of)),
            Self::GroupMemberWent(of) => Change::Went(group(of)),
        }
    }
}

/// What a change has in common with its neighbours, and what is its own; `None` when it is of another kind.
fn parted(change: &Change) -> Option<(What, i64)> {
    let (came, fact) = match change {
        Change::Came(fact) => (true, fact),
        Change::Went(fact) => (false, fact),
        Change::Became { .. } => return None,
    };
    match *fact {
        Fact::ReviewMember { group: ReviewGroupNo(group), member: Party::User(UserNo(user)) } => {
            let what = if came { What::ReviewMemberCame(group) } else { What::ReviewMemberWent(group) };
            Some((what, user))
        }
        Fact::GroupMember { group: GroupNo(group), member: Party::User(UserNo(user)), span: Span::ALWAYS } => {
            let what = if came { What::GroupMemberCame(group) } else { What::GroupMemberWent(group) };
            Some((what, user))
        }
        _ => None,
    }
}
