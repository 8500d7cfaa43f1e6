//! The history: one row a write, each sealed to the one before it.
//!
//! A row's hash covers all its fields and the hash of the row before, every part with its length in front, so that neither a
//! changed bit nor a moved boundary goes unseen. Only the store writes here.

use menjin_model::{Millis, TenantNo};
use sha2::{Digest, Sha256};

use crate::{AuditEntry, StoreError, Tx, args};

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

/// Adds the row after `head`.
pub(crate) async fn append(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    head: &Head,
    entry: &AuditEntry,
) -> Result<Head, StoreError> {
    const SQL: &str =
        "insert into change (tenant, revision, at, actor, surface, log_id, action, object, before, after, prev, hash)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let (before, after) = (entry.before.to_string(), entry.after.to_string());
    let revision = head.revision + 1;
    let texts = [&entry.actor, &entry.surface, &entry.log_id, &entry.action, &entry.object, &before, &after];
    let hash = seal(tenant, revision, entry.at, texts.map(String::as_str), &head.hash);
    let AuditEntry { at, actor, surface, log_id, action, object, .. } = entry;
    let values = args![tenant, revision, at, actor, surface, log_id, action, object, before, after, head.hash, hash];
    // Nothing but the commit, or the next write, comes after it.
    tx.send_ahead(SQL, values).await?;
    Ok(Head { revision, hash })
}

/// The first revision whose row is not as it was written, or does not follow the one before; `None` when all do.
///
/// A history that lost its newest rows is still a chain: compare [`head`] with one noted elsewhere.
pub async fn first_broken(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Option<i64>, StoreError> {
    const SQL: &str =
        "select revision, at, actor, surface, log_id, action, object, before, after, prev, hash from change
                       where tenant = $1 and revision > $2 order by revision limit $3";
    let mut head = Head::default();
    loop {
        let rows = tx.rows::<Sealed>(SQL, args![tenant, head.revision, PAGE]).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        for row in rows {
            if row.revision != head.revision + 1 || row.prev != head.hash || row.hash != row.seal(tenant) {
                return Ok(Some(row.revision));
            }
            head = Head { revision: row.revision, hash: row.hash };
        }
    }
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
}

crate::from_row!(Sealed { revision, at, actor, surface, log_id, action, object, before, after, prev, hash });

impl Sealed {
    fn seal(&self, tenant: TenantNo) -> Vec<u8> {
        let Self { actor, surface, log_id, action, object, before, after, .. } = self;
        let texts = [actor, surface, log_id, action, object, before, after].map(String::as_str);
        seal(tenant, self.revision, self.at, texts, &self.prev)
    }
}

fn seal(tenant: TenantNo, revision: i64, at: Millis, texts: [&str; 7], prev: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for number in [tenant.0, revision, at.0] {
        add(&mut hash, &number.to_be_bytes());
    }
    for text in texts {
        add(&mut hash, text.as_bytes());
    }
    add(&mut hash, prev);
    hash.finalize().to_vec()
}

fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_be_bytes());
    hash.update(part);
}
