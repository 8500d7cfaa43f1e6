//! SpiceDB, with its data in PostgreSQL.

use std::{
    fs::File,
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};

use super::{
    super::{
        company::person,
        load::{Client, ask},
        postgres::Database,
        report::Beside,
        server::{Server, free_address},
    },
    Contest,
    build::{self, Pinned},
    side::Side,
    tuples::{Tuple, asked, tuples},
};

pub(super) const PINNED: Pinned =
    Pinned { name: "SpiceDB", package: "github.com/authzed/spicedb/cmd/spicedb", version: "v1.56.2" };

/// Who knows it may ask.
const KEY: &str = "not-a-secret-but-long-enough-0001";

/// Where it is asked.
const CHECK: &str = "/v1/permissions/check";

/// For how long it must have said so: the state it answers from may be one of several, half a second apart.
const STEADY: Duration = Duration::from_secs(2);
/// How long that may take.
const SETTLED: Duration = Duration::from_mins(1);

/// How many relations a call may write, by default.
const UPDATES_MAX: usize = 1_000;

const SCHEMA: &str = "
definition user {}

definition department {
    relation member: user | department#member
}

definition group {
    relation member: user | department#member
}

definition folder {
    relation parent: folder
    relation viewer: user | department#member | group#member
    relation editor: user | department#member | group#member
    relation manager: user | department#member | group#member
    permission full_access = manager + parent->full_access
    permission edit = editor + full_access + parent->edit
    permission view = viewer + edit + parent->view
}

definition document {
    relation parent: folder
    relation viewer: user | department#member | group#member
    relation editor: user | department#member | group#member
    relation manager: user | department#member | group#member
    permission full_access = manager + parent->full_access
    permission edit = editor + full_access + parent->edit
    permission view = viewer + edit + parent->view
}
";

/// With its default consistency, and with the one that holds every acknowledged change.
pub(super) fn run(contest: &Contest<'_>) -> anyhow::Result<Vec<Beside>> {
    let bench = contest.bench;
    if bench.postgres.is_none() {
        let why = "it keeps its data in PostgreSQL, and TEST_POSTGRES_URL names none";
        eprintln!("  SpiceDB is LEFT OUT: {why}");
        return Ok(vec![Beside::absent(PINNED.told(), why)]);
    }
    let folder = bench.folder("spicedb")?;
    let database = Database::empty(bench, "spicedb")?;
    let migrated = command(&folder, &database)?.args(["datastore", "migrate", "head"]).status()?;
    ensure!(migrated.success(), "`spicedb datastore migrate` failed: {}", log(&folder));

    let server = Arc::new(start(contest, &folder, &database)?);
    bench.runtime.block_on(load(&server, &tuples(&contest.world)))?;
    let mut rows = Vec::new();
    for (word, name) in [("minimizeLatency", "minimize_latency"), ("fullyConsistent", "fully_consistent")] {
        rows.push(contest.measure(&Side {
            name: format!("{}, {name}", PINNED.told()),
            server: Arc::clone(&server),
            path: CHECK.to_owned(),
            token: Some(KEY.to_owned()),
            asks: Arc::new(questions(contest, word)),
            said,
        })?);
    }
    Ok(rows)
}

fn start(contest: &Contest<'_>, folder: &Path, database: &Database<'_>) -> anyhow::Result<Server> {
    let (http, grpc) = (free_address()?, free_address()?);
    let mut serve = command(folder, database)?;
    serve.args(["serve", "--http-enabled", "--http-addr", &http.to_string(), "--grpc-addr", &grpc.to_string()]);
    serve.args(["--metrics-enabled=false", "--telemetry-endpoint=", "--grpc-preshared-key", KEY]);
    Server::up(contest.bench, &mut serve, http, "/healthz").with_context(|| log(folder))
}

/// The address of the database has a password, which arguments would show to everybody on the machine.
fn command(folder: &Path, database: &Database<'_>) -> anyhow::Result<Command> {
    let mut command = Command::new(build::program(PINNED)?);
    let log = File::options().create(true).append(true).open(folder.join("log"))?;
    command.current_dir(folder).env_clear().stdout(log.try_clone()?).stderr(log);
    command.env("SPICEDB_DATASTORE_ENGINE", "postgres").env("SPICEDB_DATASTORE_CONN_URI", database.url());
    command.env("SPICEDB_LOG_LEVEL", "error").env("SPICEDB_SKIP_RELEASE_CHECK", "true");
    Ok(command)
}

/// What it last complained of.
fn log(folder: &Path) -> String {
    let text = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
    text.lines().last().unwrap_or("it said nothing").to_owned()
}

/// Writes the schema and all relations.
async fn load(server: &Server, tuples: &[Tuple]) -> anyhow::Result<()> {
    let mut client = Client::connect(server.address).await?;
    let mut call = async |path: &str, body: Value| {
        client.send(ask(Method::POST, path, Some(KEY), body.to_string())?).await?.success()
    };
    call("/v1/schema/write", json!({"schema": SCHEMA})).await?;
    for some in tuples.chunks(UPDATES_MAX) {
        let updates: Vec<Value> = some.iter().map(update).collect();
        call("/v1/relationships/write", json!({"updates": updates})).await?;
    }
    eprintln!("  SpiceDB holds {} relations", tuples.len());
    // By default it answers from a state some seconds old, which shall have everything.
    let last = tuples.last().context("nothing to hold")?;
    let (object, subject) = (reference(&last.object), subject(last));
    let body = json!({"resource": object, "permission": last.relation, "subject": subject});
    let started = Instant::now();
    let mut since = started;
    while since.elapsed() < STEADY {
        if said(&call(CHECK, body.clone()).await?) != Some(true) {
            since = Instant::now();
        }
        ensure!(started.elapsed() < SETTLED, "SpiceDB does not come to hold the last relation");
    }
    Ok(())
}

fn update(tuple: &Tuple) -> Value {
    let (object, subject) = (reference(&tuple.object), subject(tuple));
    let relationship = json!({"resource": object, "relation": tuple.relation, "subject": subject});
    json!({"operation": "OPERATION_CREATE", "relationship": relationship})
}

fn subject(tuple: &Tuple) -> Value {
    let members = if tuple.members { "member" } else { "" };
    json!({"object": reference(&tuple.subject), "optionalRelation": members})
}

/// The decision in an answer.
fn said(answer: &Value) -> Option<bool> {
    match answer.get("permissionship").and_then(Value::as_str)? {
        "PERMISSIONSHIP_HAS_PERMISSION" => Some(true),
        "PERMISSIONSHIP_NO_PERMISSION" => Some(false),
        _ => None,
    }
}

fn reference((kind, id): &(&str, String)) -> Value {
    json!({"objectType": kind, "objectId": id})
}

fn questions(contest: &Contest<'_>, consistency: &str) -> Vec<Bytes> {
    let mut asks = Vec::new();
    for question in &contest.questions {
        let subject = reference(&("user", person(question.person)));
        let body = json!({
            "consistency": {consistency: true},
            "resource": reference(&asked(&contest.world, *question)),
            "permission": question.perm.as_str(),
            "subject": {"object": subject},
        });
        asks.push(Bytes::from(body.to_string()));
    }
    asks
}
