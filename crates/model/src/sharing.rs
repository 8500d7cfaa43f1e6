//! The sharing settings of a document, as far as decisions need them.

use serde::{Deserialize, Serialize};

use crate::Perm;

/// What a document says itself; `None` is unsaid, so that the folder above, and in the end the initial value, holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sharing {
    /// The least role that may see, add and remove collaborators (`manage_collaborator_entity`).
    pub manage_collaborator: Option<Perm>,
    /// The least role that may comment (`comment_entity`).
    pub comment: Option<Perm>,
    /// The least role that may duplicate, print and download (`security_entity`).
    pub security: Option<Perm>,
    /// The least role that may copy content (`copy_entity`).
    pub copy: Option<Perm>,
    /// What every person and app of the tenant may do (`link_share_entity`).
    pub link: Option<Link>,
}

/// What a link gives within the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Link {
    /// Nothing.
    Closed,
    /// The role `view`.
    Readable,
    /// The role `edit`.
    Editable,
}

impl Link {
    /// The role it gives.
    #[must_use]
    pub fn perm(self) -> Option<Perm> {
        match self {
            Self::Closed => None,
            Self::Readable => Some(Perm::View),
            Self::Editable => Some(Perm::Edit),
        }
    }
}

impl Sharing {
    /// Reads the settings by the platform's names: `word` finds what stands under one. A word nobody knows asks for the
    /// highest role, or opens nothing.
    #[must_use]
    pub fn from_words<'w>(word: impl Fn(&str) -> Option<&'w str>) -> Self {
        let least = |name: &str| {
            word(name).map(|word| match word {
                "anyone_can_view" | "collaborator_can_view" => Perm::View,
                "anyone_can_edit" | "collaborator_can_edit" => Perm::Edit,
                _ => Perm::FullAccess,
            })
        };
        let link = word("link_share_entity").map(|word| match word {
            "tenant_readable" | "anyone_readable" => Link::Readable,
            "tenant_editable" | "anyone_editable" => Link::Editable,
            _ => Link::Closed,
        });
        Self {
            manage_collaborator: least("manage_collaborator_entity"),
            comment: least("comment_entity"),
            security: least("security_entity"),
            copy: least("copy_entity"),
            link,
        }
    }

    /// These, and what they leave unsaid from `above`.
    #[must_use]
    pub fn or(self, above: &Self) -> Self {
        Self {
            manage_collaborator: self.manage_collaborator.or(above.manage_collaborator),
            comment: self.comment.or(above.comment),
            security: self.security.or(above.security),
            copy: self.copy.or(above.copy),
            link: self.link.or(above.link),
        }
    }
}
