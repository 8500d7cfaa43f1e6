//! The development clock: one for tokens, limits, grants, door hours and audit, kept in the database.

use jiff::Timestamp;
use menjin_model::Millis;
use menjin_store::setting;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ControlError;
use crate::{
    Cx,
    clock::State,
    nodes::{self, CLOCK, parsed},
};

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

/// What the clock shows.
#[must_use]
pub fn clock(cx: &Cx) -> ClockState {
    let now = Timestamp::from_millisecond(cx.clock.now().0).unwrap_or_default();
    ClockState { now: now.to_string(), frozen: cx.clock.is_frozen() }
}

/// Sets it.
pub async fn set_clock(cx: &Cx, wish: ClockWish) -> Result<ClockState, ControlError> {
    let moment = match wish.now {
        None => None,
        Some(text) => Some(text.parse().map(|moment: Timestamp| Millis(moment.as_millisecond())).map_err(|_| {
            ControlError::bad(Some("now"), "not a moment as RFC 3339 writes it, such as 2026-11-28T10:00:00+08:00")
        })?),
    };
    change(cx, move |state, real| {
        let now = moment.unwrap_or_else(|| state.now(real));
        Ok(State::showing(now, wish.frozen.unwrap_or_else(|| state.is_frozen()), real))
    })
    .await
}

/// Moves it on, or back; steps that are taken at the same time add up.
pub async fn advance(cx: &Cx, seconds: i64) -> Result<ClockState, ControlError> {
    if !(-STEP_MAX..=STEP_MAX).contains(&seconds) {
        return Err(ControlError::bad(Some("seconds"), format!("at most {STEP_MAX} either way")));
    }
    change(cx, move |state, real| {
        let now = state.now(real).plus_seconds(seconds);
        if Timestamp::from_millisecond(now.0).is_err() {
            return Err(ControlError::bad(Some("seconds"), "that is past the end of the calendar"));
        }
        Ok(State::showing(now, state.is_frozen(), real))
    })
    .await
}

/// Changes the clock that the database keeps, where changes stand in line, then follows it.
async fn change<F>(cx: &Cx, change: F) -> Result<ClockState, ControlError>
where
    F: Fn(State, Millis) -> Result<State, ControlError> + Send + 'static,
{
    let real = cx.clock.real();
    cx.db
        .exclusive(move |tx| {
            Box::pin(async move {
                let kept = parsed(setting::find(tx, CLOCK).await?.as_deref());
                let changed = change(kept, real)?;
                let text = serde_json::to_string(&changed).unwrap_or_default();
                Ok::<_, ControlError>(setting::put(tx, CLOCK, &text).await?)
            })
        })
        .await?;
    nodes::follow(cx).await?;
    Ok(clock(cx))
}
