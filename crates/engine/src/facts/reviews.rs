//! People groups of performance reviews.

use menjin_model::{Party, ReviewGroupNo};

use super::pairs::PairsNow;
use super::table::TableNow;
use super::{Facts, now};

now! {
    review_groups_now -> review_groups: TableNow<ReviewGroupNo, bool>;
    review_members_now -> review_members: PairsNow<ReviewGroupNo, Party, ()>;
}

impl Facts {
    /// Whether a review group is there; inside, whether it is hidden from back-office administrators.
    #[must_use]
    pub fn review_group(&self, group: ReviewGroupNo) -> Option<bool> {
        self.review_groups_now().get(group).copied()
    }

    /// All review groups behind `after`.
    pub fn review_groups(&self, after: Option<ReviewGroupNo>) -> impl Iterator<Item = ReviewGroupNo> + '_ {
        self.review_groups_now().behind(after).map(|(id, _)| id)
    }

    /// Whether a review group names this very party.
    #[must_use]
    pub fn review_member(&self, group: ReviewGroupNo, member: Party) -> bool {
        self.review_members_now().get(group, member).is_some()
    }

    /// Whom a review group names.
    pub fn review_members(&self, group: ReviewGroupNo) -> impl Iterator<Item = Party> + '_ {
        self.review_members_now().of(group).map(|(member, ())| member)
    }

    /// The review groups that name this very party.
    pub fn review_groups_with(&self, member: Party) -> impl Iterator<Item = ReviewGroupNo> + '_ {
        self.review_members_now().with(member)
    }
}
