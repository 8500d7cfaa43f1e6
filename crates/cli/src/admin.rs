//! `menjin admin`: who governs, at the database itself. The way back for an owner who is locked out.

use clap::{Args, Subcommand, ValueEnum};
use menjin_service::administrator::rescue::{self, Role};
use serde_json::json;

use crate::{
    ask::database::{attach, told},
    config,
    database::Database,
    exit::{Failure, block_on},
    listing::Listing,
    output::{print, remark},
    style::Style,
};

/// What to do where a server uses the file.
const STOP: &str = "stop the server that uses it first";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Admin {
    /// List everybody who governs.
    List {
        #[command(flatten)]
        style: Style,
        #[command(flatten)]
        database: Database,
    },
    /// Add an administrator; prints the link that sets their password.
    Invite {
        /// What they shall sign in with.
        login: String,
        /// Their name.
        #[arg(long)]
        name: String,
        /// Their role.
        #[arg(long, value_enum, default_value = "owner")]
        role: Named,
        #[command(flatten)]
        place: Placed,
    },
    /// Take the password of an administrator away and enable them; prints the link that sets another.
    ResetPassword {
        /// What they sign in with.
        login: String,
        /// Do without one-time codes too.
        #[arg(long)]
        totp: bool,
        #[command(flatten)]
        place: Placed,
    },
}

/// In which company, and where its console is.
#[derive(Debug, Args)]
pub(crate) struct Placed {
    /// The company's key, when the database holds several.
    #[arg(long, value_name = "KEY")]
    company: Option<String>,
    /// The origin of the server that the link shall lead to [default: the address that `serve` listens at].
    #[arg(long, env = "MENJIN_BASE_URL", value_name = "URL")]
    base_url: Option<String>,
    #[command(flatten)]
    database: Database,
}

/// The roles.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Named {
    Owner,
    Administrator,
    Auditor,
    Helpdesk,
}

impl From<Named> for Role {
    fn from(named: Named) -> Self {
        match named {
            Named::Owner => Self::Owner,
            Named::Administrator => Self::Administrator,
            Named::Auditor => Self::Auditor,
            Named::Helpdesk => Self::Helpdesk,
        }
    }
}

impl Admin {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self {
            Self::List { style, database } => block_on(list(style, database)),
            Self::Invite { login, name, role, place } => block_on(async {
                let Placed { company, base_url, database } = place;
                let cx = attach(database.place()?, STOP).await?;
                let done = rescue::invite(&cx, company.as_deref(), (&login, &name), role.into()).await;
                cx.db.close().await;
                hand(&done.map_err(told)?, base_url.as_deref());
                Ok(())
            }),
            Self::ResetPassword { login, totp, place } => block_on(async {
                let Placed { company, base_url, database } = place;
                let cx = attach(database.place()?, STOP).await?;
                let done = rescue::reset_password(&cx, company.as_deref(), &login, totp).await;
                cx.db.close().await;
                hand(&done.map_err(told)?, base_url.as_deref());
                Ok(())
            }),
        }
    }
}

async fn list(style: Style, database: Database) -> Result<(), Failure> {
    let cx = attach(database.place()?, STOP).await?;
    let listed = rescue::list(&cx).await;
    cx.db.close().await;
    let columns = &[("company", 18), ("login", 20), ("role", 14), ("state", 12), ("totp", 5), ("name", 0)];
    let mut listing = Listing::new(style.format, columns);
    for one in listed.map_err(|refusal| told(refusal.into()))? {
        let totp = if one.totp { "yes" } else { "no" };
        let whole = json!({
            "company": one.company, "login": one.login, "role": one.role, "state": one.state, "totp": one.totp,
            "name": one.name,
        });
        let line = format!("{}  {}  {}  {}", one.login, one.role, one.state, one.name);
        listing.row(&whole, &[&one.company, &one.login, &one.role, one.state, totp, &one.name], &line);
    }
    listing.end()?;
    Ok(())
}

/// The link is data, what is to be known of it a remark.
fn hand(handed: &rescue::Handed, base_url: Option<&str>) {
    let base = base_url.map_or_else(|| format!("http://{}", config::LISTEN), str::to_owned);
    print(&format!("{}{}\n", base.trim_end_matches('/'), handed.path));
    remark("good once, for 24 hours; start the server, then open it");
}
