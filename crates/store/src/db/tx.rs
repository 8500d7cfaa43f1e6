//! One transaction, as operations and queries see it.

use menjin_model::TenantNo;

use super::row::{FromRow, Row};
use super::sql::Sql;
use super::sqlite::Lite;
use super::value::Value;
use crate::change::{self, Head};
use crate::recall::{Touch, View};
use crate::{AuditEntry, StoreError};

/// How many bits of an internal id count the rows of one write.
const ROW_BITS: u32 = 20;
/// The number of the last row one write may name.
const ROWS_MAX: i64 = (1 << ROW_BITS) - 1;

/// A transaction. After an error of the store inside it, return the error; PostgreSQL would not go on.
#[derive(Debug)]
pub struct Tx<'c> {
    driver: Driver<'c>,
    journal: Journal,
}

#[derive(Debug)]
enum Driver<'c> {
    /// The writer's connection, lent for one operation.
    Lent(&'c mut Lite),
    /// A reader's, for good: then `'c` is free, and a read may borrow whatever its caller has.
    Own(Box<Lite>),
}

impl Driver<'_> {
    fn lite(&mut self) -> &mut Lite {
        match self {
            Self::Lent(lite) => lite,
            Self::Own(lite) => lite,
        }
    }
}

/// Where new ids come from.
#[derive(Debug)]
enum Journal {
    /// Nowhere: the transaction reads.
    None,
    /// The one revision of a write; its change row is added by the writer.
    Write(Series),
    /// As many revisions as an import needs; their change rows are added here.
    Import(Option<Box<(Series, AuditEntry)>>),
}

/// The ids of one revision.
#[derive(Debug)]
struct Series {
    tenant: TenantNo,
    /// The row of history before this write, once it was asked for.
    head: Option<Head>,
    /// The number of the last id given out.
    last: i64,
}

impl<'c> Tx<'c> {
    pub(super) fn read(lite: Box<Lite>) -> Self {
        Self { driver: Driver::Own(lite), journal: Journal::None }
    }

    /// Gives the connection of a read back.
    pub(super) fn into_reader(self) -> Option<Box<Lite>> {
        match self.driver {
            Driver::Own(lite) => Some(lite),
            Driver::Lent(_) => None,
        }
    }

    pub(super) fn write(lite: &'c mut Lite, tenant: TenantNo, head: Option<Head>) -> Self {
        Self { driver: Driver::Lent(lite), journal: Journal::Write(Series { tenant, head, last: 0 }) }
    }

    pub(super) fn import(lite: &'c mut Lite) -> Self {
        Self { driver: Driver::Lent(lite), journal: Journal::Import(None) }
    }

