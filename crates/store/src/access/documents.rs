//! Documents as lists show them.

use menjin_model::{DocumentNo, Millis, TenantNo};

use super::names::pattern;
use crate::{StoreError, Tx, args, from_row};

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ListedRow {
    pub id: DocumentNo,
    pub token: String,
    pub r#type: String,
    pub title: String,
    pub owner_kind: String,
    pub owner: i64,
    pub owner_name: String,
    pub folder_token: String,
    pub folder_title: String,
    pub settings: String,
    pub members: i64,
    pub updated: Millis,
}

from_row!(ListedRow {
    id,
    token,
    r#type,
    title,
    owner_kind,
    owner,
    owner_name,
    folder_token,
    folder_title,
    settings,
    members,
    updated
});

/// Which documents are listed; empty texts choose all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// A part of the title, or the token.
    pub text: String,
    /// The type.
    pub kind: String,
    /// The owner by kind and number; an empty kind is anybody.
    pub owner: (String, i64),
}

/// Documents and folders that live, the youngest first, below the number `before`.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    filter: &Filter,
    before: i64,
    most: i64,
) -> Result<Vec<ListedRow>, StoreError> {
    const LIST: &str = "select d.id, d.token, d.type, d.title, d.owner_kind, d.owner, \
          coalesce(case d.owner_kind when 'user' then u.name else a.name end, ''), \
          coalesce(f.token, ''), coalesce(f.title, ''), d.settings, \
          (select count(*) from document_member as m where m.tenant = $1 and m.document = d.id), d.updated \
        from document as d \
        left join user as u on u.tenant = $1 and d.owner_kind = 'user' and u.id = d.owner \
        left join app as a on d.owner_kind = 'app' and a.id = d.owner \
        left join document as f on f.tenant = $1 and f.id = d.folder \
        where d.tenant = $1 and d.deleted = 0 and d.id < $2 \
          and ($3 = '%%' or lower(d.title) like $3 escape '!' or lower(d.token) like $3 escape '!') \
          and ($4 = '' or d.type = $4) and ($5 = '' or d.owner_kind = $5 and d.owner = $6) \
        order by d.id desc limit $7";
    let Filter { text, kind, owner: (owner_kind, owner) } = filter;
    let text = pattern(text);
    tx.rows(LIST, args![tenant, before, text, kind, owner_kind, owner, most]).await
}

/// How many documents there are, how many of them are folders, and how many everybody with the link may open by their own setting.
pub async fn counts(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<(i64, i64, i64), StoreError> {
    const COUNT: &str = "select count(*), coalesce(sum(case when type = 'folder' then 1 else 0 end), 0), \
        coalesce(sum(case when settings like '%link_share_entity%' and settings not like '%\"link_share_entity\":\"closed\"%' \
          then 1 else 0 end), 0) \
        from document where tenant = $1 and deleted = 0";
    Ok(tx.row(COUNT, args![tenant]).await?.unwrap_or_default())
}

/// The folders a document lies in, the outermost first: token, title, whether what is in it inherits.
pub async fn folders(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    document: DocumentNo,
) -> Result<Vec<(String, String, bool)>, StoreError> {
    const CHAIN: &str = "with recursive above (id, inherits, depth) as (\
          select d.folder, d.inherits, 1 from document as d where d.tenant = $1 and d.id = $2 and d.folder <> 0 \
          union all select d.folder, d.inherits, above.depth + 1 from above cross join document as d \
            where d.tenant = $1 and d.id = above.id and d.folder <> 0 and above.depth < 100) \
        select d.token, d.title, above.inherits from above cross join document as d \
        where d.tenant = $1 and d.id = above.id order by above.depth desc";
    tx.rows(CHAIN, args![tenant, document]).await
}
