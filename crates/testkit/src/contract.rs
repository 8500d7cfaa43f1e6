//! Contract tables: every cause and the answer it must get, and the proof that no documented code is left out.

use std::{collections::BTreeSet, future::Future, pin::Pin};

use http::Method;
use menjin_api::{CATALOGUE, Meta};
use serde_json::Value;

use crate::{TestServer, Who};

/// What a case needs before its call; may fill in what only the running server knows, by answering `(path, body)`.
pub type Arrange = for<'a> fn(&'a TestServer, String, Option<Value>) -> Arranged<'a>;
/// The path and body to send.
pub type Arranged<'a> = Pin<Box<dyn Future<Output = (String, Option<Value>)> + 'a>>;

/// One row: a cause, the call that shows it, and the answer.
#[derive(Debug)]
pub struct Case {
    cause: &'static str,
    method: Method,
    path: String,
    body: Option<Value>,
    who: Who,
    arrange: Option<Arrange>,
    answer: (u16, i64, String),
}

/// A row: `case("the name is empty", Method::POST, "/open-apis/contact/v3/group", json!({"name": ""}), (400, 42001, "group name empty"))`.
/// `Value::Null` is no body.
#[must_use]
pub fn case(cause: &'static str, method: Method, path: &str, body: Value, answer: (u16, i64, &str)) -> Case {
    Case {
        cause,
        method,
        path: path.to_owned(),
        body: Some(body).filter(|body| !body.is_null()),
        who: Who::HrBridge,
        arrange: None,
        answer: (answer.0, answer.1, answer.2.to_owned()),
    }
}

impl Case {
    /// Who calls, instead of HR bridge.
    #[must_use]
    pub fn by(mut self, who: Who) -> Self {
        self.who = who;
        self
    }

    /// What must be so before.
    #[must_use]
    pub fn after(mut self, arrange: Arrange) -> Self {
        self.arrange = Some(arrange);
        self
    }
}

/// Walks the table, each case on a server of its own, and then proves that of the calls whose names start with one of
/// `calls` every code they document was provoked (or is marked as unreachable).
///
/// # Panics
/// When an answer differs or a code is missing; all of them are listed.
pub async fn walk(calls: &[&str], cases: Vec<Case>) {
    let mut wrong = Vec::new();
    let mut provoked = BTreeSet::new();
    for case in cases {
        let server = TestServer::start().await;
        let (path, body) = match case.arrange {
            Some(arrange) => arrange(&server, case.path.clone(), case.body.clone()).await,
            None => (case.path.clone(), case.body.clone()),
        };
        let answer = server.send(&case.who, case.method.clone(), &path, body).await;
        let got = (answer.status.as_u16(), answer.code(), answer.msg());
        if got == case.answer {
            if let Some(meta) = meta(&case.method, &path) {
                provoked.insert((meta.name, got.1, got.2));
            }
        } else {
            wrong.push(format!(
                "{}: {} {path}\n  wanted {:?}\n  got    {got:?}\n  {}",
                case.cause, case.method, case.answer, answer.text
            ));
        }
        server.stop().await;
    }
    for meta in CATALOGUE
        .iter()
        .map(menjin_api::Entry::meta)
        .filter(|meta| calls.iter().any(|name| meta.name.starts_with(name)))
    {
        for code in meta.codes.iter().filter(|code| code.unreachable.is_none() && code.status.as_u16() < 500) {
            let seen = provoked
                .iter()
                .any(|(name, number, msg)| *name == meta.name && *number == code.number && msg.starts_with(code.msg));
            if !seen {
                wrong.push(format!("no case provokes {} {:?} of {}", code.number, code.msg, meta.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The endpoint that a request meets: fixed words win over variables.
fn meta(method: &Method, path: &str) -> Option<Meta> {
    let path = path.split('?').next().unwrap_or_default();
    let given: Vec<&str> = path.split('/').collect();
    let fits = |template: &str| {
        let wanted: Vec<&str> = template.split('/').collect();
        wanted.len() == given.len()
            && wanted.iter().zip(&given).all(|(want, give)| want.starts_with('{') || want == give)
    };
    let metas = CATALOGUE.iter().map(menjin_api::Entry::meta).filter(|meta| meta.method == *method && fits(meta.path));
    metas.min_by_key(|meta| meta.path.matches('{').count())
}
