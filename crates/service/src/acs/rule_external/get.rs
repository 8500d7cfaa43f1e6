//! `GET /open-apis/acs/v1/rule_external` - the door rules of the tenant, or those of one door.

use menjin_api::acs::rule_external::get::{Data, GetRules};
use menjin_store::{Tx, door};

use super::{device, show::show};
use crate::{Call, Cx, Refusal};

/// Reads the rules, the oldest first. Not paged, so a scan: there may be many people in them.
pub async fn get(cx: &Cx, call: Call<GetRules>) -> Result<Data, Refusal> {
    cx.db.scan(move |tx| Box::pin(read(tx, call))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<GetRules>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let rules = match &call.query.device_id {
        Some(device_id) => {
            let device = device(tx, tenant, device_id).await?;
            door::of_device(tx, tenant, device).await?
        }
        None => door::all(tx, tenant).await?,
    };
    Ok(Data { rules: show(tx, &call, rules).await? })
}
