//! One line per endpoint.

use std::{
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
};

use axum::{Router, body::Body, extract::Request, response::Response, routing::MethodFilter};
use http::{Method, header::ACCEPT_LANGUAGE};
use menjin_api::{Endpoint, Meta};
use menjin_model::Millis;
use menjin_service::{
    Call, Caller, Cx, DryRun, OpenCall, Refusal, acs, administrator, application, auth, authen, contact,
    decision::{self, impact},
    docx, drive,
    governance::{self, change},
    performance,
};

use crate::{
    call::{self, Arrival},
    input,
    reply::{self, Reader},
};

/// The router over the platform's calls.
pub(crate) fn platform(cx: &Arc<Cx>) -> Router {
    use menjin_api::{
        access as access_api,
        acs::{device::list::ListDevices, rule_external as rule_api},
        application::{application as app_api, application_collaborators as collaborators_api},
        auth::{
            app_access_token_internal::AppAccessTokenInternal, tenant_access_token_internal::TenantAccessTokenInternal,
        },
        authen::{
            oauth::{token_v2::TokenV2, token_v3::TokenV3},
            user_info::UserInfo,
        },
        contact::{department as department_api, group as group_api, user as user_api},
        docx::document as document_api,
        drive::{file as file_api, permission_member as member_api},
        menjin as own_api,
        performance::user_group_user_rel::write::WriteUserGroupUserRel,
    };

    Mount { cx: Arc::clone(cx), router: Router::new() }
        .mount_open::<TenantAccessTokenInternal, _>(auth::tenant_access_token_internal)
        .mount_open::<AppAccessTokenInternal, _>(auth::app_access_token_internal)
        .mount_open::<TokenV2, _>(authen::oauth::token_v2)
        .mount_open::<TokenV3, _>(authen::oauth::token_v3)
        .mount::<UserInfo, _>(authen::user_info::user_info)
        .mount::<access_api::decisions::ListDecisions, _>(decision::list)
        .mount::<access_api::members::GroupMembers, _>(decision::members)
        .mount::<access_api::impact::GetImpact, _>(impact::get)
        .mount::<own_api::me::GetMe, _>(administrator::me)
        .mount::<own_api::administrator::list::ListAdministrators, _>(administrator::change::list)
        .mount::<own_api::administrator::create::CreateAdministrator, _>(administrator::change::create)
        .mount::<own_api::administrator::patch::PatchAdministrator, _>(administrator::change::patch)
        .mount::<own_api::administrator::delete::DeleteAdministrator, _>(administrator::change::delete)
        .mount::<own_api::administrator::reset_password::ResetPassword, _>(administrator::change::reset_password)
        .mount::<own_api::administrator::reset_totp::ResetTotp, _>(administrator::change::reset_totp)
        .mount::<own_api::token::list::ListTokens, _>(administrator::token::list)
        .mount::<own_api::token::create::CreateToken, _>(administrator::token::create)
        .mount::<own_api::token::revoke::RevokeToken, _>(administrator::token::revoke)
        .mount::<own_api::membership::analyze::AnalyzeMemberships, _>(governance::analysis::analyze)
        .mount::<own_api::person::get::GetPerson, _>(governance::person::get)
        .mount::<own_api::person::list::ListPeople, _>(governance::person::list)
        .mount::<own_api::group::list::ListGroups, _>(governance::group::list)
        .mount::<own_api::group::get::GetGroup, _>(governance::group::get)
        .mount::<own_api::group::batch_get::BatchGetGroups, _>(governance::group::batch_get)
        .mount::<own_api::group::cache::GroupCache, _>(governance::group::cache)
        .mount::<own_api::group::views::ListViews, _>(governance::group::views)
        .mount::<own_api::group::access::GroupAccess, _>(governance::group::access)
        .mount::<own_api::group::history::GroupHistory, _>(governance::group::history)
        .mount::<own_api::group::people::GroupPeople, _>(governance::group::people)
        .mount::<own_api::change::batch_delete::BatchDelete, _>(change::batch_delete)
        .mount::<own_api::change::batch_update::BatchUpdate, _>(change::batch_update)
        .mount::<own_api::change::create::CreateGroup, _>(change::create)
        .mount::<own_api::change::delete::DeleteGroup, _>(change::delete)
        .mount::<own_api::change::deleted::ListDeleted, _>(change::deleted)
        .mount::<own_api::change::deletion_check::CheckDeletion, _>(change::deletion_check)
        .mount::<own_api::change::deletions::ListDeletions, _>(change::deletions)
        .mount::<own_api::change::member::add::AddMembers, _>(change::member::add)
        .mount::<own_api::change::member::remove::RemoveMembers, _>(change::member::remove)
        .mount::<own_api::change::restore::RestoreGroup, _>(change::restore)
        .mount::<own_api::change::suggested_names::SuggestNames, _>(change::suggested_names)
        .mount::<own_api::change::template::create::CreateTemplate, _>(change::template::create)
        .mount::<own_api::change::template::delete::DeleteTemplate, _>(change::template::delete)
        .mount::<own_api::change::template::list::ListTemplates, _>(change::template::list)
        .mount::<own_api::change::template::update::UpdateTemplate, _>(change::template::update)
        .mount::<own_api::document::list::ListDocuments, _>(governance::document::list)
        .mount::<own_api::document::get::GetDocument, _>(governance::document::get)
        .mount::<own_api::grant::list::ListGrants, _>(governance::grant::list)
        .mount::<own_api::grant::put::PutGrant, _>(governance::grant::put)
        .mount::<own_api::grant::delete::DeleteGrant, _>(governance::grant::delete)
        .mount::<own_api::inbox::list::ListInbox, _>(governance::inbox::list)
        .mount::<own_api::inbox::seen::SeeInbox, _>(governance::inbox::seen)
        .mount::<own_api::notice::list::ListNotices, _>(governance::notice::list)
        .mount::<own_api::webhook::list::ListWebhooks, _>(governance::webhook::list)
        .mount::<own_api::webhook::create::CreateWebhook, _>(governance::webhook::create)
        .mount::<own_api::webhook::update::UpdateWebhook, _>(governance::webhook::update)
        .mount::<own_api::webhook::delete::DeleteWebhook, _>(governance::webhook::delete)
        .mount::<own_api::webhook::test::TestWebhook, _>(governance::webhook::test)
        .mount::<own_api::webhook::deliveries::ListDeliveries, _>(governance::webhook::deliveries)
        .mount::<own_api::review::list::ListReviews, _>(governance::review::list)
        .mount::<own_api::review::create::CreateReview, _>(governance::review::create)
        .mount::<own_api::review::get::GetReview, _>(governance::review::get)
        .mount::<own_api::review::decide::DecideReview, _>(governance::review::decide)
        .mount::<own_api::review::close::CloseReview, _>(governance::review::close)
        .mount::<own_api::audit::list::ListAudit, _>(governance::audit::list)
        .mount::<own_api::audit::verify::VerifyAudit, _>(governance::audit::verify)
        .mount::<ListDevices, _>(acs::device::list)
        .mount::<rule_api::create::CreateRule, _>(acs::rule_external::create)
        .mount::<rule_api::delete::DeleteRule, _>(acs::rule_external::delete)
        .mount::<rule_api::device_bind::BindDevice, _>(acs::rule_external::device_bind)
        .mount::<rule_api::get::GetRules, _>(acs::rule_external::get)
        .mount::<app_api::get::GetApplication, _>(application::application::get)
        .mount::<collaborators_api::get::GetApplicationCollaborators, _>(application::application_collaborators::get)
        .mount::<collaborators_api::update::UpdateApplicationCollaborators, _>(
            application::application_collaborators::update,
        )
        .mount::<department_api::children::ListChildren, _>(contact::department::children)
        .mount::<department_api::create::CreateDepartment, _>(contact::department::create)
        .mount::<department_api::delete::DeleteDepartment, _>(contact::department::delete)
        .mount::<department_api::get::GetDepartment, _>(contact::department::get)
        .mount::<department_api::patch::PatchDepartment, _>(contact::department::patch)
        .mount::<group_api::create::CreateGroup, _>(contact::group::create)
        .mount::<group_api::delete::DeleteGroup, _>(contact::group::delete)
        .mount::<group_api::get::GetGroup, _>(contact::group::get)
        .mount::<group_api::member::add::AddMember, _>(contact::group::member::add)
        .mount::<group_api::member::batch_add::BatchAddMembers, _>(contact::group::member::batch_add)
        .mount::<group_api::member::batch_remove::BatchRemoveMembers, _>(contact::group::member::batch_remove)
        .mount::<group_api::member::remove::RemoveMember, _>(contact::group::member::remove)
        .mount::<group_api::member::simplelist::SimplelistMembers, _>(contact::group::member::simplelist)
        .mount::<group_api::member_belong::MemberBelong, _>(contact::group::member_belong)
        .mount::<group_api::patch::PatchGroup, _>(contact::group::patch)
        .mount::<group_api::simplelist::SimplelistGroup, _>(contact::group::simplelist)
        .mount::<document_api::create::CreateDocument, _>(docx::document::create)
        .mount::<file_api::create_folder::CreateFolder, _>(drive::file::create_folder)
        .mount::<member_api::auth::AuthPermissionMember, _>(drive::permission_member::auth)
        .mount::<member_api::batch_create::BatchCreatePermissionMember, _>(drive::permission_member::batch_create)
        .mount::<member_api::create::CreatePermissionMember, _>(drive::permission_member::create)
        .mount::<member_api::delete::DeletePermissionMember, _>(drive::permission_member::delete)
        .mount::<member_api::list::ListPermissionMember, _>(drive::permission_member::list)
        .mount::<member_api::update::UpdatePermissionMember, _>(drive::permission_member::update)
        .mount::<WriteUserGroupUserRel, _>(performance::user_group_user_rel::write)
        .mount::<user_api::batch_get_id::BatchGetUserId, _>(contact::user::batch_get_id)
        .mount::<user_api::create::CreateUser, _>(contact::user::create)
        .mount::<user_api::delete::DeleteUser, _>(contact::user::delete)
        .mount::<user_api::find_by_department::FindUsersByDepartment, _>(contact::user::find_by_department)
        .mount::<user_api::get::GetUser, _>(contact::user::get)
        .mount::<user_api::patch::PatchUser, _>(contact::user::patch)
        .router
}

