//! The development clock: one for tokens, limits, grants, door hours and audit, kept in the database.

use jiff::Timestamp;
use menjin_model::Millis;
use menjin_store::setting;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ControlError;
use crate::Cx;

const SETTING: &str = "clock";
/// A thousand years: what one step may move.
const STEP_MAX: i64 = 1000 * 366 * 24 * 3600;

/// What the clock shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockState {
    /// RFC 3339.
    pub now: String,
    /// Whether it stands still.
    pub frozen: bool,
}

/// What the clock shall show; what is absent stays.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockWish {
    /// RFC 3339.
    pub now: Option<String>,
    /// Whether it stands still.
    pub frozen: Option<bool>,
}

/// What is kept: the offset to real time, or the moment while frozen.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    value: i64,
    frozen: bool,
}

/// What the clock shows.
#[must_use]
pub fn clock(cx: &Cx) -> ClockState {
    let now = Timestamp::from_millisecond(cx.clock.now().0).unwrap_or_default();
    ClockState { now: now.to_string(), frozen: cx.clock.is_frozen() }
}

/// Sets it.
pub async fn set_clock(cx: &Cx, wish: ClockWish) -> Result<ClockState, ControlError> {
    let now = match wish.now {
        None => cx.clock.now(),
        Some(text) => {
            let moment: Timestamp = text.parse().map_err(|_| {
                ControlError::bad(Some("now"), "not a moment as RFC 3339 writes it, such as 2026-11-28T10:00:00+08:00")
            })?;
            Millis(moment.as_millisecond())
        }
    };
    cx.clock.set(now, wish.frozen.unwrap_or_else(|| cx.clock.is_frozen()));
    remember(cx).await
}

/// Moves it on.
pub async fn advance(cx: &Cx, seconds: i64) -> Result<ClockState, ControlError> {
    if !(-STEP_MAX..=STEP_MAX).contains(&seconds) {
        return Err(ControlError::bad(Some("seconds"), format!("at most {STEP_MAX} either way")));
    }
    let now = cx.clock.now().plus_seconds(seconds);
    if Timestamp::from_millisecond(now.0).is_err() {
        return Err(ControlError::bad(Some("seconds"), "that is past the end of the calendar"));
    }
    cx.clock.advance(seconds);
    remember(cx).await
}

/// Brings back the clock that the database keeps.
pub async fn keep_clock(cx: &Cx) -> Result<(), ControlError> {
    let kept = cx.db.read(|tx| Box::pin(async { setting::find(tx, SETTING).await })).await?;
    if let Some(Kept { value, frozen }) = kept.and_then(|text| serde_json::from_str(&text).ok()) {
        cx.clock.restore(value, frozen);
    }
    Ok(())
}

async fn remember(cx: &Cx) -> Result<ClockState, ControlError> {
    let shown = cx.clock.clone();
    cx.db
        .exclusive(move |tx| {
            Box::pin(async move {
                // Read where writes stand in line, so that of two changes at once the later one is kept.
                let (value, frozen) = shown.state();
                let text = serde_json::to_string(&Kept { value, frozen }).unwrap_or_default();
                setting::put(tx, SETTING, &text).await
            })
        })
        .await?;
    Ok(clock(cx))
}
