//! Bringing a database up to date when asked to, wherever it is.

use std::path::Path;

use super::file::{self, Found};
use super::migrate::{connect, known, version};
use super::postgres;
use super::{Db, Place, Settings};
use crate::StoreError;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upgraded {
    /// The database, as messages name it.
    pub place: String,
    /// Its schema before; 0 if it had none.
    pub before: i32,
    /// Its schema now.
    pub after: i32,
}

/// Brings the schema of a database up to date, or makes it. Doing it again is harmless.
///
/// A file does this by itself whenever it is opened; a database on a server only here.
pub async fn upgrade(place: &Place) -> Result<Upgraded, StoreError> {
    match place {
        Place::File(path) => file_upgrade(path).await,
        Place::Server(url) => {
            let (place, before, after) = postgres::migrate_at(url).await?;
            Ok(Upgraded { place, before, after })
        }
    }
}

async fn file_upgrade(path: &Path) -> Result<Upgraded, StoreError> {
    let path = file::resolve(path)?;
    let before = before(&path)?;
    Db::open(&Settings::new(&path)).await?.close().await;
    Ok(Upgraded { place: path.display().to_string(), before, after: known() })
}

fn before(path: &Path) -> Result<i32, StoreError> {
    if file::inspect(path)? == Found::Nothing {
        return Ok(0);
    }
    let _lock = file::lock(path)?;
    version(&connect(path)?).map_err(|error| file::opening(path, &error))
}
