//! Settings: flags before environment before `menjin.toml`. Unknown keys in the file are errors.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use menjin_service::decision::log::Sampling;
use serde::Deserialize;

use crate::exit::Failure;

/// Where the server listens unless told otherwise.
pub(crate) const LISTEN: &str = "127.0.0.1:8686";
/// What it remembers in, unless told otherwise.
pub(crate) const DATABASE: &str = "sqlite:menjin-data/menjin.db";
const FILE: &str = "menjin.toml";

/// What `menjin.toml` may say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    pub(crate) listen: Option<String>,
    pub(crate) database: Option<String>,
    pub(crate) base_url: Option<String>,
    pub(crate) fixture: Option<PathBuf>,
    pub(crate) dev: Option<bool>,
    pub(crate) controls: Option<bool>,
    pub(crate) key_file: Option<PathBuf>,
    pub(crate) database_file: Option<PathBuf>,
    pub(crate) app_id: Option<String>,
    pub(crate) app_secret: Option<String>,
    pub(crate) app_secret_file: Option<PathBuf>,
    pub(crate) decision_log: Option<String>,
    pub(crate) history: Option<u32>,
    pub(crate) allow_private_webhooks: Option<bool>,
    pub(crate) smtp_url: Option<String>,
    pub(crate) smtp_url_file: Option<PathBuf>,
    pub(crate) smtp_from: Option<String>,
}

/// Reads `menjin.toml` in the working folder, or the file named; a missing one that was not named is empty.
pub(crate) fn file(named: Option<&Path>) -> Result<Kept, Failure> {
    let path = named.unwrap_or_else(|| Path::new(FILE));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => return Ok(Kept::default()),
        Err(error) => return Err(Failure::input(format!("{}: {error}", path.display()))),
    };
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| 1 + text.get(..span.start).unwrap_or_default().matches('\n').count());
        Failure::input(format!("{}:{line}: {}", path.display(), error.message()))
    })
}

/// An address to listen at.
pub(crate) fn address(text: &str) -> Result<SocketAddr, Failure> {
    let named = text.strip_prefix("localhost").map(|port| format!("127.0.0.1{port}"));
    named.as_deref().unwrap_or(text).parse().map_err(|_| {
        Failure::input(format!(
            "--listen {text:?} is no address and port\nhint: write it as 127.0.0.1:8686 or [::1]:8686"
        ))
    })
}

/// Which decisions are kept.
pub(crate) fn sampling(text: Option<&str>) -> Result<Sampling, Failure> {
    let Some(text) = text else { return Ok(Sampling::Off) };
    text.parse().map_err(|hint| Failure::input(format!("--decision-log {text:?} says nothing\nhint: {hint}")))
}

/// For how many days history is kept.
pub(crate) fn history(days: Option<u32>) -> Result<Option<u32>, Failure> {
    match days {
        Some(0) => Err(Failure::input("--history 0 would keep nothing\nhint: leave it out to keep all")),
        days => Ok(days),
    }
}
