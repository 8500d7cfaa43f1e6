//! Companies too large for a fixture, put straight into the database: bringing them in is no part of what is measured.

use std::{path::Path, time::Instant};

use fastrand::Rng;
use rusqlite::{Connection, params};

use super::{Bench, company::Plan, server::Server};

/// How much of each. Numbers of people, departments, groups and documents begin at 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filling {
    pub(super) people: usize,
    pub(super) departments: usize,
    pub(super) groups: usize,
    /// Of people in groups, by chance.
    pub(super) memberships: usize,
    /// Each is granted to five groups.
    pub(super) documents: usize,
    /// One group more has everybody, and may view the document [`EVERYONE`].
    pub(super) everyone: bool,
    /// Whether the company's app has met everybody.
    pub(super) open_ids: bool,
}

/// The document that everybody may view.
pub(super) const EVERYONE: usize = 1;

/// How many groups each document is granted to.
const GRANTS: usize = 5;

/// Makes a database in `folder` with one company, and an app that may do everything.
pub(super) fn company(bench: &Bench, folder: &Path, filling: Filling) -> anyhow::Result<()> {
    // The company and its app come in as a fixture, for the app's secret is sealed by the server.
    let fixture = Plan::empty(1).write(folder)?;
    Server::start(bench, folder, Some(&fixture), "/readyz")?.stop()?;
    let started = Instant::now();
    let mut connection = Connection::open(folder.join("menjin.db"))?;
    // Nothing of this has to survive a crash, and writing it twice would double the time.
    connection.execute_batch(
        "pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -2000000;",
    )?;
    fill(&mut connection, filling)?;
    connection.execute_batch("pragma journal_mode = wal;")?;
    eprintln!("  filled in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Internal ids below 2^20 are those of revision 0, which no write ever has.
fn fill(connection: &mut Connection, filling: Filling) -> anyhow::Result<()> {
    let Filling { people, departments, groups, documents, open_ids, .. } = filling;
    let commit = connection.transaction()?;
    commit.execute_batch(&format!(
        "create temp table n (n integer not null primary key) strict;
         insert into n with recursive c (n) as (select 1 union all select n + 1 from c where n < {most}) select n from c;
         create temp table t as select id as tenant, (select id from app) as app, (select id from user) as owner,
                                       (select profile from user) as profile from tenant;
         insert into department (tenant, id, department_id, open_department_id, parent, name, position, leader, leaders,
                                 profile, created)
           select tenant, n, printf('department-%04d', n), printf('od-%032d', n), (n - 1) / 10, 'Department ' || n, n, 0,
                  '[]', '{{}}', 1767225600000 from n, t where n <= {departments};
         insert into user (tenant, id, user_id, union_id, name, email, mobile, employee_no, leader, employee_type, frozen,
                           resigned, manager, profile, created)
           select tenant, n, printf('person-%06d', n), printf('on_%032d', n), 'Person ' || n, null, null, null, 0, 1, 0, 0,
                  0, profile, 1767225600000 from n, t where n <= {people};
         insert into open_id (tenant, app, user, open_id)
           select tenant, app, n, printf('ou_%032d', n) from n, t where n <= {people} and {open_ids};
         insert into user_department (tenant, department, user, user_order, department_order, is_primary)
           select tenant, d.n, (p.n - 1) * {departments} + d.n, 0, 1, 1 from n as d, n as p, t
           where d.n <= {departments} and p.n <= {people} / {departments} order by 2, 3;
         insert into document (tenant, id, token, type, title, owner_kind, owner, folder, inherits, settings, deleted,
                               created, updated)
           select tenant, n, printf('document-%06d', n), 'docx', 'Document ' || n, 'user', owner, 0, 1, '{{}}', 0,
                  1767225600000, 1767225600000 from n, t where n <= {documents};",
        most = people.max(groups).max(documents),
    ))?;
    let tenant: i64 = commit.query_row("select tenant from t", [], |row| row.get(0))?;
    let sizes = memberships(&commit, tenant, filling)?;
    let mut insert = commit.prepare(
        "insert into user_group (tenant, id, group_id, name, description, type, rule, user_count, department_count, created,
                                 updated)
         values (?1, ?2, printf('group-%05d', ?2), 'Group ' || ?2, '', 1, 'null', ?3, 0, 1767225600000, 1767225600000)",
    )?;
    for (number, size) in (1..).zip(&sizes) {
        insert.execute(params![tenant, number, i64::try_from(*size)?])?;
    }
    drop(insert);
    grants(&commit, tenant, filling)?;
    commit.commit()?;
    Ok(())
}

/// Puts people into groups; how many each group has.
fn memberships(connection: &Connection, tenant: i64, filling: Filling) -> anyhow::Result<Vec<usize>> {
    let Filling { people, groups, memberships, everyone, .. } = filling;
    let mut random = Rng::with_seed(23);
    let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(memberships);
    let (last_group, last_person) = (u32::try_from(groups)?, u32::try_from(people)?);
    for _ in 0..memberships {
        pairs.push((random.u32(1..=last_group), random.u32(1..=last_person)));
    }
    if everyone {
        pairs.extend((1..=last_person).map(|person| (last_group + 1, person)));
    }
    // In the order of the table, which therefore grows at its end.
    pairs.sort_unstable();
    pairs.dedup();
    let mut sizes = vec![0; groups + usize::from(everyone)];
    let mut insert = connection.prepare(
        "insert into group_member (tenant, user_group, joined, user, starts, ends) values (?1, ?2, 1, ?3, 0, 0)",
    )?;
    for (group, person) in pairs {
        insert.execute(params![tenant, group, person])?;
        if let Some(size) = usize::try_from(group)?.checked_sub(1).and_then(|place| sizes.get_mut(place)) {
            *size += 1;
        }
    }
    Ok(sizes)
}

/// Grants documents to groups.
fn grants(connection: &Connection, tenant: i64, filling: Filling) -> anyhow::Result<()> {
    let Filling { groups, documents, everyone, .. } = filling;
    let mut random = Rng::with_seed(29);
    let mut insert = connection.prepare(
        "insert or ignore into document_member (tenant, document, perm_type, kind, member, perm, added, starts, ends)
         values (?1, ?2, 'container', 'group', ?3, ?4, 1, 0, 0)",
    )?;
    for document in 1..=documents {
        for _ in 0..GRANTS {
            let group = random.usize(1..=groups);
            let perm = if random.bool() { "view" } else { "edit" };
            insert.execute(params![tenant, i64::try_from(document)?, i64::try_from(group)?, perm])?;
        }
    }
    if everyone {
        insert.execute(params![tenant, i64::try_from(EVERYONE)?, i64::try_from(groups + 1)?, "view"])?;
    }
    Ok(())
}
