//! The schema of a database server: checked at start, changed only when asked to, as other nodes may still need the old one.

use std::error::Error as _;
use std::sync::Arc;

use refinery::Migration;
use tokio_postgres::Client;

use super::session::{LOCK_SCHEMA, LOCKS, Session};
use super::trouble::{Trouble, away, described, judge};
use crate::StoreError;

mod postgres {
    refinery::embed_migrations!("migrations/postgres");
}

/// What lies in a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    Ours(i32),
    Foreign,
}

/// Refuses a database that is not ours, or not of this program's schema.
pub(super) async fn check(session: &Session, server: &str) -> Result<(), StoreError> {
    let (server, known) = (server.to_owned(), known());
    match found(&session.client).await? {
        Found::Foreign => Err(StoreError::Foreign { server }),
        Found::Nothing => Err(StoreError::Older { server, found: 0, known }),
        Found::Ours(found) if found < known => Err(StoreError::Older { server, found, known }),
        Found::Ours(found) if found > known => Err(StoreError::Ahead { server, found, known }),
        Found::Ours(_) => Ok(()),
    }
}

/// Brings the schema up to date; the one it had before and has now. Who comes while another does it waits.
pub(super) async fn run(session: &mut Session, server: &str) -> Result<(i32, i32), StoreError> {
    session.control(&format!("select pg_advisory_lock({LOCKS}, {LOCK_SCHEMA})")).await?;
    let server = server.to_owned();
    let before = match found(&session.client).await? {
        Found::Foreign => return Err(StoreError::Foreign { server }),
        Found::Nothing => 0,
        Found::Ours(version) => version,
    };
    let known = known();
    if before > known {
        return Err(StoreError::Ahead { server, found: before, known });
    }
    if before < known {
        let runner = postgres::migrations::runner().set_grouped(true);
        let client = Arc::get_mut(&mut session.client).ok_or(StoreError::Unknown)?;
        runner.run_async(client).await.map_err(|error| failed(&error))?;
    }
    // The lock ends with the connection, which is used for nothing else.
    Ok((before, known))
}

fn migrations() -> Vec<Migration> {
    postgres::migrations::runner().get_migrations().clone()
}

fn known() -> i32 {
    migrations().iter().map(Migration::version).max().unwrap_or(0)
}

/// Ours is what has our first migration in its history; nothing is what has no table at all where ours would lie.
async fn found(client: &Client) -> Result<Found, StoreError> {
    const TABLES: &str = "select count(*), count(*) filter (where tablename = 'refinery_schema_history') \
                          from pg_catalog.pg_tables where schemaname = current_schema()";
    const HISTORY: &str = "select version, name, checksum from refinery_schema_history order by version";
    let wrong = |error: tokio_postgres::Error| match judge(&error) {
        Trouble::Passing { error, .. } | Trouble::Lost(error) | Trouble::Refused(error) => error,
    };
    let row = client.query_one(TABLES, &[]).await.map_err(wrong)?;
    let unread = |_| away("the server's answer is not understood");
    let (tables, history): (i64, i64) = (row.try_get(0).map_err(unread)?, row.try_get(1).map_err(unread)?);
    if tables == 0 {
        return Ok(Found::Nothing);
    }
    if history == 0 {
        return Ok(Found::Foreign);
    }
    let mut last = None;
    for row in client.query(HISTORY, &[]).await.map_err(wrong)? {
        let (Ok(version), Ok(name), Ok(checksum)) =
            (row.try_get::<_, i32>(0), row.try_get::<_, String>(1), row.try_get::<_, String>(2))
        else {
            return Ok(Found::Foreign);
        };
        let ours = migrations().into_iter().find(|migration| migration.version() == version);
        if let Some(ours) = ours
            && (ours.name() != name || ours.checksum().to_string() != checksum)
        {
            return Ok(Found::Foreign);
        }
        if last.is_none() && version != 1 {
            return Ok(Found::Foreign);
        }
        last = Some(version);
    }
    Ok(last.map_or(Found::Foreign, Found::Ours))
}

fn failed(error: &refinery::Error) -> StoreError {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(error) = inner.downcast_ref::<tokio_postgres::Error>() {
            let (code, message) = described(error);
            return StoreError::Driver { code, message };
        }
        cause = inner.source();
    }
    StoreError::Driver { code: "PostgreSQL".to_owned(), message: error.to_string() }
}
