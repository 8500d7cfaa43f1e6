//! What the nodes of one database must agree on, beside its data: the clock, and whether calls are counted.
//!
//! Any node may be told to change them, and the change must be in the next answer of every other. So a node whose database is
//! shared reads them before each request; all requests that wait at one moment share one reading.

use std::sync::atomic::{AtomicU64, Ordering};

use menjin_store::{StoreError, rate, setting};
use tokio::sync::Mutex;

use crate::{Cx, Refusal, clock::State, control::ControlError};

/// The setting that holds the clock.
pub(crate) const CLOCK: &str = "clock";
/// The setting that says whether calls are counted, once somebody has said so.
const LIMITS: &str = "limits";

/// Readings of this node.
#[derive(Debug)]
pub struct Readings {
    begun: AtomicU64,
    /// The last one: its number, and how it ended.
    last: Mutex<(u64, Result<(), StoreError>)>,
}

impl Default for Readings {
    fn default() -> Self {
        Self { begun: AtomicU64::new(0), last: Mutex::new((0, Ok(()))) }
    }
}

/// Why this node does not know what other nodes were told.
#[derive(Debug, Clone)]
pub struct Lost(StoreError);

impl From<Lost> for Refusal {
    fn from(lost: Lost) -> Self {
        lost.0.into()
    }
}

impl From<Lost> for ControlError {
    fn from(lost: Lost) -> Self {
        lost.0.into()
    }
}

/// Before a request is looked at: sees to it that what other nodes were told holds here too.
pub async fn catch_up(cx: &Cx) -> Result<(), Lost> {
    if cx.db.is_shared() { follow(cx).await.map_err(Lost) } else { Ok(()) }
}

/// Reads what was kept, and does as it says. A reading that began after this was called will do.
pub async fn follow(cx: &Cx) -> Result<(), StoreError> {
    let begun = cx.readings.begun.load(Ordering::Acquire);
    let mut last = cx.readings.last.lock().await;
    if last.0 > begun {
        return last.1.clone();
    }
    let number = cx.readings.begun.fetch_add(1, Ordering::AcqRel) + 1;
    let done = read(cx).await;
    *last = (number, done.clone());
    done
}

async fn read(cx: &Cx) -> Result<(), StoreError> {
    let kept = setting::find_all(&cx.db, &[CLOCK, LIMITS]).await?;
    let of = |name| kept.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str());
    cx.clock.set(parsed(of(CLOCK)));
    if cx.db.is_shared()
        && let Some(limits) = of(LIMITS)
        && cx.limits.is_on() != (limits == "on")
    {
        cx.limits.switch(limits == "on");
    }
    Ok(())
}

/// The clock that a setting describes; real time when there is none.
pub(crate) fn parsed(setting: Option<&str>) -> State {
    setting.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// Switches the counting of calls on or off, on all nodes; all counts begin anew. A node alone forgets it when it ends.
pub(crate) async fn switch_limits(cx: &Cx, on: bool) -> Result<(), StoreError> {
    if !cx.db.is_shared() {
        cx.limits.switch(on);
        return Ok(());
    }
    rate::forget(&cx.db).await?;
    let value = if on { "on" } else { "off" };
    cx.db.exclusive(move |tx| Box::pin(async move { setting::put(tx, LIMITS, value).await })).await?;
    follow(cx).await
}
