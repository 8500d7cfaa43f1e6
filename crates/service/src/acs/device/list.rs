//! `GET /open-apis/acs/v1/devices` - every door of the tenant.

use menjin_api::acs::device::list::{Data, Device, ListDevices, Property};
use menjin_store::{Tx, door};

use crate::{Call, Cx, Refusal};

/// Lists the doors, the oldest first.
pub async fn list(cx: &Cx, call: Call<ListDevices>) -> Result<Data, Refusal> {
    cx.db.read(move |tx| Box::pin(read(tx, call))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<ListDevices>) -> Result<Data, Refusal> {
    let rows = door::devices(tx, call.caller.tenant).await?;
    let items = rows.into_iter().map(show).collect::<Result<_, _>>()?;
    Ok(Data { items })
}

fn show(row: door::DeviceRow) -> Result<Device, Refusal> {
    let property: Option<Property> = serde_json::from_str(&row.property)
        .map_err(|error| Refusal::fault(format!("the property of a device: {error}")))?;
    let property = property.filter(|property| *property != Property::default());
    Ok(Device { device_id: row.device_id, device_name: row.name, device_sn: row.sn, property })
}
