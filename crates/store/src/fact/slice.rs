//! The facts that one question needs.

use menjin_model::{Fact, Key, Party, TenantNo};

use crate::{StoreError, Tx};

/// The facts that a decision about this pair needs.
pub async fn slice(
    _tx: &mut Tx<'_>,
    _tenant: TenantNo,
    _subject: Party,
    _resource: Key,
) -> Result<Vec<Fact>, StoreError> {
    Ok(Vec::new())
}
