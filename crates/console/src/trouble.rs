//! What keeps a page from being shown. Forms answer for themselves what is wrong by the field; what is left comes here.

use menjin_api::{Code, menjin::code};
use menjin_service::Refusal;

use crate::Lang;

/// Why there is no page.
#[derive(Debug)]
pub enum Trouble {
    /// Nobody is signed in.
    Stranger,
    /// There is no such page, or what it is about is not there.
    NotFound,
    /// A form came without the token of its session.
    Forged,
    /// The service refused.
    Refused(Refusal),
}

impl Trouble {
    /// Our fault; `cause` goes to the log.
    pub fn fault(cause: impl Into<String>) -> Self {
        Self::Refused(Refusal::fault(cause))
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Code> for Trouble {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

/// What a person reads of a refusal.
#[must_use]
pub(crate) fn sentence(refusal: &Refusal, lang: Lang) -> String {
    let reason = &refusal.0;
    let code = reason.code.unwrap_or(code::INTERNAL);
    match lang {
        Lang::Zh if reason.code.is_some() => code.zh.map_or_else(|| english(refusal), str::to_owned),
        Lang::Zh => code.zh.unwrap_or(code.msg).to_owned(),
        Lang::En => english(refusal),
    }
}

fn english(refusal: &Refusal) -> String {
    let reason = &refusal.0;
    let first = reason.fields.first().map(|wrong| wrong.description.clone()).filter(|said| !said.is_empty());
    let text = || reason.code.unwrap_or(code::INTERNAL).msg.to_owned();
    first.or_else(|| reason.message.clone()).or_else(|| reason.msg.clone()).unwrap_or_else(text)
}
