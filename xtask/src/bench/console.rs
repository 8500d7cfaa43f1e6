//! Pages of the console.

use std::{
    path::Path,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, ensure};
use bytes::Bytes;
use http::{Request, header};
use http_body_util::Full;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::{
    Bench,
    company::Plan,
    large,
    load::{Ask, Client},
    report::{Goal, Row},
    server::Server,
};

pub(super) const ABOUT: &str = "
**Pages of the console.** A company of 100,000 people with 499 groups of 2,000 and one of everybody. One administrator asks for a page,
waits for all of it, and asks again: *p95* is the time that 19 of 20 stay below, the way through the socket included. The page of members is
the five-hundredth of the group of everybody. *On the wire* is the largest of them, as it is sent.";

const PEOPLE: usize = 100_000;
const GROUPS: usize = 499;
const ASKED: usize = 200;
/// How many pages deep the page of members lies.
const DEEP: usize = 500;
const SESSION: &str = "5e551017";
const EVERYBODY: &str = "/console/groups/everybody/people";

pub(super) fn run(bench: &Bench) -> anyhow::Result<Vec<Row>> {
    let folder = bench.folder("console")?;
    let fixture = Plan::empty(1).write(&folder)?;
    Server::start(bench, &folder, Some(&fixture), "/readyz")?.stop()?;
    let database = folder.join("menjin.db");
    large::fill(&database, bench.amount(PEOPLE), bench.amount(GROUPS))?;
    govern(&database)?;

    let server = Server::start(bench, &folder, None, "/readyz")?;
    let deep = bench.runtime.block_on(deep(&server, bench.amount(DEEP)))?;
    let pages = [
        ("groups page, 500 groups", "/console/groups".to_owned()),
        ("members page, deep in 100,000", deep),
        ("person page", "/console/people/many-000777".to_owned()),
    ];
    let mut rows = Vec::new();
    let mut largest = 0_u32;
    for (name, path) in pages {
        let (mut times, asked) = (Vec::new(), bench.amount(ASKED));
        for _ in 0..bench.rounds {
            let (time, size) = bench.runtime.block_on(percentile(&server, &path, asked))?;
            times.push(time);
            largest = largest.max(u32::try_from(size)?);
        }
        eprintln!("  {name}: {times:.2?} ms");
        rows.push(Row::plain(format!("console: {name}, p95"), &times, "ms", Goal::AtMost(20.0)));
    }
    rows.push(Row::plain(
        "console: the largest of these pages, on the wire",
        &[f64::from(largest) / 1024.0],
        "KiB",
        Goal::AtMost(100.0),
    ));
    Ok(rows)
}

/// The group of everybody, and an administrator with a session.
fn govern(database: &Path) -> anyhow::Result<()> {
    let connection = Connection::open(database)?;
    #[expect(clippy::disallowed_methods, reason = "a session of today, for a server that keeps the time of day")]
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    connection.execute_batch(
        "insert into user_group (tenant, id, group_id, name, description, type, rule, user_count, department_count, created,
                                 updated)
           select id, 1000, 'everybody', 'Everybody', '', 1, 'null', (select count(*) from user where user_id like 'many-%'), 0,
                  1767225600000, 1767225600000 from tenant;
         insert into group_member (tenant, user_group, joined, user, starts, ends)
           select tenant, 1000, id, id, 0, 0 from user where user_id like 'many-%' order by id;
         delete from administrator;
         insert into administrator (tenant, id, login, name, role, user, password, totp, totp_step, failures, locked, disabled,
                                    language, created)
           select id, 1, 'bench', 'Bench', 'owner', 0, '', null, 0, 0, 0, 0, 'en', 0 from tenant;",
    )?;
    connection.execute(
        "insert into admin_session (hash, tenant, administrator, via, created, seen, expires)
           select ?1, id, 1, 'password', ?2, ?2, ?2 + 43200000 from tenant",
        params![Sha256::digest(SESSION).as_slice(), now],
    )?;
    Ok(())
}

fn page(path: &str) -> anyhow::Result<Ask> {
    let request = Request::get(path).header(header::HOST, "127.0.0.1").header("accept-language", "en");
    Ok(request.header(header::COOKIE, format!("__Host-menjin={SESSION}")).body(Full::new(Bytes::new()))?)
}

/// The address of a page so far behind the first one.
async fn deep(server: &Server, pages: usize) -> anyhow::Result<String> {
    let mut client = Client::connect(server.address).await?;
    let mut path = EVERYBODY.to_owned();
    for number in 0..pages {
        let answer = client.send(page(&path)?).await?;
        ensure!(answer.status.is_success(), "{path}: {}", answer.status);
        let text = String::from_utf8_lossy(&answer.body);
        let before = text.split("\" rel=\"next\"").next().filter(|before| before.len() < text.len());
        let next = before.and_then(|before| before.rsplit("href=\"").next());
        path = next
            .with_context(|| format!("page {number} of members has none behind it"))?
            .replace("&amp;", "&")
            .replace("&#38;", "&");
    }
    Ok(path)
}

/// The time in milliseconds that 19 of 20 stay below, and how large the page is.
async fn percentile(server: &Server, path: &str, asked: usize) -> anyhow::Result<(f64, usize)> {
    let mut client = Client::connect(server.address).await?;
    let mut times = Vec::with_capacity(asked);
    let mut size = 0;
    for _ in 0..asked {
        let started = Instant::now();
        let answer = client.send(page(path)?).await?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        ensure!(answer.status.is_success(), "{path}: {}", answer.status);
        size = answer.body.len();
    }
    times.sort_by(f64::total_cmp);
    let time = times.get(times.len() * 19 / 20).or(times.last()).copied();
    Ok((time.context("nothing was asked")?, size))
}
