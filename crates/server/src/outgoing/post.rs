//! Calls of webhooks. The name is resolved once, every address it has is checked, and the connection goes to one that was
//! checked: nobody can answer the check with one address and the call with another. Redirects are answers like any other.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use http::{Request, StatusCode, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use menjin_service::governance::{notice::outbox::Post, webhook::Target};
use rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
};
use tokio_rustls::TlsConnector;

use super::address::is_public;

/// How long one attempt may take, from the name to the answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long one address may take to take the connection.
const CONNECT: Duration = Duration::from_secs(5);
/// How many addresses of one name are tried.
const ADDRESSES: usize = 4;
/// How much of the answer is read; nobody looks at it.
const ANSWER_MAX: usize = 64 << 10;

/// Calls webhooks.
pub(super) struct Poster {
    private: bool,
    tls: Option<TlsConnector>,
}

impl std::fmt::Debug for Poster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Poster").field("private", &self.private).finish_non_exhaustive()
    }
}

impl Poster {
    pub(super) fn new(private: bool) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let config = ClientConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .map(|config| config.with_root_certificates(roots).with_no_client_auth());
        Self { private, tls: config.ok().map(|config| TlsConnector::from(Arc::new(config))) }
    }

    /// One attempt.
    pub(super) async fn send(&self, post: &Post) -> Result<(), String> {
        let target = Target::parse(&post.url).ok_or("the address is no http or https URL")?;
        let attempt = self.attempt(&target, post);
        tokio::time::timeout(PATIENCE, attempt)
            .await
            .map_err(|_| format!("no answer within {} s", PATIENCE.as_secs()))?
    }

    async fn attempt(&self, target: &Target, post: &Post) -> Result<(), String> {
        let addresses = self.addresses(target).await?;
        let stream = connect(&addresses).await?;
        let status = if target.secure {
            let tls = self.tls.as_ref().ok_or("TLS is not to be had")?;
            let name = ServerName::try_from(target.host.clone()).map_err(|error| error.to_string())?;
            let stream = tls.connect(name, stream).await.map_err(|error| format!("TLS: {error}"))?;
            call(stream, target, post).await?
        } else {
            call(stream, target, post).await?
        };
        if status.is_success() { Ok(()) } else { Err(format!("it answered {}", status.as_u16())) }
    }

    /// Where the name leads; one address that is not public is one too many.
    async fn addresses(&self, target: &Target) -> Result<Vec<SocketAddr>, String> {
        let found: Vec<SocketAddr> = match target.host.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, target.port)],
            Err(_) => lookup_host((target.host.as_str(), target.port))
                .await
                .map_err(|error| format!("the name is not to be resolved: {error}"))?
                .collect(),
        };
        if !self.private && found.iter().any(|address| !is_public(address.ip())) {
            return Err("the address is not public; serve --allow-private-webhooks allows it".to_owned());
        }
        Ok(found)
    }
}

async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, String> {
    let mut last = "the name has no address".to_owned();
    for address in addresses.iter().take(ADDRESSES) {
        match tokio::time::timeout(CONNECT, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last = format!("no connection: {error}"),
            Err(_) => last = String::from("no connection in time"),
        }
    }
    Err(last)
}

async fn call<S>(stream: S, target: &Target, post: &Post) -> Result<StatusCode, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|error| format!("no HTTP: {error}"))?;
    let connection = tokio::spawn(connection);
    let mut request = Request::post(&target.path)
        .header(header::HOST, &target.authority)
        .header(header::USER_AGENT, concat!("menjin/", env!("CARGO_PKG_VERSION")));
    for (name, value) in &post.headers {
        request = request.header(*name, value);
    }
    let request = request.body(Full::new(Bytes::from(post.body.clone()))).map_err(|error| error.to_string())?;
    let answer = sender.send_request(request).await.map_err(|error| format!("no answer: {error}"));
    let status = match answer {
        Ok(answer) => {
            let status = answer.status();
            let _rest = Limited::new(answer.into_body(), ANSWER_MAX).collect().await;
            Ok(status)
        }
        Err(error) => Err(error),
    };
    connection.abort();
    status
}
