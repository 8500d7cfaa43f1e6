//! `GET /open-apis/contact/v3/group/:group_id` - one user group.

use menjin_api::contact::group::{
    code,
    get::{Data, GetGroup},
};
use menjin_store::{Tx, group::GroupAt};

use super::{dynamic, in_range, known, show};
use crate::{Call, Cx, Refusal};

/// Reads one user group that the app may see.
pub async fn get(cx: &Cx, call: Call<GetGroup>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let group = cx.db.read(|tx| Box::pin(read(tx, &call))).await?;
    let users = if group.is_dynamic() {
        // Its rule may have to be tried on everybody.
        let rule = group.row.rule.clone();
        cx.db.scan(move |tx| Box::pin(async move { dynamic::count(tx, tenant, &dynamic::parse(&rule)?).await })).await?
    } else {
        group.users()
    };
    Ok(Data { group: show(group, users) })
}

async fn read(tx: &mut Tx<'_>, call: &Call<GetGroup>) -> Result<GroupAt, Refusal> {
    let group = known(tx, call.caller.tenant, &call.path.group_id, call.now).await?;
    in_range(tx, &call.caller, &group, code::OUT_OF_RANGE).await?;
    Ok(group)
}
