//! The seam from outside.
fn send<T: Send>(t: T) -> T {
    t
}
use menjin_model::TenantNo;
use menjin_store::{Db, Settings, StoreError, Written, args};

#[tokio::test]
async fn smoke() {
    let db = Db::open(&Settings::memory()).await.unwrap();
    let n: i64 = send(db.write(TenantNo(1), |tx| {
        Box::pin(async move {
            tx.execute("insert into setting (value, name) values ($2, $1)", args!["a", "b"]).await?;
            Ok::<_, StoreError>(Written::unchanged(3))
        })
    }))
    .await
    .unwrap();
    assert_eq!(n, 3);
    let v: Option<(String, String)> =
        send(db.read(|tx| Box::pin(async move { tx.row("select name, value from setting", &[]).await })))
            .await
            .unwrap_or_else(|e: StoreError| panic!("{e}"));
    assert_eq!(v, Some(("a".into(), "b".into())));
    drop(send(db.failed()));
    send(db.close()).await;
}
