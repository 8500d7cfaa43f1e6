//! A request of somebody who is signed in: what every page is given.

use menjin_api::Endpoint;
use menjin_model::Right;
use menjin_service::{
    Call, Caller, Cx, DryRun, Refusal,
    administrator::{self, Administrator, session::Session},
};

use crate::{Lang, Request, Trouble, request::Fields};

/// What every page is given.
#[derive(Debug)]
pub struct Ask<'a> {
    /// The world.
    pub cx: &'a Cx,
    /// The request.
    pub request: &'a Request,
    /// Who asks.
    pub session: &'a Session,
    /// In which language.
    pub lang: Lang,
}

impl Ask<'_> {
    /// The call `E`, as this administrator makes it, if they may.
    pub fn call<E: Endpoint>(&self, path: E::Path, query: E::Query, body: E::Body) -> Result<Call<E>, Refusal> {
        self.make(path, query, body, None)
    }

    /// The same as a dry run.
    pub fn trial<E: Endpoint>(
        &self,
        path: E::Path,
        query: E::Query,
        body: E::Body,
        dry_run: DryRun,
    ) -> Result<Call<E>, Refusal> {
        self.make(path, query, body, Some(dry_run))
    }

    fn make<E: Endpoint>(
        &self,
        path: E::Path,
        query: E::Query,
        body: E::Body,
        dry_run: Option<DryRun>,
    ) -> Result<Call<E>, Refusal> {
        let when = (self.request.now, self.request.log_id.as_str());
        administrator::call(self.cx, &self.session.caller, (path, query, body), when, dry_run)
    }

    /// Who asks, as service functions know them.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.session.caller
    }

    /// Who asks.
    pub fn administrator(&self) -> Result<&Administrator, Trouble> {
        self.session.caller.administrator.as_deref().ok_or(Trouble::Stranger)
    }

    /// Whether they may do this: for showing a button, never for protection.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.session.caller.administrator.as_ref().is_some_and(|administrator| administrator.may(right))
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> &Fields {
        &self.request.query
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> &Fields {
        &self.request.form
    }
}
