//! `GET /menjin/v1/groups` - every group of the company, filtered and sorted, a page at a time.

use std::cmp::Ordering;

use menjin_api::menjin::group::list::{Data, ListGroups, Query};

use super::{
    bad_token,
    find::{self, Key},
    page_size,
};
use crate::{Call, Cx, Refusal, page::Pager};

/// Lists groups. A page goes on behind the sort key of the last, so that what comes or goes meanwhile moves nothing.
pub async fn list(cx: &Cx, call: Call<ListGroups>) -> Result<Data, Refusal> {
    let size = page_size(call.query.page_size)?;
    let bound = bound(&call.query);
    let pager = Pager::new(&cx.keys, &call, &[&bound]);
    let position = pager.position(call.query.page_token.as_deref()).map_err(|_| bad_token())?;
    let after = position.map(|position| Key::at(&position).ok_or_else(bad_token)).transpose()?;
    let found = find::find(cx, &call).await?;
    let (sort, order) = (call.query.sort, find::direction(&call.query));
    let key = |no, group| Key::of(sort, no, group);
    let first = after.map_or(0, |after| {
        let mut rest = found.numbered();
        let next = rest.find(|(_, (no, group))| key(*no, group).compare(&after, order) == Ordering::Greater);
        next.map_or(found.len(), |(at, _)| at)
    });
    let items = found.part(first, size);
    let end = first + items.len();
    let has_more = end < found.len();
    let last = found.numbered().nth(end.saturating_sub(1)).filter(|_| has_more);
    let page_token = last.map(|(_, (no, group))| pager.token(&key(*no, group).position()));
    Ok(Data { items, total: i64::try_from(found.len()).unwrap_or(i64::MAX), has_more, page_token })
}

/// All that chooses or orders the groups.
fn bound(query: &Query) -> String {
    let Query { r#type, q, members_min, members_max, risk, sort, .. } = query;
    let order = find::direction(query);
    format!("{type:?} {q:?} {members_min:?} {members_max:?} {risk:?} {sort:?} {order:?}")
}
