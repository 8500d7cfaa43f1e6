//! User groups as administrators see them: all at a glance (`census`, `list`), one closely (`get`), what it opens (`access`), who is in
//! it (`people`), what was changed (`history`), who has looked (`views`).

mod access;
mod belong;
mod census;
mod detail;
mod find;
mod get;
mod history;
mod holds;
pub mod hours;
mod list;
mod memory;
mod names;
mod people;
mod views;

use menjin_api::menjin::group::code;
use menjin_model::{GroupNo, TenantNo};
use menjin_store::{BoxFuture, StoreError, group};

use crate::{Cx, Refusal};

pub use access::access;
pub use census::{Census, census};
pub use find::{Found, find};
pub use get::{batch_get, get};
pub use history::history;
pub use list::list;
pub use memory::{Memory, cache};
pub use people::people;
pub use views::views;

/// So many rows a page has unless said otherwise, and at most.
const PAGE: usize = 20;
const PAGE_MAX: u64 = 100;

/// How many rows of a page are asked for.
fn page_size(wish: Option<u64>) -> Result<usize, Refusal> {
    match wish {
        None => Ok(PAGE),
        Some(size @ 1..=PAGE_MAX) => Ok(usize::try_from(size).unwrap_or(PAGE)),
        Some(_) => Err(Refusal::from(code::PAGE_SIZE).with_field("page_size", None, "")),
    }
}

fn bad_token() -> Refusal {
    Refusal::from(code::PAGE_TOKEN).with_field("page_token", None, "")
}

/// Refuses a text that is longer than any name.
fn check_text(text: Option<&str>) -> Result<(), Refusal> {
    const TEXT_MAX: usize = 100;
    if text.is_some_and(|text| text.chars().count() > TEXT_MAX) {
        return Err(Refusal::from(code::TOO_LONG).with_field("q", None, ""));
    }
    Ok(())
}

/// The group with this id.
async fn number(cx: &Cx, tenant: TenantNo, id: &str) -> Result<GroupNo, Refusal> {
    let id = id.to_owned();
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let id = id.clone();
        Box::pin(async move { group::find(tx, tenant, &id).await })
    });
    read.await?.map(|row| row.id).ok_or_else(|| code::UNKNOWN.into())
}
