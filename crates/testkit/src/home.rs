//! Where the database of a test lies: in a temporary file, or on the PostgreSQL server that `TEST_POSTGRES_URL` names when
//! `MENJIN_TEST_ON=postgres`.

use std::sync::atomic::{AtomicU32, Ordering};

use menjin_store::{PostgresSettings, Settings, migrate};
use tokio::sync::OnceCell;
use tokio_postgres::NoTls;

/// A database on the server, with the schema; gone when dropped.
#[derive(Debug)]
pub struct Home {
    base: String,
    name: String,
}

/// The server that tests shall run on.
#[must_use]
pub fn server() -> Option<String> {
    std::env::var_os("MENJIN_TEST_ON").filter(|on| on == "postgres")?;
    std::env::var("TEST_POSTGRES_URL").ok()
}

impl Home {
    /// A new one: a copy of one that was migrated once, which is much quicker.
    ///
    /// # Panics
    /// When the server does not make one.
    pub async fn new(base: &str) -> Self {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        let template = TEMPLATE.get_or_init(|| async {
            let template = Self::copy_of(base, "template0").await;
            migrate(&template.url()).await.expect("the schema should be made");
            let name = template.name.clone();
            // Stays until the server goes: nobody drops what all tests copy.
            std::mem::forget(template);
            name
        });
        Self::copy_of(base, template.await).await
    }

    async fn copy_of(base: &str, template: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("menjin_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        run(base, &format!("create database {name} template {template}")).await;
        Self { base: base.to_owned(), name }
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        let server = self.base.rsplit_once('/').map_or(self.base.as_str(), |(server, _)| server);
        format!("{server}/{}", self.name)
    }

    /// How to open it, with few connections.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let postgres = PostgresSettings { connections: 4, ..PostgresSettings::default() };
        Settings { postgres, ..Settings::at(&self.url()) }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let (base, name) = (self.base.clone(), self.name.clone());
        // The test's own runtime may be the one that drops this, and cannot wait.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(run(&base, &format!("drop database if exists {name} with (force)")));
            Ok::<_, std::io::Error>(())
        });
        let _panicked = dropped.join();
    }
}

async fn run(url: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("the server for tests should answer");
    tokio::spawn(connection);
    client.batch_execute(sql).await.expect("the server for tests should do as it is told");
}
