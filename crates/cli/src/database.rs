//! Which database a tool works on: from a flag, the environment, a file or `menjin.toml`.

use std::path::{Path, PathBuf};

use clap::Args;
use menjin_store::{Place, Url};

use crate::{config, exit::Failure};

/// The flags that name it.
#[derive(Debug, Args)]
pub(crate) struct Database {
    /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME` [default: sqlite:menjin-data/menjin.db].
    #[arg(id = "database", long, env = "MENJIN_DATABASE", value_name = "URL", hide_env_values = true)]
    url: Option<String>,
    /// A file that holds this URL, so that no list of processes shows the password.
    #[arg(id = "database_file", long = "database-file", env = "MENJIN_DATABASE_FILE", value_name = "FILE")]
    file: Option<PathBuf>,
    /// Settings file [default: menjin.toml, when there is one].
    #[arg(long, env = "MENJIN_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Database {
    pub(crate) fn place(self) -> Result<Place, Failure> {
        let settings = config::file(self.config.as_deref())?;
        named(self.url.as_deref(), self.file.as_deref(), &settings)
    }
}

/// The database named by a flag or a variable, else by `menjin.toml`, else the usual one.
pub(crate) fn named(url: Option<&str>, file: Option<&Path>, settings: &config::Kept) -> Result<Place, Failure> {
    if let Some(given) = given("--database", url, file)? {
        return Ok(given);
    }
    let kept = given("--database", settings.database.as_deref(), settings.database_file.as_deref())?;
    kept.map_or_else(|| place("--database", config::DATABASE), Ok)
}

/// As it is shown: a path, or only that it is a server.
pub(crate) fn shown(place: &Place) -> String {
    match place {
        Place::File(path) => path.display().to_string(),
        Place::Server(_) => "postgres".to_owned(),
    }
}

/// The database that a flag, or else a file, names.
pub(crate) fn given(flag: &str, url: Option<&str>, file: Option<&Path>) -> Result<Option<Place>, Failure> {
    match (url, file) {
        (Some(_), Some(_)) => {
            Err(Failure::input(format!("the database is named twice\nhint: {flag} or {flag}-file, not both")))
        }
        (Some(url), None) => place(flag, url).map(Some),
        (None, Some(file)) => {
            let trouble = |error: std::io::Error| Failure::input(format!("{}: {error}", file.display()));
            place(flag, std::fs::read_to_string(file).map_err(trouble)?.trim()).map(Some)
        }
        (None, None) => Ok(None),
    }
}

/// The database behind a URL. What is wrong with it is told without repeating it, as it may hold a password.
pub(crate) fn place(flag: &str, url: &str) -> Result<Place, Failure> {
    if let Some(url) = Url::parse(url) {
        return Ok(Place::Server(url));
    }
    match url.strip_prefix("sqlite:") {
        Some("" | "//") => Err(Failure::input(format!(
            "{flag} names no file\nhint: sqlite:menjin-data/menjin.db, or sqlite::memory: to keep nothing"
        ))),
        Some(path) => Ok(Place::File(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))),
        None => Err(Failure::input(format!(
            "{flag} is not an address this version knows\nhint: sqlite:PATH, sqlite::memory: to keep nothing, or postgres://USER:PASSWORD@HOST/NAME"
        ))),
    }
}

/// The file, unless the database is nowhere.
pub(crate) fn kept(path: PathBuf) -> Result<PathBuf, Failure> {
    if path == Path::new(":memory:") {
        return Err(Failure::input("sqlite::memory: is a database that nobody keeps\nhint: name a file, sqlite:PATH"));
    }
    Ok(path)
}
