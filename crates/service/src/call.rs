//! Who asks for what: what a service function gets beside [`crate::Cx`].

use std::sync::Arc;

use menjin_api::Endpoint;
use menjin_model::{AppId, AppNo, Millis, TenantNo, UserNo};

use crate::{DryRun, Scopes, administrator::Administrator, network::AllowList};

/// An app, as checks of every call need it. What may change while tokens live (owner, collaborators, the listed part of
/// the contact range) is read from the database instead.
#[derive(Debug, Clone)]
pub struct App {
    /// Its internal identity.
    pub no: AppNo,
    /// `cli_…`.
    pub app_id: AppId,
    /// The tenant it was made in.
    pub tenant: TenantNo,
    /// Its name.
    pub name: String,
    /// Self-built or store.
    pub kind: AppKind,
    /// Neither disabled nor not yet enabled.
    pub enabled: bool,
    /// What it was enabled for.
    pub scopes: Scopes,
    /// Its contact range is everyone.
    pub sees_everyone: bool,
    /// How it is named as a collaborator of documents.
    pub bot_open_id: String,
    /// Where it may call from.
    pub allowed_addresses: AllowList,
}

impl App {
    /// Stands for the app where an administrator calls: it sees everyone and holds every scope, as their rights are asked
    /// for instead.
    #[must_use]
    pub fn of_administrators(tenant: TenantNo) -> Self {
        Self {
            no: AppNo(0),
            app_id: AppId::from("menjin"),
            tenant,
            name: "menjin".to_owned(),
            kind: AppKind::Custom,
            enabled: true,
            scopes: Scopes::new(vec!["*".to_owned()]),
            sees_everyone: true,
            bot_open_id: String::new(),
            allowed_addresses: AllowList::default(),
        }
    }
}

/// Kinds of app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppKind {
    /// Self-built.
    Custom,
    /// From the store.
    Isv,
}

/// Who calls: an app within a tenant, perhaps for a person.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The wall: every query is about this tenant.
    pub tenant: TenantNo,
    /// The app.
    pub app: Arc<App>,
    /// The person, with a user token.
    pub user: Option<UserNo>,
    /// What that person granted, with a user token.
    pub granted: Scopes,
    /// The administrator who calls, for whom [`App::of_administrators`] stands as the app.
    pub administrator: Option<Arc<Administrator>>,
}

impl Caller {
    /// Whether the caller holds this scope: the app, and with a user token the person's grant too.
    #[must_use]
    pub fn has_scope(&self, scope: &str) -> bool {
        self.app.scopes.has(scope) && (self.user.is_none() || self.granted.has(scope))
    }

    /// Whether the caller holds any one of these; see [`Self::has_scope`].
    #[must_use]
    pub fn has_any_scope(&self, scopes: &[&str]) -> bool {
        scopes.iter().any(|scope| self.has_scope(scope))
    }

    /// Whether it is an app that calls by itself: for no person, and for nobody who governs.
    #[must_use]
    pub fn is_app(&self) -> bool {
        self.user.is_none() && self.administrator.is_none()
    }

    /// Through which surface they call.
    #[must_use]
    pub fn surface(&self) -> &'static str {
        self.administrator.as_ref().map_or("open-apis", |administrator| administrator.surface.as_str())
    }

    /// How the audit names the caller.
    #[must_use]
    pub fn actor(&self) -> String {
        if let Some(administrator) = &self.administrator {
            return administrator.actor();
        }
        match self.user {
            Some(user) => format!("user:{} app:{}", user.0, self.app.app_id),
            None => format!("app:{}", self.app.app_id),
        }
    }
}

/// One authorised call.
#[derive(Debug)]
pub struct Call<E: Endpoint> {
    /// Who calls.
    pub caller: Caller,
    /// The variables of the path.
    pub path: E::Path,
    /// The query.
    pub query: E::Query,
    /// The body.
    pub body: E::Body,
    /// When the call came; everything it writes bears this moment.
    pub now: Millis,
    /// Under which the log and the audit know it.
    pub log_id: String,
    /// Nothing may be kept of it; what it would have changed is left here.
    pub dry_run: Option<DryRun>,
}

/// A call that needs no token: credentials stand in its body.
pub struct OpenCall<E: Endpoint> {
    /// The query.
    pub query: E::Query,
    /// The body.
    pub body: E::Body,
    /// `Authorization`, as it came: OAuth clients may put their credentials there.
    pub authorization: Option<String>,
    /// When the call came.
    pub now: Millis,
    /// Under which the log and the audit know it.
    pub log_id: String,
}

impl<E: Endpoint> std::fmt::Debug for OpenCall<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenCall").field("log_id", &self.log_id).field("now", &self.now).finish_non_exhaustive()
    }
}
