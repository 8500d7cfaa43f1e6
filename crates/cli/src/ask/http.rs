//! The least of an HTTP client that the commands need: POST of JSON, bounded in time and size.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Uri, header, uri::Scheme};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use serde_json::Value;

use crate::{exit::Failure, output::remark};

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// How large it may be.
const BODY_MAX: usize = 64 << 20;
/// How often a call is repeated when the server asks to wait.
const TRIES: u32 = 5;
/// The longest wait that is obeyed, in seconds.
const WAIT_MAX: u64 = 60;

/// A connection to one origin, opened when needed and kept.
#[derive(Debug)]
pub(crate) struct Http {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    /// `http://127.0.0.1:8686`, without a slash at the end.
    base: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// JSON, or a text of whatever else it was.
    pub(crate) body: Value,
    /// Under which the server's log knows it.
    pub(crate) log_id: Option<String>,
}

impl Http {
    pub(crate) fn new(base: &str) -> Result<Self, Failure> {
        let base = base.trim_end_matches('/');
        let uri = base.parse::<Uri>().ok().filter(|uri| {
            uri.host().is_some_and(|host| !host.is_empty())
                && uri.query().is_none()
                && uri.authority().is_some_and(|authority| !authority.as_str().contains('@'))
        });
        let scheme = uri.as_ref().and_then(Uri::scheme);
        let tls = match scheme {
            Some(scheme) if *scheme == Scheme::HTTP => tls(false)?,
            Some(scheme) if *scheme == Scheme::HTTPS => tls(true)?,
            _ => {
                return Err(Failure::input(
                    "--base-url is not an address of a server\nhint: http://127.0.0.1:8686, or https://HOST",
                ));
            }
        };
        let connector = HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().build();
        Ok(Self { client: Client::builder(TokioExecutor::new()).build(connector), base: base.to_owned() })
    }

    /// Reads JSON.
    pub(crate) async fn get(&self, path: &str, token: &str) -> Result<Reply, Failure> {
        let request = self.asking(path, token)?;
        let answered = async {
            let answer = self.client.request(request).await.map_err(|error| self.away(&innermost(&error)))?;
            let (head, body) = answer.into_parts();
            let body = Limited::new(body, BODY_MAX).collect().await.map_err(|error| self.away(&error.to_string()))?;
            Ok::<_, Failure>(reply(&head, &body.to_bytes()))
        };
        self.in_time(answered).await?
    }

    /// Hands over a long text as it comes, until `take` wants no more; a refusal comes back instead.
    pub(crate) async fn stream(
        &self,
        path: &str,
        token: &str,
        mut take: impl FnMut(&str) -> bool,
    ) -> Result<Option<Reply>, Failure> {
        let request = self.asking(path, token)?;
        let asked = self.in_time(self.client.request(request)).await?;
        let (head, mut body) = asked.map_err(|error| self.away(&innermost(&error)))?.into_parts();
        if head.status != 200 {
            let body = Limited::new(body, BODY_MAX).collect().await.map_err(|error| self.away(&error.to_string()))?;
            return Ok(Some(reply(&head, &body.to_bytes())));
        }
        // A letter may lie across two pieces.
        let mut rest = Vec::new();
        while let Some(frame) = self.in_time(body.frame()).await? {
            let frame = frame.map_err(|error| self.away(&format!("the export was cut off: {}", innermost(&error))))?;
            rest.extend_from_slice(&frame.into_data().unwrap_or_default());
            let whole = match std::str::from_utf8(&rest) {
                Ok(text) => text.len(),
                Err(error) => error.valid_up_to(),
            };
            let later = rest.split_off(whole);
            if !take(&String::from_utf8_lossy(&rest)) {
                break;
            }
            rest = later;
        }
        Ok(None)
    }

    fn asking(&self, path: &str, token: &str) -> Result<Request<Full<Bytes>>, Failure> {
        let request = Request::get(format!("{}{path}", self.base))
            .header(header::USER_AGENT, concat!("menjin/", env!("CARGO_PKG_VERSION")))
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        request.body(Full::default()).map_err(|error| Failure::input(error.to_string()))
    }

