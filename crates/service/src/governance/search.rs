//! The search over everything: a few things of each kind by a part of their name or the beginning of their id.

use menjin_model::Right;
use menjin_store::{BoxFuture, StoreError, find, group::listing::Like};

pub use menjin_store::find::Kind;

use crate::{Caller, Cx, Refusal};

/// So many of a kind are told.
const TOLD: i64 = 5;
/// Longer texts are cut: no name is longer.
const TEXT_MAX: usize = 100;

/// Everything found of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Of which kind.
    pub kind: Kind,
    /// Id and name.
    pub items: Vec<(String, String)>,
}

/// Looks for a text; kinds of which nothing was found are left out.
pub async fn search(cx: &Cx, caller: &Caller, text: &str) -> Result<Vec<Found>, Refusal> {
    const KINDS: [Kind; 6] = [Kind::Group, Kind::Person, Kind::Department, Kind::Document, Kind::App, Kind::Door];
    if let Some(administrator) = &caller.administrator {
        administrator.require(Right::Read)?;
    }
    let text: String = text.trim().chars().filter(|char| *char != '\0').take(TEXT_MAX).collect();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let (tenant, like) = (caller.tenant, Like::of(&text));
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let like = like.clone();
        Box::pin(async move {
            let mut found = Vec::new();
            for kind in KINDS {
                let items = find::find(tx, tenant, kind, &like, TOLD).await?;
                if !items.is_empty() {
                    found.push(Found { kind, items });
                }
            }
            Ok(found)
        })
    });
    Ok(read.await?)
}
