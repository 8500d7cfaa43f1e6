//! `GET /menjin/v1/groups/:id/views` - who has looked at a group. A look is no change: no history is written of it.

use std::collections::HashMap;

use menjin_api::menjin::group::{
    View,
    views::{Data, ListViews},
};
use menjin_model::{GroupNo, Millis, TenantNo};
use menjin_store::{
    BoxFuture, StoreError, Written,
    group::view::{self, ViewRow},
};

use super::{names, number};
use crate::{Call, Caller, Cx, Refusal};

/// Who looks again within this time has looked once.
const ONCE: i64 = 60_000;

/// Lists who has looked.
pub async fn views(cx: &Cx, call: Call<ListViews>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let group = number(cx, tenant, &call.path.id).await?;
    let mut found = of(cx, tenant, &[group]).await?;
    Ok(Data { items: found.remove(&group).unwrap_or_default() })
}

/// Who has looked at these groups.
pub(super) async fn of(cx: &Cx, tenant: TenantNo, groups: &[GroupNo]) -> Result<HashMap<GroupNo, Vec<View>>, Refusal> {
    let groups = groups.to_vec();
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let groups = groups.clone();
        Box::pin(async move {
            let names = names::administrators(tx, tenant).await?;
            let mut found = HashMap::new();
            for group in groups {
                let rows = view::list(tx, tenant, group).await?;
                let shown = |row: ViewRow| View {
                    name: names.get(&row.actor).cloned().unwrap_or_default(),
                    actor: row.actor,
                    surface: row.surface,
                    at: row.at.0,
                };
                found.insert(group, rows.into_iter().map(shown).collect());
            }
            Ok(found)
        })
    });
    Ok(read.await?)
}

/// Notes that somebody looks at these groups. That it could not be noted keeps nobody from looking.
pub(super) async fn note(cx: &Cx, caller: &Caller, groups: &[GroupNo], now: Millis) {
    if let Err(error) = noted(cx, caller, groups, now).await {
        tracing::warn!(%error, "a look at a group was not noted");
    }
}

async fn noted(cx: &Cx, caller: &Caller, groups: &[GroupNo], now: Millis) -> Result<(), StoreError> {
    let (tenant, actor, surface) = (caller.tenant, caller.actor(), caller.surface());
    let since = Millis(now.0 - ONCE);
    let (asked, by) = (groups.to_vec(), actor.clone());
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let (asked, by) = (asked.clone(), by.clone());
        Box::pin(async move { view::seen_since(tx, tenant, &asked, &by, since).await })
    });
    let seen = read.await?;
    let new: Vec<GroupNo> = groups.iter().copied().filter(|group| !seen.contains(group)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let row = ViewRow { actor, surface: surface.to_owned(), at: now };
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let (new, row) = (new.clone(), row.clone());
        Box::pin(async move {
            // Two looks at one moment both come here.
            let seen = view::seen_since(tx, tenant, &new, &row.actor, since).await?;
            for group in new.into_iter().filter(|group| !seen.contains(group)) {
                view::insert(tx, tenant, group, &row).await?;
            }
            Ok(Written::unchanged(()))
        })
    });
    written.await
}
