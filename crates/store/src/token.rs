//! Tokens of every kind, by hash alone.

use menjin_model::{AppNo, Millis, TenantNo, UserNo};

use crate::app::AppRow;
use crate::{Db, FromColumns, FromRow, Row, StoreError, Tx, args, from_row};

/// A row of `token`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct TokenRow {
    pub kind: String,
    pub tenant: TenantNo,
    pub app: AppNo,
    pub user: UserNo,
    pub scopes: String,
    pub serial: i64,
    pub issued: Millis,
    pub expires: Millis,
    pub granted: Millis,
    pub state: String,
}

from_row!(TokenRow { kind, tenant, app, user, scopes, serial, issued, expires, granted, state });

/// The token with this hash.
pub async fn find(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<TokenRow>, StoreError> {
    const FIND: &str =
        "select kind, tenant, app, user, scopes, serial, issued, expires, granted, state from token where hash = $1";
    tx.row(FIND, args![hash]).await
}

/// The token with this hash and the app it is of: what every call asks first, in one query.
pub async fn find_with_app(db: &Db, hash: &[u8]) -> Result<Option<(TokenRow, AppRow)>, StoreError> {
    const FIND: &str = "select t.kind, t.tenant, t.app, t.user, t.scopes, t.serial, t.issued, t.expires, t.granted, t.state, \
        a.id, a.app_id, a.tenant, a.name, a.description, a.kind, a.status, a.scopes, a.contact_range, a.visible_to_all, \
        a.owner, a.bot_open_id, a.redirect_urls, a.ip_allow_list \
        from token as t join app as a on a.id = t.app where t.hash = $1";
    let found: Vec<OfApp> = db.glance(FIND, args![hash]).await?;
    Ok(found.into_iter().next().map(|OfApp(token, app)| (token, app)))
}

/// A row of `token` and one of `app` behind it.
struct OfApp(TokenRow, AppRow);

impl FromRow for OfApp {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let mut columns = row.columns();
        Ok(Self(TokenRow::from_columns(&mut columns)?, AppRow::from_columns(&mut columns)?))
    }
}

/// The newest tenant token of an app: what the rule of re-issuing looks at.
pub async fn newest(tx: &mut Tx<'_>, app: AppNo, tenant: TenantNo) -> Result<Option<TokenRow>, StoreError> {
    const NEWEST: &str = "select kind, tenant, app, user, scopes, serial, issued, expires, granted, state from token \
                          where app = $1 and tenant = $2 and kind = 'tenant' order by issued desc, serial desc limit 1";
    tx.row(NEWEST, args![app, tenant]).await
}

/// Remembers a token.
pub async fn insert(tx: &mut Tx<'_>, hash: &[u8], token: &TokenRow) -> Result<(), StoreError> {
    const INSERT: &str = "insert into token (hash, kind, tenant, app, user, scopes, serial, issued, expires, granted, state) \
                          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    tx.execute(
        INSERT,
        args![
            hash,
            &token.kind,
            token.tenant,
            token.app,
            token.user,
            &token.scopes,
            token.serial,
            token.issued,
            token.expires,
            token.granted,
            &token.state
        ],
    )
    .await?;
    Ok(())
}

/// Marks a live token as used; `false` when it was not live any more.
pub async fn use_up(tx: &mut Tx<'_>, hash: &[u8]) -> Result<bool, StoreError> {
    const USE: &str = "update token set state = 'used' where hash = $1 and state = 'live'";
    Ok(tx.execute(USE, args![hash]).await? == 1)
}

/// Forgets tokens whose life ended before this moment, a few at a time.
pub async fn forget_expired(tx: &mut Tx<'_>, before: Millis) -> Result<u64, StoreError> {
    const FORGET: &str =
        "delete from token where hash in (select hash from token where expires < $1 order by expires limit 100)";
    tx.execute(FORGET, args![before]).await
}
