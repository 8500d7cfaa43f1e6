//! Both databases have the same tables, columns, keys and triggers.

use std::collections::BTreeSet;

use menjin_store::{Db, Settings, StoreError};

use super::database;
use crate::home::connect;

/// Ours only: what is said of a table that the server alone has.
const APART: &str = "('refinery_schema_history', 'node_lease', 'rate_window', 'impact')";

async fn sqlite(sql: String) -> BTreeSet<String> {
    let db = Db::open(&Settings::memory()).await.unwrap();
    let sql: &'static str = sql.leak();
    let rows: Result<Vec<String>, StoreError> = db.read(|tx| Box::pin(tx.rows(sql, &[]))).await;
    rows.unwrap().into_iter().collect()
}

async fn postgres(url: String, sql: String) -> BTreeSet<String> {
    let rows = connect(&url).await.query(&sql, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

fn same(ours: &BTreeSet<String>, theirs: &BTreeSet<String>) {
    assert!(ours.len() > 5, "{ours:?}");
    let missing: Vec<_> = ours.difference(theirs).collect();
    let more: Vec<_> = theirs.difference(ours).collect();
    assert!(missing.is_empty() && more.is_empty(), "only in SQLite: {missing:#?}\nonly in PostgreSQL: {more:#?}");
}

#[tokio::test]
async fn tables_and_columns_are_the_same() {
    let Some(server) = database().await else { return };
    let ours = sqlite(format!(
        "select m.name || '.' || c.name || ' ' || \
           case c.type when 'INTEGER' then 'bigint' when 'TEXT' then 'text' when 'BLOB' then 'bytea' else c.type end || \
           case c.\"notnull\" when 1 then ' not null' else '' end \
         from sqlite_schema as m, pragma_table_info(m.name) as c \
         where m.type = 'table' and m.name not like 'sqlite%' and m.name not in {APART}"
    ));
    let theirs = postgres(
        server.url(),
        format!(
            "select table_name || '.' || column_name || ' ' || data_type || \
               case is_nullable when 'NO' then ' not null' else '' end || \
               case when data_type = 'text' and collation_name is distinct from 'C' then ' without its collation' else '' end \
             from information_schema.columns where table_schema = 'public' and table_name not in {APART}"
        ),
    );
    let (ours, theirs) = tokio::join!(ours, theirs);
    same(&ours, &theirs);
}

#[tokio::test]
async fn keys_and_indexes_are_the_same() {
    let Some(server) = database().await else { return };
    let ours = sqlite(format!(
        "select m.name || ' ' || case when l.\"unique\" then 'unique ' else '' end || \
           case when l.partial then 'partial ' else '' end || group_concat(i.name) \
         from sqlite_schema as m, pragma_index_list(m.name) as l, pragma_index_info(l.name) as i \
         where m.type = 'table' and m.name not like 'sqlite%' and m.name not in {APART} group by m.name, l.name \
         union select m.name || ' unique ' || c.name from sqlite_schema as m, pragma_table_info(m.name) as c \
         where m.type = 'table' and c.pk = 1 and m.name in ('tenant', 'app')"
    ));
    let theirs = postgres(
        server.url(),
        format!(
            "select t.relname || ' ' || case when i.indisunique then 'unique ' else '' end || \
               case when i.indpred is not null then 'partial ' else '' end || \
               (select string_agg(a.attname, ',' order by k.place) from unnest(i.indkey) with ordinality as k (no, place) \
                  join pg_attribute as a on a.attrelid = t.oid and a.attnum = k.no) \
             from pg_index as i join pg_class as t on t.oid = i.indrelid \
             where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and t.relname not in {APART}"
        ),
    );
    let (ours, theirs) = tokio::join!(ours, theirs);
    same(&ours, &theirs);
}

#[tokio::test]
async fn triggers_are_the_same() {
    let Some(server) = database().await else { return };
    let ours = sqlite("select tbl_name || ' ' || name from sqlite_schema where type = 'trigger'".to_owned());
    let theirs = "select c.relname || ' ' || t.tgname from pg_trigger as t join pg_class as c on c.oid = t.tgrelid \
                  where not t.tgisinternal and c.relnamespace = 'public'::regnamespace";
    let (ours, theirs) = tokio::join!(ours, postgres(server.url(), theirs.to_owned()));
    same(&ours, &theirs);
}
