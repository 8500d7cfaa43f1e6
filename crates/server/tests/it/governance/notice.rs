//! Notices: inbox, webhooks, e-mails.

use std::sync::{Arc, Mutex};

use http::Method;
use menjin_server::outgoing::Outgoing;
use menjin_service::governance::notice::{
    self,
    outbox::{self, BoxFuture, Carrier, Mail, Post},
};
use menjin_store::{AuditEntry, StoreError, Written};
use menjin_testkit::{TestServer, Who};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::help::{TENANT, ask, governor, page};

/// Keeps what would be sent, and fails as often as it is told.
#[derive(Debug, Default)]
struct Bag {
    posts: Mutex<Vec<Post>>,
    mails: Mutex<Vec<Mail>>,
    failures: Mutex<usize>,
}

impl Bag {
    fn outcome(&self) -> Result<(), String> {
        let mut failures = self.failures.lock().unwrap();
        if *failures == 0 {
            return Ok(());
        }
        *failures -= 1;
        Err("it answered 500".to_owned())
    }
}

impl Carrier for Bag {
    fn post<'a>(&'a self, post: &'a Post) -> BoxFuture<'a, Result<(), String>> {
        self.posts.lock().unwrap().push(post.clone());
        Box::pin(async { self.outcome() })
    }

    fn mail<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), String>> {
        self.mails.lock().unwrap().push(mail.clone());
        Box::pin(async { self.outcome() })
    }
}

/// Sends all that is due; how many attempts that were.
async fn turn(server: &TestServer, carrier: &Arc<dyn Carrier>) -> usize {
    let begun = outbox::turn(server.cx(), carrier, 50).await.unwrap();
    let count = begun.len();
    for one in begun {
        one.await.unwrap();
    }
    count
}

async fn tell(server: &TestServer, kind: &'static str, body: Value) {
    let now = server.cx().clock.now();
    let told: Result<(), StoreError> = server
        .cx()
        .db
        .write(TENANT, move |tx| {
            let body = body.clone();
            Box::pin(async move {
                notice::tell(tx, TENANT, kind, &body, now).await?;
                let entry = AuditEntry { actor: "test".to_owned(), at: now, ..AuditEntry::default() };
                Ok(Written::new((), entry))
            })
        })
        .await;
    told.unwrap();
}

async fn webhook(server: &TestServer, who: &Who, url: &str, kinds: &[&str]) -> (i64, String) {
    let body = json!({"url": url, "kinds": kinds});
    let made = ask(server, who, Method::POST, "/menjin/v1/webhooks", Some(body)).await;
    assert_eq!(made.status, 200, "{made}");
    let made = made.json();
    (made["webhook"]["id"].as_i64().unwrap(), made["secret"].as_str().unwrap().to_owned())
}

