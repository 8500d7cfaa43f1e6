//! Documents and folders.

use menjin_model::{Change, DocumentNo, Fact, Millis, Sharing, TenantNo};

use crate::fact::{note, read};
use crate::{StoreError, Tx, args, from_row};

/// A row of `document`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct DocumentRow {
    pub id: DocumentNo,
    pub token: String,
    pub r#type: String,
    pub title: String,
    pub owner_kind: String,
    pub owner: i64,
    pub folder: DocumentNo,
    pub inherits: bool,
    pub settings: String,
    pub deleted: Millis,
    pub created: Millis,
    pub updated: Millis,
}

from_row!(DocumentRow {
    id,
    token,
    r#type,
    title,
    owner_kind,
    owner,
    folder,
    inherits,
    settings,
    deleted,
    created,
    updated
});

/// The document with this token, in the bin or not.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, token: &str) -> Result<Option<DocumentRow>, StoreError> {
    const FIND: &str = "select id, token, type, title, owner_kind, owner, folder, inherits, settings, deleted, created, updated \
                        from document where tenant = $1 and token = $2";
    tx.row(FIND, args![tenant, token]).await
}

/// What one level of a chain adds to a decision: a document, or a folder (of a wiki page: a page) above it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct LevelRow {
    pub id: DocumentNo,
    pub r#type: String,
    pub owner_kind: String,
    pub owner: i64,
    pub settings: String,
}

from_row!(LevelRow { id, r#type, owner_kind, owner, settings });

/// The document, and above it all that it inherits from, nearest first. Ends where a document does not inherit.
pub async fn chain(tx: &mut Tx<'_>, tenant: TenantNo, document: DocumentNo) -> Result<Vec<LevelRow>, StoreError> {
    // The bound on the depth is for data that goes round in circles; nobody nests that deep.
    const CHAIN: &str = "with recursive chain (id, depth) as (\
          select cast($2 as bigint), 0 \
          union all select d.folder, chain.depth + 1 from chain cross join document as d \
            where d.tenant = $1 and d.id = chain.id and d.inherits = 1 and d.folder <> 0 and chain.depth < 200) \
        select d.id, d.type, d.owner_kind, d.owner, d.settings from chain cross join document as d \
        where d.tenant = $1 and d.id = chain.id order by chain.depth";
    tx.rows(CHAIN, args![tenant, document]).await
}

/// Adds a document that inherits and says nothing of its own about sharing.
pub async fn insert(tx: &mut Tx<'_>, tenant: TenantNo, new: &NewDocument<'_>) -> Result<DocumentNo, StoreError> {
    const INSERT: &str = "insert into document \
        (tenant, id, token, type, title, owner_kind, owner, folder, inherits, settings, deleted, created, updated) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, 1, '{}', 0, $9, $9)";
    let NewDocument { token, r#type, title, owner_kind, owner, folder, now } = new;
    let id = DocumentNo(tx.new_id().await?);
    tx.execute(INSERT, args![tenant, id, token, r#type, title, owner_kind, owner, folder, now]).await?;
    let owner =
        read::party_of(owner_kind, *owner).ok_or(StoreError::Misuse("a document is owned by a kind nobody knows"))?;
    tx.note(Change::Came(Fact::Document {
        id,
        is_folder: *r#type == "folder",
        owner,
        folder: *folder,
        inherits: true,
        sharing: Sharing::default(),
        deleted: false,
    }));
    Ok(id)
}

/// What is known of a document when it is made.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct NewDocument<'a> {
    pub token: &'a str,
    pub r#type: &'a str,
    pub title: &'a str,
    pub owner_kind: &'a str,
    pub owner: i64,
    pub folder: DocumentNo,
    pub now: Millis,
}

/// How many live documents and folders lie in this folder; in a root, those of this owner.
pub async fn siblings(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    folder: DocumentNo,
    owner_kind: &str,
    owner: i64,
) -> Result<i64, StoreError> {
    const IN_FOLDER: &str = "select count(*) from document where tenant = $1 and folder = $2 and deleted = 0";
    const IN_ROOT: &str = "select count(*) from document \
        where tenant = $1 and owner_kind = $2 and owner = $3 and folder = 0 and deleted = 0";
    let row = if folder == DocumentNo(0) {
        tx.row::<(i64,)>(IN_ROOT, args![tenant, owner_kind, owner]).await?
    } else {
        tx.row::<(i64,)>(IN_FOLDER, args![tenant, folder]).await?
    };
    Ok(row.map_or(0, |(count,)| count))
}

/// Ends inheritance; from now on the document has these settings of its own.
pub async fn detach(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    document: DocumentNo,
    settings: &str,
    now: Millis,
) -> Result<(), StoreError> {
    const DETACH: &str = "update document set inherits = 0, settings = $3, updated = $4 where tenant = $1 and id = $2";
    const BEFORE: &str = "select id, type, owner_kind, owner, folder, inherits, settings, deleted from document \
                          where tenant = $1 and id = $2";
    let before = note::before(tx, BEFORE, args![tenant, document], read::document).await?;
    tx.execute(DETACH, args![tenant, document, settings, now]).await?;
    if let Some(before @ Fact::Document { id, is_folder, owner, folder, deleted, .. }) = before {
        let sharing = read::sharing(settings);
        note::became(tx, before, Fact::Document { id, is_folder, owner, folder, inherits: false, sharing, deleted });
    }
    Ok(())
}
