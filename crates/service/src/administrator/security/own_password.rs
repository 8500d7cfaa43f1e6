//! One's own password.

use menjin_api::menjin::administrator::code;
use menjin_store::{BoxFuture, Written, administrator as rows};
use serde_json::json;

use super::{in_session, row, row_in};
use crate::{
    Caller, Cx, Refusal,
    administrator::{history::Visit, password},
    keys,
};

/// The passwords of the form. Its `Debug` tells none.
pub struct NewPassword {
    /// The present one; not asked for where there is none.
    pub current: String,
    /// The new one.
    pub password: String,
    /// The same again.
    pub again: String,
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(..)")
    }
}

/// Changes it. All sessions end but the one of `cookie`. A wrong current password counts against the address.
pub async fn change_password(
    cx: &Cx,
    caller: &Caller,
    new: NewPassword,
    cookie: &str,
    visit: &Visit,
) -> Result<(), Refusal> {
    cx.limits.visit(visit.address, visit.now)?;
    let (tenant, no) = (caller.tenant, in_session(caller)?.no);
    let row = row(cx, caller).await?;
    let kept = row.password;
    if !kept.is_empty() && !password::verify(&new.current, Some(kept.clone())).await? {
        return Err(Refusal::new(code::PASSWORD_WRONG).with_field("current", None, ""));
    }
    password::check(&row.login, &new.password)?;
    if new.password != new.again {
        return Err(Refusal::new(code::PASSWORDS_DIFFER).with_field("again", None, ""));
    }
    let hashed = password::hash(cx, &new.password).await?;
    let (here, visit) = (keys::sha256(cookie.as_bytes()), visit.clone());
    let written = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let (kept, hashed, visit) = (kept.clone(), hashed.clone(), visit.clone());
        Box::pin(async move {
            let mut row = row_in(tx, tenant, no).await?;
            if row.password != kept {
                return Err(menjin_api::menjin::code::CONFLICT.into());
            }
            row.password = hashed;
            rows::update(tx, tenant, &row).await?;
            rows::session::end_others(tx, tenant, no, &here).await?;
            rows::link::forget_all(tx, tenant, no).await?;
            let before = json!({"password": !kept.is_empty()});
            Ok(Written::new((), visit.own(no, "menjin.v1.password.change", before, json!({"password": true}))))
        })
    });
    written.await
}
