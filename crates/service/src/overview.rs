//! What there is in a company at a glance: counts, the changes of the last days, what to look at.

use menjin_model::{Millis, Right};
use menjin_store::{BoxFuture, StoreError, overview as rows};

use crate::{Caller, Cx, Refusal};

/// How many days are told.
pub const DAYS: i64 = 14;
const DAY: i64 = 86_400_000;
/// Days begin at midnight in UTC+8, as the platform counts.
const UTC_8: i64 = 8 * 3_600_000;
/// So many things of a kind to look at, and so many changes, are told.
const TOLD: i64 = 8;

/// How many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the rail of the console")]
pub struct Counts {
    pub company: String,
    pub people: i64,
    pub groups: i64,
    pub departments: i64,
    pub documents: i64,
    pub apps: i64,
    pub doors: i64,
    pub review_groups: i64,
    pub open_reviews: i64,
    /// Notices that the caller has not seen.
    pub unread: i64,
}

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// How many there are.
    pub counts: Counts,
    /// The last days, the oldest first.
    pub days: Vec<Day>,
    /// Ordinary groups without members.
    pub empty_groups: Vec<Named>,
    /// Door rules for everyone.
    pub open_doors: Vec<Named>,
    /// The latest changes.
    pub latest: Vec<Change>,
    /// When this was so.
    pub now: Millis,
}

/// How much changed in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// When it began.
    pub start: Millis,
    /// How many changes there were.
    pub changes: i64,
}

/// Something with an id and a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The id on the wire.
    pub id: String,
    /// The name.
    pub name: String,
}

/// A change, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the history")]
pub struct Change {
    pub revision: i64,
    pub at: Millis,
    pub action: String,
    pub object: String,
}

/// How many there are of everything.
pub async fn counts(cx: &Cx, caller: &Caller, _now: Millis) -> Result<Counts, Refusal> {
    let tenant = caller.tenant;
    let who = caller.administrator.as_ref().map(|administrator| administrator.no).unwrap_or_default();
    let read =
        cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(rows::counts(tx, tenant, who)) });
    let row = read.await?;
    Ok(Counts {
        company: row.company,
        people: row.people,
        groups: row.groups,
        departments: row.departments,
        documents: row.documents,
        apps: row.apps,
        doors: row.doors,
        review_groups: row.review_groups,
        open_reviews: row.open_reviews,
        unread: row.unread,
    })
}

/// Everything of the first page. What was changed is told to those alone who may see the audit.
pub async fn overview(cx: &Cx, caller: &Caller, now: Millis) -> Result<Overview, Refusal> {
    let counts = counts(cx, caller, now).await?;
    let tenant = caller.tenant;
    let first = midnight(now) - (DAYS - 1) * DAY;
    let audits = caller.administrator.as_ref().is_some_and(|administrator| administrator.may(Right::Audit));
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            let moments = rows::days(tx, tenant, Millis(first), DAY).await?;
            let empty = rows::empty_groups(tx, tenant, TOLD).await?;
            let open = rows::open_doors(tx, tenant, TOLD).await?;
            let latest = if audits { rows::latest(tx, tenant, TOLD).await? } else { Vec::new() };
            Ok((moments, empty, open, latest))
        })
    });
    let (by_day, empty, open, latest) = read.await?;
    let changes = |start: i64| by_day.iter().find(|(day, _)| first + day * DAY == start).map_or(0, |(_, count)| *count);
    let days = (0..DAYS).map(|day| first + day * DAY);
    let named = |(id, name)| Named { id, name };
    Ok(Overview {
        counts,
        days: days.map(|start| Day { start: Millis(start), changes: changes(start) }).collect(),
        empty_groups: empty.into_iter().map(named).collect(),
        open_doors: open.into_iter().map(named).collect(),
        latest: latest
            .into_iter()
            .map(|(revision, at, action, object)| Change { revision, at, action, object })
            .collect(),
        now,
    })
}

/// When the day of this moment began.
fn midnight(now: Millis) -> i64 {
    (now.0 + UTC_8).div_euclid(DAY) * DAY - UTC_8
}
