//! The way out of notices: who is due is claimed, sent, and noted. The sockets are somebody else's: this knows no HTTP and no
//! SMTP but a [`Carrier`].

use std::{sync::Arc, time::Duration};

use hmac::{Hmac, KeyInit as _, Mac as _};
use menjin_model::{Millis, TenantNo};
pub use menjin_store::BoxFuture;
use menjin_store::{
    StoreError, Tx, Written, administrator, delivery, delivery::DeliveryRow, person, setting, tenant, webhook,
};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::task::JoinHandle;

use super::{MAIL, sentence};
use crate::{Cx, Refusal, decision::when::rfc3339, governance::webhook::PURPOSE, ids::hex, nodes};

/// How long after each failed attempt the next is made, in milliseconds; after the last it is given up.
pub const RETRIES: [i64; 5] = [1_000, 5_000, 30_000, 300_000, 3_600_000];
/// Whoever claimed an attempt has so long; then it is taken to have died over it.
const LEASE: i64 = 60_000;
/// The largest body of a webhook.
const BODY_MAX: usize = 64 << 10;
/// How many attempts are under way at once.
const AT_ONCE: usize = 50;
/// How often is looked what is due.
const TICK: Duration = Duration::from_secs(1);
/// How often settled deliveries are forgotten, how long they are kept, and how many are forgotten at a time.
const SWEEP: u32 = 600;
const KEPT: i64 = 30 * 86_400_000;
const SWEEP_ROWS: i64 = 1000;
/// The longest error that is kept.
const ERROR_MAX: usize = 300;

/// Carries notices out of the house.
pub trait Carrier: std::fmt::Debug + Send + Sync {
    /// Calls a webhook; what went wrong, in words.
    fn post<'a>(&'a self, post: &'a Post) -> BoxFuture<'a, Result<(), String>>;
    /// Sends an e-mail; what went wrong, in words.
    fn mail<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), String>>;
}

/// A call of a webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Where.
    pub url: String,
    /// Its headers.
    pub headers: Vec<(&'static str, String)>,
    /// Its body, JSON.
    pub body: String,
}

/// An e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Keeps sending what is due.
pub fn start(cx: Arc<Cx>, carrier: Arc<dyn Carrier>) {
    tokio::spawn(async move {
        let mut running: Vec<JoinHandle<()>> = Vec::new();
        for tick in 0_u32.. {
            if tick.is_multiple_of(SWEEP)
                && let Err(error) = sweep(&cx).await
            {
                tracing::warn!(%error, "old deliveries were not forgotten");
            }
            running.retain(|one| !one.is_finished());
            // The clock of all nodes, if somebody moved it.
            let turned = match nodes::catch_up(&cx).await {
                Ok(()) => turn(&cx, &carrier, AT_ONCE - running.len()).await,
                Err(lost) => Err(lost.into()),
            };
            match turned {
                Ok(begun) => running.extend(begun),
                Err(refusal) => tracing::warn!(cause = refusal.0.cause, "notices wait"),
            }
            tokio::time::sleep(TICK).await;
        }
    });
}

/// Forgets what was settled long ago, of all tenants, a little at a time.
async fn sweep(cx: &Cx) -> Result<(), StoreError> {
    let before = Millis(cx.clock.now().0.saturating_sub(KEPT));
    let tenants = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(tenant::all(tx)) }).await?;
    for tenant in tenants {
        loop {
            let gone = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
                Box::pin(async move {
                    Ok(Written::unchanged(delivery::forget_before(tx, tenant, before, SWEEP_ROWS).await?))
                })
            });
            if gone.await? < SWEEP_ROWS.unsigned_abs() {
                break;
            }
        }
    }
    Ok(())
}

/// Notes for all nodes whether e-mails can be sent.
pub async fn can_mail(cx: &Cx, can: bool) -> Result<(), StoreError> {
    let word = if can { "on" } else { "off" };
    let kept = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(setting::find(tx, MAIL)) }).await?;
    if kept.as_deref().unwrap_or("off") == word {
        return Ok(());
    }
    cx.db.exclusive(move |tx| Box::pin(setting::put(tx, MAIL, word))).await
}

/// Begins what is due, at most `most` at once: each is claimed, so that of several nodes one sends it.
pub async fn turn(cx: &Arc<Cx>, carrier: &Arc<dyn Carrier>, most: usize) -> Result<Vec<JoinHandle<()>>, Refusal> {
    let now = cx.clock.now();
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let due = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(delivery::due(tx, now, limit)) });
    let mut begun = Vec::new();
    for row in due.await? {
        let claimed = row.clone();
        let until = Millis(now.0.saturating_add(LEASE));
        let claim = cx.db.write(row.tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
            let row = claimed.clone();
            Box::pin(async move { Ok(Written::unchanged(delivery::claim(tx, &row, until).await?)) })
        });
        if claim.await? {
            begun.push(tokio::spawn(attempt(Arc::clone(cx), Arc::clone(carrier), row)));
        }
    }
    Ok(begun)
}

