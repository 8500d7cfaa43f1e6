//! Encryption: asked for, and the server's name proven.

use menjin_store::{Db, Settings, StoreError};

use super::database;

/// Opens the database of this URL with these options; whether the connection is encrypted.
async fn encrypted(url: &str, options: &str) -> Result<bool, StoreError> {
    let db = Db::open(&Settings::at(&format!("{url}?{options}"))).await?;
    let sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    let ssl: Result<Option<bool>, StoreError> = db.read(|tx| Box::pin(tx.row(sql, &[]))).await;
    Ok(ssl?.unwrap())
}

#[tokio::test]
async fn connections_are_encrypted_as_told() {
    let Some(server) = database().await else { return };
    let Ok(ca) = std::env::var("TEST_POSTGRES_CA") else { return };
    let (by_number, by_name) = (server.url(), server.url().replace("127.0.0.1", "localhost"));

    assert!(!encrypted(&by_number, "sslmode=disable").await.unwrap());
    assert!(encrypted(&by_number, "").await.unwrap(), "preferred");
    assert!(encrypted(&by_number, "sslmode=require").await.unwrap());
    assert!(encrypted(&by_name, &format!("sslmode=verify-full&sslrootcert={ca}")).await.unwrap());

    let other_name = encrypted(&by_number, &format!("sslmode=verify-full&sslrootcert={ca}")).await;
    assert!(matches!(other_name, Err(StoreError::Away { .. })), "{other_name:?}");
    let unknown_root = encrypted(&by_name, "sslmode=verify-full").await;
    assert!(matches!(unknown_root, Err(StoreError::Away { .. } | StoreError::Url { .. })), "{unknown_root:?}");
    let no_file = encrypted(&by_name, "sslrootcert=/not/there.pem").await;
    assert!(matches!(no_file, Err(StoreError::Url { .. })), "{no_file:?}");
}
