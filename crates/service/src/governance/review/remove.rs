//! Taking away one membership or grant, by the call that anybody would use for it.

use std::sync::Arc;

use menjin_api::{
    Endpoint,
    acs::rule_external::{
        Rule, UserExternal,
        create::{Body as RuleBody, CreateRule, Query as RuleQuery},
        get::{GetRules, Query as RulesQuery},
        user_type,
    },
    application::application_collaborators::{
        AppPath, IdType,
        update::{Body as AppBody, UpdateApplicationCollaborators},
    },
    common::UserIdType,
    contact::group::{
        GroupPath,
        member::remove::{Body as MemberBody, RemoveMember},
    },
    drive::permission_member::{
        MemberPath,
        delete::{Body as GrantBody, DeletePermissionMember, Query as GrantQuery},
    },
};
use menjin_model::{AdministratorNo, Millis, Role, TenantNo};

use super::item::Item;
use crate::{
    Call, Caller, Cx, DryRun, Refusal, acs,
    administrator::{Administrator, Surface},
    application, contact, drive,
};

/// Who carries a review out: it itself.
pub(super) fn caller(tenant: TenantNo, review: i64) -> Caller {
    let administrator = Administrator {
        no: AdministratorNo::default(),
        login: String::new(),
        name: "menjin".to_owned(),
        role: Role::Owner,
        user: None,
        limited_to: None,
        surface: Surface::Review(review),
        until: None,
    };
    administrator.caller(tenant)
}

/// In whose name, when, and whether it is only tried.
#[derive(Debug, Clone)]
pub(super) struct By {
    pub(super) caller: Caller,
    pub(super) now: Millis,
    pub(super) log_id: Arc<str>,
    pub(super) dry_run: Option<DryRun>,
}

impl By {
    fn call<E: Endpoint>(&self, path: E::Path, query: E::Query, body: E::Body) -> Call<E> {
        let Self { caller, now, log_id, dry_run } = self;
        let (caller, dry_run) = (caller.clone(), dry_run.clone());
        Call { caller, path, query, body, now: *now, log_id: log_id.to_string(), dry_run }
    }
}

/// Takes it away. What is gone already is a success.
pub(super) async fn remove(cx: &Cx, by: &By, item: &Item) -> Result<(), Refusal> {
    match item.kind.as_str() {
        "group" => member(cx, by, item).await,
        "document" => grant(cx, by, item).await,
        "app" => collaborator(cx, by, item).await,
        "door_rule" => door(cx, by, item).await,
        other => Err(Refusal::fault(format!("nothing is known of items of the kind {other}"))),
    }
}

async fn member(cx: &Cx, by: &By, item: &Item) -> Result<(), Refusal> {
    let body =
        MemberBody { member_type: None, member_id_type: Some("user_id".to_owned()), member_id: item.holder.clone() };
    let path = GroupPath { group_id: item.resource.clone() };
    contact::group::member::remove(cx, by.call::<RemoveMember>(path, (), body)).await.map(drop)
}

async fn grant(cx: &Cx, by: &By, item: &Item) -> Result<(), Refusal> {
    let member_type = match item.holder_kind.as_str() {
        "department" => "opendepartmentid",
        "group" => "groupid",
        "app" => "appid",
        _ => "userid",
    };
    let path = MemberPath { token: item.resource.clone(), member_id: item.holder.clone() };
    let query = GrantQuery { r#type: item.r#type.clone(), member_type: member_type.to_owned() };
    let body = GrantBody { r#type: String::new(), perm_type: item.perm_type.clone() };
    let call = by.call::<DeletePermissionMember>(path, query, body);
    drive::permission_member::delete(cx, call).await.map(drop)
}

async fn collaborator(cx: &Cx, by: &By, item: &Item) -> Result<(), Refusal> {
    let path = AppPath { app_id: item.resource.clone() };
    let query = IdType { user_id_type: UserIdType::UserId };
    let body = AppBody { adds: Vec::new(), removes: vec![item.holder.clone()] };
    let call = by.call::<UpdateApplicationCollaborators>(path, query, body);
    application::application_collaborators::update(cx, call).await.map(drop)
}

/// A rule is changed as a whole: everybody but the one stays.
async fn door(cx: &Cx, by: &By, item: &Item) -> Result<(), Refusal> {
    let query = RulesQuery { device_id: None, user_id_type: UserIdType::UserId };
    let asked = By { dry_run: None, ..by.clone() };
    let rules = acs::rule_external::get(cx, asked.call::<GetRules>((), query, ())).await?.rules;
    let rule = rules.into_iter().find(|rule| rule.id.as_deref() == Some(item.resource.as_str()));
    let Some(users) = rule.and_then(|rule| rule.users) else { return Ok(()) };
    let before = users.len();
    let users: Vec<UserExternal> = users.into_iter().filter(|one| !is(one, item)).collect();
    if users.len() == before {
        return Ok(());
    }
    let query = RuleQuery { rule_id: Some(item.resource.clone()), user_id_type: UserIdType::UserId };
    let body = RuleBody { rule: Rule { users: Some(users), ..Rule::default() } };
    acs::rule_external::create(cx, by.call::<CreateRule>((), query, body)).await.map(drop)
}

fn is(one: &UserExternal, item: &Item) -> bool {
    match item.holder_kind.as_str() {
        "user" => one.user_type == user_type::USER && one.user_id.as_deref() == Some(item.holder.as_str()),
        "department" => {
            one.user_type == user_type::DEPARTMENT && one.department_id.as_deref() == Some(item.holder.as_str())
        }
        _ => one.user_type == user_type::TENANT,
    }
}
