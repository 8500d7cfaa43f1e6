//! `menjin serve`.

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use menjin_server::{App, Timeouts, listen, outgoing::Outgoing};
use menjin_service::{
    Clock, Cx, Ids, Knowledge, Limits, Settings,
    administrator::set_up,
    control::{self, ControlError, Loaded},
    decision::{
        Impacts,
        log::{self, Log},
    },
    governance::{notice::outbox, review::schedule},
    nodes::{self, Readings},
    session::Sessions,
};
use menjin_store::{Db, Place};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::{
    banner, config, database,
    exit::Failure,
    fixture, key, logs, mail,
    output::{print, remark},
};

/// Where, with what, and how.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port to listen at [default: 127.0.0.1:8686].
    #[arg(long, env = "MENJIN_LISTEN", value_name = "ADDR")]
    listen: Option<String>,
    /// What to remember in: `sqlite:PATH`, `sqlite::memory:` or `postgres://…` [default: sqlite:menjin-data/menjin.db].
    #[arg(long, env = "MENJIN_DATABASE", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
    /// A file that holds the URL of the database: keeps its password out of the list of processes.
    #[arg(long, env = "MENJIN_DATABASE_FILE", value_name = "FILE")]
    database_file: Option<PathBuf>,
    /// A company to load when the database is empty.
    #[arg(long, env = "MENJIN_FIXTURE", value_name = "FILE")]
    fixture: Option<PathBuf>,
    /// Development: the demo company unless a fixture is named, controls on, sign in as anyone, no rate limits.
    #[arg(long, env = "MENJIN_DEV")]
    dev: bool,
    /// Switch on the controls for tests at /_menjin (loopback only).
    #[arg(long, env = "MENJIN_CONTROLS")]
    controls: bool,
    /// The origin that links in answers point to [default: the address listened at].
    #[arg(long, env = "MENJIN_BASE_URL", value_name = "URL")]
    base_url: Option<String>,
    /// The server key, 64 hex digits [default: the file beside the database, made when absent].
    #[arg(env = "MENJIN_KEY", long = "key", hide = true, hide_env_values = true)]
    key: Option<String>,
    /// A file that holds the server key.
    #[arg(long, env = "MENJIN_KEY_FILE", value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Which decisions are kept, with question, answer and reason: off, all, or 1/N for one of N [default: off].
    #[arg(long, env = "MENJIN_DECISION_LOG", value_name = "SAMPLING")]
    decision_log: Option<String>,
    /// For how many days it is known what was so [default: for ever].
    #[arg(long, env = "MENJIN_HISTORY", value_name = "DAYS")]
    history: Option<u32>,
    /// Webhooks may also be at addresses that are not public: this machine, the company's own network.
    #[arg(long, env = "MENJIN_ALLOW_PRIVATE_WEBHOOKS")]
    allow_private_webhooks: bool,
    #[command(flatten)]
    mail: mail::Mail,
    /// Settings file [default: menjin.toml, when there is one].
    #[arg(long, env = "MENJIN_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Serve {
    pub(crate) fn run(self) -> Result<(), Failure> {
        logs::start();
        let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::internal(error.to_string()))?;
        let done = runtime.block_on(self.serve());
        runtime.shutdown_background();
        done
    }

    async fn serve(self) -> Result<(), Failure> {
        let file = config::file(self.config.as_deref())?;
        let smtp = self.mail.open(&file)?;
        let dev = self.dev || file.dev.unwrap_or(false);
        let controls = dev || self.controls || file.controls.unwrap_or(false);
        let place = database::named(self.database.as_deref(), self.database_file.as_deref(), &file)?;
        let address = config::address(self.listen.or(file.listen).as_deref().unwrap_or(config::LISTEN))?;
        let company = fixture::company(self.fixture.or(file.fixture).as_deref(), dev)?;
        let key_file = self.key_file.or(file.key_file);
        let sampling = config::sampling(self.decision_log.or(file.decision_log).as_deref())?;
        let history = config::history(self.history.or(file.history))?;
        let private = self.allow_private_webhooks || file.allow_private_webhooks.unwrap_or(false);

        let keys = key::find(self.key.as_deref(), key_file.as_deref(), &place)?;
        let knowledge = Knowledge::new(matches!(place, Place::Server(_)));
        let mut settings = menjin_store::Settings::of(place.clone());
        settings.observer = Some(knowledge.observer());
        let db = Db::open(&settings).await?;
        let base_url = self.base_url.or(file.base_url).unwrap_or_else(|| format!("http://{address}"));
        let cx = Arc::new(Cx {
            db: db.clone(),
            clock: Clock::system(),
            ids: Ids::random(),
            keys,
            limits: Limits::new(!dev),
            sessions: Sessions::default(),
            readings: Readings::default(),
            knowledge,
            decisions: Log::new(sampling),
            impacts: Impacts::default(),
            analyses: menjin_service::governance::analysis::Analyses::default(),
            groups: menjin_service::governance::group::Memory::default(),
            settings: Settings { base_url, dev, controls, door_rules_max: 1000 },
        });
        if !cx.owns_database().await? {
            return Err(Failure::input(
                "the database was made with another server key\nhint: give the file that belongs to it with --key-file, or put it back beside the database",
            ));
        }
        nodes::follow(&cx).await?;
        if let Some(company) = company {
            let loaded = control::load_if_empty(&cx, &company.text, &company.fixture).await;
            if loaded.map_err(|error| Failure::internal(error.error))? == Loaded::NotEmpty && company.named {
                remark("the database is not empty, so the fixture was not loaded and nothing was changed");
            }
        }
        log::start(&cx);
        if let Some(days) = history {
            log::keep_days(Arc::clone(&cx), days);
        }
        outbox::can_mail(&cx, smtp.is_some()).await?;
        schedule::start(Arc::clone(&cx));
        outbox::start(Arc::clone(&cx), Arc::new(Outgoing::new(private, smtp)));
        // Before anybody can know that the server runs, and tell it to stop.
        let signals = Signals::new()?;
        let listening = listen(App::new(Arc::clone(&cx)), address, Timeouts::default()).await.map_err(|error| {
            Failure::network(format!("cannot listen at {address}: {error}\nhint: choose another with --listen"))
        })?;
        tracing::info!(address = %listening.address(), database = database::shown(&place), dev, "listening");
        if dev {
            print(&banner::text(&cx, listening.address()).await);
        }
        let links = set_up::links(&cx, cx.clock.now()).await;
        for (company, path) in links.map_err(|refusal| Failure::internal(ControlError::from(refusal).error))? {
            remark(&format!(
                "{company} has no administrator with a password yet. Set up the first within 24 hours:\n  {}{path}",
                cx.settings.base_url
            ));
        }
        let stopped = signals.wanted(&db).await;
        tracing::info!("stopping: no new connections, running requests end");
        listening.stop().await;
        cx.decisions.flush().await;
        db.close().await;
        stopped
    }
}

/// What tells the server to stop.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> Result<Self, Failure> {
        let on = |kind| signal(kind).map_err(|error| Failure::internal(error.to_string()));
        Ok(Self { terminate: on(SignalKind::terminate())?, interrupt: on(SignalKind::interrupt())? })
    }

    /// Returns when the server shall stop: on SIGTERM or SIGINT, or because the disk failed.
    async fn wanted(mut self, db: &Db) -> Result<(), Failure> {
        tokio::select! {
            _ = self.terminate.recv() => Ok(()),
            _ = self.interrupt.recv() => Ok(()),
            error = db.failed() => Err(Failure::internal(format!(
                "{error}\nhint: check the disk, then start again; what was answered as done is kept, what was answered as unknown must be looked at"
            ))),
        }
    }
}
