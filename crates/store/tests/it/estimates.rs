//! The planner's estimates fit the schema: it plans by them alone, so an index without one is taken for the best of all.

use menjin_store::StoreError;

use crate::help::open;

/// Rows of `sqlite_stat1` name the primary key of a table without rowid like the table.
const INDEXES: &str = "select case l.origin when 'pk' then m.name else l.name end as name, \
      (select count(*) from pragma_index_xinfo(l.name) as x where x.key) as keys, \
      (select x.name from pragma_index_xinfo(l.name) as x where x.seqno = 0) as first \
    from sqlite_schema as m, pragma_index_list(m.name) as l where m.type = 'table'";

async fn names(query: String) -> Vec<String> {
    let query: &'static str = query.leak();
    let names: Result<_, StoreError> = open().await.read(|tx| Box::pin(tx.rows(query, &[]))).await;
    names.unwrap()
}

#[tokio::test]
async fn every_index_that_begins_with_the_tenant_has_an_estimate() {
    let query = format!(
        "select name from ({INDEXES}) where first = 'tenant' and keys > 1 and name not in (select idx from sqlite_stat1)"
    );
    assert_eq!(names(query).await, Vec::<String>::new());
}

#[tokio::test]
async fn every_estimate_is_of_an_index_and_has_a_number_for_each_column() {
    let query = format!(
        "select idx from sqlite_stat1 where not exists (select 1 from ({INDEXES}) as i where i.name = idx \
           and i.keys = length(stat) - length(replace(stat, ' ', '')))"
    );
    assert_eq!(names(query).await, Vec::<String>::new());
}
