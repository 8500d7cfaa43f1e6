//! How e-mails leave the server.

use std::path::{Path, PathBuf};

use clap::Args;
use menjin_server::outgoing::{Smtp, WrongSmtp};

use crate::{config::Kept, exit::Failure};

/// The flags that say it.
#[derive(Debug, Args)]
pub(crate) struct Mail {
    /// The server that takes e-mails: `smtp://HOST:PORT`, `smtps://USER:PASSWORD@HOST` [default: none are sent].
    #[arg(long = "smtp-url", env = "MENJIN_SMTP_URL", value_name = "URL", hide_env_values = true)]
    url: Option<String>,
    /// A file that holds this URL: keeps its password out of the list of processes.
    #[arg(long = "smtp-url-file", env = "MENJIN_SMTP_URL_FILE", value_name = "FILE")]
    file: Option<PathBuf>,
    /// Whom e-mails are from; menjin@localhost, if left out.
    #[arg(long = "smtp-from", env = "MENJIN_SMTP_FROM", value_name = "ADDRESS")]
    from: Option<String>,
}

impl Mail {
    /// The server, if one is named: flags before `menjin.toml`.
    pub(crate) fn open(self, kept: &Kept) -> Result<Option<Smtp>, Failure> {
        let given = url(self.url.as_deref(), self.file.as_deref())?;
        let url = match given {
            Some(url) => Some(url),
            None => url(kept.smtp_url.as_deref(), kept.smtp_url_file.as_deref())?,
        };
        let from = self.from.or_else(|| kept.smtp_from.clone());
        let from = from.as_deref().unwrap_or("menjin <menjin@localhost>");
        let opened = url.map(|url| Smtp::new(&url, from)).transpose();
        opened.map_err(|wrong| match wrong {
            WrongSmtp::Url => Failure::input(
                "--smtp-url is not the address of an SMTP server\nhint: smtp://HOST:25, or smtps://USER:PASSWORD@HOST:465",
            ),
            WrongSmtp::From => {
                Failure::input("--smtp-from is no e-mail address\nhint: menjin@example.com, or \"menjin <menjin@example.com>\"")
            }
        })
    }
}

fn url(url: Option<&str>, file: Option<&Path>) -> Result<Option<String>, Failure> {
    match (url, file) {
        (Some(_), Some(_)) => {
            Err(Failure::input("the SMTP server is named twice\nhint: --smtp-url or --smtp-url-file, not both"))
        }
        (Some(url), None) => Ok(Some(url.to_owned())),
        (None, Some(file)) => {
            let trouble = |error: std::io::Error| Failure::input(format!("{}: {error}", file.display()));
            Ok(Some(std::fs::read_to_string(file).map_err(trouble)?.trim().to_owned()))
        }
        (None, None) => Ok(None),
    }
}
