//! Every endpoint, once.

use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::{Endpoint, Meta, access, menjin};

/// An endpoint without its types: what documentation, router tests and coverage need.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    meta: fn() -> Meta,
    path: fn(&mut SchemaGenerator) -> Schema,
    query: fn(&mut SchemaGenerator) -> Schema,
    body: fn(&mut SchemaGenerator) -> Schema,
    data: fn(&mut SchemaGenerator) -> Schema,
}

impl Entry {
    /// An entry whose types borrow, so that they are no [`Endpoint`]'s.
    const fn borrowing<B: JsonSchema, D: JsonSchema>(meta: fn() -> Meta) -> Self {
        Self {
            meta,
            path: SchemaGenerator::subschema_for::<()>,
            query: SchemaGenerator::subschema_for::<()>,
            body: SchemaGenerator::subschema_for::<B>,
            data: SchemaGenerator::subschema_for::<D>,
        }
    }

    /// The entry of `E`.
    #[must_use]
    pub const fn of<E: Endpoint>() -> Self {
        Self {
            meta: || E::META,
            path: SchemaGenerator::subschema_for::<E::Path>,
            query: SchemaGenerator::subschema_for::<E::Query>,
            body: SchemaGenerator::subschema_for::<E::Body>,
            data: SchemaGenerator::subschema_for::<E::Data>,
        }
    }

    /// What is known of it before any call.
    #[must_use]
    pub fn meta(&self) -> Meta {
        (self.meta)()
    }

    /// The shape of the path's variables.
    pub fn path(&self, schemas: &mut SchemaGenerator) -> Schema {
        (self.path)(schemas)
    }

    /// The shape of the query.
    pub fn query(&self, schemas: &mut SchemaGenerator) -> Schema {
        (self.query)(schemas)
    }

    /// The shape of the body.
    pub fn body(&self, schemas: &mut SchemaGenerator) -> Schema {
        (self.body)(schemas)
    }

    /// The shape of `data`.
    pub fn data(&self, schemas: &mut SchemaGenerator) -> Schema {
        (self.data)(schemas)
    }
}

macro_rules! catalogue {
    ($($endpoint:path),* $(,)?) => {
        /// Every endpoint of the platform that is served.
        pub static CATALOGUE: &[Entry] = &[$(Entry::of::<$endpoint>()),*];
    };
}

catalogue![
    crate::acs::device::list::ListDevices,
    crate::acs::rule_external::create::CreateRule,
    crate::acs::rule_external::delete::DeleteRule,
    crate::acs::rule_external::device_bind::BindDevice,
    crate::acs::rule_external::get::GetRules,
    crate::application::application::get::GetApplication,
    crate::application::application_collaborators::get::GetApplicationCollaborators,
    crate::application::application_collaborators::update::UpdateApplicationCollaborators,
    crate::auth::app_access_token_internal::AppAccessTokenInternal,
    crate::auth::tenant_access_token_internal::TenantAccessTokenInternal,
    crate::authen::authorize::Authorize,
    crate::authen::oauth::token_v2::TokenV2,
    crate::authen::oauth::token_v3::TokenV3,
    crate::authen::user_info::UserInfo,
    crate::contact::department::children::ListChildren,
    crate::contact::department::create::CreateDepartment,
    crate::contact::department::delete::DeleteDepartment,
    crate::contact::department::get::GetDepartment,
    crate::contact::department::patch::PatchDepartment,
    crate::contact::group::create::CreateGroup,
    crate::contact::group::delete::DeleteGroup,
    crate::contact::group::get::GetGroup,
    crate::contact::group::member::add::AddMember,
    crate::contact::group::member::batch_add::BatchAddMembers,
    crate::contact::group::member::batch_remove::BatchRemoveMembers,
    crate::contact::group::member::remove::RemoveMember,
    crate::contact::group::member::simplelist::SimplelistMembers,
    crate::contact::group::member_belong::MemberBelong,
    crate::contact::group::patch::PatchGroup,
    crate::contact::group::simplelist::SimplelistGroup,
    crate::contact::user::batch_get_id::BatchGetUserId,
    crate::contact::user::create::CreateUser,
    crate::contact::user::delete::DeleteUser,
    crate::contact::user::find_by_department::FindUsersByDepartment,
    crate::contact::user::get::GetUser,
    crate::contact::user::patch::PatchUser,
    crate::docx::document::create::CreateDocument,
    crate::drive::file::create_folder::CreateFolder,
    crate::drive::permission_member::auth::AuthPermissionMember,
    crate::drive::permission_member::batch_create::BatchCreatePermissionMember,
    crate::drive::permission_member::create::CreatePermissionMember,
    crate::drive::permission_member::delete::DeletePermissionMember,
    crate::drive::permission_member::list::ListPermissionMember,
    crate::drive::permission_member::update::UpdatePermissionMember,
    crate::performance::user_group_user_rel::write::WriteUserGroupUserRel,
];

