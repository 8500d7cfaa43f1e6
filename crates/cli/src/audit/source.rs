//! Whom the audit is asked of: a running server with an administrator's token, or a database itself.

use std::{fmt::Write as _, path::PathBuf};

use clap::Args;
use menjin_service::{
    Refusal,
    governance::audit::{self, Export, Format, Page, Proof, TenantNo, Way, Wish},
};
use menjin_store::{BoxFuture, Db, Settings, StoreError, tenant};
use serde_json::Value;

use crate::{
    ask::{Http, Reply},
    config, database,
    exit::Failure,
    output::Out,
};

const BASE_URL: &str = "http://127.0.0.1:8686";

/// The flags that name it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Whom to ask")]
pub(crate) struct Place {
    /// A running server, this machine's unless said otherwise.
    #[arg(long, env = "MENJIN_BASE_URL", value_name = "URL")]
    base_url: Option<String>,
    /// An API token of an administrator; rather in the variable, as others see flags.
    #[arg(long, env = "MENJIN_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// A database instead of a server: `sqlite:PATH` or `postgres://…`.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// A file that holds this URL.
    #[arg(long, value_name = "FILE", conflicts_with = "database")]
    database_file: Option<PathBuf>,
    /// The tenant in the database, when it holds several.
    #[arg(long, value_name = "KEY")]
    tenant: Option<String>,
    /// Settings file [default: menjin.toml, when there is one].
    #[arg(long, env = "MENJIN_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

/// What was opened.
#[derive(Debug)]
pub(super) enum Source {
    Server { http: Box<Http>, token: String },
    Database { db: Db, tenant: TenantNo },
}

/// Where the next page begins.
#[derive(Debug)]
pub(super) enum Next {
    Token(String),
    Below(i64),
}

impl Source {
    pub(super) async fn open(place: Place) -> Result<Self, Failure> {
        if let Some(named) = database::given("--database", place.database.as_deref(), place.database_file.as_deref())? {
            if let menjin_store::Place::File(path) = &named
                && !path.exists()
            {
                return Err(Failure::input(format!("{}: there is no database", path.display())));
            }
            let db = Db::open(&Settings::of(named)).await.map_err(|error| {
                let in_use = matches!(error, StoreError::InUse { .. });
                let mut failure = Failure::from(error);
                if in_use {
                    failure.text.push_str("\nhint: ask the server that uses it, with --base-url and --token");
                }
                failure
            })?;
            let tenant = company(&db, place.tenant).await?;
            return Ok(Self::Database { db, tenant });
        }
        let kept = config::file(place.config.as_deref())?;
        let token = place.token.ok_or_else(|| {
            Failure::input(
                "an administrator's API token is needed\nhint: MENJIN_TOKEN=mj-…, or --database to read one itself",
            )
        })?;
        let base = place.base_url.or(kept.base_url);
        Ok(Self::Server { http: Box::new(Http::new(base.as_deref().unwrap_or(BASE_URL))?), token })
    }

    pub(super) async fn close(self) {
        if let Self::Database { db, .. } = self {
            db.close().await;
        }
    }

    /// A page of changes, and where the next begins.
    pub(super) async fn page(
        &mut self,
        wish: &Wish,
        next: Option<Next>,
        size: usize,
    ) -> Result<(Vec<Value>, Option<Next>), Failure> {
        match self {
            Self::Database { db, tenant } => {
                let below = match next {
                    Some(Next::Below(below)) => Some(below),
                    _ => None,
                };
                let page = audit::page(db, *tenant, wish, Way::Down(below), size).await.map_err(refused)?;
                let Page { items, next, .. } = page;
                let items = items.iter().map(serde_json::to_value).collect::<Result<_, _>>();
                let items = items.map_err(|error| Failure::internal(error.to_string()))?;
                Ok((items, next.map(Next::Below)))
            }
            Self::Server { http, token } => {
                let mut path = format!("/menjin/v1/audit?page_size={size}{}", query(wish));
                if let Some(Next::Token(token)) = &next {
                    let _ = write!(path, "&page_token={token}");
                }
                let mut body = read(http.get(&path, token).await?)?;
                let items = match body.get_mut("items").map(Value::take) {
                    Some(Value::Array(items)) => items,
                    _ => Vec::new(),
                };
                let next = body.get("page_token").and_then(Value::as_str).map(|token| Next::Token(token.to_owned()));
                Ok((items, next))
            }
        }
    }

