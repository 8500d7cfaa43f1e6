//! Roles on apps, and who may use them: everyone, or a white list, and never a black list.

use menjin_api::menjin::grant::{Effect, Named, code};
use menjin_model::{AppList, CollaboratorRole, Millis, Party};
use menjin_store::{
    Tx,
    access::apps,
    app::{self, AppRow},
    app_collaborator,
};
use serde_json::{Value, json};

use super::{Done, Wish, no_span, only_allow, refuse, unknown_resource};
use crate::{Caller, Refusal, application::application_collaborators};

/// Whether a call may open an app to everyone, or close it.
pub(super) fn opens(resource: &Named, holder: &Named) -> bool {
    resource.r#type == "app" && holder.r#type == "everyone"
}

async fn known(tx: &mut Tx<'_>, caller: &Caller, wish: &Wish<'_>) -> Result<AppRow, Refusal> {
    no_span(wish.span)?;
    let found = app::find_by_app_id(tx, &wish.resource.id).await?;
    found.filter(|app| app.tenant == caller.tenant).ok_or_else(unknown_resource)
}

/// The role that an action stands for.
fn role(action: &str) -> Result<CollaboratorRole, Refusal> {
    match action {
        "administer" => Ok(CollaboratorRole::Administrator),
        "develop" => Ok(CollaboratorRole::Developer),
        "operate" => Ok(CollaboratorRole::Operator),
        _ => Err(refuse(code::ACTION, "action")),
    }
}

/// The list that a wish to use is about; `None` for everyone.
fn list(wish: &Wish<'_>) -> Result<Option<AppList>, Refusal> {
    match (wish.holder.1, wish.effect) {
        (Party::Everyone, Effect::Allow) => Ok(None),
        (Party::User(_) | Party::Department(_) | Party::Group(_), Effect::Allow) => Ok(Some(AppList::White)),
        (Party::User(_) | Party::Department(_) | Party::Group(_), Effect::Deny) => Ok(Some(AppList::Black)),
        _ => Err(refuse(code::HOLDER, "holder")),
    }
}

fn listed(wish: &Wish<'_>) -> Value {
    json!({"kind": wish.holder.0, "member": wish.holder.1, "use": wish.effect})
}

pub(super) async fn put(
    tx: &mut Tx<'_>,
    caller: &Caller,
    wish: &Wish<'_>,
    now: Millis,
) -> Result<Option<Done>, Refusal> {
    let app = known(tx, caller, wish).await?;
    let object = format!("app:{}", app.app_id);
    if wish.action == "use" {
        let changed = match list(wish)? {
            None => apps::open(tx, caller.tenant, app.id, true).await?,
            Some(list) => apps::add(tx, caller.tenant, app.id, list, wish.holder).await?,
        };
        return Ok(changed.then(|| Done { object, before: Value::Null, after: listed(wish) }));
    }
    only_allow(wish.effect)?;
    let role = role(wish.action)?;
    let Party::User(user) = wish.holder.1 else { return Err(refuse(code::HOLDER, "holder")) };
    if user == app.owner {
        return Err(refuse(code::OWNER, "holder"));
    }
    let before = app_collaborator::role(tx, caller.tenant, app.id, user).await?;
    if before == Some(role) {
        return Ok(None);
    }
    application_collaborators::give(tx, caller, &app, (user, role), now).await?;
    let entry = |role: Option<CollaboratorRole>| json!([{"user": user, "role": role}]);
    Ok(Some(Done { object, before: entry(before), after: entry(Some(role)) }))
}

pub(super) async fn take(tx: &mut Tx<'_>, caller: &Caller, wish: &Wish<'_>) -> Result<Done, Refusal> {
    let app = known(tx, caller, wish).await?;
    let object = format!("app:{}", app.app_id);
    let unknown = || refuse(code::GRANT_UNKNOWN, "holder");
    if wish.action == "use" {
        let changed = match list(wish)? {
            None => apps::open(tx, caller.tenant, app.id, false).await?,
            Some(list) => apps::remove(tx, caller.tenant, app.id, list, wish.holder).await?,
        };
        let done = Done { object, before: listed(wish), after: Value::Null };
        return if changed { Ok(done) } else { Err(unknown()) };
    }
    only_allow(wish.effect)?;
    if !wish.action.is_empty() {
        role(wish.action)?;
    }
    let Party::User(user) = wish.holder.1 else { return Err(refuse(code::HOLDER, "holder")) };
    if user == app.owner {
        return Err(refuse(code::OWNER, "holder"));
    }
    let before = app_collaborator::role(tx, caller.tenant, app.id, user).await?.ok_or_else(unknown)?;
    app_collaborator::remove(tx, caller.tenant, app.id, &[user]).await?;
    let entry = |role: Option<CollaboratorRole>| json!([{"user": user, "role": role}]);
    Ok(Done { object, before: entry(Some(before)), after: entry(None) })
}
