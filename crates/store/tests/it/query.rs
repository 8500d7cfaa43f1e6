//! Arguments and rows.

use menjin_model::{GroupId, GroupNo, Millis, TenantNo, UserNo};
use menjin_store::tenant::{self, Tenant};
use menjin_store::{FromRow, Sql, StoreError, ToValue, Value, Written, args};

use crate::help::{Answer, TENANT, open};

async fn ask<T: FromRow + Send>(sql: impl Into<Sql> + Send, values: &[Value<'_>]) -> Answer<Vec<T>> {
    let sql = sql.into();
    open().await.read(|tx| Box::pin(async move { tx.rows(sql, values).await })).await
}

#[tokio::test]
async fn parameters_go_by_their_number() {
    let row = ask::<(i64, i64, i64, i64)>("select $2, $1, $3, $1", args![10, 20, 30]).await;
    assert_eq!(row.unwrap(), [(20, 10, 30, 10)]);
    let many = "select $11, $10, $9, $8, $7, $6, $5, $4, $3, $2, $1";
    let row = ask::<(i64, i64, i64, i64)>(many, args![1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).await;
    assert_eq!(row.unwrap(), [(11, 10, 9, 8)]);
}

#[tokio::test]
async fn wrong_parameters_are_refused() {
    for (sql, values) in [
        ("select $1, $2", args![1]),
        ("select $1", args![1, 2]),
        ("select $2, $3", args![1, 2]),
        ("select ?", args![1]),
        ("select $0", args![1]),
    ] {
        assert!(matches!(ask::<i64>(sql, values).await, Err(StoreError::Misuse(_))), "{sql}");
    }
}

#[tokio::test]
async fn every_kind_of_value_comes_back() {
    let (id, at) = (GroupId::from("g1"), Millis(5));
    let none: Option<i64> = None;
    let row = ask::<(GroupNo, GroupId, Millis, bool, String, Vec<u8>, Option<i64>, Option<String>)>(
        "select $1, $2, $3, $4, $5, $6, $7, $8",
        args![GroupNo(7), id, at, true, "门禁'\"\n", [0_u8, 255], none, Some("x")],
    )
    .await;
    let whole = (GroupNo(7), id, at, true, "门禁'\"\n".to_owned(), vec![0, 255], None, Some("x".to_owned()));
    assert_eq!(row.unwrap(), [whole]);
}

#[tokio::test]
async fn a_column_of_another_type_is_named() {
    assert!(matches!(
        ask::<(i64, i64)>("select 1, 'secret'", &[]).await,
        Err(StoreError::Column { index: 1, expected: "a number" })
    ));
    assert!(matches!(ask::<(i64, i64)>("select 1", &[]).await, Err(StoreError::Column { index: 1, .. })));
    assert!(matches!(ask::<i64>("select null", &[]).await, Err(StoreError::Column { index: 0, .. })));
    assert!(matches!(ask::<bool>("select 2", &[]).await, Err(StoreError::Column { index: 0, .. })));
}

#[tokio::test]
async fn rows_are_shown_one_after_another() {
    let seen: Answer<Vec<(String, i64)>> = open()
        .await
        .read(|tx| {
            Box::pin(async move {
                let mut seen = Vec::new();
                let list = "select value ->> 0, cast(value ->> 1 as bigint) from json_each($1)";
                tx.visit(list, args!["[[\"a\",1],[\"b\",2]]"], |row| {
                    seen.push((row.text(0)?.to_owned(), row.take(1)?));
                    Ok(())
                })
                .await?;
                Ok(seen)
            })
        })
        .await;
    assert_eq!(seen.unwrap(), [("a".to_owned(), 1), ("b".to_owned(), 2)]);

    let wrong: Answer<()> = open()
        .await
        .read(|tx| Box::pin(async move { tx.visit("select 'a', 2", &[], |row| row.text(1).map(drop)).await }))
        .await;
    assert!(matches!(wrong, Err(StoreError::Column { index: 1, expected: "text" })));
}

#[tokio::test]
async fn lists_of_10_000_are_one_argument() {
    const SUM: &str = "select cast(sum(value) as bigint), count(*) from json_each($1)";
    let numbers: Vec<i64> = (0..10_000).collect();
    assert_eq!(ask::<(i64, i64)>(SUM, args![numbers]).await.unwrap(), [(49_995_000, 10_000)]);
    let users: Vec<UserNo> = numbers.iter().copied().map(UserNo).collect();
    assert_eq!(ask::<(i64, i64)>(SUM, args![users]).await.unwrap(), [(49_995_000, 10_000)]);
    let texts: Vec<String> = (0..10_000).map(|n| format!("{n}\"\\\u{1}门")).collect();
    assert_eq!(ask::<String>("select value from json_each($1) order by key", args![texts]).await.unwrap(), texts);
    assert_eq!(ask::<i64>("select value from json_each($1)", args![Vec::<i64>::new()]).await.unwrap(), [0; 0]);
}

#[tokio::test]
async fn the_first_row_is_enough() {
    let db = open().await;
    let row: Answer<Option<i64>> = db
        .read(|tx| Box::pin(async { tx.row("select value from json_each($1)", args![[3_i64, 4].as_slice()]).await }))
        .await;
    assert_eq!(row.unwrap(), Some(3));
}

#[tokio::test]
async fn errors_hold_no_arguments() {
    let db = open().await;
    for (sql, values) in [
        ("insert into setting (name, value) values ($1, $1), ($1, $1)", args!["hunter2"]),
        ("insert into setting (name, value) values ($1, null)", args!["hunter2"]),
        ("insert into tenant (id) values ($1)", args!["hunter2"]),
        ("update setting set value = json($1)", args!["hunter2"]),
        ("select json($1)", args!["hunter2"]),
        ("select $1 from", args!["hunter2"]),
    ] {
        let values = values.to_vec().iter().map(owned).collect::<Vec<_>>();
        let answer: Answer<u64> = db
            .write(TENANT, move |tx| {
                let values = values.clone();
                Box::pin(async move {
                    tx.execute("insert into setting (name, value) values ('x', '')", &[]).await?;
                    Ok(Written::unchanged(tx.execute(sql, &values).await?))
                })
            })
            .await;
        let error = answer.unwrap_err();
        assert!(matches!(error, StoreError::Driver { .. }), "{sql}: {error:?}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{sql}: {error:?}");
    }
}

fn owned(value: &Value<'_>) -> Value<'static> {
    match value {
        Value::Text(text) => Value::Text(text.clone().into_owned().into()),
        other => panic!("{other:?} is not text"),
    }
}

#[tokio::test]
async fn tenants_are_found_by_key() {
    let db = open().await;
    let it = Tenant {
        no: TenantNo(1),
        key: "t1".into(),
        name: "Acme".into(),
        time_zone: "Asia/Shanghai".into(),
        created: Millis(1),
    };
    let new = it.clone();
    let added: Answer<_> = db
        .exclusive(move |tx| {
            Box::pin(async move { Ok((tenant::insert(tx, &new).await?, tenant::insert(tx, &new).await?)) })
        })
        .await;
    assert_eq!(added.unwrap(), (true, false));
    let found: Answer<_> = db
        .read(|tx| Box::pin(async { Ok((tenant::find_by_key(tx, "t1").await?, tenant::find_by_key(tx, "T1").await?)) }))
        .await;
    assert_eq!(found.unwrap(), (Some(it), None));
}

#[test]
fn arguments_of_arguments_are_the_same() {
    for value in [Value::Int(1), Value::Texts(vec!["a"]), Value::Ints(vec![1].into()), Value::Null] {
        assert_eq!(value.to_value(), value);
    }
}
