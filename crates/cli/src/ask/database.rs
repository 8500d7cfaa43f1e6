//! Decisions from a database without a server: the same functions that a server calls, in this process.

use menjin_service::{
    Caller, Clock, Cx, Ids, Keys, Knowledge, Limits, Refusal, Settings,
    control::{self, ControlError},
    decision::{
        self, Impacts,
        log::{Log, Sampling},
    },
    nodes::{self, Readings},
    session::Sessions,
};
use menjin_store::{Db, Place, StoreError};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Answer, Outcome, Page, Question, answer::unreadable};
use crate::{exit::Failure, fixture::Company};

/// How much of a search is asked for at a time.
const PAGE: u32 = 10_000;
/// There is no request, so no log knows it.
const NO_REQUEST: &str = "";

/// A database, and through whose eyes it is seen.
#[derive(Debug)]
pub(crate) struct Named {
    /// Where it is.
    pub(crate) place: Place,
    /// The tenant, when it holds several.
    pub(crate) tenant: Option<String>,
    /// The app whose `open_id`s are understood; the tenant's first unless said.
    pub(crate) app_id: Option<String>,
}

/// A database that is open.
#[derive(Debug)]
pub(crate) struct Database {
    cx: Cx,
    caller: Caller,
}

impl Database {
    /// Opens a database that is there. What it holds is not changed, but an older file is brought up to date as a server would.
    pub(super) async fn open(named: Named) -> Result<Self, Failure> {
        let Named { place, tenant, app_id } = named;
        let cx = attach(place, "ask the server that uses it, with --base-url").await?;
        Self::seen(cx, tenant.as_deref(), app_id.as_deref()).await
    }

    /// A company by itself, in memory.
    pub(crate) async fn of_company(
        company: &Company,
        tenant: Option<&str>,
        app_id: Option<&str>,
    ) -> Result<Self, Failure> {
        let cx = open(menjin_store::Settings::memory(), "").await?;
        control::load(&cx, &company.text, &company.fixture).await.map_err(told)?;
        Self::seen(cx, tenant, app_id).await
    }

    async fn seen(cx: Cx, tenant: Option<&str>, app_id: Option<&str>) -> Result<Self, Failure> {
        let caller = decision::local(&cx, tenant, app_id).await.map_err(told)?;
        // What would turn a no is sought among all facts.
        menjin_service::knowledge::whole(&cx, caller.tenant).await?;
        Ok(Self { cx, caller })
    }

    pub(super) async fn evaluate(&self, question: &Question) -> Result<Answer, Failure> {
        let bytes = written(question)?;
        let question = serde_json::from_slice(&bytes).map_err(|error| unreadable(&error))?;
        let when = (self.cx.clock.now(), NO_REQUEST);
        let answered = decision::check(&self.cx, &self.caller, question, when).await.map_err(refused)?;
        match read(&answered)? {
            Outcome::Answered(answer) => Ok(*answer),
            Outcome::Refused(text) => Err(Failure::input(text)),
        }
    }

    pub(super) async fn evaluate_all(&self, questions: &[Question]) -> Result<Vec<Outcome>, Failure> {
        let bytes: Vec<Vec<u8>> = questions.iter().map(written).collect::<Result<_, _>>()?;
        let mut asked = Vec::with_capacity(bytes.len());
        for bytes in &bytes {
            asked.push(Ok(serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?));
        }
        let when = (self.cx.clock.now(), NO_REQUEST);
        let semantic = decision::Semantic::ExecuteAll;
        let answered = decision::check_all(&self.cx, &self.caller, asked, semantic, when).await.map_err(refused)?;
        answered.iter().map(read).collect()
    }

    pub(super) async fn search(&self, question: &Question, page: Option<&str>) -> Result<Page, Failure> {
        let mut body = serde_json::to_value(question).map_err(|error| unreadable(&error))?;
        if let Value::Object(body) = &mut body {
            body.insert("page".to_owned(), json!({"limit": PAGE, "token": page.unwrap_or_default()}));
        }
        let bytes = written(&body)?;
        let search = serde_json::from_slice(&bytes).map_err(|error| unreadable(&error))?;
        let (cx, caller, now) = (&self.cx, &self.caller, self.cx.clock.now());
        let found = match question {
            Question { subject, .. } if subject.id.is_none() => {
                serde_json::to_value(decision::search_subjects(cx, caller, search, now).await.map_err(refused)?)
            }
            Question { resource, .. } if resource.id.is_none() => {
                serde_json::to_value(decision::search_resources(cx, caller, search, now).await.map_err(refused)?)
            }
            _ => serde_json::to_value(decision::search_actions(cx, caller, search, now).await.map_err(refused)?),
        };
        Page::read(&found.map_err(|error| unreadable(&error))?)
    }

    pub(super) async fn close(self) {
        self.cx.db.close().await;
    }
}

/// Opens a database that is there; `instead` is what to do where a server uses it.
pub(crate) async fn attach(place: Place, instead: &str) -> Result<Cx, Failure> {
    if let Place::File(path) = &place
        && !path.exists()
    {
        return Err(Failure::input(format!(
            "{}: there is no database\nhint: --database sqlite:PATH names one, --base-url URL asks a running server",
            path.display()
        )));
    }
    let cx = open(menjin_store::Settings::of(place), instead).await?;
    // The development clock, if somebody moved it.
    nodes::follow(&cx).await?;
    Ok(cx)
}

async fn open(mut settings: menjin_store::Settings, instead: &str) -> Result<Cx, Failure> {
    let knowledge = Knowledge::new(matches!(settings.place, Place::Server(_)));
    settings.observer = Some(knowledge.observer());
    let db = Db::open(&settings).await.map_err(|error| closed(error, instead))?;
    let ids = Ids::random();
    // Nothing that is sealed is read; the key only signs where the next page of this very search begins.
    let key = ids.bytes::<32>().map_err(|_| Failure::internal("the system has no randomness to give"))?;
    Ok(Cx {
        db,
        clock: Clock::system(),
        ids,
        keys: Keys::new(key),
        limits: Limits::new(false),
        sessions: Sessions::default(),
        readings: Readings::default(),
        knowledge,
        decisions: Log::new(Sampling::Off),
        impacts: Impacts::default(),
        analyses: menjin_service::governance::analysis::Analyses::default(),
        groups: menjin_service::governance::group::Memory::default(),
        settings: Settings { base_url: String::new(), dev: false, controls: false, door_rules_max: 0 },
    })
}

fn written(asked: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(asked).map_err(|error| Failure::internal(error.to_string()))
}

fn read(answered: &decision::Answered) -> Result<Outcome, Failure> {
    Outcome::read(serde_json::to_value(answered).map_err(|error| unreadable(&error))?)
}

/// A server that runs on the file has it for itself.
fn closed(error: StoreError, instead: &str) -> Failure {
    let is_in_use = matches!(error, StoreError::InUse { .. });
    let mut failure = Failure::from(error);
    if is_in_use {
        failure.text.push_str("\nhint: ");
        failure.text.push_str(instead);
    }
    failure
}

pub(crate) fn told(error: ControlError) -> Failure {
    match error.status {
        400..500 => Failure::input(error.error),
        _ => Failure::internal(error.error),
    }
}

fn refused(refusal: Refusal) -> Failure {
    match refusal.0.fields.first() {
        Some(wrong) => Failure::input(format!("{} {}", wrong.field, wrong.description)),
        None => told(refusal.into()),
    }
}
