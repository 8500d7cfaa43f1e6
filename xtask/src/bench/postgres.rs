//! The database server that `TEST_POSTGRES_URL` names: a database for each operation, and connections for the floors.

use anyhow::{Context, ensure};
use tokio_postgres::{Client, NoTls};

use super::{Bench, machine::file_system};

/// What measures everything.
pub(super) const COMMAND: &str = "POSTGRES_FSYNC=on .ci/postgres cargo xtask bench";

/// The URL of the server, if there is one.
pub(super) fn server() -> Option<String> {
    std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())
}

/// The server's version, where its data lie if that is this machine, and what a commit means there.
pub(super) fn describe(bench: &Bench) -> anyhow::Result<String> {
    const ASK: &str = "select current_setting('server_version'), current_setting('fsync') = 'on', \
                       current_setting('synchronous_commit'), \
                       (select setting from pg_settings where name = 'data_directory')";
    let url = at(bench.postgres.as_deref().context("no database server")?, None)?;
    bench.runtime.block_on(async {
        let row = connect(&url).await?.query_one(ASK, &[]).await?;
        let (version, waits): (String, bool) = (row.try_get(0)?, row.try_get(1)?);
        let (commit, folder): (String, Option<String>) = (row.try_get(2)?, row.try_get(3)?);
        let disk = folder.map(|folder| file_system(&folder)).filter(|kind| !kind.is_empty());
        let disk = disk.map(|kind| format!(" on {kind}")).unwrap_or_default();
        let fsync = if waits { "waited for the disk (`fsync=on`" } else { "did NOT wait for the disk (`fsync=off`" };
        Ok(format!("{version}{disk}, which {fsync}, `synchronous_commit={commit}`); connections without encryption"))
    })
}

/// A database, gone when dropped.
#[derive(Debug)]
pub(super) struct Database<'a> {
    bench: &'a Bench,
    name: String,
    url: String,
}

impl<'a> Database<'a> {
    /// Makes one with the server's own schema.
    pub(super) fn new(bench: &'a Bench, name: &str) -> anyhow::Result<Self> {
        let database = Self::empty(bench, name)?;
        bench.runtime.block_on(menjin_store::migrate(&database.url))?;
        Ok(database)
    }

    /// Makes one without a schema.
    pub(super) fn empty(bench: &'a Bench, name: &str) -> anyhow::Result<Self> {
        let server = bench.postgres.as_deref().context("no database server")?;
        let name = format!("menjin_bench_{}_{name}", std::process::id());
        let database = Self { bench, url: at(server, Some(&name))?, name };
        database.outside(&format!("create database {}", database.name))?;
        Ok(database)
    }

    /// Its address.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// A connection to it.
    pub(super) async fn connect(&self) -> anyhow::Result<Client> {
        connect(&self.url).await
    }

    /// Runs a statement that cannot run inside.
    fn outside(&self, sql: &str) -> anyhow::Result<()> {
        let url = at(self.bench.postgres.as_deref().context("no database server")?, None)?;
        self.bench.runtime.block_on(async { Ok(connect(&url).await?.batch_execute(sql).await?) })
    }
}

impl Drop for Database<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.outside(&format!("drop database if exists {} with (force)", self.name)) {
            eprintln!("the database {} stays: {error:#}", self.name);
        }
    }
}

async fn connect(url: &str) -> anyhow::Result<Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.context("the database server")?;
    tokio::spawn(connection);
    Ok(client)
}

/// The URL of another database on the same server, or of the same one; without encryption, so that floor and server are
/// alike.
fn at(url: &str, name: Option<&str>) -> anyhow::Result<String> {
    let (place, options) = url.split_once('?').unwrap_or((url, ""));
    let (scheme, rest) = place.split_once("://").unwrap_or_default();
    ensure!(matches!(scheme, "postgres" | "postgresql"), "TEST_POSTGRES_URL does not begin with postgres://");
    let (server, own) = rest.split_once('/').unwrap_or((rest, ""));
    let mut options: Vec<&str> =
        options.split('&').filter(|option| !option.is_empty() && !option.starts_with("ssl")).collect();
    options.push("sslmode=disable");
    Ok(format!("{scheme}://{server}/{}?{}", name.unwrap_or(own), options.join("&")))
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn another_database_is_on_the_same_server_without_encryption() {
        for (url, name, other) in [
            ("postgres://u:p@h:1/one", Some("two"), "postgres://u:p@h:1/two?sslmode=disable"),
            ("postgres://u:p@h:1/one", None, "postgres://u:p@h:1/one?sslmode=disable"),
            ("postgresql://h", Some("two"), "postgresql://h/two?sslmode=disable"),
            (
                "postgres://h/one?sslmode=require&connect_timeout=3&sslrootcert=system",
                Some("two"),
                "postgres://h/two?connect_timeout=3&sslmode=disable",
            ),
        ] {
            assert_eq!(at(url, name).unwrap(), other, "{url}");
        }
        assert!(at("sqlite:menjin.db", None).is_err());
    }
}
