//! What dry runs would have changed, for an hour: where several nodes share a database, another than the one that was asked may be
//! asked to go on. A node that has its database for itself remembers them.

use menjin_model::{AppNo, Change, Millis, TenantNo, UserNo};

use crate::{Db, StoreError, Tx, args, packed};

/// How long a row is of use.
const LIFE_SECONDS: i64 = 3600;

/// A row of `impact`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ImpactRow {
    pub app: AppNo,
    pub user: UserNo,
    pub revision: i64,
    pub at: Millis,
    pub changes: Vec<Change>,
}

/// Keeps what a dry run would have changed; what is too old goes.
pub async fn keep(db: &Db, tenant: TenantNo, id: &str, row: ImpactRow) -> Result<(), StoreError> {
    const FORGET: &str = "delete from impact where tenant = $1 and at < $2";
    const KEEP: &str = "insert into impact (tenant, id, app, user, revision, at, changes) \
                        values ($1, $2, $3, $4, $5, $6, $7)";
    let id = id.to_owned();
    db.aside(move |tx| {
        Box::pin(async move {
            let ImpactRow { app, user, revision, at, changes } = row;
            tx.execute(FORGET, args![tenant, at.plus_seconds(-LIFE_SECONDS)]).await?;
            tx.execute(KEEP, args![tenant, id, app, user, revision, at, packed::pack(&changes)]).await.map(drop)
        })
    })
    .await
}

/// What the dry run of this id would have changed.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, id: &str) -> Result<Option<ImpactRow>, StoreError> {
    const FIND: &str = "select app, user, revision, at, changes from impact where tenant = $1 and id = $2";
    let found: Option<(AppNo, UserNo, i64, Millis, Vec<u8>)> = tx.row(FIND, args![tenant, id]).await?;
    Ok(found.and_then(|(app, user, revision, at, changes)| {
        Some(ImpactRow { app, user, revision, at, changes: packed::unpack(&changes)? })
    }))
}
