//! Loading a company from a fixture, and going back to it.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use menjin_model::Millis;
use menjin_store::{StoreError, reset as wipe, setting};
use serde::{Deserialize, Serialize};

use super::ControlError;
use crate::{
    Cx, Keys,
    fixture::{self, Fixture},
};

const SETTING: &str = "fixture";

/// What became of a fixture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    /// It is in the database now.
    Yes,
    /// The database was not empty; nothing was changed.
    NotEmpty,
}

/// What is kept for [`reset`]; sealed, for a fixture may name secrets.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// The fixture's text.
    text: String,
    /// When it was loaded: what it does not date was made then.
    at: Millis,
}

/// Loads a company in place of all there is; `text` is kept for [`reset`].
pub async fn load(cx: &Cx, text: &str, fixture: &Fixture) -> Result<(), ControlError> {
    write(cx, Kept { text: text.to_owned(), at: cx.clock.now() }, fixture.clone(), false).await.map(drop)
}

/// Loads a company when the database is empty.
pub async fn load_if_empty(cx: &Cx, text: &str, fixture: &Fixture) -> Result<Loaded, ControlError> {
    write(cx, Kept { text: text.to_owned(), at: cx.clock.now() }, fixture.clone(), true).await
}

/// Back to the state after the fixture was loaded. Tokens stay good, for no client asks for one again; the clock stays
/// where it was put.
pub async fn reset(cx: &Cx) -> Result<(), ControlError> {
    let setting = cx.db.read(|tx| Box::pin(async { setting::find(tx, SETTING).await })).await?;
    let setting =
        setting.ok_or_else(|| ControlError::conflict("no fixture was loaded, so there is no state to go back to"))?;
    let unreadable = || ControlError::conflict("the fixture that was loaded cannot be read any more");
    let kept = opened(&cx.keys, &setting).ok_or_else(unreadable)?;
    let fixture = fixture::read(&kept.text, SETTING).map_err(|_| unreadable())?;
    write(cx, kept, fixture, false).await.map(drop)
}

async fn write(cx: &Cx, kept: Kept, fixture: Fixture, only_if_empty: bool) -> Result<Loaded, ControlError> {
    let keys = cx.keys.clone();
    let input = Arc::new((kept, fixture));
    let loaded = cx
        .db
        .exclusive(move |tx| {
            let (input, keys) = (Arc::clone(&input), keys.clone());
            Box::pin(async move {
                let (kept, fixture) = &*input;
                if only_if_empty && !wipe::is_empty(tx).await? {
                    return Ok(Loaded::NotEmpty);
                }
                wipe::forget_all(tx).await?;
                fixture::load(tx, &keys, fixture, kept.at).await?;
                wipe::forget_orphaned_tokens(tx).await?;
                setting::put(tx, SETTING, &sealed(&keys, kept)).await?;
                Ok::<_, StoreError>(Loaded::Yes)
            })
        })
        .await?;
    cx.sessions.forget_all();
    Ok(loaded)
}

fn sealed(keys: &Keys, kept: &Kept) -> String {
    BASE64_STANDARD_NO_PAD.encode(keys.seal(SETTING, &serde_json::to_vec(kept).unwrap_or_default()))
}

fn opened(keys: &Keys, text: &str) -> Option<Kept> {
    let sealed = BASE64_STANDARD_NO_PAD.decode(text).ok()?;
    serde_json::from_slice(&keys.open(SETTING, &sealed)?).ok()
}
