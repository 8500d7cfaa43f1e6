//! Ids as types, so that a group can never be taken for a user.
//!
//! A `…No` is a row's internal identity: it is never used twice, so a newcomer who takes an old wire id inherits nothing.
//! A `…Id` is what the platform shows; people may choose, reuse and rename those.

use serde::{Deserialize, Serialize};

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl From<$name> for i64 {
            fn from(number: $name) -> i64 {
                number.0
            }
        }
    )*};
}

numbers! {
    /// A company.
    TenantNo,
    /// An app, in whatever tenant it is used.
    AppNo,
    /// A person of a tenant.
    UserNo,
    /// A department; 0 is the root.
    DepartmentNo,
    /// A user group.
    GroupNo,
    /// A document or folder; 0 as a folder is the owner's root.
    DocumentNo,
    /// A door.
    DeviceNo,
    /// A door rule.
    RuleNo,
    /// A visitor.
    VisitorNo,
    /// A people group of performance reviews.
    ReviewGroupNo,
    /// Somebody who governs.
    AdministratorNo,
}

impl DepartmentNo {
    /// The virtual top department, `0` on the wire too.
    pub const ROOT: Self = Self(0);
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transparent))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
    )*};
}

words! {
    /// `cli_` and 16 hex digits.
    AppId,
    /// A user group's id on the wire: letters, digits, `_`, `-`; at most 64 characters.
    GroupId,
}
