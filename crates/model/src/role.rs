//! Administrators: their roles, and what each may do.

use serde::{Deserialize, Serialize};

/// What a call of an administrator needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// To see people, groups and what they open.
    Read,
    /// To see the audit, reports and the decision log.
    Audit,
    /// To change groups and who is in them.
    Groups,
    /// To change what groups and people open, and to review it.
    Access,
    /// To change templates, webhooks and other settings.
    Settings,
    /// To change who the administrators are.
    Administrators,
}

impl Right {
    /// All, from the least to the most.
    pub const ALL: [Self; 6] =
        [Self::Read, Self::Audit, Self::Groups, Self::Access, Self::Settings, Self::Administrators];

    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Audit => "audit",
            Self::Groups => "groups",
            Self::Access => "access",
            Self::Settings => "settings",
            Self::Administrators => "administrators",
        }
    }
}

/// What an administrator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// May do everything; there is always one.
    Owner,
    /// May do everything but change who the administrators are.
    Administrator,
    /// Reads everything and changes nothing.
    Auditor,
    /// Reads, and changes groups and who is in them.
    Helpdesk,
}

impl Role {
    /// All, from the most to the least.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Administrator, Self::Auditor, Self::Helpdesk];

    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
            Self::Helpdesk => "helpdesk",
        }
    }

    /// The role that is written so.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whether the role comes with this right.
    #[must_use]
    pub const fn may(self, right: Right) -> bool {
        match self {
            Self::Owner => true,
            Self::Administrator => !matches!(right, Right::Administrators),
            Self::Auditor => matches!(right, Right::Read | Right::Audit),
            Self::Helpdesk => matches!(right, Right::Read | Right::Groups),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Right, Role};

    #[test]
    fn an_auditor_changes_nothing_and_a_helpdesk_groups_only() {
        let changing = [Right::Groups, Right::Access, Right::Settings, Right::Administrators];
        let may = |role: Role| changing.into_iter().filter(|right| role.may(*right)).collect::<Vec<_>>();
        assert_eq!(may(Role::Auditor), []);
        assert_eq!(may(Role::Helpdesk), [Right::Groups]);
        assert_eq!(may(Role::Administrator), [Right::Groups, Right::Access, Right::Settings]);
        assert!(Role::ALL.iter().all(|role| role.may(Right::Read)));
    }

    #[test]
    fn a_role_is_read_as_it_is_written() {
        assert!(Role::ALL.iter().all(|role| Role::parse(role.as_str()) == Some(*role)));
        assert_eq!(Role::parse("root"), None);
    }
}
