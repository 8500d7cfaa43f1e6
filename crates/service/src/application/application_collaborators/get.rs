//! `GET /open-apis/application/v6/applications/:app_id/collaborators` - owner and collaborators of an app.

use menjin_api::application::application_collaborators::{
    Collaborator, code,
    get::{Data, GetApplicationCollaborators},
};
use menjin_model::{CollaboratorRole, UserNo};
use menjin_store::{Tx, app_collaborator};

use super::known;
use crate::{Call, Cx, Refusal, directory::people};

/// What other apps than the calling one need.
const OTHERS: &str = "admin:app.info:readonly";

/// Lists who works on an app: for a person, if they are one of them; for an app, itself, or with the scope any.
pub async fn get(cx: &Cx, call: Call<GetApplicationCollaborators>) -> Result<Data, Refusal> {
    cx.db.read(move |tx| Box::pin(read(tx, call))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<GetApplicationCollaborators>) -> Result<Data, Refusal> {
    let caller = &call.caller;
    let app = known(tx, caller.tenant, &call.path.app_id).await?;
    let others = app_collaborator::list(tx, caller.tenant, app.id).await?;
    match caller.user {
        Some(user) if user != app.owner && !others.iter().any(|(other, _)| *other == user) => {
            return Err(code::NO_PERMISSION.into());
        }
        None if app.id != caller.app.no && !caller.has_scope(OTHERS) => {
            return Err(code::INSUFFICIENT_LEVEL.into());
        }
        _ => {}
    }
    // The owner has no word of their own on the wire.
    let mut people: Vec<(UserNo, CollaboratorRole)> = vec![(app.owner, CollaboratorRole::Administrator)];
    for role in [CollaboratorRole::Administrator, CollaboratorRole::Developer, CollaboratorRole::Operator] {
        people.extend(others.iter().filter(|(user, held)| *held == role && *user != app.owner));
    }
    let users: Vec<UserNo> = people.iter().map(|(user, _)| *user).collect();
    let names = people::names(tx, caller, call.query.user_id_type, &users).await?;
    let shown = people.into_iter().filter_map(|(user, role)| {
        let user_id = names.get(&user)?.clone();
        Some(Collaborator { r#type: role.as_str().to_owned(), user_id })
    });
    Ok(Data { collaborators: shown.collect() })
}
