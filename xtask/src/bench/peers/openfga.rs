//! OpenFGA, with its data in SQLite and in PostgreSQL.

use std::{fs::File, path::Path, process::Command, sync::Arc};

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
    Pinned { name: "OpenFGA", package: "github.com/openfga/openfga/cmd/openfga", version: "v1.22.1" };

/// How many tuples a call may write, by default.
const TUPLES_MAX: usize = 100;

/// Caches of answers and of what was read, ten seconds each by default.
const CACHES: [&str; 2] = ["--check-query-cache-enabled", "--check-iterator-cache-enabled"];

/// Where it keeps its data.
struct Place<'a> {
    folder: &'a Path,
    engine: &'static str,
    url: String,
}

/// On SQLite, and on PostgreSQL if there is one; as it comes, and with its caches.
pub(super) fn run(contest: &Contest<'_>) -> anyhow::Result<Vec<Beside>> {
    let folder = contest.bench.folder("openfga")?;
    let url = format!("file:{}", folder.join("openfga.db").display());
    let mut rows = on(contest, "SQLite", &Place { folder: &folder, engine: "sqlite", url })?;
    if contest.bench.postgres.is_none() {
        eprintln!("  OpenFGA on PostgreSQL is LEFT OUT: TEST_POSTGRES_URL names none");
        let name = format!("{} on PostgreSQL", PINNED.told());
        rows.push(Beside::absent(name, "TEST_POSTGRES_URL names none"));
        return Ok(rows);
    }
    let database = Database::empty(contest.bench, "openfga")?;
    let place = Place { folder: &folder, engine: "postgres", url: database.url().to_owned() };
    rows.extend(on(contest, "PostgreSQL", &place)?);
    Ok(rows)
}

fn on(contest: &Contest<'_>, store: &str, place: &Place<'_>) -> anyhow::Result<Vec<Beside>> {
    let migrated = command(place, "migrate")?.status()?;
    ensure!(migrated.success(), "`openfga migrate` failed; see {}", place.folder.join("log").display());

    let server = start(contest, place, &[])?;
    let (id, model) = contest.bench.runtime.block_on(load(&server, &tuples(&contest.world)))?;
    let asks = Arc::new(questions(contest, &model));
    let side = |how: &str, server| Side {
        name: format!("{} on {store}, {how}", PINNED.told()),
        server: Arc::new(server),
        path: format!("/stores/{id}/check"),
        token: None,
        asks: Arc::clone(&asks),
        said: |answer| answer.get("allowed").and_then(Value::as_bool),
    };
    let plain = contest.measure(&side("as it comes", server))?;
    let cached = start(contest, place, &CACHES)?;
    Ok(vec![plain, contest.measure(&side("with its caches on", cached))?])
}

fn start(contest: &Contest<'_>, place: &Place<'_>, more: &[&str]) -> anyhow::Result<Server> {
    let (http, grpc) = (free_address()?, free_address()?);
    let mut run = command(place, "run")?;
    run.args(["--http-addr", &http.to_string(), "--grpc-addr", &grpc.to_string(), "--log-level", "error"]);
    run.args(["--playground-enabled=false", "--metrics-enabled=false"]).args(more);
    // By default it gives up a question after three seconds, which 64 at once on two cores may take.
    run.args(["--request-timeout", "60s"]);
    Server::up(contest.bench, &mut run, http, "/healthz")
}

/// The address of a database may have a password, which arguments would show to everybody on the machine.
fn command(place: &Place<'_>, what: &str) -> anyhow::Result<Command> {
    let mut command = Command::new(build::program(PINNED)?);
    let log = File::options().create(true).append(true).open(place.folder.join("log"))?;
    command.arg(what).current_dir(place.folder).env_clear().stdout(log.try_clone()?).stderr(log);
    command.env("OPENFGA_DATASTORE_ENGINE", place.engine).env("OPENFGA_DATASTORE_URI", &place.url);
    Ok(command)
}

