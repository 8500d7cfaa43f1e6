//! The address of a database: `postgres://user:password@host,host2/name?sslmode=verify-full`.
//!
//! Each host is kept as an address of its own, since which one is asked first changes while the server runs. What the driver
//! does not know of the usual options (`verify-full`, `sslrootcert`) is taken out before it reads the rest.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

use crate::StoreError;

/// How long one host may take to answer, unless the URL says otherwise: so short that the next can be asked in time.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// After this a silent host is taken for dead.
const SILENCE: Duration = Duration::from_secs(15);
/// Options whose names may be told when one is wrong; anything else could be a piece of a password.
const OPTIONS: [&str; 16] = [
    "application_name",
    "channel_binding",
    "connect_timeout",
    "dbname",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_retries",
    "options",
    "port",
    "sslmode",
    "sslnegotiation",
    "target_session_attrs",
    "user",
];

/// A URL as it was given: it may hold a password, so it is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Url(String);

impl Url {
    /// The URL, if `text` is meant as one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let scheme = text.split_once("://")?.0;
        matches!(scheme, "postgres" | "postgresql").then(|| Self(text.to_owned()))
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgres://..")
    }
}

/// How the server is to prove who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proof {
    /// Not at all; with encryption or without, as `sslmode` says.
    None,
    /// By a certificate for its name, signed by one of these roots; `None`: by one that the system trusts.
    Certificate(Option<PathBuf>),
}

/// Where the database is.
#[derive(Clone)]
pub(super) struct Address {
    /// One for each host, in the order of the URL.
    pub(super) hosts: Vec<Config>,
    pub(super) proof: Proof,
    /// What it is called in messages.
    pub(super) name: String,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").field("name", &self.name).field("proof", &self.proof).finish_non_exhaustive()
    }
}

/// Reads a URL.
pub(super) fn read(Url(url): &Url) -> Result<Address, StoreError> {
    // A question mark before the last `@` belongs to a password that somebody forgot to encode.
    let host_at = url.rfind('@').unwrap_or(0);
    let (base, query) = match url[host_at..].find('?') {
        Some(place) => (&url[..host_at + place], &url[host_at + place + 1..]),
        None => (url.as_str(), ""),
    };
    let (mut verify, mut roots, mut rest) = (false, None, Vec::new());
    for option in query.split('&').filter(|option| !option.is_empty()) {
        match option.split_once('=') {
            Some(("sslmode", "verify-full") | ("sslrootcert", "system")) => verify = true,
            Some(("sslmode", "verify-ca")) => return Err(refused("sslmode=verify-ca is not known, verify-full is")),
            Some(("sslrootcert", path)) => roots = Some(PathBuf::from(decoded(path)?)),
            // Always so: nothing of ours could run elsewhere.
            Some(("target_session_attrs", "read-write" | "primary" | "any")) => {}
            Some(("target_session_attrs", _)) => return Err(refused("the option target_session_attrs is wrong")),
            _ => rest.push(option),
        }
    }
    let url = format!("{base}?{}", rest.join("&"));
    let mut config: Config = url.parse().map_err(|error| refused(&reason(&error)))?;
    let proof = if verify || roots.is_some() { Proof::Certificate(roots) } else { Proof::None };
    if proof != Proof::None {
        config.ssl_mode(SslMode::Require);
    }
    let hosts = each(&config)?;
    let name =
        format!("the database {} at {}", config.get_dbname().unwrap_or("of the user"), names(&config).join(", "));
    Ok(Address { hosts, proof, name })
}

fn refused(reason: &str) -> StoreError {
    StoreError::Url { reason: reason.to_owned() }
}

fn decoded(text: &str) -> Result<String, StoreError> {
    let text = percent_encoding::percent_decode_str(text).decode_utf8();
    text.map(std::borrow::Cow::into_owned).map_err(|_| refused("it is not UTF-8"))
}

fn reason(error: &tokio_postgres::Error) -> String {
    let text = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    match OPTIONS.iter().find(|option| text.contains(&format!("`{option}`"))) {
        Some(option) => format!("the option {option} is wrong"),
        None => "it is malformed or has an unknown option".to_owned(),
    }
}

fn names(config: &Config) -> Vec<String> {
    let hosts = config.get_hosts().iter().enumerate();
    hosts.map(|(place, host)| format!("{}:{}", host_name(host), port(config, place))).collect()
}