async fn deliveries(server: &TestServer, who: &Who, id: i64) -> Vec<Value> {
    let path = format!("/menjin/v1/webhooks/{id}/deliveries");
    ask(server, who, Method::GET, &path, None).await.json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn every_administrator_is_told_and_sees_it_once() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    tell(&server, "group.created", json!({"name": "<script>alert(1)</script>", "by": "邓超"})).await;
    let inbox = ask(&server, &who, Method::GET, "/menjin/v1/inbox", None).await.json();
    assert_eq!((&inbox["unseen"], &inbox["items"][0]["kind"]), (&json!(1), &json!("group.created")));
    let shown = page(&server, "/console/inbox", "en").await;
    assert_eq!(shown.status, 200);
    assert!(shown.text.contains("&#60;script&#62;") && !shown.text.contains("<script>alert"), "{shown}");
    let seen = ask(&server, &who, Method::POST, "/menjin/v1/inbox/seen", Some(json!({}))).await;
    assert_eq!(seen.json(), json!({"seen": 1}));
    let inbox = ask(&server, &who, Method::GET, "/menjin/v1/inbox?unseen=true", None).await.json();
    assert_eq!((&inbox["unseen"], &inbox["items"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn a_webhook_gets_what_it_wants_signed() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let (id, secret) = webhook(&server, &who, "https://hooks.example/in", &["group.deleted"]).await;
    tell(&server, "group.created", json!({"name": "a"})).await;
    tell(&server, "group.deleted", json!({"name": "b"})).await;
    let bag = Arc::new(Bag::default());
    let carrier: Arc<dyn Carrier> = bag.clone();
    assert_eq!(turn(&server, &carrier).await, 1);
    let posts = bag.posts.lock().unwrap().clone();
    let header = |name: &str| posts[0].headers.iter().find(|(key, _)| *key == name).unwrap().1.clone();
    let body: Value = serde_json::from_str(&posts[0].body).unwrap();
    assert_eq!((&body["kind"], &body["body"]), (&json!("group.deleted"), &json!({"name": "b"})));
    let expected = outbox::sign(secret.as_bytes(), &header("x-menjin-timestamp"), &posts[0].body);
    assert_eq!(header("x-menjin-signature"), format!("v1={expected}"));
    assert_eq!(deliveries(&server, &who, id).await[0]["state"], "done");
    assert_eq!(turn(&server, &carrier).await, 0);
}

#[tokio::test]
async fn what_fails_is_tried_again_later_and_given_up_in_the_end() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let (id, _) = webhook(&server, &who, "https://hooks.example/in", &["*"]).await;
    let tested = ask(&server, &who, Method::POST, &format!("/menjin/v1/webhooks/{id}/test"), Some(json!({}))).await;
    assert_eq!(tested.status, 200, "{tested}");
    let bag = Arc::new(Bag { failures: Mutex::new(100), ..Bag::default() });
    let carrier: Arc<dyn Carrier> = bag.clone();
    for pause in [1, 5, 30, 300, 3600] {
        assert_eq!(turn(&server, &carrier).await, 1, "before {pause} s");
        assert_eq!(turn(&server, &carrier).await, 0);
        let state = deliveries(&server, &who, id).await[0].clone();
        assert_eq!((&state["state"], &state["error"]), (&json!("waiting"), &json!("it answered 500")));
        server.advance(pause);
    }
    assert_eq!(turn(&server, &carrier).await, 1);
    let last = deliveries(&server, &who, id).await[0].clone();
    assert_eq!((&last["state"], &last["attempts"]), (&json!("given_up"), &json!(6)));
    server.advance(1_000_000);
    assert_eq!(turn(&server, &carrier).await, 0);
    let same: Vec<String> = bag.posts.lock().unwrap().iter().map(|post| post.headers[1].1.clone()).collect();
    assert_eq!(same.iter().collect::<std::collections::HashSet<_>>().len(), 1, "the delivery keeps its id");
}

#[tokio::test]
async fn a_delivery_is_claimed_once_and_freed_when_its_node_dies() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    let (_, _) = webhook(&server, &who, "https://hooks.example/in", &["*"]).await;
    tell(&server, "group.created", json!({"name": "a"})).await;
    let carrier: Arc<dyn Carrier> = Arc::new(Bag::default());
    let begun = outbox::turn(server.cx(), &carrier, 50).await.unwrap();
    for one in &begun {
        one.abort();
    }
    assert_eq!(turn(&server, &carrier).await, 0, "somebody has it");
    drop(begun);
    server.execute("update delivery set done = 0, due = created + 60000 where $1 = ''", "").await;
    server.advance(61);
    assert_eq!(turn(&server, &carrier).await, 1);
}

#[tokio::test]
async fn an_email_goes_to_who_can_get_one_when_mail_is_set_up() {
    let server = TestServer::start().await;
    server.execute("update administrator set login = 'a@example.com', language = 'en' where id = (select min(id) from administrator) and $1 = ''", "").await;
    let bag = Arc::new(Bag::default());
    let carrier: Arc<dyn Carrier> = bag.clone();
    tell(&server, "group.created", json!({"name": "first"})).await;
    assert_eq!(turn(&server, &carrier).await, 0, "no mail is set up");
    outbox::can_mail(server.cx(), true).await.unwrap();
    tell(&server, "group.created", json!({"name": "G\r\nBcc: x@example.com", "by": "邓超"})).await;
    turn(&server, &carrier).await;
    let mails = bag.mails.lock().unwrap().clone();
    let mail = mails.iter().find(|mail| mail.to == "a@example.com").expect("a mail");
    assert_eq!(mail.subject, "Group “GBcc: x@example.com” was created by 邓超");
}

#[tokio::test]
async fn webhooks_are_checked_and_their_secrets_shown_once() {
    let server = TestServer::start().await;
    let who = governor(&server).await;
    for (body, field) in [
        (json!({"url": "ftp://x"}), "url"),
        (json!({"url": "https://u:p@x/"}), "url"),
        (json!({"url": "https://x/", "kinds": ["nothing"]}), "kinds"),
        (json!({"url": "https://x/", "kinds": []}), "kinds"),
        (json!({}), "url"),
    ] {
        let answer = ask(&server, &who, Method::POST, "/menjin/v1/webhooks", Some(body)).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["field"]), (400, &json!(field)), "{answer}");
    }
    let (id, secret) = webhook(&server, &who, "https://hooks.example/in", &["*"]).await;
    let path = format!("/menjin/v1/webhooks/{id}");
    let listed = ask(&server, &who, Method::GET, "/menjin/v1/webhooks", None).await;
    assert!(!listed.text.contains(&secret));
    let same = ask(&server, &who, Method::PATCH, &path, Some(json!({"enabled": true}))).await;
    assert_eq!(same.status, 400);
    let fresh = ask(&server, &who, Method::PATCH, &path, Some(json!({"new_secret": true}))).await.json();
    assert!(fresh["secret"].as_str().is_some_and(|fresh| fresh != secret));
    let history = ask(&server, &who, Method::GET, &format!("/menjin/v1/audit?object=webhook:{id}"), None).await;
    assert!(!history.text.contains("whsec_"), "{history}");
    assert_eq!(ask(&server, &who, Method::DELETE, &path, None).await.status, 200);
    assert_eq!(ask(&server, &who, Method::DELETE, &path, None).await.status, 404);
}

