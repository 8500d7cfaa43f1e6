//! What only a database on a server has: other nodes, failures of the connection, a lease.

mod encryption;
mod lease;
mod nodes;
mod opening;
mod outcome;
mod proxy;
mod rate;
mod retry;
mod schema;

use menjin_store::{Db, Settings};

use crate::home::{Server, connect, on_postgres, server};

/// A database of its own, when this is the run on PostgreSQL.
async fn database() -> Option<Server> {
    if !on_postgres() {
        return None;
    }
    Some(Server::new(&server()?).await)
}

/// A node on it.
async fn node(server: &Server, change: impl FnOnce(&mut Settings)) -> Db {
    let mut settings = server.settings();
    change(&mut settings);
    Db::open(&settings).await.unwrap()
}

/// Runs `body` the first `times` times that a row is put into `setting`, at the commit or (`deferred` false) at once.
async fn trap(server: &Server, times: u32, deferred: bool, body: &str) {
    let kind = if deferred { "constraint trigger trap after" } else { "trigger trap after" };
    let when = if deferred { "deferrable initially deferred" } else { "" };
    server
        .run(&format!(
            "create sequence caught;
             create function trap() returns trigger language plpgsql as $$ begin
                 if nextval('caught') <= {times} then {body}; end if;
                 return null;
             end $$;
             create {kind} insert on setting {when} for each row execute function trap()"
        ))
        .await;
}

/// Waits until a session is busy with a statement like this, and does this to it.
async fn meanwhile(server: &Server, statement: &str, function: &str) {
    let client = connect(&server.url()).await;
    let sql = format!(
        "select count({function}(pid)) from pg_stat_activity \
         where datname = current_database() and pid <> pg_backend_pid() and query like $1 and state = 'active' \
           and wait_event = 'PgSleep'"
    );
    loop {
        let found: i64 = client.query_one(&sql, &[&statement]).await.unwrap().get(0);
        if found > 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}