/// Makes a store with its model and writes all tuples; their ids.
async fn load(server: &Server, tuples: &[Tuple]) -> anyhow::Result<(String, String)> {
    let mut client = Client::connect(server.address).await?;
    let mut call =
        async |path: &str, body: Value| client.send(ask(Method::POST, path, None, body.to_string())?).await?.success();
    let id = |answer: &Value, name: &str| {
        anyhow::Ok(
            answer.get(name).and_then(Value::as_str).with_context(|| format!("no {name} in {answer}"))?.to_owned(),
        )
    };
    let store = id(&call("/stores", json!({"name": "bench"})).await?, "id")?;
    let models = format!("/stores/{store}/authorization-models");
    let model = id(&call(&models, model()).await?, "authorization_model_id")?;
    for some in tuples.chunks(TUPLES_MAX) {
        let keys: Vec<Value> = some.iter().map(key).collect();
        let body = json!({"authorization_model_id": model, "writes": {"tuple_keys": keys}});
        call(&format!("/stores/{store}/write"), body).await?;
    }
    eprintln!("  OpenFGA holds {} tuples", tuples.len());
    Ok((store, model))
}

fn key(tuple: &Tuple) -> Value {
    let Tuple { object, relation, subject, members } = tuple;
    let members = if *members { "#member" } else { "" };
    json!({
        "user": format!("{}:{}{members}", subject.0, subject.1),
        "relation": relation,
        "object": format!("{}:{}", object.0, object.1),
    })
}

fn questions(contest: &Contest<'_>, model: &str) -> Vec<Bytes> {
    let asked = |question: &super::super::world::Question| {
        let (kind, id) = asked(&contest.world, *question);
        let key = json!({
            "user": format!("user:{}", person(question.person)),
            "relation": question.perm.as_str(),
            "object": format!("{kind}:{id}"),
        });
        Bytes::from(json!({"authorization_model_id": model, "tuple_key": key}).to_string())
    };
    contest.questions.iter().map(asked).collect()
}

/// In its own language:
///
/// ```text
/// type department, group
///   define member: [user, department#member]
/// type folder, document
///   define parent: [folder]
///   define viewer, editor, manager: [user, department#member, group#member]
///   define full_access: manager or full_access from parent
///   define edit: editor or full_access or edit from parent
///   define view: viewer or edit or view from parent
/// ```
fn model() -> Value {
    let this = json!({"this": {}});
    let own = |relation: &str| json!({"computedUserset": {"relation": relation}});
    let above = |relation: &str| json!({"tupleToUserset": {"tupleset": {"relation": "parent"}, "computedUserset": {"relation": relation}}});
    let any = |of: &[Value]| json!({"union": {"child": of}});
    let members = json!([{"type": "user"}, {"type": "department", "relation": "member"}]);
    let parties = json!([
        {"type": "user"}, {"type": "department", "relation": "member"}, {"type": "group", "relation": "member"}
    ]);
    let list = |name: &str| {
        json!({
            "type": name,
            "relations": {"member": this},
            "metadata": {"relations": {"member": {"directly_related_user_types": members}}},
        })
    };
    let thing = |name: &str| {
        json!({
            "type": name,
            "relations": {
                "parent": this, "viewer": this, "editor": this, "manager": this,
                "full_access": any(&[own("manager"), above("full_access")]),
                "edit": any(&[own("editor"), own("full_access"), above("edit")]),
                "view": any(&[own("viewer"), own("edit"), above("view")]),
            },
            "metadata": {"relations": {
                "parent": {"directly_related_user_types": [{"type": "folder"}]},
                "viewer": {"directly_related_user_types": parties},
                "editor": {"directly_related_user_types": parties},
                "manager": {"directly_related_user_types": parties},
            }},
        })
    };
    json!({
        "schema_version": "1.1",
        "type_definitions":
            [{"type": "user"}, list("department"), list("group"), thing("folder"), thing("document")],
    })
}
