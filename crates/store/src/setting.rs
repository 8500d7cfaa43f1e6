//! What the whole server remembers, by name.

use crate::{Db, StoreError, Tx, args};

/// A setting.
pub async fn find(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    const FIND: &str = "select value from setting where name = $1";
    Ok(tx.row::<(String,)>(FIND, args![name]).await?.map(|(value,)| value))
}

/// Those of these settings that there are.
pub async fn find_all(db: &Db, names: &[&str]) -> Result<Vec<(String, String)>, StoreError> {
    db.glance("select name, value from setting where name in (select value from json_each($1))", args![names]).await
}

/// Sets it.
pub async fn put(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    const PUT: &str =
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
    tx.execute(PUT, args![name, value]).await?;
    Ok(())
}
