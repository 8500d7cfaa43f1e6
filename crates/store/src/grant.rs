//! Sign-in: authorization codes and what people granted.

use menjin_model::{AppNo, Millis, TenantNo, UserNo};

use crate::{StoreError, Tx, args, from_row};

/// A row of `auth_code`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct CodeRow {
    pub tenant: TenantNo,
    pub app: AppNo,
    pub user: UserNo,
    pub scopes: String,
    pub redirect_uri: String,
    pub challenge: String,
    pub challenge_method: String,
    pub expires: Millis,
    pub used: bool,
}

from_row!(CodeRow { tenant, app, user, scopes, redirect_uri, challenge, challenge_method, expires, used });

/// The code with this hash.
pub async fn find_code(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<CodeRow>, StoreError> {
    const FIND: &str = "select tenant, app, user, scopes, redirect_uri, challenge, challenge_method, expires, used \
                        from auth_code where hash = $1";
    tx.row(FIND, args![hash]).await
}

/// Remembers a code.
pub async fn insert_code(tx: &mut Tx<'_>, hash: &[u8], code: &CodeRow) -> Result<(), StoreError> {
    const INSERT: &str = "insert into auth_code \
        (hash, tenant, app, user, scopes, redirect_uri, challenge, challenge_method, expires, used) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    tx.execute(
        INSERT,
        args![
            hash,
            code.tenant,
            code.app,
            code.user,
            &code.scopes,
            &code.redirect_uri,
            &code.challenge,
            &code.challenge_method,
            code.expires,
            code.used
        ],
    )
    .await?;
    Ok(())
}

/// Marks a code as used; `false` when it was used already.
pub async fn use_code(tx: &mut Tx<'_>, hash: &[u8]) -> Result<bool, StoreError> {
    const USE: &str = "update auth_code set used = 1 where hash = $1 and used = 0";
    Ok(tx.execute(USE, args![hash]).await? == 1)
}

/// Forgets codes whose minutes ended before this moment, a few at a time.
pub async fn forget_expired_codes(tx: &mut Tx<'_>, before: Millis) -> Result<u64, StoreError> {
    const FORGET: &str = "delete from auth_code where hash in (select hash from auth_code where expires < $1 order by expires limit 100)";
    tx.execute(FORGET, args![before]).await
}

/// Everything this person ever granted to the app, and when they last agreed.
pub async fn granted(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    user: UserNo,
) -> Result<Option<(String, Millis)>, StoreError> {
    const FIND: &str = "select scopes, granted from user_grant where tenant = $1 and app = $2 and user = $3";
    tx.row(FIND, args![tenant, app, user]).await
}

/// Remembers all that this person granted to the app.
pub async fn grant(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    user: UserNo,
    scopes: &str,
    now: Millis,
) -> Result<(), StoreError> {
    const GRANT: &str = "insert into user_grant (tenant, app, user, scopes, granted) values ($1, $2, $3, $4, $5) \
                         on conflict (tenant, app, user) do update set scopes = excluded.scopes, granted = excluded.granted";
    tx.execute(GRANT, args![tenant, app, user, scopes, now]).await?;
    Ok(())
}
