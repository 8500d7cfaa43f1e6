//! `GET /menjin/v1/groups/:id` and `POST /menjin/v1/groups/batch_get` - groups looked at closely. Looking is noted.

use std::collections::HashSet;

use menjin_api::menjin::group::{
    View,
    batch_get::{self, BatchGetGroups, Item, ItemError, MOST},
    code,
    get::{Data, GetGroup},
};
use menjin_model::{GroupNo, Millis};

use super::{census, census::standing, detail::detail, views};
use crate::{Call, Caller, Cx, Refusal};

/// Tells of a group.
pub async fn get(cx: &Cx, call: Call<GetGroup>) -> Result<Data, Refusal> {
    let ids = [call.path.id.as_str()];
    let found = look(cx, &call.caller, &ids, call.query.refresh, call.now).await?;
    found.into_iter().next().flatten().ok_or_else(|| code::UNKNOWN.into())
}

/// Tells of many groups, each for itself.
pub async fn batch_get(cx: &Cx, call: Call<BatchGetGroups>) -> Result<batch_get::Data, Refusal> {
    let mut seen = HashSet::new();
    let ids: Vec<&str> = call.body.group_ids.iter().map(String::as_str).filter(|id| seen.insert(*id)).collect();
    if ids.is_empty() || ids.len() > MOST {
        return Err(Refusal::from(code::IDS).with_field("group_ids", None, ""));
    }
    let found = look(cx, &call.caller, &ids, call.body.refresh, call.now).await?;
    let unknown = || ItemError { code: code::UNKNOWN.number, error: code::UNKNOWN.msg.to_owned() };
    let item = |(id, found): (&str, Option<Data>)| Item {
        group_id: id.to_owned(),
        error: found.is_none().then(unknown),
        found,
    };
    Ok(batch_get::Data { items: ids.into_iter().zip(found).map(item).collect() })
}

/// What is known of these groups, `None` for each that is not there.
async fn look(
    cx: &Cx,
    caller: &Caller,
    ids: &[&str],
    refresh: bool,
    now: Millis,
) -> Result<Vec<Option<Data>>, Refusal> {
    let tenant = caller.tenant;
    let (_, standing) = standing(cx, tenant).await?;
    let census = census(cx, tenant, refresh, now).await?;
    let numbers: Vec<Option<GroupNo>> = ids.iter().map(|id| census.number(id)).collect();
    let known: Vec<GroupNo> = numbers.iter().flatten().copied().collect();
    views::note(cx, caller, &known, now).await;
    let mut seen = views::of(cx, tenant, &known).await?;
    let mut answers = Vec::with_capacity(ids.len());
    for (id, no) in ids.iter().zip(numbers) {
        let Some((no, group)) = no.and_then(|no| Some((no, census.group(no, now)?))) else {
            answers.push(None);
            continue;
        };
        let (detail, cached) = detail(cx, tenant, (&census, &standing), (no, id), refresh, now).await?;
        let views: Vec<View> = seen.remove(&no).unwrap_or_default();
        let activity = detail.activity;
        let access = detail.access.clone();
        answers.push(Some(Data { group, activity, access, views, cached_at: detail.at.0, cached }));
    }
    Ok(answers)
}