/// A function of the service that answers `E` for an authorised caller.
pub(crate) trait Handler<'a, E: Endpoint>: Fn(&'a Cx, Call<E>) -> Self::Answer {
    type Answer: Future<Output = Result<E::Data, Refusal>> + Send + 'a;
}

impl<'a, E: Endpoint, F, A> Handler<'a, E> for F
where
    F: Fn(&'a Cx, Call<E>) -> A,
    A: Future<Output = Result<E::Data, Refusal>> + Send + 'a,
{
    type Answer = A;
}

/// The same, for calls that need no token.
pub(crate) trait OpenHandler<'a, E: Endpoint>: Fn(&'a Cx, OpenCall<E>) -> Self::Answer {
    type Answer: Future<Output = Result<E::Data, Refusal>> + Send + 'a;
}

impl<'a, E: Endpoint, F, A> OpenHandler<'a, E> for F
where
    F: Fn(&'a Cx, OpenCall<E>) -> A,
    A: Future<Output = Result<E::Data, Refusal>> + Send + 'a,
{
    type Answer = A;
}

struct Mount {
    cx: Arc<Cx>,
    router: Router,
}

impl Mount {
    /// Mounts `E`, whose method and path its `META` tells.
    fn mount<E: Endpoint, F>(self, function: F) -> Self
    where
        F: for<'a> Handler<'a, E> + Clone + Send + Sync + 'static,
    {
        let cx = Arc::clone(&self.cx);
        let names_people = input::schema_of::<E::Query>().pointer("/properties/user_id_type").is_some();
        self.route(&E::META, move |request| {
            Box::pin(async move {
                let asker = Asker::of(&request);
                let call = async {
                    let call = call::authorised::<E>(&cx, request, names_people).await?;
                    let trial = Trial::of(&call);
                    let answered = function(&cx, call).await;
                    match trial {
                        None => answered.map(|data| reply::success(&E::META, data, None)),
                        Some(trial) => trial.answer(&cx, answered).await,
                    }
                };
                let answered = caught(call).await;
                self::answered(&cx, &E::META, &asker, answered)
            })
        })
    }

    /// Mounts `E`, which needs no token.
    fn mount_open<E: Endpoint, F>(self, function: F) -> Self
    where
        F: for<'a> OpenHandler<'a, E> + Clone + Send + Sync + 'static,
    {
        let cx = Arc::clone(&self.cx);
        self.route(&E::META, move |request| {
            Box::pin(async move {
                let asker = Asker::of(&request);
                let call = async { function(&cx, call::open::<E>(request).await?).await };
                let answered = caught(async { Ok(reply::success(&E::META, call.await?, None)) }).await;
                self::answered(&cx, &E::META, &asker, answered)
            })
        })
    }

    /// The router clones the handler for each request, which then owns what it needs: every other count of references that
    /// all requests share would be one more place where processors wait for each other.
    fn route<F>(mut self, meta: &Meta, handler: F) -> Self
    where
        F: FnOnce(Request) -> Answering + Clone + Send + Sync + 'static,
    {
        self.router = self.router.route(meta.path, axum::routing::on(filter(&meta.method), handler));
        self
    }
}

/// Boxed at once: the router hands the future on several times, and that of a call is large.
type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// What a refusal's text depends on, kept before the request is taken apart.
pub(crate) struct Asker {
    log_id: Arc<str>,
    chinese: bool,
}

impl Asker {
    pub(crate) fn of(request: &Request<Body>) -> Self {
        let log_id = request.extensions().get::<Arrival>().map(|arrival| arrival.log_id.clone()).unwrap_or_default();
        let chinese = call::header(request.headers(), &ACCEPT_LANGUAGE).is_some_and(|languages| {
            languages.trim_start().get(..2).is_some_and(|first| first.eq_ignore_ascii_case("zh"))
        });
        Self { log_id, chinese }
    }
}

/// A dry run, while the call is under way: whose impact is to be told.
struct Trial {
    meta: Meta,
    dry_run: DryRun,
    caller: Caller,
    now: Millis,
}

impl Trial {
    fn of<E: Endpoint>(call: &Call<E>) -> Option<Self> {
        let dry_run = call.dry_run.clone()?;
        Some(Self { meta: E::META, dry_run, caller: call.caller.clone(), now: call.now })
    }

    /// The call's answer, or its refusal where it would have done a part, with the impact beside it.
    async fn answer<D: serde::Serialize>(self, cx: &Cx, answered: Result<D, Refusal>) -> Result<Response, Refusal> {
        let Self { meta, dry_run, caller, now } = self;
        let impact = impact::of(cx, &caller, &dry_run, now).await?;
        match answered {
            Ok(data) => Ok(reply::success(&meta, data, impact.as_ref())),
            Err(refusal) => Err(refusal.with_impact(impact)),
        }
    }
}

/// The answer of a call, whether it succeeded or not.
pub(crate) fn answered(
    cx: &Cx,
    meta: &Meta,
    asker: &Asker,
    answered: Result<Result<Response, Refusal>, ()>,
) -> Response {
    let answered = answered.unwrap_or_else(|()| Err(Refusal::fault("a panic; see the line before")));
    let mut response = match answered {
        Ok(response) => response,
        Err(refusal) => {
            let Asker { log_id, chinese } = asker;
            reply::failure(meta, &refusal, &Reader { log_id, base_url: &cx.settings.base_url, chinese: *chinese })
        }
    };
    response.extensions_mut().insert(Served(meta.name));
    response
}

/// Runs a call to its end, or to its panic: one broken call shall not take its connection, and what else travels on it,
/// along. Nothing half-done stays behind, since changes are transactions.
pub(crate) async fn caught<T>(call: impl Future<Output = T>) -> Result<T, ()> {
    let mut call = pin!(call);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(_) => Poll::Ready(Err(())),
    })
    .await
}

/// Which call answered: for metrics and the log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Served(pub(crate) &'static str);

fn filter(method: &Method) -> MethodFilter {
    MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET)
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[tokio::test]
    async fn a_panic_is_an_answer_like_any_other() {
        assert_eq!(caught(async { 1 }).await, Ok(1));
        assert_eq!(caught(async { panic!("a broken call") }).await, Err::<(), ()>(()));
    }
}
