//! The history as people read it: filtered, from the newest down or from a revision up, a bounded stretch at a time.

use menjin_model::{Millis, TenantNo};

use crate::{Sql, StoreError, Tx, args, from_row};

/// A row of `change`, but for what it did to facts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ToldRow {
    pub revision: i64,
    pub at: Millis,
    pub actor: String,
    pub surface: String,
    pub log_id: String,
    pub action: String,
    pub object: String,
    pub before: String,
    pub after: String,
    pub hash: Vec<u8>,
}

from_row!(ToldRow { revision, at, actor, surface, log_id, action, object, before, after, hash });

/// Which rows. What is empty, or 0, takes all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of these words stands in the actor; `None`: whoever it was.
    pub actors: Option<Vec<String>>,
    /// The object.
    pub object: String,
    /// The action, or the beginning of it up to a dot.
    pub action: String,
    /// The surface.
    pub surface: String,
    /// Not before this moment.
    pub from: Millis,
    /// Before this moment.
    pub until: Millis,
    /// A text, in small letters, within action, object, before or after.
    pub text: String,
}

/// Which revisions: `above` and `below` are not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Only above this one.
    pub above: i64,
    /// Only below this one.
    pub below: i64,
    /// So many rows at most.
    pub limit: i64,
}

macro_rules! which {
    ($instr:literal, $order:literal, $object:literal) => {
        concat!(
            "select revision, at, actor, surface, log_id, action, object, before, after, hash from change as c \
             where c.tenant = $1 and c.revision > $2 and c.revision < $3 ",
            $object,
            "and ($5 = 0 or exists (select 1 from json_each($6) as w where ",
            $instr,
            "(' ' || c.actor || ' ', ' ' || w.value || ' ') > 0)) \
             and ($7 = '' or c.action = $7 or ",
            $instr,
            "(c.action, $7 || '.') = 1) and ($8 = '' or c.surface = $8) and ($9 = 0 or c.at >= $9) \
             and ($10 = 0 or c.at < $10) and ($11 = '' or ",
            $instr,
            "(lower(c.action || ' ' || c.object || ' ' || c.before || ' ' || c.after), $11) > 0) \
             order by c.revision ",
            $order,
            " limit $12"
        )
    };
}

macro_rules! both {
    ($order:literal, $object:literal) => {
        Sql { sqlite: which!("instr", $order, $object), postgres: which!("strpos", $order, $object) }
    };
}

/// The rows of a stretch, the newest first, or the oldest first.
pub async fn rows(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    filter: &Filter,
    stretch: Stretch,
    newest_first: bool,
) -> Result<Vec<ToldRow>, StoreError> {
    const NEWEST_OF_ONE: Sql = both!("desc", "and c.object = $4 ");
    const OLDEST_OF_ONE: Sql = both!("asc", "and c.object = $4 ");
    const NEWEST: Sql = both!("desc", "and $4 = '' ");
    const OLDEST: Sql = both!("asc", "and $4 = '' ");
    let sql = match (filter.object.is_empty(), newest_first) {
        (true, true) => NEWEST,
        (true, false) => OLDEST,
        (false, true) => NEWEST_OF_ONE,
        (false, false) => OLDEST_OF_ONE,
    };
    let none = Vec::new();
    let actors: Vec<&str> = filter.actors.as_ref().unwrap_or(&none).iter().map(String::as_str).collect();
    let Filter { object, action, surface, from, until, text, .. } = filter;
    let named = i64::from(filter.actors.is_some());
    let actors = actors.as_slice();
    let values = args![
        tenant,
        stretch.above,
        stretch.below,
        object,
        named,
        actors,
        action,
        surface,
        *from,
        *until,
        text,
        stretch.limit
    ];
    tx.rows(sql, values).await
}

/// One row.
pub async fn one(tx: &mut Tx<'_>, tenant: TenantNo, revision: i64) -> Result<Option<ToldRow>, StoreError> {
    const ONE: &str = "select revision, at, actor, surface, log_id, action, object, before, after, hash from change \
                       where tenant = $1 and revision = $2";
    tx.row(ONE, args![tenant, revision]).await
}

/// The hash of one row.
pub async fn hash(tx: &mut Tx<'_>, tenant: TenantNo, revision: i64) -> Result<Option<Vec<u8>>, StoreError> {
    const HASH: &str = "select hash from change where tenant = $1 and revision = $2";
    Ok(tx.row::<(Vec<u8>,)>(HASH, args![tenant, revision]).await?.map(|(hash,)| hash))
}
