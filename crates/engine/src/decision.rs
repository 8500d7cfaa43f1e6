//! What is answered.

use menjin_model::{Fact, Millis};

/// An answer, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Yes or no.
    pub allowed: bool,
    /// Why, in a word.
    pub code: ReasonCode,
    /// For a yes: the facts that alone give it, from the subject to the resource. Empty for a no.
    pub chain: Vec<Fact>,
    /// For a no: what together would turn it, the fewest there are; empty when nothing but another question would.
    pub missing: Vec<Missing>,
}

/// One thing that is in the way of a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// This fact is not there, or says less.
    Fact(Fact),
    /// This fact is there and forbids.
    Gone(Fact),
    /// The moment: then it is a yes, if the rest is given.
    Moment(Millis),
}

macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $name:ident = $word:literal),* $(,)?) => {
        /// Why, in a word. Words are only ever added; [`ReasonCode::VERSION`] counts the additions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ReasonCode {
            $($(#[doc = $doc])* $name),*
        }

        impl ReasonCode {
            /// Which words there are.
            pub const VERSION: u32 = 1;

            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its word on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word),*
                }
            }

            /// When it is given, in a sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),*)),*
                }
            }
        }
    };
}

reasons! {
    /// Yes: the subject owns the document or the app.
    Owner = "owner",
    /// Yes: a grant, rule or list names the subject itself.
    DirectGrant = "direct_grant",
    /// Yes: a grant, rule or list names a department that the subject is in.
    DepartmentGrant = "department_grant",
    /// Yes: a grant, rule or list names a user group that the subject is in.
    GroupGrant = "group_grant",
    /// Yes: a folder above gives it, and the document inherits.
    InheritedGrant = "inherited_grant",
    /// Yes: everybody of the tenant who has the link may.
    LinkShare = "link_share",
    /// Yes: it is open to everybody of the tenant.
    Everyone = "everyone",
    /// Yes: the subject holds a role on the app that includes it.
    AppRole = "app_role",
    /// Yes: the subject is a member itself.
    DirectMember = "direct_member",
    /// Yes: the subject is a member through a department.
    DepartmentMember = "department_member",
    /// Yes: the subject is a member through a user group.
    GroupMember = "group_member",
    /// Yes: the rule of the dynamic group holds for the subject.
    DynamicMember = "dynamic_member",
    /// Yes: back-office administrators see the people of this review group.
    BackOffice = "back_office",
    /// No: nothing grants it.
    NoGrant = "no_grant",
    /// No: there is a role, but a weaker one than the action or a setting of the document asks for.
    RoleTooLow = "role_too_low",
    /// No: a grant or membership that would give it has not begun.
    NotYet = "not_yet",
    /// No: a grant or membership that gave it has ended.
    Ended = "ended",
    /// No: a door rule names the subject, but the door is not open to it at this moment.
    DoorClosed = "door_closed",
    /// No: the black list of the app names the subject.
    BlackListed = "black_listed",
    /// No: the app is not enabled.
    AppDisabled = "app_disabled",
    /// No: the document lies in the bin.
    ResourceDeleted = "resource_deleted",
    /// No: the person is frozen.
    SubjectFrozen = "subject_frozen",
    /// No: the person has left.
    SubjectResigned = "subject_resigned",
    /// No: nobody knows the subject.
    UnknownSubject = "unknown_subject",
    /// No: nobody knows the resource.
    UnknownResource = "unknown_resource",
}
