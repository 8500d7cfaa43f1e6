//! What happened to some things lately.

use menjin_model::{Millis, TenantNo};

use crate::{StoreError, Tx, args, from_row};

/// A change, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct ChangeRow {
    pub revision: i64,
    pub at: Millis,
    pub actor: String,
    pub action: String,
    pub object: String,
}

from_row!(ChangeRow { revision, at, actor, action, object });

/// The latest changes of these objects (`group:<id>`), the latest first.
pub async fn of_objects(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    objects: &[String],
    most: i64,
) -> Result<Vec<ChangeRow>, StoreError> {
    const LIST: &str = "select c.revision, c.at, c.actor, c.action, c.object from json_each($2) as wanted \
        cross join change as c where c.tenant = $1 and c.object = wanted.value order by c.revision desc limit $3";
    tx.rows(LIST, args![tenant, objects, most]).await
}