async fn attempt(cx: Arc<Cx>, carrier: Arc<dyn Carrier>, row: DeliveryRow) {
    let sent = match letter(&cx, &row).await {
        Ok(Letter::Post(post)) => carrier.post(&post).await,
        Ok(Letter::Mail(mail)) => carrier.mail(&mail).await,
        Ok(Letter::Nowhere) => Ok(()),
        Err(refusal) => Err(refusal.0.cause.unwrap_or_default()),
    };
    if let Err(error) = note(&cx, &row, sent).await {
        // The claim ends by itself, and it is tried again.
        tracing::warn!(%error, delivery = row.id, "what became of a notice was not kept");
    }
}

/// Keeps how an attempt ended.
async fn note(cx: &Cx, row: &DeliveryRow, sent: Result<(), String>) -> Result<(), StoreError> {
    let now = cx.clock.now();
    let (tenant, id) = (row.tenant, row.id);
    let (done, due, error) = match sent {
        Ok(()) => (now, Millis(0), String::new()),
        Err(error) => {
            let pause = usize::try_from(row.attempts).ok().and_then(|tried| RETRIES.get(tried));
            let due = pause.map_or(Millis(0), |pause| Millis(now.0.saturating_add(*pause)));
            (Millis(0), due, error.chars().take(ERROR_MAX).collect())
        }
    };
    let noting = cx.db.write(tenant, move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let error = error.clone();
        Box::pin(async move { Ok(Written::unchanged(delivery::note(tx, tenant, id, (done, due), &error).await?)) })
    });
    noting.await
}

enum Letter {
    Post(Post),
    Mail(Mail),
    /// Nobody wants it any more.
    Nowhere,
}

async fn letter(cx: &Cx, row: &DeliveryRow) -> Result<Letter, Refusal> {
    let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
    if row.webhook == 0 {
        return mail(cx, row, &body).await;
    }
    let (tenant, id) = (row.tenant, row.webhook);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move { Ok((webhook::find(tx, tenant, id).await?, tenant::key(tx, tenant).await?)) })
    });
    let (hook, key) = read.await?;
    let Some(hook) = hook else { return Ok(Letter::Nowhere) };
    let secret = cx.keys.open(PURPOSE, &hook.secret);
    let secret = secret.ok_or_else(|| Refusal::fault("the webhook's secret cannot be opened with this server key"))?;
    let whole = |body: &Value| {
        let at = rfc3339(row.created);
        json!({"id": row.id, "kind": row.kind, "at": at, "tenant": key.clone(), "body": body}).to_string()
    };
    let mut text = whole(&body);
    if text.len() > BODY_MAX {
        text = whole(&json!({"truncated": true}));
    }
    let timestamp = (cx.clock.now().0 / 1000).to_string();
    let headers = vec![
        ("content-type", "application/json; charset=utf-8".to_owned()),
        ("x-menjin-delivery", row.id.to_string()),
        ("x-menjin-event", row.kind.clone()),
        ("x-menjin-signature", format!("v1={}", sign(&secret, &timestamp, &text))),
        ("x-menjin-timestamp", timestamp),
    ];
    Ok(Letter::Post(Post { url: hook.url, headers, body: text }))
}

/// The signature of a call: HMAC-SHA-256 of `<timestamp>.<body>`, in hex.
#[must_use]
pub fn sign(secret: &[u8], timestamp: &str, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return String::new() };
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body.as_bytes());
    hex(&mac.finalize().into_bytes())
}

async fn mail(cx: &Cx, row: &DeliveryRow, body: &Value) -> Result<Letter, Refusal> {
    let (tenant, to) = (row.tenant, row.address.clone());
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let to = to.clone();
        Box::pin(async move { reads_chinese(tx, tenant, &to).await })
    });
    let chinese = read.await?;
    let said = sentence(&row.kind, body, chinese);
    let subject: String = said.chars().filter(|letter| !letter.is_control()).take(120).collect();
    let (when, link) = (rfc3339(row.created), format!("{}/console/inbox", cx.settings.base_url));
    let text = if chinese {
        format!("{said}\n\n时间：{when}\n查看：{link}\n\n这是 menjin 自动发送的邮件。\n")
    } else {
        format!("{said}\n\nWhen: {when}\nLook: {link}\n\nSent by menjin.\n")
    };
    Ok(Letter::Mail(Mail { to: row.address.clone(), subject, text }))
}

/// In which language whoever has this address reads: administrators as they chose, others Chinese.
async fn reads_chinese(tx: &mut Tx<'_>, tenant: TenantNo, address: &str) -> Result<bool, StoreError> {
    let person = person::row::with_email(tx, tenant, address).await?;
    let rows = administrator::list(tx, tenant).await?;
    let reader = rows.iter().find(|row| row.login == address || person.is_some_and(|person| person == row.user));
    Ok(reader.is_none_or(|row| row.language != "en"))
}
