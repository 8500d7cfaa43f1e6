//! What the tests share.

use std::pin::Pin;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Poll, Waker};

use menjin_model::{Millis, TenantNo};
use menjin_store::{AuditEntry, BoxFuture, Db, StoreError, Tx, Written, args};
use tokio::sync::watch;

use crate::home::{TestDb, on_postgres};

pub(crate) const TENANT: TenantNo = TenantNo(1);

pub(crate) type Answer<T> = Result<T, StoreError>;

pub(crate) async fn open() -> TestDb {
    TestDb::new(|_| {}).await
}

pub(crate) fn entry(object: &str) -> AuditEntry {
    AuditEntry {
        actor: "ou_1".into(),
        surface: "api".into(),
        log_id: "log".into(),
        at: Millis(1_767_254_400_000),
        action: "put".into(),
        object: object.into(),
        before: serde_json::Value::Null,
        after: serde_json::json!({ "名": object }),
    }
}

/// Keeps one row and records it; its new id.
pub(crate) async fn put(db: &Db, tenant: TenantNo, name: &str) -> Answer<i64> {
    let name = name.to_owned();
    db.write(tenant, move |tx| put_in(tx, name.clone())).await
}

pub(crate) fn put_in<'a>(tx: &'a mut Tx<'_>, name: String) -> BoxFuture<'a, Answer<Written<i64>>> {
    Box::pin(async move {
        let id = tx.new_id().await?;
        keep(tx, &name).await?;
        Ok(Written::new(id, entry(&name)))
    })
}

pub(crate) async fn keep(tx: &mut Tx<'_>, name: &str) -> Answer<u64> {
    tx.execute("insert into setting (name, value) values ($1, '')", args![name]).await
}

/// The names that were kept, in order.
pub(crate) async fn kept(db: &Db) -> Vec<String> {
    let names: Answer<_> =
        db.read(|tx| Box::pin(async { tx.rows("select name from setting order by name", &[]).await })).await;
    names.unwrap()
}

/// A call that is on its way: a write stands in the queue after this.
pub(crate) fn sent<'a, T: 'a>(call: impl Future<Output = T> + 'a) -> Pin<Box<dyn Future<Output = T> + 'a>> {
    let mut call = Box::pin(call);
    match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Pending => call,
        Poll::Ready(answer) => Box::pin(std::future::ready(answer)),
    }
}

/// Holds the writer inside an operation until it is dropped, so that a test decides what waits behind it.
#[expect(dead_code, reason = "dropping it lets the writer go on")]
pub(crate) struct Hold(Sender<()>, watch::Sender<()>);

pub(crate) async fn hold(db: &Db) -> (Hold, Pin<Box<dyn Future<Output = Answer<()>> + '_>>) {
    let (entered, mut inside) = tokio::sync::mpsc::unbounded_channel();
    let (release, held) = channel();
    let (release_waiting, held_waiting) = watch::channel(());
    let held: Mutex<Receiver<()>> = Mutex::new(held);
    let call = sent(db.write(TENANT, move |_| {
        // Nobody listens any more when the batch is run again.
        let _again = entered.send(());
        let mut held_waiting = held_waiting.clone();
        if !on_postgres() {
            let _dropped = held.lock().unwrap().recv();
        }
        Box::pin(async move {
            if on_postgres() {
                let _dropped = held_waiting.changed().await;
            }
            Ok(Written::unchanged(()))
        })
    }));
    inside.recv().await.unwrap();
    (Hold(release, release_waiting), call)
}
