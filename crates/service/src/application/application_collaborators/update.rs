//! `PUT /open-apis/application/v6/applications/:app_id/collaborators` - adds and removes people, all or none of them.

use std::{collections::HashSet, sync::Arc};

use menjin_api::{
    application::application_collaborators::{
        code,
        update::{Body, LIST_MAX, UpdateApplicationCollaborators},
    },
    common::Empty,
};
use menjin_model::{CollaboratorRole, Millis, UserNo};
use menjin_store::{StoreError, Tx, Written, app::AppRow, app_collaborator, person};
use serde_json::{Value, json};

use super::known;
use crate::{Call, Caller, Cx, Refusal, directory::people, governance::notice::tell_person};

/// Adds and removes people; a person must own or administer the app. One person has one role, so another replaces it.
pub async fn update(cx: &Cx, call: Call<UpdateApplicationCollaborators>) -> Result<Empty, Refusal> {
    let roles = check(&call.body)?;
    cx.write(call, move |tx, call| Box::pin(change(tx, call, roles.clone()))).await
}

/// The roles to give, in order.
fn check(body: &Body) -> Result<Vec<CollaboratorRole>, Refusal> {
    if body.adds.len() > LIST_MAX || body.removes.len() > LIST_MAX {
        return Err(code::PARAM_INVALID.into());
    }
    let roles = body.adds.iter().map(|add| CollaboratorRole::parse(&add.r#type));
    roles.collect::<Option<Vec<_>>>().ok_or_else(|| code::PARAM_INVALID.into())
}

async fn change(
    tx: &mut Tx<'_>,
    call: Arc<Call<UpdateApplicationCollaborators>>,
    roles: Vec<CollaboratorRole>,
) -> Result<Written<Empty>, Refusal> {
    let tenant = call.caller.tenant;
    let app = known(tx, tenant, &call.path.app_id).await?;
    if let Some(user) = call.caller.user
        && user != app.owner
        && app_collaborator::role(tx, tenant, app.id, user).await? != Some(CollaboratorRole::Administrator)
    {
        return Err(code::NO_PERMISSION.into());
    }
    let (adds, removes) = resolve(tx, &call, &app).await?;

    let held = app_collaborator::list(tx, tenant, app.id).await?;
    let before = |user: UserNo| held.iter().find(|(other, _)| *other == user).map(|(_, role)| *role);
    let gone: Vec<UserNo> = removes.into_iter().filter(|user| before(*user).is_some()).collect();
    let come: Vec<(UserNo, CollaboratorRole)> =
        adds.into_iter().zip(roles).filter(|(user, role)| before(*user) != Some(*role)).collect();
    if gone.is_empty() && come.is_empty() {
        return Ok(Written::unchanged(Empty {}));
    }
    app_collaborator::remove(tx, tenant, app.id, &gone).await?;
    for (user, role) in &come {
        give(tx, &call.caller, &app, (*user, *role), call.now).await?;
    }
    let touched = gone.iter().chain(come.iter().map(|(user, _)| user));
    let entry = |user: &UserNo, role: Option<CollaboratorRole>| json!({"user": user, "role": role});
    let was: Value = touched.map(|user| entry(user, before(*user))).collect();
    let is: Value = gone
        .iter()
        .map(|user| entry(user, None))
        .chain(come.iter().map(|(user, role)| entry(user, Some(*role))))
        .collect();
    Ok(Written::new(Empty {}, call.audit(format!("app:{}", app.app_id), was, is)))
}

/// Gives a person a role, and tells them.
pub(crate) async fn give(
    tx: &mut Tx<'_>,
    caller: &Caller,
    app: &AppRow,
    (user, role): (UserNo, CollaboratorRole),
    now: Millis,
) -> Result<(), StoreError> {
    app_collaborator::put(tx, caller.tenant, app.id, user, role).await?;
    let body = json!({"app_id": app.app_id, "name": app.name, "role": role, "by": caller.user});
    tell_person(tx, caller.tenant, "application.collaborator.added", user, &body, now).await
}

/// Whom the lists name. Everybody must be known, nobody the owner, nobody added twice or added and removed; and nobody is
/// added who has left.
async fn resolve(
    tx: &mut Tx<'_>,
    call: &Call<UpdateApplicationCollaborators>,
    app: &AppRow,
) -> Result<(Vec<UserNo>, Vec<UserNo>), Refusal> {
    let bad = || Refusal::new(code::PARAM_INVALID);
    let Body { adds, removes } = &call.body;
    let ids: Vec<&str> =
        adds.iter().map(|add| add.user_id.as_str()).chain(removes.iter().map(String::as_str)).collect();
    let found = people::resolve(tx, &call.caller, call.query.user_id_type, &ids).await?;
    let mut added = found.into_iter().map(people::Found::user).collect::<Option<Vec<UserNo>>>().ok_or_else(bad)?;
    let removed = added.split_off(adds.len());
    let distinct: HashSet<&UserNo> = added.iter().collect();
    let is_clear = distinct.len() == added.len()
        && !removed.iter().any(|user| distinct.contains(user))
        && !added.iter().chain(&removed).any(|user| *user == app.owner)
        && person::resigned(tx, call.caller.tenant, &added).await?.is_empty();
    if is_clear { Ok((added, removed)) } else { Err(bad()) }
}
