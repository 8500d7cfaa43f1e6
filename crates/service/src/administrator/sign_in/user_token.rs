//! Coming in by a `user_access_token` of the company: who holds one has been let in by the company's own sign-in.

use std::sync::Arc;

use menjin_api::{
    code as platform,
    menjin::{administrator::code, sign_in::BY_USER_TOKEN},
};
use menjin_store::{BoxFuture, Written, administrator as rows};

use super::{Came, Opening, SLOW, Standing, locked_out, open_to};
use crate::{
    Cx, Refusal,
    administrator::{
        history::Visit,
        session::Via,
        ticket::{self, HalfIn},
    },
    admit::{Knock, admit},
};

/// Comes in by a user token of somebody who is an administrator.
pub async fn by_user_token(cx: &Cx, token: &str, old: Option<&str>, visit: &Visit) -> Result<Came, Refusal> {
    cx.limits.visit(visit.address, visit.now)?;
    let began = tokio::time::Instant::now();
    let came = try_token(cx, token, old, visit).await;
    if came.is_err() {
        tokio::time::sleep_until(began + SLOW).await;
    }
    came
}

async fn try_token(cx: &Cx, token: &str, old: Option<&str>, visit: &Visit) -> Result<Came, Refusal> {
    let header = format!("Bearer {}", token.trim());
    let knock = Knock { authorization: Some(&header), address: visit.address, wants_user_ids: false, now: visit.now };
    let caller = admit(cx, &BY_USER_TOKEN, &knock).await.map_err(not_taken)?;
    let (tenant, user) = (caller.tenant, caller.user.ok_or(code::USER_TOKEN)?);
    let opening = Arc::new(Opening::new(cx, tenant, Via::UserToken, old, visit)?);
    let seal = {
        let (keys, now) = (cx.keys.clone(), visit.now);
        move |row: &rows::AdministratorRow| {
            let half = HalfIn { tenant, administrator: row.id, by_password: false, mark: ticket::mark(&row.password) };
            ticket::seal(&keys, "sign_in", &half, now)
        }
    };
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (opening, seal) = (Arc::clone(&opening), seal.clone());
        Box::pin(async move {
            let Some(row) = rows::find_by_user(tx, tenant, user).await? else { return Ok(nobody()) };
            let row = match open_to(tx, &opening, row.id).await? {
                Some(Standing::Locked(row)) if row.totp.is_some() => return Ok(locked_out(&row, &opening.visit)),
                // A lock is of passwords and codes that are guessed; a token is not.
                Some(Standing::Free(row) | Standing::Locked(row)) => row,
                None => return Ok(nobody()),
            };
            if row.totp.is_some() {
                return Ok(Written::unchanged(Ok(Came::Half(seal(&row)))));
            }
            opening.welcome(tx, row).await
        })
    });
    written.await?
}

fn nobody() -> super::Outcome {
    Written::unchanged(Err(code::USER_TOKEN.into()))
}

/// One answer for every token that is not taken; what is our fault, or too often, stays that.
fn not_taken(refusal: Refusal) -> Refusal {
    let reason = &refusal.0;
    let passes = reason.code.is_none_or(|code| code.number == platform::RATE_LIMITED.number) || reason.unavailable;
    if passes { refusal } else { code::USER_TOKEN.into() }
}
