//! What the history knows of facts: what each write did to them, how far back that goes, and forgetting it.

use menjin_model::{Change, Millis, TenantNo};

use super::fits;
use crate::{StoreError, Tx, args, from_row, packed};

/// A row of the history, as far as facts go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsRow {
    /// Its revision.
    pub revision: i64,
    /// When it was written.
    pub at: Millis,
    /// Its hash.
    pub hash: Vec<u8>,
    /// What it did to facts, in order. `None`: not known (an import, a row from before this was kept, a forgotten or damaged
    /// one), so whoever follows has to load anew.
    pub facts: Option<Vec<Change>>,
}

struct Kept {
    revision: i64,
    at: Millis,
    hash: Vec<u8>,
    facts: Option<Vec<u8>>,
    facts_hash: Option<Vec<u8>>,
}

from_row!(Kept { revision, at, hash, facts, facts_hash });

/// The rows behind revision `after`, in order, at most `limit`.
pub async fn news(tx: &mut Tx<'_>, tenant: TenantNo, after: i64, limit: i64) -> Result<Vec<NewsRow>, StoreError> {
    const LIST: &str = "select revision, at, hash, facts, facts_hash from change \
                        where tenant = $1 and revision > $2 order by revision limit $3";
    let rows = tx.rows::<Kept>(LIST, args![tenant, after, limit]).await?;
    let known = |kept: Kept| {
        let Kept { revision, at, hash, facts, facts_hash } = kept;
        let sound = fits(facts.as_deref(), facts_hash.as_deref());
        NewsRow { revision, at, hash, facts: facts.filter(|_| sound).and_then(|facts| packed::unpack(&facts)) }
    };
    Ok(rows.into_iter().map(known).collect())
}

/// What these writes were done to, and what it was before, as their rows tell people: revision, object, JSON.
pub async fn before(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    revisions: &[i64],
) -> Result<Vec<(i64, String, String)>, StoreError> {
    const LIST: &str = "select c.revision, c.object, c.before from json_each($2) as wanted \
                        join change as c on c.tenant = $1 and c.revision = wanted.value";
    tx.rows(LIST, args![tenant, revisions]).await
}

/// The last revision written at this moment or before; `None` when there was none yet.
pub async fn revision_at(tx: &mut Tx<'_>, tenant: TenantNo, moment: Millis) -> Result<Option<i64>, StoreError> {
    // Backwards from the last: whoever asks goes back that far anyway.
    const LAST: &str = "select revision from change where tenant = $1 and at <= $2 order by revision desc limit 1";
    tx.row(LAST, args![tenant, moment]).await
}

/// The least revision from which on it is known what every later write did to facts.
pub async fn oldest_known(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<i64, StoreError> {
    const LAST: &str = "select revision from change where tenant = $1 and facts is null order by revision desc limit 1";
    Ok(tx.row(LAST, args![tenant]).await?.unwrap_or(0))
}

/// Forgets what writes before this moment did to facts, `most` of them at a time, the oldest first; how many it were. The rows
/// stay, and so does the proof that they are as they were written.
pub async fn forget_facts_before(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    moment: Millis,
    most: i64,
) -> Result<u64, StoreError> {
    // What is forgotten is the beginning, so the search starts where it ends, and goes no further than it has to.
    const BEHIND: &str = "update change set facts = null where tenant = $1 and revision in (\
        select next.revision from (select revision, at from change where tenant = $1 and revision > $2 \
          order by revision limit $4) as next where next.at < $3)";
    // An import in the middle cuts off what was known before it.
    const BEFORE: &str = "update change set facts = null where tenant = $1 and revision in (\
        select revision from change \
        where tenant = $1 and revision < $2 and at < $3 and facts is not null order by revision limit $4)";
    const UNKNOWN: &str = "select count(*) from change where tenant = $1 and facts is null";
    let oldest = oldest_known(tx, tenant).await?;
    let unknown: i64 = tx.row(UNKNOWN, args![tenant]).await?.unwrap_or(0);
    let mut gone = 0;
    if unknown < oldest {
        gone = tx.execute(BEFORE, args![tenant, oldest, moment, most]).await?;
    }
    let rest = most.saturating_sub_unsigned(gone);
    if rest > 0 {
        gone += tx.execute(BEHIND, args![tenant, oldest, moment, rest]).await?;
    }
    Ok(gone)
}
