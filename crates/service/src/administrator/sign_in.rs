//! Coming in: by password, by a user token of the company, and then, where it was wished for, by a one-time code.
//!
//! An unknown login, a wrong password, a disabled and a locked administrator get the same answer after the same time. After five
//! wrong answers in a row nothing is taken for a quarter of an hour, and for twice as long after each further one, to a day.

mod code_step;
mod user_token;

use std::{sync::Arc, time::Duration};

use menjin_api::menjin::administrator::{PASSWORD_MAX, code};
use menjin_model::{AdministratorNo, Millis, TenantNo};
use menjin_store::{
    BoxFuture, StoreError, Tx, Written,
    administrator::{self as rows, AdministratorRow, session::SessionRow},
    tenant,
};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{
    history::Visit,
    password,
    session::{LONGEST, Via},
    ticket::{self, HalfIn},
};
use crate::{Caller, Cx, Refusal, ids::hex, keys};

pub use code_step::by_code;
pub use user_token::by_user_token;

/// So many wrong answers in a row lock.
const TRIES: i64 = 5;
/// For so long, and twice as long for each more.
const LOCK: i64 = 15 * 60_000;
/// But never longer.
const LOCK_MAX: i64 = 86_400_000;
/// No refusal is faster, so that the time does not tell what was wrong.
const SLOW: Duration = Duration::from_millis(250);

/// What somebody shows to come in. Its `Debug` tells no password.
pub struct Shown {
    /// The key of their company; empty where there is only one.
    pub company: String,
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shown").field("company", &self.company).field("login", &self.login).finish_non_exhaustive()
    }
}

/// How far somebody came.
pub enum Came {
    /// In: the value of the session's cookie.
    In(String),
    /// A one-time code is needed too: what its form has to bring along.
    Half(String),
}

impl std::fmt::Debug for Came {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::In(_) => "In(..)",
            Self::Half(_) => "Half(..)",
        })
    }
}

/// Comes in by password. `old` is the cookie of a session that ends with this.
pub async fn by_password(cx: &Cx, shown: Shown, old: Option<&str>, visit: &Visit) -> Result<Came, Refusal> {
    cx.limits.visit(visit.address, visit.now)?;
    let began = Instant::now();
    let came = try_password(cx, shown, old, visit).await;
    if came.is_err() {
        tokio::time::sleep_until(began + SLOW).await;
    }
    came
}

async fn try_password(cx: &Cx, shown: Shown, old: Option<&str>, visit: &Visit) -> Result<Came, Refusal> {
    let Shown { company, login, password } = shown;
    if password.len() > PASSWORD_MAX {
        return Err(code::WRONG.into());
    }
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(find(tx, company, login)) });
    let found = read.await?;
    let now = visit.now;
    let usable = found.as_ref().map(|(_, row)| row).filter(|row| !row.disabled && row.locked <= now);
    let hash = usable.map(|row| row.password.clone()).filter(|hash| !hash.is_empty());
    let right = password::verify(&password, hash.clone()).await?;
    let Some((tenant, row)) = found else { return Err(code::WRONG.into()) };
    let (no, kept) = (row.id, row.password);
    let opening = Arc::new(Opening::new(cx, tenant, Via::Password, old, visit)?);
    let half = HalfIn { tenant, administrator: no, by_password: true, mark: ticket::mark(&kept) };
    let half = ticket::seal(&cx.keys, "sign_in", &half, now);
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (opening, kept, half) = (Arc::clone(&opening), kept.clone(), half.clone());
        Box::pin(async move {
            let Some(row) = open_to(tx, &opening, no).await? else { return Ok(refused()) };
            let row = match row {
                Standing::Free(row) => row,
                Standing::Locked(row) => return Ok(locked_out(&row, &opening.visit)),
            };
            if row.password.is_empty() {
                return Ok(refused());
            }
            if !right || row.password != kept {
                return failed(tx, &opening, row).await;
            }
            if row.totp.is_some() {
                return Ok(Written::unchanged(Ok(Came::Half(half))));
            }
            opening.welcome(tx, row).await
        })
    });
    written.await?
}

/// The administrator of this login, in the company of this key, or in the only one.
async fn find(
    tx: &mut Tx<'_>,
    company: String,
    login: String,
) -> Result<Option<(TenantNo, AdministratorRow)>, StoreError> {
    let tenant = if company.is_empty() {
        match tenant::all(tx).await?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    } else {
        tenant::find_by_key(tx, &company).await?.map(|tenant| tenant.no)
    };
    let Some(tenant) = tenant else { return Ok(None) };
    let row = rows::find_by_login(tx, tenant, &login).await?;
    Ok(row.map(|row| (tenant, row)))
}

/// The outcome of a write that also counts failures: a refusal must not undo it.
type Outcome = Written<Result<Came, Refusal>>;

fn refused() -> Outcome {
    Written::unchanged(Err(code::WRONG.into()))
}

enum Standing {
    Free(AdministratorRow),
    Locked(AdministratorRow),
}

/// The administrator as they stand now; `None`: gone or disabled.
async fn open_to(tx: &mut Tx<'_>, opening: &Opening, no: AdministratorNo) -> Result<Option<Standing>, StoreError> {
    let row = rows::find(tx, opening.tenant, no).await?.filter(|row| !row.disabled);
    Ok(row.map(|row| if row.locked > opening.visit.now { Standing::Locked(row) } else { Standing::Free(row) }))
}

