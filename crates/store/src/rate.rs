//! Calls counted by all nodes of a database together, for rate limits. A node that has its database for itself counts in memory.

use menjin_model::{AppNo, TenantNo};

use crate::{Db, StoreError, Tx, args};

/// A call to be counted.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Counted {
    pub tenant: TenantNo,
    pub app: AppNo,
    pub call: &'static str,
    /// When, in seconds since 1970.
    pub second: i64,
    /// How many there may be in a calendar minute.
    pub a_minute: u32,
    /// How many there may be in a calendar second.
    pub a_second: u32,
}

/// Which limit is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// That of the minute.
    Minute,
    /// That of the second.
    Second,
}

async fn add(tx: &mut Tx<'_>, counted: Counted) -> Result<Option<Reached>, StoreError> {
    const ADD: &str = "insert into rate_window as w (tenant, app, call, minute, in_minute, second, in_second) \
        values ($1, $2, $3, $4, 1, $5, 1) \
        on conflict (tenant, app, call, minute) do update set \
          in_minute = w.in_minute + 1, \
          in_second = case when w.second in (excluded.second, excluded.second + 1) then w.in_second + 1 else 1 end, \
          second = case when w.second = excluded.second + 1 then w.second else excluded.second end \
        where w.in_minute < $6 and (w.second not in (excluded.second, excluded.second + 1) or w.in_second < $7) \
        returning w.in_minute";
    const FULL: &str = "select in_minute from rate_window where tenant = $1 and app = $2 and call = $3 and minute = $4";
    const FORGET: &str =
        "delete from rate_window where tenant = $1 and app = $2 and minute not between $3 - 1 and $3 + 1";
    let Counted { tenant, app, call, second, a_minute, a_second } = counted;
    let minute = second.div_euclid(60);
    let added: Option<i64> = tx.row(ADD, args![tenant, app, call, minute, second, a_minute, a_second]).await?;
    match added {
        // The first of a minute takes the old ones away.
        Some(1) => tx.execute(FORGET, args![tenant, app, minute]).await.map(|_| None),
        Some(_) => Ok(None),
        None => {
            let in_minute: i64 = tx.row(FULL, args![tenant, app, call, minute]).await?.unwrap_or(0);
            Ok(Some(if in_minute >= i64::from(a_minute) { Reached::Minute } else { Reached::Second }))
        }
    }
}

/// Counts a call, unless a limit is reached. A call that is up to a second late counts in the running second: the clocks of
/// nodes differ a little.
pub async fn count(db: &Db, counted: Counted) -> Result<Option<Reached>, StoreError> {
    db.aside(move |tx| Box::pin(add(tx, counted))).await
}

/// Forgets all counts.
pub async fn forget(db: &Db) -> Result<(), StoreError> {
    db.aside(|tx| Box::pin(async move { tx.execute("delete from rate_window", &[]).await.map(drop) })).await
}
