//! `GET /menjin/v1/decisions` - the decisions that were logged.

use menjin_api::access::{
    Entity,
    decisions::{Data, ListDecisions, Logged},
};
use menjin_store::{BoxFuture, StoreError, decision_log, decision_log::DecisionRow};
use serde_json::Value;

use super::{when::rfc3339, wrong};
use crate::{
    Call, Cx, Refusal,
    page::{Page, Pager},
};

const USUAL: usize = 50;
const MOST: u64 = 500;

/// The decisions that were logged, the latest first.
pub async fn list(cx: &Cx, call: Call<ListDecisions>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let size = match call.query.page_size {
        None => USUAL,
        Some(size @ 1..=MOST) => usize::try_from(size).unwrap_or(USUAL),
        Some(_) => return Err(wrong("page_size", format!("must be from 1 to {MOST}"))),
    };
    let pager = Pager::new(&cx.keys, &call, &[]);
    let position = pager.position(call.query.page_token.as_deref());
    let position = position.map_err(|_| wrong("page_token", "is not the token of the page before, or is too old"))?;
    let before = position.and_then(|position| position.first().copied());
    let rows = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let one_more = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
        Box::pin(decision_log::list(tx, tenant, before, one_more))
    });
    let page = Page::cut(&pager, rows.await?, size, |row| vec![row.id]);
    let has_more = page.has_more();
    Ok(Data { items: page.items.into_iter().map(logged).collect(), has_more, page_token: page.next })
}

fn logged(row: DecisionRow) -> Logged {
    let question: Value = serde_json::from_str(&row.question).unwrap_or_default();
    let text = |pointer: &str| question.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let entity = |of: &str| Entity { r#type: text(&format!("/{of}/type")), id: text(&format!("/{of}/id")) };
    Logged {
        at: rfc3339(row.at),
        app_id: row.caller,
        subject: entity("subject"),
        action: text("/action"),
        resource: entity("resource"),
        time: text("/time"),
        decision: row.answer,
        reason_code: row.reason,
        revision: row.revision.to_string(),
    }
}