/// Whatever they showed: nothing is taken now.
fn locked_out(row: &AdministratorRow, visit: &Visit) -> Outcome {
    let after = json!({"address": visit.from(), "locked_until": row.locked.0});
    Written::new(Err(code::WRONG.into()), visit.stranger(row.id, "menjin.v1.sign_in.refused", after))
}

/// Counts a wrong answer, and locks when there were too many.
async fn failed(tx: &mut Tx<'_>, opening: &Opening, mut row: AdministratorRow) -> Result<Outcome, Refusal> {
    let visit = &opening.visit;
    row.failures = row.failures.saturating_add(1);
    let over = row.failures - TRIES;
    if over >= 0 {
        row.locked = Millis(visit.now.0.saturating_add(locked_for(over)));
    }
    rows::update(tx, opening.tenant, &row).await?;
    if over < 0 {
        return Ok(refused());
    }
    let after = json!({"address": visit.from(), "failures": row.failures, "locked_until": row.locked.0});
    Ok(Written::new(Err(code::WRONG.into()), visit.stranger(row.id, "menjin.v1.sign_in.locked", after)))
}

fn locked_for(over: i64) -> i64 {
    let doubled = u32::try_from(over).ok().and_then(|over| LOCK.checked_shl(over.min(20)));
    doubled.unwrap_or(LOCK_MAX).clamp(LOCK, LOCK_MAX)
}

/// A session about to be opened: a new value each time, and the old one ends.
pub(super) struct Opening {
    pub(super) tenant: TenantNo,
    via: Via,
    value: String,
    old: Option<[u8; 32]>,
    pub(super) visit: Visit,
}

impl Opening {
    pub(super) fn new(cx: &Cx, tenant: TenantNo, via: Via, old: Option<&str>, visit: &Visit) -> Result<Self, Refusal> {
        let value = hex(&cx.ids.bytes::<32>()?);
        let old = old.map(|old| keys::sha256(old.as_bytes()));
        Ok(Self { tenant, via, value, old, visit: visit.clone() })
    }

    /// Lets them in: failures are forgotten, a session begins, the old one ends.
    pub(super) async fn welcome(&self, tx: &mut Tx<'_>, row: AdministratorRow) -> Result<Outcome, Refusal> {
        let no = row.id;
        let value = self.begin(tx, row).await?;
        let after = json!({"via": self.via.as_str(), "address": self.visit.from()});
        Ok(Written::new(Ok(Came::In(value)), self.visit.own(no, "menjin.v1.sign_in", Value::Null, after)))
    }

    /// The same without its row of history, for who writes another.
    pub(super) async fn begin(&self, tx: &mut Tx<'_>, mut row: AdministratorRow) -> Result<String, StoreError> {
        let now = self.visit.now;
        (row.failures, row.locked) = (0, Millis(0));
        rows::update(tx, self.tenant, &row).await?;
        if let Some(old) = &self.old {
            rows::session::end(tx, old).await?;
        }
        let session = SessionRow {
            tenant: self.tenant,
            administrator: row.id,
            via: self.via.as_str().to_owned(),
            created: now,
            seen: now,
            expires: Millis(now.0.saturating_add(LONGEST)),
        };
        rows::session::insert(tx, &keys::sha256(self.value.as_bytes()), &session).await?;
        Ok(self.value.clone())
    }
}

/// In development: in with one click, as one of those that [`super::session::offered`] names.
pub async fn dev(
    cx: &Cx,
    (tenant, administrator): (TenantNo, AdministratorNo),
    old: Option<&str>,
    visit: &Visit,
) -> Result<Came, Refusal> {
    if !cx.settings.dev {
        return Err(menjin_api::menjin::code::FORBIDDEN.into());
    }
    let opening = Arc::new(Opening::new(cx, tenant, Via::Dev, old, visit)?);
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let opening = Arc::clone(&opening);
        Box::pin(async move {
            let row = rows::find(tx, tenant, administrator).await?.filter(|row| !row.disabled);
            match row {
                Some(row) => opening.welcome(tx, row).await,
                None => Ok(Written::unchanged(Err(menjin_api::menjin::code::NOT_FOUND.into()))),
            }
        })
    });
    written.await?
}

/// Out again: the session of this cookie ends.
pub async fn out(cx: &Cx, caller: &Caller, value: &str, visit: &Visit) -> Result<(), Refusal> {
    let hash = keys::sha256(value.as_bytes());
    let no = caller.administrator.as_ref().map(|administrator| administrator.no).unwrap_or_default();
    let visit = visit.clone();
    let written = cx.db.write(caller.tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let visit = visit.clone();
        Box::pin(async move {
            rows::session::end(tx, &hash).await?;
            let after = json!({"address": visit.from()});
            Ok(Written::new((), visit.own(no, "menjin.v1.sign_out", Value::Null, after)))
        })
    });
    Ok(written.await?)
}

/// The key of every company, where there are several to choose from.
pub async fn must_name_company(cx: &Cx) -> Result<bool, Refusal> {
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(tenant::all(tx)) });
    Ok(read.await?.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::{LOCK, LOCK_MAX, locked_for};

    #[test]
    fn a_lock_doubles_up_to_a_day() {
        let times: Vec<i64> = (0..9).map(locked_for).collect();
        let minutes: Vec<i64> = times.iter().map(|time| time / 60_000).collect();
        assert_eq!(minutes, [15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
        assert_eq!((locked_for(0), locked_for(i64::MAX)), (LOCK, LOCK_MAX));
    }
}
