//! `POST /menjin/v1/groups/batch_delete` - deletes groups one after another, each for itself, with a pause between them.

use std::time::Duration;

use menjin_api::menjin::change::{
    GroupPath,
    batch_delete::{BatchDelete, Data, ITEMS_MAX, Item, Outcome, PAUSE},
    code,
    delete::{self as one, DeleteGroup},
};

use super::{delete, failure};
use crate::{Call, Cx, Refusal};

/// The longest pause.
const PAUSE_MAX: u64 = 2_000;

/// Deletes each in turn.
pub async fn batch_delete(cx: &Cx, call: Call<BatchDelete>) -> Result<Data, Refusal> {
    if call.body.items.is_empty() || call.body.items.len() > ITEMS_MAX {
        return Err(Refusal::new(code::BATCH_SIZE).with_field("items", None, ""));
    }
    let pause = call.body.pause_ms.unwrap_or(PAUSE);
    if pause > PAUSE_MAX {
        return Err(Refusal::new(code::PAUSE_INVALID).with_field("pause_ms", Some(pause.to_string()), ""));
    }
    let mut data = Data::default();
    for (index, item) in call.body.items.iter().enumerate() {
        if index > 0 && pause > 0 {
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
        let group_id = item.group_id.clone();
        let failure = delete(cx, single(&call, item)).await.err().map(|refusal| failure(&refusal));
        if failure.is_none() {
            data.done += 1;
        } else {
            data.failed += 1;
        }
        data.results.push(Outcome { group_id, deleted: failure.is_none(), failure });
    }
    Ok(data)
}

fn single(call: &Call<BatchDelete>, item: &Item) -> Call<DeleteGroup> {
    Call {
        caller: call.caller.clone(),
        path: GroupPath { id: item.group_id.clone() },
        query: (),
        body: one::Body { confirm_name: item.confirm_name.clone(), remove_members: call.body.remove_members },
        now: call.now,
        log_id: call.log_id.clone(),
        dry_run: call.dry_run.clone(),
    }
}
