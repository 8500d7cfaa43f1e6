//! What the whole server remembers, by name.

use crate::{StoreError, Tx, args};

/// A setting.
pub async fn find(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    const FIND: &str = "select value from setting where name = $1";
    Ok(tx.row::<(String,)>(FIND, args![name]).await?.map(|(value,)| value))
}

/// Sets it.
pub async fn put(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    const PUT: &str =
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
    tx.execute(PUT, args![name, value]).await?;
    Ok(())
}
