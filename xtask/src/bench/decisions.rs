//! Decisions over HTTP: how they are asked, and the companies they are asked about.

use std::sync::Arc;

use anyhow::{Context, ensure};
use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};

use super::{
    Bench,
    company::{self, document, person},
    load::{Ask, Client, ask},
    server::Server,
    world::{Question, Size, World},
};

mod fixture;

pub(super) use fixture::write as fixture;

/// Where one question is asked.
pub(super) const EVALUATION: &str = "/access/v1/evaluation";
/// Where many are asked at once.
pub(super) const EVALUATIONS: &str = "/access/v1/evaluations";
/// Where it is asked who can.
pub(super) const SUBJECTS: &str = "/access/v1/search/subject";

pub(super) const CONNECTIONS: usize = 64;

const SIZE: Size = Size { people: 20_000, departments: 400, groups: 400, folders: 1_000, documents: 10_000 };

/// The company that most decisions are measured on.
pub(super) fn world(bench: &Bench) -> World {
    World::new(Size {
        people: bench.amount(SIZE.people),
        departments: bench.amount(SIZE.departments),
        groups: bench.amount(SIZE.groups),
        folders: bench.amount(SIZE.folders),
        documents: bench.amount(SIZE.documents),
    })
}

/// A server that holds the facts of a company.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) server: Server,
    pub(super) token: String,
}

impl Asked {
    /// Starts one with a company, and asks it some questions whose answers are known.
    pub(super) fn start(bench: &Bench, name: &str, world: &World) -> anyhow::Result<Self> {
        let folder = bench.folder(name)?;
        let fixture = fixture(&folder, world)?;
        Server::start(bench, &folder, Some(&fixture), "/readyz")?.stop()?;
        let server = Server::start(bench, &folder, None, "/readyz")?;
        let token = company::token(bench, server.address)?;
        let asked = Self { server, token };
        bench.runtime.block_on(asked.whole(0))?;
        bench.runtime.block_on(asked.right(world))?;
        Ok(asked)
    }

    /// Waits until all facts are in memory: a search is answered from them alone.
    pub(super) async fn whole(&self, document: usize) -> anyhow::Result<()> {
        let body = who_can(document, 1, None).to_string();
        let asked = ask(Method::POST, SUBJECTS, Some(&self.token), body)?;
        Client::connect(self.server.address).await?.send(asked).await?.success()?;
        Ok(())
    }

    async fn right(&self, world: &World) -> anyhow::Result<()> {
        let mut client = Client::connect(self.server.address).await?;
        for asked in world.questions(200) {
            let body = question(asked, true).to_string();
            let answer = client.send(ask(Method::POST, EVALUATION, Some(&self.token), body)?).await?.success()?;
            let said = answer.get("decision").and_then(Value::as_bool);
            ensure!(said == Some(world.answer(asked)), "{asked:?}: {answer}");
        }
        Ok(())
    }

    /// How long the answer to such a body is.
    pub(super) fn size(&self, bench: &Bench, path: &str, bodies: &[Bytes]) -> anyhow::Result<usize> {
        let some = bodies.iter().take(100);
        let count = some.len().max(1);
        let sizes = async {
            let mut client = Client::connect(self.server.address).await?;
            let mut sum = 0;
            for body in some {
                let answer = client.send(ask(Method::POST, path, Some(&self.token), body.clone())?).await?;
                answer.success()?;
                sum += answer.body.len();
            }
            anyhow::Ok(sum)
        };
        Ok(bench.runtime.block_on(sizes)? / count)
    }
}

/// Makes requests of these bodies in turn.
pub(super) fn round(
    path: &'static str,
    token: &str,
    bodies: &Arc<Vec<Bytes>>,
) -> impl Fn(usize) -> anyhow::Result<Ask> + Send + Sync + 'static {
    let (token, bodies) = (token.to_owned(), Arc::clone(bodies));
    move |number| {
        let body = bodies.get(number % bodies.len().max(1)).context("no bodies")?;
        ask(Method::POST, path, Some(&token), body.clone())
    }
}

/// A question, with or without the reason.
pub(super) fn question(question: Question, why: bool) -> Value {
    json!({
        "subject": subject(question.person),
        "action": {"name": question.perm.as_str()},
        "resource": resource(question.document),
        "context": {"why": why},
    })
}

/// A person as a subject.
pub(super) fn subject(number: usize) -> Value {
    json!({"type": "user", "id": person(number)})
}

/// A document or folder as a resource.
pub(super) fn resource(number: usize) -> Value {
    json!({"type": "document", "id": document(number)})
}

/// Who may view a document: so many at most, behind the page before.
pub(super) fn who_can(document: usize, limit: usize, token: Option<&str>) -> Value {
    let page = token.map_or_else(|| json!({"limit": limit}), |token| json!({"limit": limit, "token": token}));
    json!({
        "subject": {"type": "user"},
        "action": {"name": "view"},
        "resource": resource(document),
        "page": page,
    })
}
