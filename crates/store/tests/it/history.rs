//! Ids and the chain of change rows.

use menjin_model::TenantNo;
use menjin_store::{Db, Sql, StoreError, Written, args, change};

use crate::help::{Answer, TENANT, entry, keep, open, put};
use crate::home::Home;

async fn broken(db: &Db) -> Option<i64> {
    let broken: Answer<_> = db.read(|tx| Box::pin(change::first_broken(tx, TENANT))).await;
    broken.unwrap()
}

async fn head(db: &Db, tenant: TenantNo) -> change::Head {
    let head: Answer<_> = db.read(move |tx| Box::pin(change::head(tx, tenant))).await;
    head.unwrap()
}

#[tokio::test]
async fn ids_hold_the_revision_and_count_within_it() {
    let db = open().await;
    assert_eq!(put(&db, TENANT, "a").await.unwrap(), 1 << 20 | 1);
    assert_eq!(put(&db, TenantNo(2), "b").await.unwrap(), 1 << 20 | 1);
    let ids: Answer<_> = db
        .write(TENANT, |tx| {
            Box::pin(async {
                let ids = (tx.new_id().await?, tx.new_id().await?, tx.revision().await?);
                Ok(Written::new(ids, entry("two")))
            })
        })
        .await;
    assert_eq!(ids.unwrap(), (2 << 20 | 1, 2 << 20 | 2, 2));
}

#[tokio::test]
async fn ids_never_repeat_through_refusals_and_restarts() {
    let home = Home::new().await;
    let mut last = 0;
    for start in 0..3 {
        let db = home.open().await;
        for n in 0..3 {
            let refused = put(&db, TENANT, if start == 0 && n == 0 { "first" } else { "0 0" }).await;
            assert_eq!(refused.is_err(), start > 0 || n > 1, "the same name twice");
            let id = put(&db, TENANT, &format!("{start} {}", n + 1)).await.unwrap();
            assert!(id > last);
            last = id;
        }
        db.close().await;
    }
    let db = home.open().await;
    assert_eq!(broken(&db).await, None);
}

#[tokio::test]
async fn a_write_that_keeps_rows_under_new_ids_needs_an_entry() {
    let db = open().await;
    let answer: Answer<()> = db
        .write(TENANT, |tx| {
            Box::pin(async {
                let id = tx.new_id().await?;
                keep(tx, &id.to_string()).await?;
                Ok(Written::unchanged(()))
            })
        })
        .await;
    assert!(matches!(answer, Err(StoreError::Misuse(_))));
    let unused: Answer<i64> =
        db.write(TENANT, |tx| Box::pin(async { Ok(Written::unchanged(tx.new_id().await?)) })).await;
    assert_eq!(unused.unwrap(), 1 << 20 | 1);
}

#[tokio::test]
async fn reads_and_imports_without_a_tenant_have_no_ids() {
    let db = open().await;
    let read: Answer<i64> = db.read(|tx| Box::pin(tx.new_id())).await;
    assert!(matches!(read, Err(StoreError::Misuse(_))));
    let import: Answer<i64> = db.exclusive(|tx| Box::pin(tx.new_id())).await;
    assert!(matches!(import, Err(StoreError::Misuse(_))));
}

#[tokio::test]
async fn an_import_takes_a_revision_of_each_tenant_it_begins() {
    let db = open().await;
    put(&db, TENANT, "before").await.unwrap();
    let ids: Answer<_> = db
        .exclusive(|tx| {
            Box::pin(async {
                tx.begin_tenant(TENANT, entry("import")).await?;
                let one = (tx.new_id().await?, tx.new_id().await?);
                tx.begin_tenant(TenantNo(2), entry("import")).await?;
                Ok((one, tx.new_id().await?))
            })
        })
        .await;
    assert_eq!(ids.unwrap(), ((2 << 20 | 1, 2 << 20 | 2), 1 << 20 | 1));
    assert_eq!(put(&db, TENANT, "after").await.unwrap(), 3 << 20 | 1);
    assert_eq!(head(&db, TenantNo(2)).await.revision, 1);
    assert_eq!(broken(&db).await, None);
}