/// A server that answers once with this, and tells what it was asked.
async fn listen(answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook?x=1", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut text = Vec::new();
        let mut piece = [0; 4096];
        loop {
            let read = stream.read(&mut piece).await.unwrap();
            text.extend_from_slice(&piece[..read]);
            if read == 0 || text.ends_with(b"}") {
                break;
            }
        }
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(text).unwrap()
    });
    (url, heard)
}

fn post(url: &str) -> Post {
    Post { url: url.to_owned(), headers: vec![("x-menjin-event", "x".to_owned())], body: "{}".to_owned() }
}

#[tokio::test]
async fn a_call_arrives_as_it_was_meant() {
    let (url, heard) = listen("HTTP/1.1 204 No Content\r\n\r\n").await;
    assert_eq!(Outgoing::new(true, None).post(&post(&url)).await, Ok(()));
    let heard = heard.await.unwrap();
    assert!(heard.starts_with("POST /hook?x=1 HTTP/1.1\r\n") && heard.contains("x-menjin-event: x\r\n"), "{heard}");
    assert!(heard.ends_with("\r\n\r\n{}"));
}

#[tokio::test]
async fn a_redirect_is_a_failure_and_nobody_follows_it() {
    let (url, _) = listen("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n").await;
    assert_eq!(Outgoing::new(true, None).post(&post(&url)).await, Err("it answered 302".to_owned()));
}

#[tokio::test]
async fn no_call_goes_to_an_address_that_is_not_public() {
    let closed = Outgoing::new(false, None);
    for url in [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://[::1]:9/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
    ] {
        let answer = closed.post(&post(url)).await.unwrap_err();
        assert!(answer.starts_with("the address is not public"), "{url}: {answer}");
    }
}

#[tokio::test]
async fn the_page_of_webhooks_shows_them_and_makes_one() {
    let server = TestServer::start().await;
    let made =
        super::help::form(&server, "/console/settings/webhooks", "url=https%3A%2F%2Fhooks.example%2Fin&kinds=*").await;
    assert_eq!(made.status, 200, "{made}");
    assert!(made.text.contains("whsec_"), "the secret is shown once");
    let shown = page(&server, "/console/settings/webhooks", "en").await;
    assert!(shown.text.contains("https://hooks.example/in") && !shown.text.contains("whsec_"), "{shown}");
    let wrong = super::help::form(&server, "/console/settings/webhooks", "url=ftp%3A%2F%2Fx&kinds=*").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("ftp://x") && wrong.text.contains("aria-invalid"), "{wrong}");
}