    async fn in_time<T>(&self, waited: impl Future<Output = T>) -> Result<T, Failure> {
        let late = |_| self.away(&format!("nothing came within {} s", PATIENCE.as_secs()));
        tokio::time::timeout(PATIENCE, waited).await.map_err(late)
    }

    /// Sends JSON and reads JSON. When the server asks to wait, it is asked again after that.
    pub(crate) async fn post(&self, path: &str, token: Option<&str>, body: Vec<u8>) -> Result<Reply, Failure> {
        let body = Bytes::from(body);
        let mut tries = 1;
        loop {
            let (head, reply) = self.once(path, token, body.clone()).await?;
            match wait(&head) {
                Some(seconds) if reply.status == 429 && tries < TRIES && seconds <= WAIT_MAX => {
                    remark(&format!("the server asks to wait {seconds} s"));
                    tokio::time::sleep(Duration::from_secs(seconds)).await;
                    tries += 1;
                }
                _ => return Ok(reply),
            }
        }
    }

    async fn once(&self, path: &str, token: Option<&str>, body: Bytes) -> Result<(HeaderMap, Reply), Failure> {
        let mut request = Request::post(format!("{}{path}", self.base))
            .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
            .header(header::USER_AGENT, concat!("menjin/", env!("CARGO_PKG_VERSION")));
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Full::new(body)).map_err(|error| Failure::input(error.to_string()))?;
        let answered = async {
            let answer = self.client.request(request).await.map_err(|error| self.away(&innermost(&error)))?;
            let (head, body) = answer.into_parts();
            let body = Limited::new(body, BODY_MAX).collect().await.map_err(|error| self.away(&error.to_string()))?;
            Ok::<_, Failure>((head, body.to_bytes()))
        };
        let (head, body) = tokio::time::timeout(PATIENCE, answered)
            .await
            .map_err(|_| self.away(&format!("nothing came within {} s", PATIENCE.as_secs())))??;
        let body = serde_json::from_slice(&body)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&body).chars().take(200).collect()));
        let log_id = head.headers.get("x-tt-logid").and_then(|id| id.to_str().ok()).map(str::to_owned);
        Ok((head.headers, Reply { status: head.status.as_u16(), body, log_id }))
    }

    fn away(&self, told: &str) -> Failure {
        Failure::network(format!(
            "no answer from {}: {told}\nhint: does the server run, and is --base-url its address?",
            self.base
        ))
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }
}

fn reply(head: &http::response::Parts, body: &[u8]) -> Reply {
    let text = || Value::String(String::from_utf8_lossy(body).chars().take(200).collect());
    let log_id = head.headers.get("x-tt-logid").and_then(|id| id.to_str().ok()).map(str::to_owned);
    Reply { status: head.status.as_u16(), body: serde_json::from_slice(body).unwrap_or_else(|_| text()), log_id }
}

/// The roots are only read when they are needed.
fn tls(encrypted: bool) -> Result<ClientConfig, Failure> {
    let config = ClientConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::internal(error.to_string()))?;
    if !encrypted {
        return Ok(config.with_root_certificates(RootCertStore::empty()).with_no_client_auth());
    }
    let config = config.with_native_roots().map_err(|error| {
        Failure::input(format!(
            "the system's certificates cannot be read: {error}\nhint: SSL_CERT_FILE names a file of them"
        ))
    })?;
    Ok(config.with_no_client_auth())
}

/// In how many seconds the server wants to be asked again.
fn wait(head: &HeaderMap) -> Option<u64> {
    let names = ["x-ogw-ratelimit-reset", "retry-after"];
    names.iter().find_map(|name| head.get(*name)?.to_str().ok()?.trim().parse().ok())
}

/// The error that says what happened; those around it only say where.
fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut inner = error;
    while let Some(cause) = inner.source() {
        inner = cause;
    }
    inner.to_string()
}
