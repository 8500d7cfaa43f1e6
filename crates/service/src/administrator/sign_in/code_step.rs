//! The second step: a one-time code, by who has shown everything else.

use std::sync::Arc;

use menjin_api::menjin::administrator::code;
use menjin_store::{BoxFuture, Written};

use super::{Came, Opening, SLOW, Standing, failed, locked_out, open_to, refused};
use crate::{
    Cx, Refusal,
    administrator::{
        history::Visit,
        session::Via,
        ticket::{self, HalfIn},
        totp,
    },
};

/// Comes in by a one-time code. A wrong one counts as a wrong password does.
pub async fn by_code(cx: &Cx, ticket: &str, given: &str, old: Option<&str>, visit: &Visit) -> Result<Came, Refusal> {
    cx.limits.visit(visit.address, visit.now)?;
    let began = tokio::time::Instant::now();
    let came = try_code(cx, ticket, given, old, visit).await;
    if came.is_err() {
        tokio::time::sleep_until(began + SLOW).await;
    }
    came
}

async fn try_code(cx: &Cx, ticket: &str, given: &str, old: Option<&str>, visit: &Visit) -> Result<Came, Refusal> {
    let half: HalfIn = ticket::open(&cx.keys, "sign_in", ticket, visit.now).ok_or(code::TOO_SLOW)?;
    let HalfIn { tenant, administrator, by_password, mark } = half;
    let via = if by_password { Via::Password } else { Via::UserToken };
    let opening = Arc::new(Opening::new(cx, tenant, via, old, visit)?);
    let (given, keys) = (given.to_owned(), cx.keys.clone());
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (opening, mark, given, keys) = (Arc::clone(&opening), mark.clone(), given.clone(), keys.clone());
        Box::pin(async move {
            let Some(standing) = open_to(tx, &opening, administrator).await? else { return Ok(refused()) };
            let mut row = match standing {
                Standing::Free(row) => row,
                Standing::Locked(row) => return Ok(locked_out(&row, &opening.visit)),
            };
            if ticket::mark(&row.password) != mark {
                return Ok(Written::unchanged(Err(code::TOO_SLOW.into())));
            }
            // Taken away meanwhile: everything asked for was shown.
            let Some(sealed) = &row.totp else { return opening.welcome(tx, row).await };
            let seed = keys.open("totp", sealed).ok_or_else(|| Refusal::fault("a seed does not open"))?;
            if let Some(step) = totp::verify(&seed, &given, opening.visit.now, row.totp_step) {
                row.totp_step = step;
                return opening.welcome(tx, row).await;
            }
            let mut outcome = failed(tx, &opening, row).await?;
            // Who is here knows the password already, and may know what is wrong; unless it locked.
            if outcome.audit.is_none() {
                outcome.answer = Err(Refusal::new(code::CODE).with_field("code", None, ""));
            }
            Ok(outcome)
        })
    });
    written.await?
}
