//! Webhooks: making, changing, trying them.

mod change;
mod target;

use menjin_api::menjin::{
    notice::code,
    webhook::{
        Webhook,
        deliveries::{Data as Deliveries, Delivery, ListDeliveries, State},
        list::{Data, ListWebhooks},
    },
};
use menjin_model::Millis;
use menjin_store::{
    BoxFuture, StoreError, delivery,
    delivery::DeliveryRow,
    webhook::{self as rows, WebhookRow},
};

pub use change::{create, delete, test, update};
pub use target::Target;

use crate::{Call, Cx, Refusal, decision::when::rfc3339, governance::notice::KINDS};

/// How many deliveries are told.
const TOLD: i64 = 100;
/// What secrets are sealed for.
pub(crate) const PURPOSE: &str = "webhook";

/// Lists the webhooks.
pub async fn list(cx: &Cx, call: Call<ListWebhooks>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(rows::list(tx, tenant)) });
    let items = read.await?.iter().map(shown).collect();
    Ok(Data { items, kinds: KINDS.iter().map(|kind| (*kind).to_owned()).collect() })
}

/// Lists what went to a webhook lately.
pub async fn deliveries(cx: &Cx, call: Call<ListDeliveries>) -> Result<Deliveries, Refusal> {
    let (tenant, id) = (call.caller.tenant, call.path.id);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move {
            rows::find(tx, tenant, id).await?.ok_or(code::NO_WEBHOOK)?;
            Ok(delivery::list(tx, tenant, Some(id), i64::MAX, TOLD).await?)
        })
    });
    Ok(Deliveries { items: read.await?.into_iter().map(told).collect() })
}

fn told(row: DeliveryRow) -> Delivery {
    let state = match (row.done.0, row.due.0) {
        (0, 0) => State::GivenUp,
        (0, _) => State::Waiting,
        _ => State::Done,
    };
    let moment = |at: Millis| (at.0 != 0).then(|| rfc3339(at));
    Delivery {
        id: row.id,
        kind: row.kind,
        created: rfc3339(row.created),
        state,
        attempts: row.attempts,
        done: moment(row.done),
        due: moment(row.due),
        error: row.error,
    }
}

fn shown(row: &WebhookRow) -> Webhook {
    Webhook {
        id: row.id,
        url: row.url.clone(),
        kinds: serde_json::from_str(&row.kinds).unwrap_or_default(),
        enabled: row.enabled,
        created: rfc3339(row.created),
    }
}
