//! `GET /open-apis/application/v6/applications/:app_id` - one app, or with `me` the calling one.

use menjin_api::{
    CATALOGUE,
    application::application::{
        App, I18n, Owner, Scope, code,
        get::{Data, GetApplication},
    },
    common::UserIdType,
};
use menjin_store::{
    StoreError, Tx,
    app::{self, AppRow},
};

use crate::{Call, Caller, Cx, Refusal, Scopes, directory::people};

/// What other apps than the calling one need.
const OTHERS: &str = "admin:app.info:readonly";
/// What an app opens with, on any screen.
const ABILITY: &str = "bot";
/// The language of the names that are kept.
const LANGUAGE: &str = "zh_cn";

/// Reads the calling app, or with the scope for it any other of the company.
pub async fn get(cx: &Cx, call: Call<GetApplication>) -> Result<Data, Refusal> {
    cx.db.read(move |tx| Box::pin(read(tx, call))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<GetApplication>) -> Result<Data, Refusal> {
    let caller = &call.caller;
    let own = caller.app.app_id.as_str();
    let wanted = if call.path.app_id == "me" { own } else { call.path.app_id.as_str() };
    if !is_app_id(wanted) {
        return Err(code::INVALID_APP_ID.into());
    }
    if wanted != own && !caller.has_scope(OTHERS) {
        return Err(code::INSUFFICIENT_LEVEL.into());
    }
    let row = app::find_by_app_id(tx, wanted).await?.ok_or_else(|| Refusal::new(code::UNKNOWN))?;
    if row.tenant != caller.tenant {
        return Err(code::NOT_IN_TENANT.into());
    }
    Ok(Data { app: show(tx, caller, call.query.user_id_type, row).await? })
}

/// `cli_` and 16 digits or lower-case letters.
fn is_app_id(id: &str) -> bool {
    id.strip_prefix("cli_").is_some_and(|rest| {
        rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
    })
}

async fn show(tx: &mut Tx<'_>, caller: &Caller, kind: UserIdType, row: AppRow) -> Result<App, StoreError> {
    let owner_id = people::name(tx, caller, kind, row.owner).await?;
    Ok(App {
        app_id: row.app_id.0,
        creator_id: owner_id.clone(),
        status: row.status,
        scene_type: i64::from(row.kind == "isv"),
        payment_type: 0,
        redirect_urls: serde_json::from_str(&row.redirect_urls).unwrap_or_default(),
        online_version_id: String::new(),
        unaudit_version_id: String::new(),
        app_name: row.name.clone(),
        avatar_url: String::new(),
        description: row.description.clone(),
        scopes: scopes(&Scopes::from_json(&row.scopes)),
        back_home_url: String::new(),
        i18n: vec![I18n {
            i18n_key: LANGUAGE.to_owned(),
            name: row.name,
            description: row.description,
            help_use: String::new(),
        }],
        primary_language: LANGUAGE.to_owned(),
        common_categories: Vec::new(),
        owner: Owner { r#type: 2, owner_id },
        mobile_default_ability: ABILITY.to_owned(),
        pc_default_ability: ABILITY.to_owned(),
    })
}

/// The scopes one by one; who holds every scope is shown those that some call asks for.
fn scopes(held: &Scopes) -> Vec<Scope> {
    let mut names: Vec<String> = held.names().iter().filter(|name| *name != "*").cloned().collect();
    if held.has("*") {
        names.extend(CATALOGUE.iter().flat_map(|entry| entry.meta().scopes).map(|scope| (*scope).to_owned()));
        names.sort_unstable();
        names.dedup();
    }
    let scope = |scope| Scope {
        scope,
        description: String::new(),
        level: 1,
        token_types: vec!["tenant".to_owned(), "user".to_owned()],
    };
    names.into_iter().map(scope).collect()
}
