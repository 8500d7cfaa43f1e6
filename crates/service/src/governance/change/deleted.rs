//! `GET /menjin/v1/groups/deleted` and `…/deletions` - what can come back, and what was ever deleted.

use menjin_api::{
    Endpoint,
    contact::group::delete::DeleteGroup as PlatformDelete,
    menjin::change::{
        delete::DeleteGroup,
        deleted::{Data, Deleted, ListDeleted},
        deletions::{self, Deletion, ListDeletions},
    },
};
use menjin_store::group::deleted::{self as rows, DeletedRow};
use serde_json::Value;

use super::written;
use crate::{Call, Cx, Refusal};

/// Lists deleted groups that can come back.
pub async fn deleted(cx: &Cx, call: Call<ListDeleted>) -> Result<Data, Refusal> {
    let (tenant, now) = (call.caller.tenant, call.now);
    let found = cx.db.read(move |tx| Box::pin(async move { rows::list(tx, tenant, now).await.map_err(Refusal::from) }));
    Ok(Data { items: found.await?.into_iter().map(shown).collect() })
}

fn shown(row: DeletedRow) -> Deleted {
    let state: Value = serde_json::from_str(&row.state).unwrap_or_default();
    let count = |lists: &[&str]| lists.iter().filter_map(|list| Some(state.get(list)?.as_array()?.len())).sum();
    Deleted {
        deletion: row.id.0.to_string(),
        group_id: row.group_id,
        name: row.name,
        users: count(&["group_member"]),
        departments: count(&["group_department"]),
        grants: count(&["document_member", "app_availability", "door_rule_member", "review_member"]),
        actor: row.actor,
        time: written(row.at),
        restorable_until: written(row.expires),
    }
}

/// Lists deletions of one group, or of all, from the audit.
pub async fn deletions(cx: &Cx, call: Call<ListDeletions>) -> Result<deletions::Data, Refusal> {
    let tenant = call.caller.tenant;
    let object = call.query.group_id.map(|id| format!("group:{id}"));
    let found = cx.db.read(move |tx| {
        let object = object.clone();
        let actions = [DeleteGroup::META.name, PlatformDelete::META.name];
        Box::pin(async move { rows::history(tx, tenant, object.as_deref(), &actions).await.map_err(Refusal::from) })
    });
    let shown = |row: rows::Deletion| {
        let before: Value = serde_json::from_str(&row.before).unwrap_or_default();
        Deletion {
            revision: row.revision.to_string(),
            group_id: row.object.strip_prefix("group:").unwrap_or(&row.object).to_owned(),
            name: before.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
            actor: row.actor,
            surface: row.surface,
            time: written(row.at),
        }
    };
    Ok(deletions::Data { items: found.await?.into_iter().map(shown).collect() })
}
