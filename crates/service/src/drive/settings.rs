//! The sharing settings of a document: what it says itself, then what the folder above says, then the initial value.

use menjin_model::Perm;
use serde_json::{Map, Value};

/// Who may see, add and remove collaborators, by role.
pub const MANAGE_COLLABORATOR: &str = "manage_collaborator_entity";
/// Who may comment.
pub const COMMENT: &str = "comment_entity";
/// Who may duplicate, print and download.
pub const SECURITY: &str = "security_entity";
/// Who may copy content.
pub const COPY: &str = "copy_entity";
/// What everybody with the link may do.
pub const LINK_SHARE: &str = "link_share_entity";

/// Settings by the platform's names. What is not in it is unsaid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings(Map<String, Value>);

impl Settings {
    /// Reads what is stored.
    #[must_use]
    pub fn from_json(json: &str) -> Self {
        Self(serde_json::from_str(json).unwrap_or_default())
    }

    /// What is stored.
    #[must_use]
    pub fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }

    /// These, and what they leave unsaid from `above`.
    #[must_use]
    pub fn or(mut self, above: &Self) -> Self {
        for (name, value) in &above.0 {
            if !self.0.contains_key(name) {
                self.0.insert(name.clone(), value.clone());
            }
        }
        self
    }

    /// The least role that one of the settings "who may …" asks for. A word nobody knows asks for the highest.
    #[must_use]
    pub fn least(&self, name: &str) -> Perm {
        match self.word(name).unwrap_or("anyone_can_view") {
            "anyone_can_view" | "collaborator_can_view" => Perm::View,
            "anyone_can_edit" | "collaborator_can_edit" => Perm::Edit,
            _ => Perm::FullAccess,
        }
    }

    /// What everybody of the company may do who has the link.
    #[must_use]
    pub fn link(&self) -> Option<Perm> {
        match self.word(LINK_SHARE)? {
            "tenant_readable" | "anyone_readable" => Some(Perm::View),
            "tenant_editable" | "anyone_editable" => Some(Perm::Edit),
            _ => None,
        }
    }

    fn word(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }
}

#[cfg(test)]
mod tests {
    use menjin_model::Perm;

    use super::{COPY, LINK_SHARE, MANAGE_COLLABORATOR, Settings};

    #[test]
    fn what_is_unsaid_comes_from_above_and_else_is_the_initial_value() {
        let own = Settings::from_json(r#"{"copy_entity":"only_full_access"}"#);
        let above = Settings::from_json(r#"{"copy_entity":"anyone_can_view","link_share_entity":"tenant_editable"}"#);
        assert_eq!(own.link(), None);
        let both = own.or(&above);
        assert_eq!(both.least(COPY), Perm::FullAccess);
        assert_eq!(both.link(), Some(Perm::Edit));
        assert_eq!(both.least(MANAGE_COLLABORATOR), Perm::View);
    }

    #[test]
    fn an_unknown_word_opens_nothing() {
        let settings = Settings::from_json(&format!(r#"{{"{COPY}":"whoever","{LINK_SHARE}":"whoever"}}"#));
        assert_eq!(settings.least(COPY), Perm::FullAccess);
        assert_eq!(settings.link(), None);
    }
}
