//! Decisions from a running server, over HTTP: AuthZEN's calls, with the tenant token of an app.

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Answer, Outcome, Page, Question,
    answer::text_of,
    http::{Http, Reply},
};
use crate::exit::Failure;

/// How much of a search is asked for at a time.
const PAGE: u32 = 10_000;

/// A server, and who asks it.
pub(crate) struct Server {
    http: Http,
    app_id: String,
    app_secret: String,
    token: Option<String>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("base", &self.http.base()).field("app_id", &self.app_id).finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct Search<'q> {
    #[serde(flatten)]
    question: &'q Question,
    page: Wanted<'q>,
}

#[derive(Serialize)]
struct Wanted<'q> {
    limit: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<&'q str>,
}

impl Server {
    pub(super) fn new(base_url: &str, app_id: String, app_secret: String) -> Result<Self, Failure> {
        Ok(Self { http: Http::new(base_url)?, app_id, app_secret, token: None })
    }

    pub(super) async fn evaluate(&mut self, question: &Question) -> Result<Answer, Failure> {
        let whole = self.ask("/access/v1/evaluation", question).await?;
        match Outcome::read(whole)? {
            Outcome::Answered(answer) => Ok(*answer),
            Outcome::Refused(text) => Err(Failure::input(text)),
        }
    }

    pub(super) async fn evaluate_all(&mut self, questions: &[Question]) -> Result<Vec<Outcome>, Failure> {
        let whole = self.ask("/access/v1/evaluations", &json!({ "evaluations": questions })).await?;
        let answers = whole.get("evaluations").and_then(Value::as_array).cloned().unwrap_or_default();
        if answers.len() != questions.len() {
            return Err(Failure::internal(format!(
                "{} questions were asked and {} answered",
                questions.len(),
                answers.len()
            )));
        }
        answers.into_iter().map(Outcome::read).collect()
    }

    pub(super) async fn search(&mut self, question: &Question, page: Option<&str>) -> Result<Page, Failure> {
        let path = match question {
            Question { subject, .. } if subject.id.is_none() => "/access/v1/search/subject",
            Question { resource, .. } if resource.id.is_none() => "/access/v1/search/resource",
            _ => "/access/v1/search/action",
        };
        let found =
            Page::read(&self.ask(path, &Search { question, page: Wanted { limit: PAGE, token: page } }).await?)?;
        if found.next.as_deref() == page && page.is_some() {
            return Err(Failure::internal("the server answers the same page again and again"));
        }
        Ok(found)
    }

    /// A token that ran out meanwhile is replaced once.
    async fn ask<B: Serialize>(&mut self, path: &str, body: &B) -> Result<Value, Failure> {
        let body = serde_json::to_vec(body).map_err(|error| Failure::internal(error.to_string()))?;
        let had_token = self.token.is_some();
        let token = self.token().await?;
        let mut reply = self.http.post(path, Some(&token), body.clone()).await?;
        if reply.status == 401 && had_token {
            self.token = None;
            let token = self.token().await?;
            reply = self.http.post(path, Some(&token), body).await?;
        }
        if reply.status == 200 { Ok(reply.body) } else { Err(self.refused(&reply)) }
    }

    async fn token(&mut self) -> Result<String, Failure> {
        if let Some(token) = &self.token {
            return Ok(token.clone());
        }
        let body = json!({ "app_id": self.app_id, "app_secret": self.app_secret }).to_string().into_bytes();
        let reply = self.http.post("/open-apis/auth/v3/tenant_access_token/internal", None, body).await?;
        let token = reply.body.get("tenant_access_token").and_then(Value::as_str);
        match (token, reply.body.get("code").and_then(Value::as_i64)) {
            (Some(token), _) => Ok(self.token.insert(token.to_owned()).clone()),
            (None, Some(code)) if reply.status < 500 => Err(Failure::denied(format!(
                "the server gives {} no token: {} ({code}){}\nhint: check --app-id and --app-secret",
                self.app_id,
                text_of(&reply.body),
                logged(&reply)
            ))),
            (None, _) => Err(self.refused(&reply)),
        }
    }

    fn refused(&self, reply: &Reply) -> Failure {
        let text = format!("{}{}", text_of(&reply.body), logged(reply));
        match reply.status {
            401 => Failure::denied(format!("{text}\nhint: check --app-id and --app-secret")),
            403 => {
                Failure::denied(format!("{text}\nhint: the app {} needs the scope menjin:decision:read", self.app_id))
            }
            404 => Failure::input(format!(
                "{} has no such call\nhint: is it a menjin that answers questions at /access/v1?",
                self.http.base()
            )),
            429 => Failure::network(format!("{text}\nhint: the app asks too often; try again in a moment")),
            400..500 => Failure::input(text),
            502..505 => Failure::network(format!("{text}\nhint: try again in a moment")),
            status => Failure::internal(format!("{text} (HTTP {status})\nhint: the server's log knows more")),
        }
    }
}

fn logged(reply: &Reply) -> String {
    reply.log_id.as_ref().map(|id| format!(" [log id {id}]")).unwrap_or_default()
}