#[tokio::test]
async fn an_import_of_more_than_a_million_rows_takes_more_revisions() {
    let db = open().await;
    let last: Answer<_> = db
        .exclusive(|tx| {
            Box::pin(async {
                tx.begin_tenant(TENANT, entry("import")).await?;
                let mut last = 0;
                for _ in 0..(1 << 20) {
                    let id = tx.new_id().await?;
                    assert!(id > last);
                    last = id;
                }
                Ok(last)
            })
        })
        .await;
    assert_eq!(last.unwrap(), 2 << 20 | 1);
    assert_eq!(head(&db, TENANT).await.revision, 2);
    assert_eq!(broken(&db).await, None);
}

#[tokio::test]
async fn the_chain_holds_and_breaks_where_it_was_touched() {
    let db = open().await;
    for name in ["a", "b", "c", "d"] {
        put(&db, TENANT, name).await.unwrap();
    }
    assert_eq!(broken(&db).await, None);

    let columns = [
        "at",
        "actor",
        "surface",
        "log_id",
        "action",
        "object",
        "before",
        "after",
        "prev",
        "hash",
        "facts",
        "facts_hash",
    ];
    for column in columns {
        touch(&db, column).await;
        assert_eq!(broken(&db).await, Some(3), "{column}");
        touch(&db, column).await;
        assert_eq!(broken(&db).await, None, "{column}");
    }
    let moved = "update change set actor = substr(actor, 1, length(actor) - 1), \
                 surface = substr(actor, length(actor)) || surface";
    run(&db, moved).await;
    assert_eq!(broken(&db).await, Some(1), "a character moved from one column to the next");
    run(&db, "update change set actor = actor || substr(surface, 1, 1), surface = substr(surface, 2)").await;
    run(&db, "delete from change where revision = 2").await;
    assert_eq!(broken(&db).await, Some(2), "the first that is missing");
}

async fn run(db: &Db, sql: &'static str) {
    let changed: Answer<u64> = db.exclusive(move |tx| Box::pin(tx.execute(sql, &[]))).await;
    assert!(changed.unwrap() > 0);
}

/// Flips the lowest bit of the last byte of one column of revision 3; a second time flips it back.
async fn touch(db: &Db, column: &'static str) {
    const TEXT_TO_BYTES: &str = "convert_to({column}, 'UTF8')";
    const BYTES_TO_TEXT: &str = "convert_from($1, 'UTF8')";
    let leaked = |sql: String| {
        let sqlite = sql.replace("convert_to(", "cast(").replace("convert_from(", "cast(");
        let kind = if sql.starts_with("select") { " as blob" } else { " as text" };
        let sqlite = sqlite.replace(", 'UTF8'", kind);
        let here = |sql: String| -> &'static str { format!("{sql} where revision = 3").leak() };
        Sql { sqlite: here(sqlite), postgres: here(sql) }
    };
    let (read, write) = match column {
        "prev" | "hash" | "facts" | "facts_hash" => {
            (format!("select {column} from change"), format!("update change set {column} = $1"))
        }
        "at" => (
            "select {} from change".replace("{}", TEXT_TO_BYTES).replace("{column}", "cast(at as text)"),
            format!("update change set at = cast({BYTES_TO_TEXT} as bigint)"),
        ),
        _ => (
            format!("select {} from change", TEXT_TO_BYTES.replace("{column}", column)),
            format!("update change set {column} = {BYTES_TO_TEXT}"),
        ),
    };
    let (read, write) = (leaked(read), leaked(write));
    let changed: Answer<u64> = db
        .exclusive(move |tx| {
            Box::pin(async move {
                let bytes: Option<Vec<u8>> = tx.row(read, &[]).await?;
                let mut bytes = bytes.unwrap();
                *bytes.last_mut().unwrap() ^= 1;
                tx.execute(write, args![bytes]).await
            })
        })
        .await;
    assert_eq!(changed.unwrap(), 1);
}