/// Every endpoint that is menjin's own, or another standard's.
pub static OWN: &[Entry] = &[
    Entry::borrowing::<access::Evaluation<'static>, access::Answer>(|| access::evaluation::META),
    Entry::borrowing::<access::Evaluations<'static>, access::evaluations::Data>(|| access::evaluations::META),
    Entry::borrowing::<access::Search<'static>, access::search::Entities>(|| access::search::SUBJECT),
    Entry::borrowing::<access::Search<'static>, access::search::Entities>(|| access::search::RESOURCE),
    Entry::borrowing::<access::Search<'static>, access::search::Actions>(|| access::search::ACTION),
    Entry::of::<access::decisions::ListDecisions>(),
    Entry::of::<access::members::GroupMembers>(),
    Entry::of::<access::impact::GetImpact>(),
    Entry::of::<menjin::audit::list::ListAudit>(),
    Entry::of::<menjin::audit::verify::VerifyAudit>(),
    Entry::of::<menjin::audit::export::ExportAudit>(),
    Entry::of::<menjin::inbox::list::ListInbox>(),
    Entry::of::<menjin::inbox::seen::SeeInbox>(),
    Entry::of::<menjin::notice::list::ListNotices>(),
    Entry::of::<menjin::webhook::list::ListWebhooks>(),
    Entry::of::<menjin::webhook::create::CreateWebhook>(),
    Entry::of::<menjin::webhook::update::UpdateWebhook>(),
    Entry::of::<menjin::webhook::delete::DeleteWebhook>(),
    Entry::of::<menjin::webhook::test::TestWebhook>(),
    Entry::of::<menjin::webhook::deliveries::ListDeliveries>(),
    Entry::of::<menjin::review::list::ListReviews>(),
    Entry::of::<menjin::review::create::CreateReview>(),
    Entry::of::<menjin::review::get::GetReview>(),
    Entry::of::<menjin::review::decide::DecideReview>(),
    Entry::of::<menjin::review::close::CloseReview>(),
    Entry::of::<menjin::me::GetMe>(),
    Entry::of::<menjin::administrator::list::ListAdministrators>(),
    Entry::of::<menjin::administrator::create::CreateAdministrator>(),
    Entry::of::<menjin::administrator::patch::PatchAdministrator>(),
    Entry::of::<menjin::administrator::delete::DeleteAdministrator>(),
    Entry::of::<menjin::administrator::reset_password::ResetPassword>(),
    Entry::of::<menjin::administrator::reset_totp::ResetTotp>(),
    Entry::of::<menjin::token::list::ListTokens>(),
    Entry::of::<menjin::token::create::CreateToken>(),
    Entry::of::<menjin::token::revoke::RevokeToken>(),
    Entry::of::<menjin::membership::analyze::AnalyzeMemberships>(),
    Entry::of::<menjin::person::get::GetPerson>(),
    Entry::of::<menjin::person::list::ListPeople>(),
    Entry::of::<menjin::group::list::ListGroups>(),
    Entry::of::<menjin::group::get::GetGroup>(),
    Entry::of::<menjin::group::batch_get::BatchGetGroups>(),
    Entry::of::<menjin::group::cache::GroupCache>(),
    Entry::of::<menjin::group::views::ListViews>(),
    Entry::of::<menjin::group::access::GroupAccess>(),
    Entry::of::<menjin::group::history::GroupHistory>(),
    Entry::of::<menjin::group::people::GroupPeople>(),
    Entry::of::<menjin::change::batch_delete::BatchDelete>(),
    Entry::of::<menjin::change::batch_update::BatchUpdate>(),
    Entry::of::<menjin::change::create::CreateGroup>(),
    Entry::of::<menjin::change::delete::DeleteGroup>(),
    Entry::of::<menjin::change::deleted::ListDeleted>(),
    Entry::of::<menjin::change::deletion_check::CheckDeletion>(),
    Entry::of::<menjin::change::deletions::ListDeletions>(),
    Entry::of::<menjin::change::member::add::AddMembers>(),
    Entry::of::<menjin::change::member::remove::RemoveMembers>(),
    Entry::of::<menjin::change::restore::RestoreGroup>(),
    Entry::of::<menjin::change::suggested_names::SuggestNames>(),
    Entry::of::<menjin::change::template::create::CreateTemplate>(),
    Entry::of::<menjin::change::template::delete::DeleteTemplate>(),
    Entry::of::<menjin::change::template::list::ListTemplates>(),
    Entry::of::<menjin::change::template::update::UpdateTemplate>(),
    Entry::of::<menjin::document::list::ListDocuments>(),
    Entry::of::<menjin::document::get::GetDocument>(),
    Entry::of::<menjin::grant::list::ListGrants>(),
    Entry::of::<menjin::grant::put::PutGrant>(),
    Entry::of::<menjin::grant::delete::DeleteGrant>(),
];
