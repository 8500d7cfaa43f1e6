//! Whom to ask: flags before the environment before `menjin.toml`, and in each a server before a database.

use std::path::{Path, PathBuf};

use clap::Args;
use menjin_store::Place;

use super::{Source, database, server::Server};
use crate::{config, database as named, exit::Failure};

/// The flags that name it. They are not bound to variables by the parser, as a flag for the one is to win over a variable for
/// the other.
#[expect(clippy::doc_markdown, reason = "the texts are shown on a terminal as they stand")]
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Whom to ask")]
pub(crate) struct Where {
    /// A running server [env: MENJIN_BASE_URL] [default: http://127.0.0.1:8686].
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The app that asks it; its open_ids are understood [env: MENJIN_APP_ID].
    #[arg(long, value_name = "ID")]
    app_id: Option<String>,
    /// The app's secret; rather in a file or the variable, as others see flags [env: MENJIN_APP_SECRET].
    #[arg(long, value_name = "SECRET")]
    app_secret: Option<String>,
    /// A file that holds the secret [env: MENJIN_APP_SECRET_FILE].
    #[arg(long, value_name = "FILE", conflicts_with = "app_secret")]
    app_secret_file: Option<PathBuf>,
    /// A database instead of a server: `sqlite:PATH` or `postgres://…` [env: MENJIN_DATABASE].
    #[arg(long, value_name = "URL", conflicts_with_all = ["base_url", "app_secret", "app_secret_file"])]
    database: Option<String>,
    /// A file that holds this URL [env: MENJIN_DATABASE_FILE].
    #[arg(long, value_name = "FILE", conflicts_with_all = ["base_url", "app_secret", "app_secret_file", "database"])]
    database_file: Option<PathBuf>,
    /// The tenant in the database, when it holds several.
    #[arg(long, value_name = "KEY")]
    tenant: Option<String>,
    /// Settings file [env: MENJIN_CONFIG] [default: menjin.toml, when there is one].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// What was named, before anything of it is opened.
#[derive(Debug)]
pub(crate) enum Asked {
    /// A server.
    Server {
        /// Where.
        base_url: String,
        /// Who asks.
        app_id: String,
        /// And proves it so.
        app_secret: String,
    },
    /// A database.
    Database(database::Named),
}

impl Where {
    /// Whether flags alone say whom to ask.
    pub(crate) fn is_given(&self) -> bool {
        self.base_url.is_some()
            || self.app_secret.is_some()
            || self.app_secret_file.is_some()
            || self.database.is_some()
            || self.database_file.is_some()
    }

    /// The tenant and the app whose ids are understood, where a fixture is asked.
    pub(crate) fn viewpoint(&self) -> (Option<String>, Option<String>) {
        (self.tenant.clone(), self.app_id.clone().or_else(|| variable("MENJIN_APP_ID")))
    }

    /// Opens whom to ask.
    pub(crate) async fn open(self) -> Result<Source, Failure> {
        match self.named()? {
            Asked::Server { base_url, app_id, app_secret } => {
                Ok(Source::Server(Box::new(Server::new(&base_url, app_id, app_secret)?)))
            }
            Asked::Database(named) => Ok(Source::Database(Box::new(database::Database::open(named).await?))),
        }
    }

    fn named(self) -> Result<Asked, Failure> {
        let config = self.config.clone().or_else(|| variable("MENJIN_CONFIG").map(PathBuf::from));
        let kept = config::file(config.as_deref())?;
        if let Some(place) = named::given("--database", self.database.as_deref(), self.database_file.as_deref())? {
            return Ok(self.in_database(place));
        }
        if self.base_url.is_some() || self.app_secret.is_some() || self.app_secret_file.is_some() {
            return self.on_server(&kept);
        }
        let app_id = self.app_id.clone().or_else(|| variable("MENJIN_APP_ID"));
        let url = variable("MENJIN_DATABASE");
        let file = variable("MENJIN_DATABASE_FILE").map(PathBuf::from);
        match named::given("MENJIN_DATABASE", url.as_deref(), file.as_deref())? {
            Some(place) if app_id.is_none() || !has_secret() => Ok(self.in_database(place)),
            None if app_id.is_none()
                && kept.app_id.is_none()
                && !has_secret()
                && variable("MENJIN_BASE_URL").is_none() =>
            {
                let place = named::named(None, None, &kept)?;
                Ok(self.in_database(place))
            }
            _ => self.on_server(&kept),
        }
    }

    fn on_server(self, kept: &config::Kept) -> Result<Asked, Failure> {
        if self.tenant.is_some() {
            return Err(Failure::input("--tenant is for databases\nhint: a server knows the tenant by the app"));
        }
        let base_url = self.base_url.or_else(|| variable("MENJIN_BASE_URL")).or_else(|| kept.base_url.clone());
        let base_url = base_url.unwrap_or_else(|| format!("http://{}", config::LISTEN));
        let app_id = self.app_id.or_else(|| variable("MENJIN_APP_ID")).or_else(|| kept.app_id.clone());
        let Some(app_id) = app_id else {
            return Err(Failure::input(format!(
                "which app asks {base_url} is not known\nhint: --app-id, MENJIN_APP_ID, or app_id in menjin.toml; `menjin serve --dev` shows one"
            )));
        };
        let given = secret(self.app_secret, self.app_secret_file.as_deref())?;
        let given = match given {
            None => {
                secret(variable("MENJIN_APP_SECRET"), variable("MENJIN_APP_SECRET_FILE").map(PathBuf::from).as_deref())?
            }
            given => given,
        };
        let given = match given {
            None => secret(kept.app_secret.clone(), kept.app_secret_file.as_deref())?,
            given => given,
        };
        let Some(app_secret) = given else {
            return Err(Failure::input(format!(
                "the secret of {app_id} is not known\nhint: --app-secret-file FILE, MENJIN_APP_SECRET, or app_secret_file in menjin.toml"
            )));
        };
        Ok(Asked::Server { base_url, app_id, app_secret })
    }

    fn in_database(self, place: Place) -> Asked {
        let app_id = self.app_id.or_else(|| variable("MENJIN_APP_ID"));
        Asked::Database(database::Named { place, tenant: self.tenant, app_id })
    }
}

fn has_secret() -> bool {
    variable("MENJIN_APP_SECRET").or_else(|| variable("MENJIN_APP_SECRET_FILE")).is_some()
}

/// The secret itself, or what a file holds of it.
fn secret(given: Option<String>, file: Option<&Path>) -> Result<Option<String>, Failure> {
    match (given, file) {
        (Some(_), Some(_)) => {
            Err(Failure::input("the secret of the app is given twice\nhint: itself or a file, not both"))
        }
        (Some(secret), None) => Ok(Some(secret)),
        (None, Some(file)) => match std::fs::read_to_string(file) {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(error) => Err(Failure::input(format!("{}: {error}", file.display()))),
        },
        (None, None) => Ok(None),
    }
}

/// A variable that says something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
