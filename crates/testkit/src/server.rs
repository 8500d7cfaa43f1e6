//! The server and its client.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use http::{Method, Request, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use menjin_model::{Millis, UserNo};
use menjin_server::{App, Listening, Timeouts, listen};
use menjin_service::{
    Clock, Cx, Ids, Keys, Knowledge, Limits, Settings, control,
    decision::{
        Impacts,
        log::{self, Log, Sampling},
    },
    fixture,
    nodes::{self, Readings},
    session::Sessions,
};
use menjin_store::{Db, Place};
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::{
    Answer,
    home::{self, Home},
    ledger::Ledger,
};

/// The app of the demo company that may do everything.
pub const DEMO_APP: &str = "cli_a1b2c3d4e5f6a7b8";
/// Its secret.
pub const DEMO_SECRET: &str = "demo-secret-0000-hr-bridge-000001";
/// When tests begin: Thursday, 1 January 2026, 08:00 in UTC+8.
const BEGIN: Millis = Millis(1_767_225_600_000);

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Who {
    /// HR bridge with its tenant token: every scope, sees everyone.
    HrBridge,
    /// Door desk with its tenant token: doors, and contacts of 行政部 and 邓超 only.
    DoorDesk,
    /// Handbook bot with its tenant token: documents, and contacts of 研发中心 only.
    HandbookBot,
    /// A person (by `user_id`) through HR bridge, with every scope.
    Person(&'static str),
    /// A person through HR bridge who granted only these scopes.
    Limited(&'static str, &'static [&'static str]),
    /// Any app by its id.
    App(String),
    /// Nobody: no token at all.
    Nobody,
    /// Whoever holds this very token.
    Token(String),
}

/// A running server with the demo company in it.
#[derive(Debug)]
pub struct TestServer {
    /// Dropped first: it looks into the database once more.
    ledger: Ledger,
    cx: Arc<Cx>,
    app: App,
    listening: Listening,
    time: Arc<AtomicI64>,
    tokens: Mutex<Vec<(Who, String)>>,
    /// Dropped last, when nobody uses it any more.
    _home: Option<Home>,
}

/// How a server differs from the usual one.
#[derive(Debug)]
pub struct Setup {
    /// The company, as a fixture.
    pub fixture: String,
    /// Where its data lies; a database that has data already is not filled again. `None`: in one of its own, see [`Home`].
    pub database: Option<menjin_store::Settings>,
    /// Whether anyone may sign in as anyone.
    pub dev: bool,
    /// Whether the controls answer.
    pub controls: bool,
    /// Whether calls are counted.
    pub limits: bool,
    /// Which decisions are kept.
    pub decision_log: Sampling,
    /// How long heads and the end may take.
    pub timeouts: Timeouts,
    /// How long a body may take.
    pub body_time: Duration,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            fixture: fixture::DEMO.to_owned(),
            database: None,
            dev: true,
            controls: true,
            limits: false,
            decision_log: Sampling::Off,
            timeouts: Timeouts::default(),
            body_time: Duration::from_mins(1),
        }
    }
}

impl TestServer {
    /// With the demo company.
    pub async fn start() -> Self {
        Self::with(fixture::DEMO).await
    }

    /// With the company of this fixture.
    ///
    /// # Panics
    /// When the fixture has problems, or no server can be started.
    pub async fn with(text: &str) -> Self {
        Self::set_up(Setup { fixture: text.to_owned(), ..Setup::default() }).await
    }

    /// As told.
    ///
    /// # Panics
    /// When the fixture has problems, or no server can be started.
    pub async fn set_up(setup: Setup) -> Self {
        let text = setup.fixture.as_str();
        let fixture = fixture::read(text, "test.yaml").expect("the fixture should have no problems");
        let time = Arc::new(AtomicI64::new(BEGIN.0));
        let source = Arc::clone(&time);
        let home = match home::server() {
            Some(server) if setup.database.is_none() => Some(Home::new(&server).await),
            _ => None,
        };
        let own = || home.as_ref().map_or_else(menjin_store::Settings::memory, Home::settings);
        let is_own = setup.database.is_none();
        let mut settings = setup.database.unwrap_or_else(own);
        let knowledge = Knowledge::new(matches!(settings.place, Place::Server(_)));
        settings.observer = Some(knowledge.observer());
        let mut ledger = Ledger::listen(&mut settings);
        let db = Db::open(&settings).await.expect("a database should open");
        let cx = Arc::new(Cx {
            db,
            clock: Clock::of(Arc::new(move || Millis(source.load(Ordering::Relaxed)))),
            ids: Ids::counted(),
            keys: Keys::new([7; 32]),
            limits: Limits::new(setup.limits),
            sessions: Sessions::default(),
            readings: Readings::default(),
            knowledge,
            decisions: Log::new(setup.decision_log),
            impacts: Impacts::default(),
            analyses: menjin_service::governance::analysis::Analyses::default(),
            groups: menjin_service::governance::group::Memory::default(),
            settings: Settings {
                base_url: "http://127.0.0.1:8686".to_owned(),
                dev: setup.dev,
                controls: setup.controls,
                door_rules_max: 1000,
            },
        });
        control::load_if_empty(&cx, text, &fixture).await.expect("the fixture should load");
        nodes::follow(&cx).await.expect("the clock should be read");
        log::start(&cx);
        if is_own {
            ledger.follow(&cx.db).await;
        }
        let any: SocketAddr = ([127, 0, 0, 1], 0).into();
        let app = App::new(Arc::clone(&cx)).with_body_time(setup.body_time);
        let listening = listen(app.clone(), any, setup.timeouts).await.expect("a port should be free");
        Self { ledger, cx, app, listening, time, tokens: Mutex::default(), _home: home }
    }

    /// What the service functions get; for what no call shows.
    #[must_use]
    pub fn cx(&self) -> &Arc<Cx> {
        &self.cx
    }

    /// The server without its socket: for calls from other addresses.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.listening.address()
    }

    /// Moves time on.
    pub fn advance(&self, seconds: i64) {
        self.time.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// Holds what the store noted of its writes against what is in its tables. Done at the end of every test on an embedded
    /// database of its own; on another it has to be asked for.
    ///
    /// # Panics
    /// When a function of the store did not note what it did.
    pub async fn facts_hold(&self) {
        self.ledger.holds().await;
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Stops it and closes its database, so that another server may open it.
    pub async fn stop(self) {
        self.listening.stop().await;
        self.ledger.holds().await;
        self.cx.db.close().await;
    }

    /// GET as HR bridge.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(&Who::HrBridge, Method::GET, path, None).await
    }

    /// POST as HR bridge.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(&Who::HrBridge, Method::POST, path, Some(body)).await
    }

    /// PUT as HR bridge.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(&Who::HrBridge, Method::PUT, path, Some(body)).await
    }

    /// PATCH as HR bridge.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(&Who::HrBridge, Method::PATCH, path, Some(body)).await
    }

    /// DELETE as HR bridge.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(&Who::HrBridge, Method::DELETE, path, None).await
    }

    /// Any method, as anyone.
    ///
    /// # Panics
    /// When no such request can be made, or the server hangs up.
    pub async fn send(&self, who: &Who, method: Method, path: &str, body: Option<Value>) -> Answer {
        let token = self.token(who).await;
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        self.request(request.body(Full::from(body)).expect("a test's request should be well formed")).await
    }

    /// A request exactly as given.
    ///
    /// # Panics
    /// When the server hangs up, or answers what is not text.
    pub async fn request(&self, mut request: Request<Full<Bytes>>) -> Answer {
        self.ledger.catch_up().await;
        let stream = TcpStream::connect(self.address()).await.expect("the server should take connections");
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.expect("HTTP/1.1");
        tokio::spawn(connection);
        request.headers_mut().entry(header::HOST).or_insert(header::HeaderValue::from_static("127.0.0.1"));
        let answer = sender.send_request(request).await.expect("the server should answer");
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.expect("the whole answer").to_bytes();
        let text = String::from_utf8(bytes.to_vec()).expect("answers are UTF-8");
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// A token of `who`; each is asked for once.
    ///
    /// # Panics
    /// When nobody gives one.
    pub async fn token(&self, who: &Who) -> Option<String> {
        if let Who::Token(token) = who {
            return Some(token.clone());
        }
        let known = self.tokens.lock().expect("no test panics here").iter().find(|(one, _)| one == who).cloned();
        if let Some((_, token)) = known {
            return Some(token);
        }
        let token = match who {
            Who::HrBridge => self.tenant_token(DEMO_APP, DEMO_SECRET).await,
            Who::DoorDesk => self.tenant_token("cli_b2c3d4e5f6a7b8c9", "demo-secret-0000-door-desk-000002").await,
            Who::HandbookBot => self.tenant_token("cli_c3d4e5f6a7b8c9d0", "demo-secret-0000-wiki-bot-0000003").await,
            Who::App(app_id) => {
                let app_id = app_id.clone();
                let secret = self.secret(&app_id).await;
                self.tenant_token(&app_id, &secret).await
            }
            Who::Person(user_id) => self.user_token(user_id, None).await,
            Who::Limited(user_id, scopes) => {
                self.user_token(user_id, Some(scopes.iter().map(|scope| (*scope).to_owned()).collect())).await
            }
            Who::Token(token) => token.clone(),
            Who::Nobody => return None,
        };
        self.tokens.lock().expect("no test panics here").push((who.clone(), token.clone()));
        Some(token)
    }

    /// A person's id as HR bridge sees it: `open_id("lisi")`.
    pub async fn open_id(&self, user_id: &str) -> String {
        let directory = self.directory(DEMO_APP).await;
        find(&directory, "users", "user_id", user_id, "open_id")
    }

    /// A department's `open_department_id`: `open_department_id("rd")`.
    pub async fn open_department_id(&self, department_id: &str) -> String {
        let directory = self.directory(DEMO_APP).await;
        find(&directory, "departments", "department_id", department_id, "open_department_id")
    }

    /// Every id as one app sees it: the `directory` control.
    pub async fn directory(&self, app_id: &str) -> Value {
        self.send(&Who::Nobody, Method::GET, &format!("/_menjin/v1/directory?app_id={app_id}"), None).await.json()
    }

    async fn tenant_token(&self, app_id: &str, app_secret: &str) -> String {
        let body = json!({"app_id": app_id, "app_secret": app_secret}).to_string();
        let request = Request::post("/open-apis/auth/v3/tenant_access_token/internal").body(Full::from(body));
        let answer = self.request(request.expect("a well formed request")).await;
        let token = answer.json().get("tenant_access_token").and_then(Value::as_str).map(str::to_owned);
        token.unwrap_or_else(|| panic!("no token for {app_id}: {answer}"))
    }

    async fn user_token(&self, user_id: &str, scopes: Option<Vec<String>>) -> String {
        let wish = control::UserTokenWish {
            app_id: DEMO_APP.to_owned(),
            user_id: user_id.to_owned(),
            scopes,
            tenant_key: None,
        };
        let issued = control::user_tokens(&self.cx, wish).await;
        issued.unwrap_or_else(|error| panic!("no token for {user_id}: {error:?}")).user_access_token
    }

    async fn secret(&self, app_id: &str) -> String {
        control::secret(&self.cx, app_id)
            .await
            .expect("the database reads")
            .unwrap_or_else(|| panic!("no app {app_id}"))
    }

    /// The internal number of a person.
    ///
    /// # Panics
    /// When there is no such person.
    pub async fn user_no(&self, user_id: &str) -> UserNo {
        let found = control::user(&self.cx, DEMO_APP, user_id).await.expect("the database reads");
        found.unwrap_or_else(|| panic!("nobody is called {user_id}"))
    }
}

fn find(directory: &Value, list: &str, by: &str, id: &str, wanted: &str) -> String {
    let rows = directory.get(list).and_then(Value::as_array).cloned().unwrap_or_default();
    let row = rows.iter().find(|row| row.get(by).is_some_and(|value| value == id));
    let found = row.and_then(|row| row.get(wanted)).and_then(Value::as_str).map(str::to_owned);
    found.unwrap_or_else(|| panic!("the directory has no {by} {id} in {list}"))
}
