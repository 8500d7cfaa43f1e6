//! `DELETE /open-apis/contact/v3/users/:user_id` - a person leaves.
//!
//! <https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/delete>

use super::{
    UserPath,
    code::{self, unused},
};
use crate::prelude::*;

/// Deletes a person: they have left, and stay readable.
#[derive(Debug)]
pub enum DeleteUser {}

impl Endpoint for DeleteUser {
    const META: Meta = Meta::delete("/open-apis/contact/v3/users/{user_id}")
        .named("contact.v3.user.delete")
        .about("Deletes a person")
        .family(&crate::contact::FAMILY)
        .tokens(&[Tenant])
        .apps(AppKinds::Custom)
        .scopes(&["contact:contact"])
        .rate(Rate::Tier4)
        .codes(&[
            code::PARAMETER_INVALID,
            code::DEPARTMENT_OUT_OF_RANGE,
            code::NOT_DELETABLE,
            code::ACCEPTOR_INVALID,
            code::MANAGER_KEPT,
            unused::RESURRECTING,
            unused::LIFE_CYCLE,
        ])
        .doc("https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/delete");
    type Path = UserPath;
    type Query = Query;
    type Body = Body;
    type Data = Empty;
}

/// How ids are written.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// How people are written, those who take over included.
    #[serde(default)]
    pub user_id_type: UserIdType,
}

/// What the caller may send: who takes over what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Chats of departments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_chat_acceptor_user_id: Option<String>,
    /// Chats with people outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_chat_acceptor_user_id: Option<String>,
    /// Documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs_acceptor_user_id: Option<String>,
    /// Calendars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar_acceptor_user_id: Option<String>,
    /// Apps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_acceptor_user_id: Option<String>,
    /// Minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_acceptor_user_id: Option<String>,
    /// Surveys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub survey_acceptor_user_id: Option<String>,
    /// Integrations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anycross_acceptor_user_id: Option<String>,
    /// Mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_acceptor: Option<EmailAcceptor>,
}

/// What becomes of the mail.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EmailAcceptor {
    /// `1` handed over, `2` kept, `3` deleted.
    pub processing_type: String,
    /// To whom it is handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptor_user_id: Option<String>,
}

impl Body {
    /// Everybody named, in the order of the documentation.
    pub fn acceptors(&self) -> impl Iterator<Item = &str> {
        let email = self.email_acceptor.as_ref().and_then(|email| email.acceptor_user_id.as_deref());
        [
            self.department_chat_acceptor_user_id.as_deref(),
            self.external_chat_acceptor_user_id.as_deref(),
            self.docs_acceptor_user_id.as_deref(),
            self.calendar_acceptor_user_id.as_deref(),
            self.application_acceptor_user_id.as_deref(),
            self.minutes_acceptor_user_id.as_deref(),
            self.survey_acceptor_user_id.as_deref(),
            self.anycross_acceptor_user_id.as_deref(),
            email,
        ]
        .into_iter()
        .flatten()
        .filter(|id| !id.is_empty())
    }
}
