//! The audit as people read it. What is searched without an index is searched a bounded stretch at a time, so a page may come
//! back short with the place where to go on, and nothing is left out unsaid.

mod export;
mod list;
pub(crate) mod moment;
mod people;
mod verify;

use std::collections::HashMap;

use menjin_api::menjin::audit::{Change, code};
pub use menjin_model::TenantNo;
use menjin_store::{
    BoxFuture, Db, StoreError, Tx, change,
    change::told::{self, Filter, Stretch, ToldRow},
};

pub use export::{Export, Format, export};
pub use list::{list, one};
pub use verify::{Proof, piece, verify};

use crate::{Caller, Cx, Refusal, decision::when::rfc3339, ids::hex};

/// How many revisions are looked through at a time where no index helps.
const STRETCH: i64 = 5_000;
/// How many such stretches for one page.
const STRETCHES: usize = 20;
/// The longest text that is searched.
const TEXT_MAX: usize = 200;

/// What is asked for, as it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the query of the list, which says what they are")]
pub struct Wish {
    pub actor: Option<String>,
    pub object: Option<String>,
    pub action: Option<String>,
    pub surface: Option<String>,
    pub from: Option<String>,
    pub until: Option<String>,
    pub q: Option<String>,
}

/// A page of changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The changes.
    pub items: Vec<Change>,
    /// Where to go on, if there may be more.
    pub next: Option<i64>,
    /// How far everything was looked at.
    pub searched: i64,
}

/// Which way, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The newest first, below this revision; `None`: from the last on.
    Down(Option<i64>),
    /// The oldest first, above this revision.
    Up(i64),
}

/// One page of a tenant's changes.
pub async fn page(db: &Db, tenant: TenantNo, wish: &Wish, way: Way, size: usize) -> Result<Page, Refusal> {
    let read = db.scan({
        let wish = wish.clone();
        move |tx| Box::pin(async move { find(tx, tenant, &wish, way, size).await })
    });
    read.await
}

async fn find(tx: &mut Tx<'_>, tenant: TenantNo, wish: &Wish, way: Way, size: usize) -> Result<Page, Refusal> {
    let filter = filter(tx, tenant, wish).await?;
    let last = change::head(tx, tenant).await?.revision;
    let (rows, searched, more) = rows(tx, tenant, &filter, way, last, size).await?;
    let next = more.then_some(searched);
    Ok(Page { items: changes(tx, tenant, rows).await?, next, searched })
}

/// The rows of a page, how far was looked, and whether there may be more behind.
async fn rows(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    filter: &Filter,
    way: Way,
    last: i64,
    size: usize,
) -> Result<(Vec<ToldRow>, i64, bool), StoreError> {
    // The changes of one object are found by an index.
    let step = if filter.object.is_empty() { STRETCH } else { last.max(1) };
    let mut found: Vec<ToldRow> = Vec::new();
    let mut at = match way {
        Way::Down(below) => below.unwrap_or(i64::MAX).min(last + 1),
        Way::Up(above) => above.max(0),
    };
    for _ in 0..STRETCHES {
        let (above, below, down) = match way {
            Way::Down(_) => ((at - 1 - step).max(0), at, true),
            Way::Up(_) => (at, (at + 1 + step).min(last + 1), false),
        };
        let limit = i64::try_from(size - found.len() + 1).unwrap_or(i64::MAX);
        found.extend(told::rows(tx, tenant, filter, Stretch { above, below, limit }, down).await?);
        if found.len() > size {
            found.truncate(size);
            let searched = found.last().map_or(at, |row| row.revision);
            return Ok((found, searched, true));
        }
        at = if down { above + 1 } else { (below - 1).max(above) };
        if (down && above == 0) || (!down && at >= last) {
            return Ok((found, at, false));
        }
    }
    Ok((found, at, true))
}

/// The filter behind a wish: names become the actors they stand for.
async fn filter(tx: &mut Tx<'_>, tenant: TenantNo, wish: &Wish) -> Result<Filter, Refusal> {
    let text = |word: &Option<String>| word.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let q = text(&wish.q);
    if q.chars().count() > TEXT_MAX {
        return Err(Refusal::new(code::TEXT).with_field("q", None, code::TEXT.msg));
    }
    let actor = text(&wish.actor);
    Ok(Filter {
        actors: if actor.is_empty() { None } else { Some(people::actors(tx, tenant, &actor).await?) },
        object: text(&wish.object),
        action: text(&wish.action),
        surface: text(&wish.surface),
        from: moment::parse("from", wish.from.as_deref(), false)?,
        until: moment::parse("until", wish.until.as_deref(), true)?,
        text: q.to_lowercase(),
    })
}

/// What these things, `<kind>:<id>`, are called now; those without a name are left out.
pub async fn labels(cx: &Cx, caller: &Caller, things: Vec<String>) -> Result<HashMap<String, String>, Refusal> {
    let tenant = caller.tenant;
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let things = things.clone();
        Box::pin(async move {
            let mut names = people::Names::default();
            let words: Vec<&str> = things.iter().map(String::as_str).collect();
            names.fill(tx, tenant, &words).await?;
            Ok(names.0)
        })
    });
    Ok(read.await?)
}

/// Rows as people read them.
async fn changes(tx: &mut Tx<'_>, tenant: TenantNo, rows: Vec<ToldRow>) -> Result<Vec<Change>, StoreError> {
    let mut names = people::Names::default();
    let words: Vec<&str> = rows.iter().flat_map(|row| row.actor.split(' ').chain([row.object.as_str()])).collect();
    names.fill(tx, tenant, &words).await?;
    let change = |row: ToldRow| Change {
        revision: row.revision,
        at: rfc3339(row.at),
        actor_name: names.actor(&row.actor),
        object_name: names.object(&row.object),
        actor: row.actor,
        surface: row.surface,
        log_id: row.log_id,
        action: row.action,
        object: row.object,
        before: serde_json::from_str(&row.before).unwrap_or_default(),
        after: serde_json::from_str(&row.after).unwrap_or_default(),
        hash: hex(&row.hash),
    };
    Ok(rows.into_iter().map(change).collect())
}
