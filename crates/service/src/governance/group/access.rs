//! `GET /menjin/v1/groups/:id/access` - what a group opens.

use menjin_api::menjin::group::{
    access::{Data, GroupAccess},
    code,
};

use super::{census, census::standing, detail::detail};
use crate::{Call, Cx, Refusal};

/// Lists what a group opens, for how many, and how many of them have another way.
pub async fn access(cx: &Cx, call: Call<GroupAccess>) -> Result<Data, Refusal> {
    let (tenant, now, refresh) = (call.caller.tenant, call.now, call.query.refresh);
    let (_, standing) = standing(cx, tenant).await?;
    let census = census(cx, tenant, refresh, now).await?;
    let id = call.path.id.as_str();
    let no = census.number(id).ok_or(code::UNKNOWN)?;
    let (detail, cached) = detail(cx, tenant, (&census, &standing), (no, id), refresh, now).await?;
    Ok(Data { items: detail.access.clone(), cached_at: detail.at.0, cached })
}
