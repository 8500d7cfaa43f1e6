//! What is asked.

use menjin_model::{AppNo, DeviceNo, DocumentNo, GroupNo, Millis, Party, ReviewGroupNo};

/// May this subject do this to that, at this moment?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ask {
    /// A person, department, user group, app or visitor. Many at once may what a fact gives to them all as such.
    pub subject: Party,
    /// What is to be done; it must be one of the resource's.
    pub action: Action,
    /// To what.
    pub resource: Resource,
    /// When.
    pub at: Millis,
}

/// What things can be done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Resource {
    /// A document or folder.
    Document(DocumentNo),
    /// An app.
    App(AppNo),
    /// A door.
    Door(DeviceNo),
    /// A user group.
    Group(GroupNo),
    /// A people group of performance reviews.
    ReviewGroup(ReviewGroupNo),
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// What can be done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$doc])* $name),*
        }

        impl Action {
            /// All of them, of all resources.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its word on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word),*
                }
            }
        }
    };
}

actions! {
    /// Documents: read.
    View = "view",
    /// Documents: comment.
    Comment = "comment",
    /// Documents: change.
    Edit = "edit",
    /// Documents: manage.
    FullAccess = "full_access",
    /// Documents: see, add and remove collaborators.
    Share = "share",
    /// Documents: download.
    Export = "export",
    /// Documents: copy content.
    Copy = "copy",
    /// Documents: print.
    Print = "print",
    /// Documents: change the sharing settings.
    ManagePublic = "manage_public",
    /// Apps: use.
    Use = "use",
    /// Apps: operate.
    Operate = "operate",
    /// Apps: develop.
    Develop = "develop",
    /// Apps: change collaborators and settings.
    Administer = "administer",
    /// Apps: be the owner.
    Own = "own",
    /// Doors: go through.
    Open = "open",
    /// User groups and review groups: be in it.
    Member = "member",
    /// Review groups: see who is in it.
    See = "see",
}

impl Action {
    /// The action with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.as_str() == word)
    }
}

impl Resource {
    /// What can be done to things of this kind, the weakest first.
    #[must_use]
    pub const fn actions(self) -> &'static [Action] {
        match self {
            Self::Document(_) => &[
                Action::View,
                Action::Comment,
                Action::Edit,
                Action::FullAccess,
                Action::Share,
                Action::Export,
                Action::Copy,
                Action::Print,
                Action::ManagePublic,
            ],
            Self::App(_) => &[Action::Use, Action::Operate, Action::Develop, Action::Administer, Action::Own],
            Self::Door(_) => &[Action::Open],
            Self::Group(_) => &[Action::Member],
            Self::ReviewGroup(_) => &[Action::Member, Action::See],
        }
    }
}
