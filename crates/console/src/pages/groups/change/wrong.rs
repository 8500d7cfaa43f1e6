//! What is wrong with a form, by the field.

use menjin_service::Refusal;

use crate::{Lang, Trouble, trouble::sentence};

/// What is wrong, if anything.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wrong {
    field: String,
    text: String,
    /// Names that are free instead.
    pub(crate) suggestions: Vec<String>,
}

impl Wrong {
    /// Of a refusal that the person who typed can do something about; any other has a page of its own.
    pub(crate) fn of(refusal: Refusal, l: Lang) -> Result<Self, Trouble> {
        if refusal.0.code.is_none_or(|code| code.status.is_server_error()) {
            return Err(refusal.into());
        }
        let text = sentence(&refusal, l);
        let field = refusal.0.fields.first().map(|wrong| wrong.field.as_str()).unwrap_or_default();
        let field = field.split(['[', '.']).next().unwrap_or_default().to_owned();
        let suggestions = refusal.0.data.as_ref().and_then(|data| data.get("suggestions"));
        let suggestions = suggestions.and_then(|list| serde_json::from_value(list.clone()).ok()).unwrap_or_default();
        Ok(Self { field, text, suggestions })
    }

    /// What is said here, at no field.
    pub(crate) fn saying(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// About one field.
    pub(crate) fn about(field: &str, text: String, suggestions: Vec<String>) -> Self {
        Self { field: field.to_owned(), text, suggestions }
    }

    /// What is wrong with this field; empty when nothing is.
    pub(crate) fn at(&self, field: &str) -> &str {
        if self.field == field { &self.text } else { "" }
    }

    /// What is wrong with none of these fields.
    pub(crate) fn beside(&self, fields: &[&str]) -> &str {
        if fields.contains(&self.field.as_str()) { "" } else { &self.text }
    }
}