    /// What a verification of the whole chain found.
    pub(super) async fn verify(&mut self, expect: Option<&str>) -> Result<Value, Failure> {
        match self {
            Self::Database { db, tenant } => {
                let mut proof = Proof::default();
                loop {
                    let (data, reached) = audit::piece(db, *tenant, expect, proof).await.map_err(refused)?;
                    if !data.has_more {
                        return serde_json::to_value(data).map_err(|error| Failure::internal(error.to_string()));
                    }
                    proof = reached;
                }
            }
            Self::Server { http, token } => {
                let mut page = String::new();
                loop {
                    let expect = expect.map(|head| format!("&expect={}", encoded(head))).unwrap_or_default();
                    let path = format!("/menjin/v1/audit/verify?{page}{expect}");
                    let body = read(http.get(&path, token).await?)?;
                    match body.get("page_token").and_then(Value::as_str) {
                        Some(token) => page = format!("page_token={token}"),
                        None => return Ok(body),
                    }
                }
            }
        }
    }

    /// Writes an export, piece by piece.
    pub(super) async fn export(&mut self, wish: &Wish, format: Format, out: &mut Out) -> Result<(), Failure> {
        match self {
            Self::Database { db, tenant } => {
                let mut export = Export::new(db.clone(), *tenant, wish.clone(), format);
                while let Some(piece) = export.piece().await.map_err(refused)? {
                    out.write(&piece);
                    if !out.is_read() {
                        break;
                    }
                }
                Ok(())
            }
            Self::Server { http, token } => {
                let path = format!("/menjin/v1/audit/export?format={}{}", format.as_str(), query(wish));
                match http
                    .stream(&path, token, |piece| {
                        out.write(piece);
                        out.is_read()
                    })
                    .await?
                {
                    None => Ok(()),
                    Some(refused) => read(refused).map(drop),
                }
            }
        }
    }
}

async fn company(db: &Db, key: Option<String>) -> Result<TenantNo, Failure> {
    let named = key.clone();
    let read = db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let named = named.clone();
        Box::pin(async move {
            match named {
                Some(key) => Ok(tenant::find_by_key(tx, &key).await?.map(|tenant| tenant.no).into_iter().collect()),
                None => tenant::all(tx).await,
            }
        })
    });
    let found: Vec<TenantNo> = read.await?;
    match (found.as_slice(), key) {
        ([only], _) => Ok(*only),
        ([], Some(key)) => Err(Failure::input(format!("there is no tenant {key}"))),
        ([], None) => Err(Failure::input("the database holds no company")),
        _ => Err(Failure::input("the database holds several tenants\nhint: name one with --tenant")),
    }
}

fn query(wish: &Wish) -> String {
    let Wish { actor, object, action, surface, from, until, q } = wish;
    let fields = [
        ("actor", actor),
        ("object", object),
        ("action", action),
        ("surface", surface),
        ("from", from),
        ("until", until),
        ("q", q),
    ];
    let set = fields.iter().filter_map(|(name, value)| value.as_ref().map(|value| (name, value)));
    set.flat_map(|(name, value)| ["&", name, "=", &encoded(value)].map(str::to_owned)).collect()
}

/// A text as part of a query.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn read(reply: Reply) -> Result<Value, Failure> {
    let said = || {
        let text = reply.body.get("error").and_then(Value::as_str).map(str::to_owned);
        text.unwrap_or_else(|| format!("the server answered {}", reply.status))
    };
    match reply.status {
        200 => Ok(reply.body),
        401 | 403 => Err(Failure::denied(said())),
        400..500 => Err(Failure::input(said())),
        _ => Err(Failure::internal(said())),
    }
}

fn refused(refusal: Refusal) -> Failure {
    match refusal.0.fields.first() {
        Some(wrong) => Failure::input(format!("{} {}", wrong.field, wrong.description)),
        None => Failure::internal(refusal.0.cause.unwrap_or_else(|| "internal error".to_owned())),
    }
}
