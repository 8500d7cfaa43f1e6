//! What is wrong with a form, for its template: said by the field, with what was typed kept.

use http::StatusCode;
use menjin_service::Refusal;

use crate::{Answer, Lang, Trouble, trouble::sentence};

/// What is wrong, if anything is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wrong {
    /// The field; empty: the whole.
    field: String,
    /// The sentence; empty: nothing is wrong.
    pub(crate) said: String,
    status: StatusCode,
    retry_after: Option<String>,
}

impl Wrong {
    /// What a refusal says to the writer of a form. What is no matter of the form goes on as it is.
    pub(crate) fn of(refusal: Refusal, lang: Lang) -> Result<Self, Trouble> {
        let status = refusal.0.code.map_or(StatusCode::INTERNAL_SERVER_ERROR, |code| code.status);
        if refusal.0.unavailable || status.is_server_error() || status == StatusCode::FORBIDDEN {
            return Err(refusal.into());
        }
        let status = if status == StatusCode::BAD_REQUEST { StatusCode::UNPROCESSABLE_ENTITY } else { status };
        let field = refusal.0.fields.first().map(|wrong| wrong.field.clone()).unwrap_or_default();
        let wait = refusal.0.headers.iter().find(|(name, _)| *name == "retry-after");
        let retry_after = wait.map(|(_, seconds)| seconds.clone());
        Ok(Self { field, said: whole(&sentence(&refusal, lang), lang), status, retry_after })
    }

    /// Whether it is wrong with this field.
    pub(crate) fn is(&self, field: &str) -> bool {
        !self.said.is_empty() && self.field == field
    }

    /// Whether it is none of these fields': then it stands over the form.
    pub(crate) fn elsewhere(&self, fields: &[&str]) -> bool {
        !self.said.is_empty() && !fields.contains(&self.field.as_str())
    }

    /// The same, for a template that is to be shown by it.
    pub(crate) fn shown(&self) -> Self {
        self.clone()
    }

    /// The form again, with what is wrong with it; 200 when nothing is.
    pub(crate) fn page(&self, template: &impl askama::Template) -> Result<Answer, Trouble> {
        let answer = Answer::page_with(self.status, template)?;
        Ok(match &self.retry_after {
            Some(seconds) => answer.with(http::header::RETRY_AFTER, seconds),
            None => answer,
        })
    }
}

/// A sentence as it stands by itself: it begins large and ends with a stop.
fn whole(said: &str, lang: Lang) -> String {
    let mut letters = said.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if said.is_empty() || said.ends_with(['.', '。']) { "" } else { lang.s("。", ".") };
    format!("{first}{}{stop}", letters.as_str())
}
