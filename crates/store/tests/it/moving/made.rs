//! A database with rows in every table, whatever tables there are: made up from the schema itself, with the values that are most
//! easily lost on the way.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Texts that sort, escape or count differently where somebody is careless.
const TEXTS: [&str; 10] = [
    "",
    "a",
    "B",
    "é",
    "门禁 🚪",
    "it's \"quoted\"",
    "back\\slash \\N",
    "line\nline\ttab\r",
    "%_",
    "\u{1}\u{feff}\u{10ffff}",
];
/// More than one batch holds.
const LARGE: usize = 3 << 20;

struct Column {
    name: String,
    kind: String,
    required: bool,
    choices: Vec<String>,
}

/// Makes the database, with so many rows in each table.
pub(crate) fn database(path: &Path, rows: i64) {
    let path = path.to_owned();
    // A test's own runtime cannot wait for another.
    std::thread::spawn(move || fill(&path, rows)).join().unwrap();
}

/// Runs SQL on it from outside, triggers off.
pub(crate) fn run(path: &Path, sql: &str) {
    open(path).execute_batch(sql).unwrap();
}

fn open(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    connection
}

fn fill(path: &Path, rows: i64) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        menjin_store::Db::open(&menjin_store::Settings::new(path)).await.unwrap().close().await;
    });
    let connection = open(path);
    connection.execute_batch("pragma synchronous = off; pragma foreign_keys = off; begin").unwrap();
    for (table, sql) in tables(&connection) {
        let columns = columns(&connection, &table, &sql);
        let places = vec!["?"; columns.len()].join(", ");
        let mut insert = connection.prepare(&format!("insert into \"{table}\" values ({places})")).unwrap();
        for row in 0..rows {
            let values = columns.iter().enumerate().map(|(place, column)| value(column, row, place));
            insert.execute(params_from_iter(values)).unwrap();
        }
    }
    connection.execute_batch("commit").unwrap();
}

fn tables(connection: &Connection) -> Vec<(String, String)> {
    let query = "select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite%' \
                 and name <> 'refinery_schema_history'";
    let mut query = connection.prepare(query).unwrap();
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn columns(connection: &Connection, table: &str, sql: &str) -> Vec<Column> {
    let mut query = connection.prepare("select name, type, \"notnull\" from pragma_table_info(?)").unwrap();
    let columns = query.query_map([table], |row| {
        let name: String = row.get(0)?;
        let choices = choices(sql, &name);
        Ok(Column { name, kind: row.get(1)?, required: row.get(2)?, choices })
    });
    columns.unwrap().map(Result::unwrap).collect()
}

/// What `check (column in ('a', 'b'))` allows.
fn choices(sql: &str, column: &str) -> Vec<String> {
    let Some((_, rest)) = sql.split_once(&format!("check ({column} in (")) else { return Vec::new() };
    let (list, _) = rest.split_once(')').unwrap();
    list.split(',').map(|choice| choice.trim().trim_matches('\'').to_owned()).collect()
}

fn value(column: &Column, row: i64, place: usize) -> Value {
    if !column.required && row % 3 == 1 {
        return Value::Null;
    }
    let place = i64::try_from(place).unwrap();
    let pick = usize::try_from(row + place).unwrap();
    match column.kind.as_str() {
        _ if !column.choices.is_empty() => Value::Text(column.choices[pick % column.choices.len()].clone()),
        "INTEGER" => Value::Integer(match (row, column.name.as_str()) {
            (0, "id" | "created" | "joined") => i64::MIN,
            (1, "id" | "created" | "joined") => i64::MAX,
            _ => row * 7919 - 2 + place,
        }),
        "TEXT" if row == 4 && column.name == "answer" => Value::Text("大".repeat(LARGE / 3)),
        // Different in each row, as keys are.
        "TEXT" => Value::Text(format!("{}{row}{}", TEXTS[pick % TEXTS.len()], TEXTS[(pick / 7) % TEXTS.len()])),
        "BLOB" if row == 4 && column.name == "secret" => Value::Blob(vec![0xFF; LARGE]),
        "BLOB" => Value::Blob(row.to_be_bytes().iter().copied().chain(0..=u8::try_from(row % 256).unwrap()).collect()),
        other => panic!("what is a {other}?"),
    }
}
