//! Databases of tests: a temporary file each, or, in the second run of the suite, a database each on a PostgreSQL server.
//!
//! [`again`] starts that second run: the same tests in a process of its own, when `TEST_POSTGRES_URL` names a server. To see
//! one test alone, set both variables: `MENJIN_TEST_ON=postgres TEST_POSTGRES_URL=.. cargo test -p menjin-store NAME`.

use std::io::Write as _;
use std::ops::Deref;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use menjin_store::{Db, PostgresSettings, Settings, migrate};
use tokio::sync::OnceCell;

/// Says in which run we are.
const RUN: &str = "MENJIN_TEST_ON";
/// Modules about files alone, or about both databases at once.
const LEFT_OUT: [&str; 6] = ["backup::", "moving::", "open::", "estimates::", "snapshot::", "home::"];

/// Whether this is the run on PostgreSQL.
pub(crate) fn on_postgres() -> bool {
    std::env::var_os(RUN).is_some_and(|on| on == "postgres")
}

/// The server for tests, if there is one.
pub(crate) fn server() -> Option<String> {
    let server = std::env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty());
    if server.is_none() {
        static SAID: AtomicU32 = AtomicU32::new(0);
        if SAID.fetch_add(1, Ordering::Relaxed) == 0 {
            // Past the capture of the test harness, which hides what passing tests say.
            let _unsaid = writeln!(
                std::io::stderr(),
                "left out: all tests of the store on PostgreSQL; run them with .ci/postgres cargo test -p menjin-store"
            );
        }
    }
    server
}

#[test]
fn everything_again_on_postgres() {
    if on_postgres() || server().is_none() {
        return;
    }
    let mut run = std::process::Command::new(std::env::current_exe().unwrap());
    run.env(RUN, "postgres").args(LEFT_OUT.iter().flat_map(|module| ["--skip", module]));
    let done = run.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
    print!("{said}");
}

/// A place for a database; it outlives each [`Db`] in it.
#[derive(Debug)]
pub(crate) enum Home {
    File(tempfile::TempDir),
    Server(Server),
}

impl Home {
    pub(crate) async fn new() -> Self {
        if on_postgres() {
            return Self::Server(Server::new(&server().expect("a server")).await);
        }
        Self::File(tempfile::tempdir().unwrap())
    }

    pub(crate) fn settings(&self) -> Settings {
        match self {
            Self::File(folder) => Settings::new(folder.path().join("menjin.db")),
            Self::Server(server) => server.settings(),
        }
    }

    pub(crate) async fn open(&self) -> Db {
        Db::open(&self.settings()).await.unwrap()
    }
}

/// An open database in a place of its own.
pub(crate) struct TestDb {
    db: Db,
    _home: Home,
}

impl TestDb {
    pub(crate) async fn new(change: impl FnOnce(&mut Settings)) -> Self {
        let home = Home::new().await;
        let mut settings = if on_postgres() { home.settings() } else { Settings::memory() };
        change(&mut settings);
        Self { db: Db::open(&settings).await.unwrap(), _home: home }
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// A database of its own on the server, with the schema; gone when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    base: String,
    name: String,
}

impl Server {
    /// A copy of one that was migrated once: making the schema for each test would take longer than the test.
    pub(crate) async fn new(base: &str) -> Self {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        let template = TEMPLATE
            .get_or_init(|| async {
                let template = Self::empty(base).await;
                migrate(&template.url()).await.unwrap();
                let name = template.name.clone();
                // Stays until the server goes; nobody drops what all tests copy.
                std::mem::forget(template);
                name
            })
            .await;
        Self::copy_of(base, template).await
    }

    /// Without a schema.
    pub(crate) async fn empty(base: &str) -> Self {
        Self::copy_of(base, "template0").await
    }

    async fn copy_of(base: &str, template: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("menjin_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        run(base, &format!("create database {name} template {template}")).await;
        Self { base: base.to_owned(), name }
    }

    pub(crate) fn url(&self) -> String {
        let (server, _) = self.base.rsplit_once('/').expect("a URL with the name of a database");
        format!("{server}/{}", self.name)
    }

    /// With less patience than a server has.
    pub(crate) fn settings(&self) -> Settings {
        let postgres = PostgresSettings {
            connections: 8,
            operation_deadline: Duration::from_secs(3),
            ..PostgresSettings::default()
        };
        Settings { postgres, ..Settings::at(&self.url()) }
    }

    /// Runs SQL from outside.
    pub(crate) async fn run(&self, sql: &str) {
        run(&self.url(), sql).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let (base, name) = (self.base.clone(), self.name.clone());
        // A test's own runtime may be the one that drops this, and cannot wait.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&base, &format!("drop database if exists {name} with (force)")));
        });
        let _panicked = dropped.join();
    }
}

/// A connection from outside.
pub(crate) async fn connect(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn run(url: &str, sql: &str) {
    connect(url).await.batch_execute(sql).await.unwrap();
}
