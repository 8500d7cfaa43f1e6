//! Creating groups on PostgreSQL.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
    vec::IntoIter,
};

use tokio_postgres::{Client, Statement};

use super::{
    Bench,
    company::{self, GROUPS_MAX, Plan},
    create_group::{CREATED, DESCRIPTION, GroupIds, create, name},
    floor_database::per_second,
    load::Stop,
    postgres::Database,
    report::{Goal, Row},
    rounds::{Rounds, take_turns},
    server::Server,
};

pub(super) const ABOUT: &str = "
**POST create group on PostgreSQL.** 32 connections; each answer comes after its commit. *One company*: each company takes
500 groups, four companies one after the other make a round. *32 companies*: the groups are spread over all of them. The
floor inserts the same rows with tokio-postgres into the same schema, with a prepared statement on each of 32 connections
and a commit for each row, and nothing else: no checks, no history. The schema counts the groups of a company in one row,
for which the floor's connections wait in one company; the server puts the groups that wait into one commit.";

const CONNECTIONS: usize = 32;
const COMPANIES: usize = 32;

/// How the groups of a round lie.
#[derive(Debug, Clone, Copy)]
struct Shape {
    name: &'static str,
    /// How often a round goes to fresh companies.
    turns: usize,
    /// To how many at a time.
    companies: usize,
    /// Groups created in a turn.
    groups: usize,
}

impl Shape {
    /// Groups a second over all turns of a round, each of which says its own; without what lies between them.
    fn rate(self, mut turn: impl FnMut() -> anyhow::Result<f64>) -> anyhow::Result<f64> {
        let (mut turns, mut time) = (0.0, 0.0);
        for _ in 0..self.turns {
            turns += 1.0;
            time += turn()?.recip();
        }
        Ok(turns / time)
    }
}

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let one = Shape { name: "one", turns: 4, companies: 1, groups: bench.amount(GROUPS_MAX) };
    let many = Shape { name: "many", turns: 1, companies: COMPANIES, groups: bench.amount(8_000) };
    let (one, many) = (rounds(bench, one)?, rounds(bench, many)?);
    Ok(vec![
        Row::ratio("PostgreSQL: POST create group, 32 clients, one company", &one, "/s", Goal::AtLeast(0.6)),
        Row::ratio("PostgreSQL: POST create group, 32 clients, 32 companies", &many, "/s", Goal::AtLeast(0.6)),
    ])
}

fn rounds(bench: &Bench, shape: Shape) -> anyhow::Result<Rounds> {
    let folder = bench.folder(&format!("create-group-postgres-{}", shape.name))?;
    // One round more, to warm up.
    let companies = shape.companies * shape.turns * (bench.rounds + 1);
    let fixture = Plan::empty(companies).write(&folder)?;
    let database = Database::new(bench, &format!("create_group_{}", shape.name))?;
    let server = Server::start_on(bench, &database, &folder, &fixture)?;
    let mut fresh = company::tokens(bench, server.address, companies)?.into_iter();
    let bare = Database::new(bench, &format!("create_group_{}_floor", shape.name))?;
    let mut floor = Floor::new(bench, &bare)?;

    let measured = || {
        shape.rate(|| {
            let tokens: Vec<String> = fresh.by_ref().take(shape.companies).collect();
            server.load(bench, CONNECTIONS, Stop::At(shape.groups), move |number| create(&tokens, number))
        })
    };
    take_turns(bench, || floor.round(shape), measured)
}

struct Floor<'a> {
    bench: &'a Bench,
    connections: Vec<(Arc<Client>, Statement)>,
    /// Companies used so far.
    companies: i64,
    ids: GroupIds,
}

/// What differs from row to row.
struct GroupRow {
    tenant: i64,
    id: i64,
    group_id: String,
    name: String,
}

impl<'a> Floor<'a> {
    fn new(bench: &'a Bench, database: &Database<'_>) -> anyhow::Result<Self> {
        const INSERT: &str = "insert into user_group (tenant, id, group_id, name, description, type, rule, user_count, \
                              department_count, created, updated) values ($1, $2, $3, $4, $5, 1, 'null', 0, 0, $6, $6)";
        let connections = bench.runtime.block_on(async {
            let mut connections = Vec::new();
            for _ in 0..CONNECTIONS {
                let client = database.connect().await?;
                let insert = client.prepare(INSERT).await?;
                connections.push((Arc::new(client), insert));
            }
            anyhow::Ok(connections)
        })?;
        Ok(Self { bench, connections, companies: 0, ids: GroupIds::new() })
    }

    /// Rows a second.
    fn round(&mut self, shape: Shape) -> anyhow::Result<f64> {
        shape.rate(|| {
            let groups = self.groups(shape)?;
            self.bench.runtime.block_on(self.insert(groups))
        })
    }

    /// The rows of a turn, made before the clock runs, as requests are.
    fn groups(&mut self, shape: Shape) -> anyhow::Result<Vec<GroupRow>> {
        let first = self.companies;
        self.companies += i64::try_from(shape.companies)?;
        let group = |number: usize| {
            Ok(GroupRow {
                tenant: first + i64::try_from(number % shape.companies)?,
                id: i64::try_from(number / shape.companies + 1)? << 20 | 1,
                group_id: self.ids.next(),
                name: name(number),
            })
        };
        (0..shape.groups).map(group).collect()
    }

    /// Inserts them on all connections at once, each with a commit of its own; rows a second.
    async fn insert(&self, groups: Vec<GroupRow>) -> anyhow::Result<f64> {
        let count = groups.len();
        let groups = Arc::new(Mutex::new(groups.into_iter()));
        let started = Instant::now();
        let mut tasks = Vec::new();
        for (client, insert) in &self.connections {
            let (client, insert, groups) = (Arc::clone(client), insert.clone(), Arc::clone(&groups));
            tasks.push(tokio::spawn(async move {
                while let Some(GroupRow { tenant, id, group_id, name }) = next(&groups) {
                    client.execute(&insert, &[&tenant, &id, &group_id, &name, &DESCRIPTION, &CREATED]).await?;
                }
                anyhow::Ok(())
            }));
        }
        for task in tasks {
            task.await??;
        }
        Ok(per_second(count, started.elapsed()))
    }
}

fn next(groups: &Mutex<IntoIter<GroupRow>>) -> Option<GroupRow> {
    groups.lock().unwrap_or_else(PoisonError::into_inner).next()
}