    /// Runs a statement; how many rows it changed.
    #[expect(clippy::unused_async, reason = "SQLite never waits, PostgreSQL will")]
    pub async fn execute(&mut self, sql: impl Into<Sql>, args: &[Value<'_>]) -> Result<u64, StoreError> {
        self.driver.lite().execute(sql.into().sqlite, args)
    }

    /// Runs a query; all rows of its answer.
    #[expect(clippy::unused_async, reason = "SQLite never waits, PostgreSQL will")]
    pub async fn rows<T: FromRow>(&mut self, sql: impl Into<Sql>, args: &[Value<'_>]) -> Result<Vec<T>, StoreError> {
        self.driver.lite().rows(sql.into().sqlite, args, usize::MAX)
    }

    /// Runs a query and shows the rows of its answer one after another: for long lists of which little is kept.
    #[expect(clippy::unused_async, reason = "SQLite never waits, PostgreSQL will")]
    pub async fn visit(
        &mut self,
        sql: impl Into<Sql>,
        args: &[Value<'_>],
        visitor: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.driver.lite().visit(sql.into().sqlite, args, usize::MAX, visitor)
    }

    /// Runs a query; the first row of its answer.
    #[expect(clippy::unused_async, reason = "SQLite never waits, PostgreSQL will")]
    pub async fn row<T: FromRow>(&mut self, sql: impl Into<Sql>, args: &[Value<'_>]) -> Result<Option<T>, StoreError> {
        Ok(self.driver.lite().rows(sql.into().sqlite, args, 1)?.pop())
    }

    /// The internal id of the next new row of this write: it orders by creation and is never given out twice.
    ///
    /// Only inside [`Db::write`](crate::Db::write), and inside [`Db::exclusive`](crate::Db::exclusive) after
    /// [`begin_tenant`](Self::begin_tenant). A write that keeps rows under new ids must hand over an audit entry.
    pub async fn new_id(&mut self) -> Result<i64, StoreError> {
        if matches!(&self.journal, Journal::Import(Some(import)) if import.0.last >= ROWS_MAX) {
            self.next_import_revision().await?;
        }
        let revision = self.revision().await?;
        let series = self.series().ok_or(NO_JOURNAL)?;
        if series.last >= ROWS_MAX {
            return Err(StoreError::Misuse("one write makes more than a million rows"));
        }
        series.last += 1;
        Ok(revision << ROW_BITS | series.last)
    }

    /// The revision of this write: one more than the tenant's last. In an import, the current one.
    pub async fn revision(&mut self) -> Result<i64, StoreError> {
        let series = self.series().ok_or(NO_JOURNAL)?;
        if let Some(head) = &series.head {
            return Ok(head.revision + 1);
        }
        let tenant = series.tenant;
        let head = change::head(self, tenant).await?;
        let revision = head.revision + 1;
        if let Some(series) = self.series() {
            series.head = Some(head);
        }
        Ok(revision)
    }

    /// Says whose rows come next, inside [`Db::exclusive`](crate::Db::exclusive), and how history shall name the import.
    ///
    /// What an exclusive transaction does is not recorded, but ids have to stay unique: so each tenant begun here gets one
    /// change row with this entry at the end (one more for every million rows). Begin it after deleting old history, if the
    /// history is to start afresh. The tenant's own row may be inserted before or after.
    pub async fn begin_tenant(&mut self, tenant: TenantNo, entry: AuditEntry) -> Result<(), StoreError> {
        self.end_tenant().await?;
        let Journal::Import(import) = &mut self.journal else {
            return Err(StoreError::Misuse("a tenant is begun outside an exclusive transaction"));
        };
        *import = Some(Box::new((Series { tenant, head: None, last: 0 }, entry)));
        self.revision().await.map(drop)
    }

    /// Writes the change row of the import that is under way, if there is one.
    pub(super) async fn end_tenant(&mut self) -> Result<(), StoreError> {
        if let Journal::Import(import) = &mut self.journal
            && let Some((series, entry)) = import.take().map(|import| *import)
        {
            self.append(&series, &entry).await?;
        }
        Ok(())
    }

    /// Adds the change row of a write.
    pub(super) async fn record(&mut self, entry: &AuditEntry) -> Result<Head, StoreError> {
        self.revision().await?;
        match std::mem::replace(&mut self.journal, Journal::None) {
            Journal::Write(series) => self.append(&series, entry).await,
            Journal::None | Journal::Import(_) => Err(NO_JOURNAL),
        }
    }

    /// What is remembered, so that it need not be asked for.
    pub(crate) fn recall(&self) -> View<'_> {
        match &self.driver {
            Driver::Lent(lite) => View { recall: &lite.recall, snapshot: lite.snapshot, changed: Some(&lite.touched) },
            Driver::Own(lite) => View { recall: &lite.recall, snapshot: lite.snapshot, changed: None },
        }
    }

    /// Says that a row of the tenant's people, or of their ids, is about to change.
    pub(crate) fn touch_people(&mut self, tenant: TenantNo) {
        let touched = &mut self.driver.lite().touched;
        if !touched.contains(&Touch::People(tenant)) {
            touched.push(Touch::People(tenant));
        }
    }

    /// Rows changed since the connection was opened.
    pub(super) fn changed_rows(&mut self) -> u64 {
        self.driver.lite().changed_rows()
    }

    /// Whether this write gave out ids.
    pub(super) fn made_ids(&self) -> bool {
        matches!(&self.journal, Journal::Write(series) if series.last > 0)
    }

    async fn next_import_revision(&mut self) -> Result<(), StoreError> {
        if let Journal::Import(import) = &mut self.journal
            && let Some((series, entry)) = import.take().map(|import| *import)
        {
            let head = self.append(&series, &entry).await?;
            let series = Series { tenant: series.tenant, head: Some(head), last: 0 };
            self.journal = Journal::Import(Some(Box::new((series, entry))));
        }
        Ok(())
    }

    async fn append(&mut self, series: &Series, entry: &AuditEntry) -> Result<Head, StoreError> {
        let head = series.head.as_ref().ok_or(NO_JOURNAL)?;
        change::append(self, series.tenant, head, entry).await
    }

    fn series(&mut self) -> Option<&mut Series> {
        match &mut self.journal {
            Journal::None | Journal::Import(None) => None,
            Journal::Write(series) => Some(series),
            Journal::Import(Some(import)) => Some(&mut import.0),
        }
    }

    /// Makes the next commit report this error, although it happens.
    #[cfg(test)]
    pub(crate) fn fail_commit(&mut self, code: i32) {
        self.driver.lite().fail_commit(code);
    }
}

const NO_JOURNAL: StoreError =
    StoreError::Misuse("ids and revisions are for writes, and for imports of a tenant begun");