fn host_name(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(path) => path.display().to_string(),
    }
}

fn port(config: &Config, place: usize) -> u16 {
    let ports = config.get_ports();
    ports.get(place).or(ports.first()).copied().unwrap_or(5432)
}

fn each(config: &Config) -> Result<Vec<Config>, StoreError> {
    if config.get_hosts().is_empty() {
        return Err(refused("it names no host"));
    }
    let hosts = config.get_hosts().iter().enumerate();
    Ok(hosts.map(|(place, host)| one(config, place, host)).collect())
}

/// The same for one host alone.
fn one(all: &Config, place: usize, host: &Host) -> Config {
    let mut one = Config::new();
    match host {
        Host::Tcp(name) => one.host(name),
        #[cfg(unix)]
        Host::Unix(path) => one.host_path(path),
    };
    one.port(port(all, place));
    if let Some(address) = all.get_hostaddrs().get(place) {
        one.hostaddr(*address);
    }
    if let Some(user) = all.get_user() {
        one.user(user);
    }
    if let Some(password) = all.get_password() {
        one.password(password);
    }
    if let Some(name) = all.get_dbname() {
        one.dbname(name);
    }
    if let Some(options) = all.get_options() {
        one.options(options);
    }
    one.application_name(all.get_application_name().unwrap_or("menjin"));
    one.ssl_mode(all.get_ssl_mode());
    one.ssl_negotiation(all.get_ssl_negotiation());
    one.channel_binding(all.get_channel_binding());
    one.connect_timeout(all.get_connect_timeout().copied().unwrap_or(CONNECT_TIMEOUT));
    one.tcp_user_timeout(all.get_tcp_user_timeout().copied().unwrap_or(SILENCE));
    one.keepalives(all.get_keepalives());
    one.keepalives_idle(all.get_keepalives_idle().min(SILENCE));
    one.keepalives_interval(all.get_keepalives_interval().unwrap_or(SILENCE / 3));
    one.keepalives_retries(all.get_keepalives_retries().unwrap_or(3));
    // Asked by ourselves, with the rest.
    one.target_session_attrs(TargetSessionAttrs::Any);
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str) -> Result<Address, StoreError> {
        read(&Url::parse(url).unwrap())
    }

    #[test]
    fn several_hosts_are_kept_apart() {
        let url = "postgres://me:hunter2@one:1,two:2/company?target_session_attrs=read-write&sslrootcert=%2Fca.pem";
        let address = address(url).unwrap();
        assert_eq!(address.name, "the database company at one:1, two:2");
        assert_eq!(address.proof, Proof::Certificate(Some("/ca.pem".into())));
        let ports: Vec<_> = address.hosts.iter().map(|host| host.get_ports().to_vec()).collect();
        assert_eq!(ports, [[1], [2]]);
        assert!(address.hosts.iter().all(|host| host.get_password() == Some(b"hunter2")));
        assert!(address.hosts.iter().all(|host| host.get_ssl_mode() == SslMode::Require));
    }

    #[test]
    fn what_is_wrong_is_told_without_secrets() {
        for (url, told) in [
            ("postgres://me:hunter2@host:five/x", "port"),
            ("postgres://me:hunter2@host/x?sslmode=hunter2", "sslmode"),
            ("postgres://me:hunter2@host/x?hunter2=1", "malformed"),
            ("postgres://me:a?hunter2=b@host:x/x", "port"),
            ("postgres://me:hunter2@/x", "no host"),
            ("postgres://me:hunter2@host/x?sslmode=verify-ca", "verify-full"),
            ("postgres://me:hunter2@host/x?target_session_attrs=read-only", "target_session_attrs"),
        ] {
            let error = address(url).unwrap_err();
            assert!(matches!(error, StoreError::Url { .. }), "{url}");
            let text = format!("{error} {error:?}");
            assert!(text.contains(told) && !text.contains("hunter2"), "{url}: {text}");
        }
        let secret = Url::parse("postgres://me:hunter2@host/x").unwrap();
        let address = read(&secret).unwrap();
        assert!(!format!("{secret:?} {address:?} {}", address.name).contains("hunter2"));
    }

    #[test]
    fn a_path_is_no_url() {
        assert_eq!(Url::parse("menjin.db"), None);
        assert_eq!(Url::parse("sqlite://x"), None);
    }
}
