//! The history: one row a write, each sealed to the one before it.
//!
//! A row's hash covers all its fields and the hash of the row before, every part with its length in front, so that neither a
//! changed bit nor a moved boundary goes unseen. Only the store writes here.
//!
//! What a write did to facts is kept packed in its row ([`known`] reads it). The row's hash covers the hash of that, so it can
//! be forgotten, and the chain still be checked. Rows without that hash (of imports, and from before it was kept) are
//! sealed as they always were.

pub mod known;
pub mod object;
pub mod told;

use menjin_model::{Change, Millis, TenantNo};
use sha2::{Digest, Sha256};

pub use known::{NewsRow, before, forget_facts_before, news, oldest_known, revision_at};

use crate::{AuditEntry, StoreError, Tx, args, packed};

/// Rows read at a time when the chain is checked.
const PAGE: i64 = 1000;

/// The last row of a tenant's history; revision 0 and no hash before the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Its revision.
    pub revision: i64,
    /// Its hash.
    pub hash: Vec<u8>,
}

/// The last row of the tenant's history.
pub async fn head(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Head, StoreError> {
    const SQL: &str = "select revision, hash from change where tenant = $1 order by revision desc limit 1";
    let last = tx.row(SQL, args![tenant]).await?;
    Ok(last.map_or_else(Head::default, |(revision, hash)| Head { revision, hash }))
}

/// Adds the row after `head`; without `changes` nobody will know what it did to facts.
pub(crate) async fn append(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    head: &Head,
    entry: &AuditEntry,
    changes: Option<&[Change]>,
) -> Result<Head, StoreError> {
    const KNOWN: &str = "insert into change (tenant, revision, at, actor, surface, log_id, action, object, \
                           before, after, prev, hash, facts, facts_hash) \
                         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    const UNKNOWN: &str = "insert into change (tenant, revision, at, actor, surface, log_id, action, object, \
                             before, after, prev, hash) \
                           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let (before, after) = (entry.before.to_string(), entry.after.to_string());
    let revision = head.revision + 1;
    let texts = [&entry.actor, &entry.surface, &entry.log_id, &entry.action, &entry.object, &before, &after];
    let facts = changes.map(packed::pack);
    let facts_hash = facts.as_ref().map(|facts| Sha256::digest(facts).to_vec());
    let hash = seal(tenant, revision, entry.at, texts.map(String::as_str), &head.hash, facts_hash.as_deref());
    let AuditEntry { at, actor, surface, log_id, action, object, .. } = entry;
    let values = args![tenant, revision, at, actor, surface, log_id, action, object, before, after, head.hash, hash];
    // Nothing but the commit, or the next write, comes after it.
    match (facts, facts_hash) {
        (Some(facts), Some(facts_hash)) => {
            tx.send_ahead(KNOWN, &[values, args![facts, facts_hash]].concat()).await?;
        }
        _ => tx.send_ahead(UNKNOWN, values).await?,
    }
    Ok(Head { revision, hash })
}

/// The first revision that is missing, or whose row is not as it was written or does not follow the one before; `None` when all do.
///
/// A history that lost its newest rows is still a chain: compare [`head`] with one noted elsewhere.
pub async fn first_broken(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Option<i64>, StoreError> {
    let mut head = Head::default();
    loop {
        match check(tx, tenant, &head, PAGE).await? {
            Checked { broken: Some(broken), .. } => return Ok(Some(broken.revision)),
            Checked { rows, .. } if rows < PAGE => return Ok(None),
            Checked { head: last, .. } => head = last,
        }
    }
}

/// What was found of a piece of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many rows were looked at and are sound.
    pub rows: i64,
    /// The last of them.
    pub head: Head,
    /// The first that is not.
    pub broken: Option<Broken>,
}

/// Where a chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// The revision that is not as it was, or the first that is missing.
    pub revision: i64,
    /// What is wrong with it.
    pub what: Damage,
}

/// What can be wrong with a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// A row is not as it was written.
    Changed,
    /// A row that was written is not there.
    Removed,
    /// A row is there that was never written so.
    Inserted,
}

