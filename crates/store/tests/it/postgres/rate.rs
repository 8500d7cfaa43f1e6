//! Calls are counted over all nodes, each exactly once.

use menjin_model::{AppNo, TenantNo};
use menjin_store::Db;
use menjin_store::rate::{Counted, Reached, count, forget};

use super::{database, node};

const CALL: Counted =
    Counted { tenant: TenantNo(1), app: AppNo(2), call: "call", second: 6_000, a_minute: 10, a_second: 4 };

async fn at(db: &Db, second: i64) -> Option<Reached> {
    count(db, Counted { second, ..CALL }).await.unwrap()
}

#[tokio::test]
async fn windows_are_calendar_seconds_and_minutes() {
    let Some(server) = database().await else { return };
    let (one, other) = (node(&server, |_| ()).await, node(&server, |_| ()).await);
    for db in [&one, &other, &one, &other] {
        assert_eq!(at(db, 6_000).await, None);
    }
    assert_eq!(at(&one, 6_000).await, Some(Reached::Second));
    assert_eq!(at(&other, 6_001).await, None);
    // A second late: counted in the running one.
    for _ in 0..3 {
        assert_eq!(at(&one, 6_000).await, None);
    }
    assert_eq!(at(&one, 6_000).await, Some(Reached::Second));
    assert_eq!(at(&one, 6_001).await, Some(Reached::Second));
    assert_eq!(at(&one, 6_002).await, None);
    assert_eq!(at(&one, 6_010).await, None);
    assert_eq!(at(&one, 6_020).await, Some(Reached::Minute), "ten were counted");
    assert_eq!(at(&other, 6_060).await, None, "another minute");
    let of_another = Counted { app: AppNo(3), second: 6_020, ..CALL };
    assert_eq!(count(&one, of_another).await.unwrap(), None, "another app");

    forget(&one).await.unwrap();
    assert_eq!(at(&other, 6_020).await, None);
}

#[tokio::test]
async fn no_call_is_counted_twice_or_not_at_all() {
    let Some(server) = database().await else { return };
    let nodes = [node(&server, |_| ()).await, node(&server, |_| ()).await];
    let calls: Vec<_> = (0..40)
        .map(|n: usize| {
            let db = nodes[n % 2].clone();
            tokio::spawn(async move { count(&db, Counted { a_minute: 25, a_second: 100, ..CALL }).await.unwrap() })
        })
        .collect();
    let mut counted = 0;
    for call in calls {
        counted += usize::from(call.await.unwrap().is_none());
    }
    assert_eq!(counted, 25);
}
