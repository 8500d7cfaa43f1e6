//! One's own one-time codes.

use menjin_api::menjin::administrator::code;
use menjin_store::{BoxFuture, StoreError, Written, administrator as rows, tenant};
use serde_json::json;

use super::{in_session, row, row_in};
use crate::{
    Caller, Cx, Refusal,
    administrator::{
        history::Visit,
        ticket::{self, Enrolling},
        totp,
    },
};

/// What a reader of one-time codes needs, and what the form that confirms has to bring along. Its `Debug` tells nothing.
pub struct Enrolment {
    /// `otpauth://…`, for a QR code.
    pub uri: String,
    /// The same for fingers: letters and digits.
    pub secret: String,
    /// For the form.
    pub ticket: String,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Enrolment(..)")
    }
}

/// Begins; nothing is kept before a code confirms it. With the `ticket` of an earlier beginning it is that one again.
pub async fn enrol(cx: &Cx, caller: &Caller, earlier: Option<&str>, visit: &Visit) -> Result<Enrolment, Refusal> {
    let (tenant, no) = (caller.tenant, in_session(caller)?.no);
    let row = row(cx, caller).await?;
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(tenant::name(tx, tenant)) });
    let company = read.await?.unwrap_or_default();
    let earlier = earlier.and_then(|earlier| ticket::open::<Enrolling>(&cx.keys, "totp_enrol", earlier, visit.now));
    let seed = match earlier.filter(|earlier| (earlier.tenant, earlier.administrator) == (tenant, no)) {
        Some(earlier) => earlier.seed,
        None => cx.ids.bytes::<{ totp::SEED }>()?.to_vec(),
    };
    let (uri, secret) = (totp::uri(&company, &row.login, &seed), totp::base32(&seed));
    let enrolling = Enrolling { tenant, administrator: no, seed };
    Ok(Enrolment { uri, secret, ticket: ticket::seal(&cx.keys, "totp_enrol", &enrolling, visit.now) })
}

/// Ends it: from now on a code is asked for. The code that confirms is used up.
pub async fn confirm(cx: &Cx, caller: &Caller, ticket: &str, given: &str, visit: &Visit) -> Result<(), Refusal> {
    cx.limits.visit(visit.address, visit.now)?;
    let (tenant, no) = (caller.tenant, in_session(caller)?.no);
    let enrolling = ticket::open::<Enrolling>(&cx.keys, "totp_enrol", ticket, visit.now);
    let enrolling = enrolling.filter(|one| (one.tenant, one.administrator) == (tenant, no)).ok_or(code::TOO_SLOW)?;
    let wrong = || Refusal::new(code::CODE).with_field("code", None, "");
    let step = totp::verify(&enrolling.seed, given, visit.now, 0).ok_or_else(wrong)?;
    let sealed = cx.keys.seal("totp", &enrolling.seed);
    let visit = visit.clone();
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (sealed, visit) = (sealed.clone(), visit.clone());
        Box::pin(async move {
            let mut row = row_in(tx, tenant, no).await?;
            // Else an open session alone would be enough to put another seed in the place of the owner's.
            if row.totp.is_some() {
                return Err(menjin_api::menjin::code::CONFLICT.into());
            }
            (row.totp, row.totp_step) = (Some(sealed), step);
            rows::update(tx, tenant, &row).await?;
            let (before, after) = (json!({"totp": false}), json!({"totp": true}));
            Ok(Written::new((), visit.own(no, "menjin.v1.totp.enable", before, after)))
        })
    });
    written.await
}

/// Does without codes again; by a code, so that an open session alone is not enough.
pub async fn give_up(cx: &Cx, caller: &Caller, given: &str, visit: &Visit) -> Result<(), Refusal> {
    cx.limits.visit(visit.address, visit.now)?;
    let (tenant, no) = (caller.tenant, in_session(caller)?.no);
    let (given, keys, visit) = (given.to_owned(), cx.keys.clone(), visit.clone());
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (given, keys, visit) = (given.clone(), keys.clone(), visit.clone());
        Box::pin(async move {
            let mut row = row_in(tx, tenant, no).await?;
            let sealed = row.totp.take().ok_or(code::NOTHING)?;
            let seed = keys.open("totp", &sealed).ok_or_else(|| Refusal::fault("a seed does not open"))?;
            if totp::verify(&seed, &given, visit.now, row.totp_step).is_none() {
                return Err(Refusal::new(code::CODE).with_field("code", None, ""));
            }
            row.totp_step = 0;
            rows::update(tx, tenant, &row).await?;
            let (before, after) = (json!({"totp": true}), json!({"totp": false}));
            Ok(Written::new((), visit.own(no, "menjin.v1.totp.disable", before, after)))
        })
    });
    written.await
}
