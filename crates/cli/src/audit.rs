//! `menjin audit`: what was changed, as a list or a file, and the proof that nobody altered it since.

mod source;

use clap::{Args, Subcommand};
use menjin_service::governance::audit::{Format as FileFormat, Wish};
use serde_json::Value;

use crate::{
    exit::{Ending, Failure, block_on},
    listing::{Column, Listing},
    output::{Out, print},
    style::Style,
};
use source::{Place, Source};

/// What is to be done with the audit.
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// List changes, the newest first.
    List(Box<List>),
    /// Check that every row of the history is as it was written; exit code 1 when one is not.
    ///
    /// Prints the head, REVISION:HASH. Note it elsewhere: only against a noted head (--expect) a lost tail is found.
    Verify(Box<Verify>),
    /// Write changes as NDJSON or CSV, the newest first.
    Export(Box<Export>),
}

/// Which changes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which changes")]
struct Which {
    /// By whom: a name, a sign-in, a `user_id`, an `app_id`, or as the audit writes it.
    #[arg(long)]
    actor: Option<String>,
    /// To what: `group:g-oncall`, `document:doxcn…`.
    #[arg(long)]
    object: Option<String>,
    /// What: an action, or its beginning up to a dot.
    #[arg(long)]
    action: Option<String>,
    /// Through what: open-apis, menjin/v1, console, review, import.
    #[arg(long)]
    surface: Option<String>,
    /// Not before this moment (RFC 3339) or day in UTC+8.
    #[arg(long, value_name = "WHEN")]
    from: Option<String>,
    /// Before this moment, or until the end of this day.
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    /// A text in action, object, before or after.
    #[arg(long, short, value_name = "TEXT")]
    query: Option<String>,
}

impl From<Which> for Wish {
    fn from(which: Which) -> Self {
        let Which { actor, object, action, surface, from, until, query: q } = which;
        Self { actor, object, action, surface, from, until, q }
    }
}

/// `menjin audit list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    which: Which,
    /// How many at most.
    #[arg(long, default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    style: Style,
    #[command(flatten)]
    place: Place,
}

/// `menjin audit verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A head that was noted earlier.
    #[arg(long, value_name = "REVISION:HASH")]
    expect: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// `menjin audit export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    which: Which,
    /// ndjson or csv.
    #[arg(long, default_value = "ndjson", value_name = "FORM")]
    format: String,
    #[command(flatten)]
    place: Place,
}

const COLUMNS: &[Column] = &[("revision", 9), ("at", 26), ("who", 24), ("action", 44), ("object", 30)];

impl Audit {
    pub(crate) fn run(self) -> Result<Ending, Failure> {
        match self {
            Self::List(list) => block_on(list.run()),
            Self::Verify(verify) => block_on(verify.run()),
            Self::Export(export) => block_on(export.run()),
        }
    }
}

impl List {
    async fn run(self) -> Result<Ending, Failure> {
        let mut source = Source::open(self.place).await?;
        let wish = Wish::from(self.which);
        let mut listing = Listing::new(self.style.format, COLUMNS);
        let (mut left, mut next) = (self.limit, None);
        'pages: while left > 0 {
            let (items, more) = source.page(&wish, next.take(), left.min(200)).await?;
            for change in items {
                let text = |key: &str| change.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                let revision = change.get("revision").map(Value::to_string).unwrap_or_default();
                let (at, who, action, object) = (text("at"), text("actor_name"), text("action"), text("object"));
                let pretty = format!("{revision:>8}  {at:<24}  {who}  {action}  {object}");
                left -= 1;
                if !listing.row(&change, &[&revision, &at, &who, &action, &object], &pretty) || left == 0 {
                    break 'pages;
                }
            }
            listing.flush();
            next = more;
            if next.is_none() {
                break;
            }
        }
        source.close().await;
        listing.end()?;
        Ok(Ending::Done)
    }
}

impl Verify {
    async fn run(self) -> Result<Ending, Failure> {
        let mut source = Source::open(self.place).await?;
        let found = source.verify(self.expect.as_deref()).await;
        source.close().await;
        let found = found?;
        let number = |pointer: &str| found.pointer(pointer).and_then(Value::as_i64).unwrap_or_default();
        let text = |pointer: &str| found.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        print(&format!("checked {}\n", number("/checked")));
        if found.pointer("/broken").is_some_and(Value::is_object) {
            print(&format!("broken {} {}\n", number("/broken/revision"), text("/broken/what")));
        }
        if !text("/expected").is_empty() {
            print(&format!("expected {}\n", text("/expected")));
        }
        print(&format!("head {}:{}\n", number("/head/revision"), text("/head/hash")));
        let sound = found.pointer("/sound").and_then(Value::as_bool) == Some(true);
        Ok(if sound { Ending::Done } else { Ending::No })
    }
}

impl Export {
    async fn run(self) -> Result<Ending, Failure> {
        let format = FileFormat::parse(&self.format).map_err(|_| Failure::input("--format must be ndjson or csv"))?;
        let mut source = Source::open(self.place).await?;
        let mut out = Out::default();
        let exported = source.export(&Wish::from(self.which), format, &mut out).await;
        source.close().await;
        exported?;
        out.end()?;
        Ok(Ending::Done)
    }
}