/// Checks at most `limit` rows behind `head`, which is sound.
pub async fn check(tx: &mut Tx<'_>, tenant: TenantNo, head: &Head, limit: i64) -> Result<Checked, StoreError> {
    const SQL: &str =
        "select revision, at, actor, surface, log_id, action, object, before, after, prev, hash, facts, facts_hash from change
                       where tenant = $1 and revision > $2 order by revision limit $3";
    let mut checked = Checked { rows: 0, head: head.clone(), broken: None };
    while checked.rows < limit {
        let page = PAGE.min(limit - checked.rows);
        let rows = tx.rows::<Sealed>(SQL, args![tenant, checked.head.revision, page]).await?;
        let is_last = i64::try_from(rows.len()).unwrap_or(i64::MAX) < page;
        for row in rows {
            if let Some(broken) = row.damage(tenant, &checked.head) {
                checked.broken = Some(broken);
                return Ok(checked);
            }
            checked.rows += 1;
            checked.head = Head { revision: row.revision, hash: row.hash };
        }
        if is_last {
            break;
        }
    }
    Ok(checked)
}

struct Sealed {
    revision: i64,
    at: Millis,
    actor: String,
    surface: String,
    log_id: String,
    action: String,
    object: String,
    before: String,
    after: String,
    prev: Vec<u8>,
    hash: Vec<u8>,
    facts: Option<Vec<u8>>,
    facts_hash: Option<Vec<u8>>,
}

crate::from_row!(Sealed {
    revision,
    at,
    actor,
    surface,
    log_id,
    action,
    object,
    before,
    after,
    prev,
    hash,
    facts,
    facts_hash
});

impl Sealed {
    /// Its hash, had it been written with this revision behind this row.
    fn seal(&self, tenant: TenantNo, revision: i64, prev: &[u8]) -> Vec<u8> {
        let Self { actor, surface, log_id, action, object, before, after, .. } = self;
        let texts = [actor, surface, log_id, action, object, before, after].map(String::as_str);
        seal(tenant, revision, self.at, texts, prev, self.facts_hash.as_deref())
    }

    /// What is wrong with it, as the row after `head`.
    fn damage(&self, tenant: TenantNo, head: &Head) -> Option<Broken> {
        let fits = |revision, prev| self.hash == self.seal(tenant, revision, prev);
        let next = head.revision + 1;
        let follows = self.prev == head.hash;
        let what = match (fits(self.revision, &self.prev), self.revision == next) {
            (true, true) if follows && self.has_its_facts() => return None,
            (true, true) if follows => Damage::Changed,
            // Sound by itself, but behind another row than this one.
            (true, true) => Damage::Inserted,
            (_, false) => Damage::Removed,
            // A row that was moved is sound at the place where it was.
            (false, true) if fits(self.revision - 1, &self.prev) => Damage::Inserted,
            (false, true) if fits(self.revision + 1, &self.prev) => Damage::Removed,
            // One changed bit breaks the link or the seal, not both.
            (false, true) if !follows && !fits(self.revision, &head.hash) => Damage::Inserted,
            (false, true) => Damage::Changed,
        };
        Some(Broken { revision: next, what })
    }

    /// Facts that are there are those that were sealed; they may have been forgotten.
    fn has_its_facts(&self) -> bool {
        self.facts.is_none() || fits(self.facts.as_deref(), self.facts_hash.as_deref())
    }
}

/// Whether these are the facts with this hash.
fn fits(facts: Option<&[u8]>, hash: Option<&[u8]>) -> bool {
    facts.is_some_and(|facts| hash.is_some_and(|hash| Sha256::digest(facts).as_slice() == hash))
}

fn seal(
    tenant: TenantNo,
    revision: i64,
    at: Millis,
    texts: [&str; 7],
    prev: &[u8],
    facts_hash: Option<&[u8]>,
) -> Vec<u8> {
    let mut hash = Sha256::new();
    for number in [tenant.0, revision, at.0] {
        add(&mut hash, &number.to_be_bytes());
    }
    for text in texts {
        add(&mut hash, text.as_bytes());
    }
    add(&mut hash, prev);
    if let Some(facts_hash) = facts_hash {
        add(&mut hash, facts_hash);
    }
    hash.finalize().to_vec()
}

fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_be_bytes());
    hash.update(part);
}
