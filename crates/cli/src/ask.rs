//! Asking for decisions: of a running server, or of a database itself. The answers are the same.

mod answer;
pub(crate) mod database;
mod http;
mod name;
mod place;
mod question;
mod server;

pub(crate) use answer::{Answer, Found, Outcome, Page};
pub(crate) use http::{Http, Reply};
pub(crate) use name::{Wrong, action, kind_of, resource, resource_kind, subject, subject_kind};
pub(crate) use place::Where;
pub(crate) use question::{Context, Entity, Question, as_of, moment};

use crate::{exit::Failure, fixture::Company};
use database::Database;
use server::Server;

/// How many questions go out in one call: as many as the standard's own examples of a large one.
const BATCH: usize = 1000;

/// Who answers.
#[derive(Debug)]
pub(crate) enum Source {
    /// A running server, over HTTP.
    Server(Box<Server>),
    /// A database, without a server.
    Database(Box<Database>),
}

impl Source {
    /// One answer.
    pub(crate) async fn evaluate(&mut self, question: &Question) -> Result<Answer, Failure> {
        match self {
            Self::Server(server) => server.evaluate(question).await,
            Self::Database(database) => database.evaluate(question).await,
        }
    }

    /// An answer to each, in their order. `told` hears how many more were answered.
    pub(crate) async fn evaluate_all(
        &mut self,
        questions: &[Question],
        told: impl Fn(usize),
    ) -> Result<Vec<Outcome>, Failure> {
        let mut outcomes = Vec::with_capacity(questions.len());
        for batch in questions.chunks(BATCH) {
            outcomes.extend(match self {
                Self::Server(server) => server.evaluate_all(batch).await?,
                Self::Database(database) => database.evaluate_all(batch).await?,
            });
            told(batch.len());
        }
        Ok(outcomes)
    }

    /// One page of what was found; all of them together are complete.
    pub(crate) async fn search(&mut self, question: &Question, page: Option<&str>) -> Result<Page, Failure> {
        match self {
            Self::Server(server) => server.search(question, page).await,
            Self::Database(database) => database.search(question, page).await,
        }
    }

    /// A company by itself, in memory.
    pub(crate) async fn of_company(
        company: &Company,
        tenant: Option<&str>,
        app_id: Option<&str>,
    ) -> Result<Self, Failure> {
        Ok(Self::Database(Box::new(Database::of_company(company, tenant, app_id).await?)))
    }

    /// Lets go of what was opened.
    pub(crate) async fn close(self) {
        if let Self::Database(database) = self {
            database.close().await;
        }
    }
}
