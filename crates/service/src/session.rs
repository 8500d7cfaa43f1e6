//! Tokens seen lately, so that most calls ask the database nothing about their token; unless it is shared with other nodes.
//!
//! A token is remembered by its hash alone. What is cached of the app cannot change while it stands here: whoever changes
//! an app or brings back an earlier state forgets everything ([`Sessions::forget_all`]). A lookup that began before such a
//! change may end after it, so each bears the generation in which it began, and counts in no other.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use menjin_model::{AppNo, Millis, UserNo};
use menjin_store::{StoreError, Tx, app, token};
use quick_cache::sync::Cache;

use crate::{App, AppKind, Caller, Cx, Refusal, Scopes, keys, network::AllowList};

/// How many tokens are remembered.
const SESSIONS_MAX: usize = 50_000;

/// What a token stands for.
#[derive(Debug)]
pub struct Session {
    /// Whose it is.
    pub caller: Caller,
    /// Until when it is good.
    pub expires: Millis,
    /// Not revoked.
    pub live: bool,
    /// When it was looked up, counted in changes of apps.
    generation: u64,
}

/// Tokens seen lately.
pub struct Sessions {
    seen: Cache<[u8; 32], Arc<Session>>,
    generation: AtomicU64,
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sessions").field("seen", &self.seen.len()).finish_non_exhaustive()
    }
}

impl Default for Sessions {
    fn default() -> Self {
        Self { seen: Cache::new(SESSIONS_MAX), generation: AtomicU64::new(0) }
    }
}

impl Sessions {
    /// Forgets everything: an app, or all there is, has changed. To be called after the commit.
    pub fn forget_all(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.seen.clear();
    }
}

/// What `token` stands for; `None` when it is unknown, or of a kind that opens nothing by itself.
pub async fn find(cx: &Cx, token: &str) -> Result<Option<Arc<Session>>, Refusal> {
    let hash = keys::sha256(token.as_bytes());
    if cx.db.is_shared() {
        // Any other node may have changed the app, or what the token is worth.
        return Ok(load(cx, hash, 0).await?.map(Arc::new));
    }
    let generation = cx.sessions.generation.load(Ordering::Acquire);
    if let Some(session) = cx.sessions.seen.get(&hash).filter(|session| session.generation == generation) {
        return Ok(Some(session));
    }
    let Some(session) = load(cx, hash, generation).await?.map(Arc::new) else {
        return Ok(None);
    };
    cx.sessions.seen.insert(hash, Arc::clone(&session));
    Ok(Some(session))
}

async fn load(cx: &Cx, hash: [u8; 32], generation: u64) -> Result<Option<Session>, Refusal> {
    let Some((token, app)) = token::find_with_app(&cx.db, &hash).await? else {
        return Ok(None);
    };
    let user = match token.kind.as_str() {
        "tenant" => None,
        "user" => Some(token.user),
        _ => return Ok(None),
    };
    let app = Arc::new(App::from(app));
    let caller =
        Caller { tenant: token.tenant, app, user, granted: Scopes::from_json(&token.scopes), administrator: None };
    Ok(Some(Session { caller, expires: token.expires, live: token.state == "live", generation }))
}

/// An app by its internal identity.
pub async fn load_app(tx: &mut Tx<'_>, no: AppNo) -> Result<Option<App>, StoreError> {
    Ok(app::find(tx, no).await?.map(App::from))
}

impl From<app::AppRow> for App {
    fn from(row: app::AppRow) -> Self {
        Self {
            no: row.id,
            app_id: row.app_id,
            tenant: row.tenant,
            name: row.name,
            kind: if row.kind == "isv" { AppKind::Isv } else { AppKind::Custom },
            enabled: row.status == 1,
            scopes: Scopes::from_json(&row.scopes),
            sees_everyone: row.contact_range == "all"
                || (row.contact_range == "equal_to_availability" && row.visible_to_all),
            bot_open_id: row.bot_open_id,
            allowed_addresses: AllowList::from_json(&row.ip_allow_list),
        }
    }
}

/// The person of a user token; calls that take user tokens only may rely on there being one.
pub fn person(caller: &Caller) -> Result<UserNo, Refusal> {
    caller.user.ok_or_else(|| Refusal::fault("a call for people was made without one"))
}
