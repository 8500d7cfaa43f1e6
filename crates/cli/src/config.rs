//! Settings: flags before environment before `menjin.toml`. Unknown keys in the file are errors.

use std::{
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
};

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

/// What is remembered in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Database {
    /// The file behind `sqlite:…`.
    File(PathBuf),
    /// The URL of a PostgreSQL server, with its secret.
    Server(Secret),
}

/// Text that no message shows.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// As it is shown: a path, or only that it is a server.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Server(_) => f.write_str("postgres"),
        }
    }
}

impl Database {
    /// How to open it.
    pub(crate) fn settings(&self) -> menjin_store::Settings {
        match self {
            Self::File(path) => menjin_store::Settings::new(path),
            Self::Server(Secret(url)) => menjin_store::Settings::at(url),
        }
    }

    /// The database at this URL.
    pub(crate) fn at(url: &str) -> Result<Self, Failure> {
        let url = url.trim();
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Server(Secret(url.to_owned())));
        }
        match url.strip_prefix("sqlite:") {
            Some("") => Err(Failure::input(
                "--database names no file\nhint: sqlite:menjin-data/menjin.db, or sqlite::memory: to keep nothing",
            )),
            Some(path) => Ok(Self::File(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))),
            // Not repeated, as it may hold a password.
            None => Err(Failure::input(
                "--database is not an address this version knows\n\
                 hint: sqlite:PATH, sqlite::memory: to keep nothing, or postgres://USER:PASSWORD@HOST/NAME",
            )),
        }
    }

    /// The one named by its URL, or by a file that holds it; else by `menjin.toml`; else the usual one.
    pub(crate) fn named(url: Option<&str>, file: Option<&Path>, kept: &Kept) -> Result<Self, Failure> {
        let named = match (url, file) {
            (Some(_), Some(_)) => {
                return Err(Failure::input(
                    "the database is named twice\nhint: --database or --database-file, not both",
                ));
            }
            (None, None) => (kept.database.as_deref(), kept.database_file.as_deref()),
            named => named,
        };
        match named {
            (Some(url), _) => Self::at(url),
            (None, Some(file)) => {
                let read = std::fs::read_to_string(file);
                Self::at(&read.map_err(|error| Failure::input(format!("{}: {error}", file.display())))?)
            }
            (None, None) => Self::at(DATABASE),
        }
    }
}
