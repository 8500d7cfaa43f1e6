//! The list of endpoints is whole and true: each is documented, mounted, and refuses in the platform's way.

use std::collections::BTreeSet;

use http::Method;
use menjin_api::{CATALOGUE, Code, Entry, Input, Meta, Shape, TokenKind};
use menjin_testkit::{Answer, TestServer, Who};

use super::company;

/// Every endpoint.
pub(crate) fn metas() -> Vec<Meta> {
    CATALOGUE.iter().map(Entry::meta).collect()
}

/// A path of the endpoint, its variables filled with something harmless.
pub(crate) fn path(meta: &Meta) -> String {
    let filled: Vec<_> = meta.path.split('/').map(|piece| if piece.starts_with('{') { "x" } else { piece }).collect();
    filled.join("/")
}

/// Calls an endpoint; a body only where there may be one.
pub(crate) async fn call(server: &TestServer, meta: &Meta, who: &Who) -> Answer {
    let body = (meta.method != Method::GET && meta.method != Method::DELETE).then(|| serde_json::json!({}));
    server.send(who, meta.method.clone(), &path(meta), body).await
}

#[test]
fn every_endpoint_is_documented() {
    for meta in metas() {
        assert!(!meta.name.is_empty(), "{} has no name", meta.path);
        assert!(
            !meta.summary.is_empty() && !meta.summary.ends_with('.'),
            "{} has no summary, or one with a full stop",
            meta.name
        );
        assert!(!meta.family.name.is_empty(), "{} has no family", meta.name);
        let official = [
            "https://open.feishu.cn/document/",
            "https://open.larkoffice.com/document/",
            "https://open.larksuite.com/document/",
        ];
        assert!(
            official.iter().any(|page| meta.doc.starts_with(page)),
            "{} has no official page: {:?}",
            meta.name,
            meta.doc
        );
    }
}

#[test]
fn names_and_addresses_are_unique() {
    let (mut names, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    for meta in metas() {
        assert!(names.insert(meta.name), "{} comes twice", meta.name);
        assert!(addresses.insert((meta.method.to_string(), meta.path)), "{} {} comes twice", meta.method, meta.path);
    }
}

#[test]
fn nothing_ever_answers_504() {
    let shared = menjin_api::code::ALL.iter().copied();
    let own =
        metas().into_iter().flat_map(|meta| meta.codes.iter().copied().chain([meta.internal()]).collect::<Vec<_>>());
    let late: Vec<Code> =
        shared.chain(own).filter(|code| code.status.as_u16() == 504 && code.unreachable.is_none()).collect();
    assert!(late.is_empty(), "two SDKs throw the body of a 504 away: {late:?}");
}

#[test]
fn every_code_says_when_and_none_is_a_success() {
    for meta in metas() {
        for code in meta.codes {
            assert!(
                code.number != 0 && !code.when.trim().is_empty() && !code.msg.is_empty(),
                "{}: {code:?}",
                meta.name
            );
            assert!(code.unreachable.is_none_or(|why| why.len() > 10), "{}: {code:?} gives no reason", meta.name);
        }
    }
}

#[tokio::test]
async fn every_endpoint_is_mounted_and_its_wrong_methods_are_not() {
    let server = company::start().await;
    let metas = metas();
    for meta in &metas {
        let answer = call(&server, meta, &Who::Nobody).await;
        assert_ne!(answer.text, "404 page not found", "{} {} is not mounted", meta.method, meta.path);
        for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let path = path(meta);
            let answer = server.send(&Who::Nobody, method.clone(), &path, None).await;
            let known = answer.text != "404 page not found";
            // Fixed words win over variables, for every method: what is a word is never read as an id.
            let fitting = metas.iter().filter(|other| template_fits(other.path, &path));
            let best = fitting.min_by_key(|other| other.path.matches('{').count()).map(|other| other.path);
            let wanted = metas.iter().any(|other| Some(other.path) == best && other.method == method);
            assert_eq!(known, wanted, "{method} {path}: {answer}");
        }
    }
    server.stop().await;
}

fn template_fits(template: &str, path: &str) -> bool {
    let (wanted, given): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    wanted.len() == given.len() && wanted.iter().zip(given).all(|(want, give)| want.starts_with('{') || *want == give)
}

#[tokio::test]
async fn every_answer_bears_its_ids_and_tells_the_same_log_id_in_its_body() {
    let server = company::start().await;
    let mut seen = BTreeSet::new();
    for meta in metas() {
        let answer = call(&server, &meta, &Who::Nobody).await;
        let log_id = check_ids(&answer);
        assert!(seen.insert(log_id.clone()), "{}: the log id comes again", meta.name);
        if meta.shape == Shape::Envelope {
            assert_eq!(answer.json()["error"]["log_id"], log_id.as_str(), "{}: {answer}", meta.name);
            let shooter = format!(
                "Troubleshooting suggestions: http://127.0.0.1:8686/search?from=openapi&log_id={log_id}&code={}",
                answer.code()
            );
            assert_eq!(answer.json()["error"]["troubleshooter"], shooter.as_str(), "{}: {answer}", meta.name);
        }
    }
    for path in ["/nowhere", "/healthz", "/_menjin/v1/clock", "/open-apis/contact/v3/group/x"] {
        let answer = company::get(&server, path).await;
        assert!(seen.insert(check_ids(&answer)), "{path}");
    }
    let ok = company::tenant_token(&server, company::ALL).await;
    check_ids(&server.send(&ok, Method::GET, "/open-apis/contact/v3/group/night", None).await.ok());
    server.stop().await;
}

#[tokio::test]
async fn every_body_that_cannot_be_read_gets_the_code_of_its_call() {
    let server = company::start().await;
    let app = company::tenant_token(&server, company::ALL).await;
    let person = company::user_token(&server, company::ALL, "ada").await;
    let mut schemas = schemars::SchemaGenerator::default();
    let mut checked = 0;
    for entry in CATALOGUE {
        let meta = entry.meta();
        let reads = entry.body(&mut schemas).to_value();
        if meta.tokens.is_empty() || reads.get("type").is_some_and(|kind| kind == "null") {
            continue;
        }
        let who = if meta.tokens.contains(&TokenKind::Tenant) { &app } else { &person };
        let Some(token) = server.token(who).await else { panic!() };
        for body in ["{", "[]", "1", "{} {}", r#"{"a":1,"a":2}x"#, "\u{0}"] {
            let request = http::Request::builder().method(meta.method.clone()).uri(path(&meta));
            let request =
                request.header("authorization", format!("Bearer {token}")).body(body.to_owned().into()).unwrap();
            let answer = server.request(request).await;
            let wanted = match meta.input() {
                Input::Platform => menjin_api::code::BODY_MALFORMED,
                Input::Own(code) => code,
            };
            assert_eq!(
                (answer.status, answer.code(), answer.msg().as_str()),
                (wanted.status, wanted.number, wanted.msg),
                "{} {body:?}: {answer}",
                meta.name
            );
        }
        checked += 1;
    }
    assert!(checked > 10);
    server.stop().await;
}

fn check_ids(answer: &Answer) -> String {
    let log_id = answer.header("x-tt-logid").to_owned();
    let (time, random) = log_id.split_at(14);
    assert_eq!((time, random.len()), ("20260101080000", 20), "{log_id}");
    assert!(random.bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)), "{log_id}");
    let request_id = answer.header("x-request-id");
    assert_eq!(request_id, answer.header("request-id"));
    assert_eq!((request_id.len(), request_id.matches('-').count()), (36, 4), "{request_id}");
    assert_eq!(request_id, request_id.to_lowercase());
    log_id
}
