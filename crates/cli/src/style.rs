//! How data is shown: in which form, and in which language.

use clap::{Args, ValueEnum};

/// The flags for it.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "How to show it")]
pub(crate) struct Style {
    /// The form of the data on stdout.
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) tongue: Tongue,
}

/// The language alone, for commands with forms of their own.
#[expect(clippy::doc_markdown, reason = "shown on a terminal as it stands")]
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Tongue {
    /// The language of texts for people [default: as LC_ALL, LC_MESSAGES or LANG say].
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    lang: Option<Lang>,
}

/// Forms of data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One document.
    Json,
    /// Lines for people; lists one name a line, as other commands take it.
    #[default]
    Pretty,
    /// Columns.
    Table,
    /// One JSON document a line.
    Ndjson,
    /// For spreadsheets, RFC 4180.
    Csv,
}

/// Languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

impl Tongue {
    /// The language wanted.
    pub(crate) fn lang(self) -> Lang {
        self.lang.unwrap_or_else(|| {
            let said = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| {
                let value = std::env::var(name).ok()?;
                (!value.is_empty()).then_some(value)
            });
            if said.is_some_and(|said| said.starts_with("zh")) { Lang::Zh } else { Lang::En }
        })
    }
}

impl Lang {
    /// The text in this language.
    pub(crate) fn choose<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}
