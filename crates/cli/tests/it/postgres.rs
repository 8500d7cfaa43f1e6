//! A database of its own on the server that `TEST_POSTGRES_URL` names; without one these tests are left out, and say so.

use std::io::Write as _;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

/// A database, empty; gone when dropped.
pub(crate) struct Postgres {
    base: String,
    name: String,
}

impl Postgres {
    pub(crate) fn new() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let Some(base) = std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty()) else {
            static SAID: Once = Once::new();
            // Past the capture of the test harness, which hides what passing tests say.
            SAID.call_once(|| {
                let _unsaid = writeln!(
                    std::io::stderr(),
                    "left out: the commands on PostgreSQL; run them with .ci/postgres cargo test -p menjin-cli"
                );
            });
            return None;
        };
        let name = format!("menjin_cli_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        run(&base, &format!("create database {name} template template0"));
        Some(Self { base, name })
    }

    pub(crate) fn url(&self) -> String {
        let (server, _) = self.base.rsplit_once('/').unwrap();
        format!("{server}/{}", self.name)
    }

    /// The password in its URL.
    pub(crate) fn password(&self) -> &str {
        let (before, _) = self.base.split_once('@').unwrap();
        before.rsplit_once(':').unwrap().1
    }

    /// Runs SQL from outside.
    pub(crate) fn run(&self, sql: &str) {
        run(&self.url(), sql);
    }

    /// A number from outside.
    pub(crate) fn number(&self, sql: &str) -> i64 {
        with(&self.url(), async |client| client.query_one(sql, &[]).await.unwrap().get(0))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        run(&self.base, &format!("drop database if exists {} with (force)", self.name));
    }
}

fn run(url: &str, sql: &str) {
    with(url, async |client| client.batch_execute(sql).await.unwrap());
}

fn with<T>(url: &str, work: impl AsyncFnOnce(tokio_postgres::Client) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        work(client).await
    })
}
