//! One transaction, as operations and queries see it.

use menjin_model::{Change, TenantNo};

use super::postgres::pool::Pooled;
use super::postgres::session::Session;
use super::row::{FromRow, Row};
use super::sql::Sql;
use super::sqlite::Lite;
use super::value::Value;
use crate::change::{self, Head};
use crate::recall::{Touch, View};
use crate::{AuditEntry, StoreError};

/// How many bits of an internal id count the rows of one write.
pub const ROW_BITS: u32 = 20;
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
    /// A connection to a server, lent for one operation.
    Remote(&'c mut Session),
    /// Another, given back to its pool with the transaction.
    Pooled(Pooled),
}

/// Either database's connection.
enum Connection<'a> {
    Lite(&'a mut Lite),
    Session(&'a mut Session),
}

impl Driver<'_> {
    fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Lent(lite) => Connection::Lite(lite),
            Self::Own(lite) => Connection::Lite(lite),
            Self::Remote(session) => Connection::Session(session),
            Self::Pooled(session) => Connection::Session(session),
        }
    }
}

/// Where new ids come from.
#[derive(Debug)]
enum Journal {
    /// Nowhere: the transaction reads.
    None,
    /// The one revision of a write, and what was done to facts; its change row is added by the writer.
    Write(Series, Vec<Change>),
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
            Driver::Lent(_) | Driver::Remote(_) | Driver::Pooled(_) => None,
        }
    }

    pub(super) fn write(lite: &'c mut Lite, tenant: TenantNo, head: Option<Head>) -> Self {
        Self { driver: Driver::Lent(lite), journal: Journal::Write(Series { tenant, head, last: 0 }, Vec::new()) }
    }

    pub(super) fn import(lite: &'c mut Lite) -> Self {
        Self { driver: Driver::Lent(lite), journal: Journal::Import(None) }
    }

    pub(super) fn pooled(session: Pooled) -> Self {
        Self { driver: Driver::Pooled(session), journal: Journal::None }
    }

    pub(super) fn remote(session: &'c mut Session, tenant: TenantNo, head: Option<Head>) -> Self {
        Self { driver: Driver::Remote(session), journal: Journal::Write(Series { tenant, head, last: 0 }, Vec::new()) }
    }

    pub(super) fn aside(session: &'c mut Session) -> Self {
        Self { driver: Driver::Remote(session), journal: Journal::None }
    }

    pub(super) fn remote_import(session: &'c mut Session) -> Self {
        Self { driver: Driver::Remote(session), journal: Journal::Import(None) }
    }

    /// Runs a statement; how many rows it changed.
    pub async fn execute(&mut self, sql: impl Into<Sql>, args: &[Value<'_>]) -> Result<u64, StoreError> {
        let sql = sql.into();
        match self.driver.connection() {
            Connection::Lite(lite) => lite.execute(sql.sqlite, args),
            Connection::Session(session) => session.execute(sql.postgres, args).await,
        }
    }

    /// Runs a statement that changes one row. Its answer may be awaited later; if it is refused then, the transaction is.
    pub(crate) async fn send_ahead(&mut self, sql: impl Into<Sql>, args: &[Value<'_>]) -> Result<(), StoreError> {
        let sql = sql.into();
        match self.driver.connection() {
            Connection::Lite(lite) => lite.execute(sql.sqlite, args).map(drop),
            Connection::Session(session) => session.send_ahead(sql.postgres, args).await,
        }
    }

    /// Runs a query; all rows of its answer.
    pub async fn rows<T: FromRow>(&mut self, sql: impl Into<Sql>, args: &[Value<'_>]) -> Result<Vec<T>, StoreError> {
        let sql = sql.into();
        match self.driver.connection() {
            Connection::Lite(lite) => lite.rows(sql.sqlite, args, usize::MAX),
            Connection::Session(session) => session.rows(sql.postgres, args, usize::MAX).await,
        }
    }

    /// Runs a query and shows the rows of its answer one after another: for long lists of which little is kept.
    pub async fn visit(
        &mut self,
        sql: impl Into<Sql>,
        args: &[Value<'_>],
        visitor: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let sql = sql.into();
        match self.driver.connection() {
            Connection::Lite(lite) => lite.visit(sql.sqlite, args, usize::MAX, visitor),
            Connection::Session(session) => session.visit(sql.postgres, args, usize::MAX, visitor).await.map(drop),
        }
    }

    /// Runs a query; the first row of its answer.
    pub async fn row<T: FromRow>(&mut self, sql: impl Into<Sql>, args: &[Value<'_>]) -> Result<Option<T>, StoreError> {
        let sql = sql.into();
        let mut rows = match self.driver.connection() {
            Connection::Lite(lite) => lite.rows(sql.sqlite, args, 1)?,
            Connection::Session(session) => session.rows(sql.postgres, args, 1).await?,
        };
        Ok(rows.pop())
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
            self.append(&series, &entry, None).await?;
        }
        Ok(())
    }

    /// Adds the change row of a write; what it did to facts.
    pub(super) async fn record(&mut self, entry: &AuditEntry) -> Result<(Head, Vec<Change>), StoreError> {
        self.revision().await?;
        match std::mem::replace(&mut self.journal, Journal::None) {
            Journal::Write(series, changes) => {
                let head = self.append(&series, entry, Some(&changes)).await?;
                Ok((head, changes))
            }
            Journal::None | Journal::Import(_) => Err(NO_JOURNAL),
        }
    }

    /// Says what a statement of this write just did to a fact. Imports and reads say nothing: after an import everything is
    /// to be loaded anew.
    pub(crate) fn note(&mut self, change: Change) {
        if let Journal::Write(_, notes) = &mut self.journal {
            notes.push(change);
        }
    }

    /// The same for many.
    pub(crate) fn note_all(&mut self, changes: impl IntoIterator<Item = Change>) {
        if let Journal::Write(_, notes) = &mut self.journal {
            notes.extend(changes);
        }
    }

    /// Whose facts are noted, if anybody wants to know: who has to ask the database for what was before asks this first.
    pub(crate) fn noted_tenant(&self) -> Option<TenantNo> {
        match &self.journal {
            Journal::Write(series, _) => Some(series.tenant),
            Journal::None | Journal::Import(_) => None,
        }
    }

    /// What was noted, taken out.
    pub(super) fn take_notes(&mut self) -> Vec<Change> {
        match &mut self.journal {
            Journal::Write(_, notes) => std::mem::take(notes),
            Journal::None | Journal::Import(_) => Vec::new(),
        }
    }

    /// Whether this write noted anything.
    pub(super) fn has_notes(&self) -> bool {
        matches!(&self.journal, Journal::Write(_, notes) if !notes.is_empty())
    }

    /// What is remembered, so that it need not be asked for.
    pub(crate) fn recall(&self) -> View<'_> {
        match &self.driver {
            Driver::Lent(lite) => View { recall: &lite.recall, snapshot: lite.snapshot, changed: Some(&lite.touched) },
            Driver::Own(lite) => View { recall: &lite.recall, snapshot: lite.snapshot, changed: None },
            // Other nodes write as well.
            Driver::Remote(_) | Driver::Pooled(_) => View::nothing(),
        }
    }

    /// Says that a row of the tenant's people, or of their ids, is about to change.
    pub(crate) fn touch_people(&mut self, tenant: TenantNo) {
        if let Connection::Lite(lite) = self.driver.connection()
            && !lite.touched.contains(&Touch::People(tenant))
        {
            lite.touched.push(Touch::People(tenant));
        }
    }

    /// Rows changed since the connection was opened.
    pub(super) fn changed_rows(&mut self) -> u64 {
        match self.driver.connection() {
            Connection::Lite(lite) => lite.changed_rows(),
            Connection::Session(session) => session.changed_rows(),
        }
    }

    /// Whether this write gave out ids.
    pub(super) fn made_ids(&self) -> bool {
        matches!(&self.journal, Journal::Write(series, _) if series.last > 0)
    }

    async fn next_import_revision(&mut self) -> Result<(), StoreError> {
        if let Journal::Import(import) = &mut self.journal
            && let Some((series, entry)) = import.take().map(|import| *import)
        {
            let head = self.append(&series, &entry, None).await?;
            let series = Series { tenant: series.tenant, head: Some(head), last: 0 };
            self.journal = Journal::Import(Some(Box::new((series, entry))));
        }
        Ok(())
    }

    async fn append(
        &mut self,
        series: &Series,
        entry: &AuditEntry,
        changes: Option<&[Change]>,
    ) -> Result<Head, StoreError> {
        let head = series.head.as_ref().ok_or(NO_JOURNAL)?;
        change::append(self, series.tenant, head, entry, changes).await
    }

    fn series(&mut self) -> Option<&mut Series> {
        match &mut self.journal {
            Journal::None | Journal::Import(None) => None,
            Journal::Write(series, _) => Some(series),
            Journal::Import(Some(import)) => Some(&mut import.0),
        }
    }

    /// Makes the next commit report this error, although it happens.
    #[cfg(test)]
    pub(crate) fn fail_commit(&mut self, code: i32) {
        if let Connection::Lite(lite) = self.driver.connection() {
            lite.fail_commit(code);
        }
    }
}

const NO_JOURNAL: StoreError =
    StoreError::Misuse("ids and revisions are for writes, and for imports of a tenant begun");
