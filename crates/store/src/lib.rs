//! What menjin remembers: the database seam ([`Db`], [`Tx`]) and the queries behind it.
//!
//! Only the files under `db/` name a driver. Everything else is functions over [`Tx`] with one text of SQL each, written in
//! the dialect both databases share; [`tenant`] is the pattern.

pub mod access;
pub mod administrator;
pub mod app;
pub mod app_collaborator;
pub mod availability;
pub mod change;
mod db;
pub mod decision_log;
pub mod delivery;
pub mod department;
pub mod directory;
pub mod document;
pub mod document_member;
pub mod door;
mod error;
pub mod fact;
pub mod find;
pub mod grant;
pub mod group;
pub mod idempotency;
pub mod impact;
pub mod inbox;
pub mod label;
pub mod membership;
pub mod naming;
pub mod notice;
pub mod overview;
mod packed;
pub mod person;
pub mod range;
pub mod rate;
mod recall;
pub mod reset;
pub mod review;
pub mod review_case;
pub mod setting;
pub mod template;
pub mod tenant;
pub mod token;
pub mod webhook;
mod written;

pub use db::backup::{BackupError, Restored, Saved, backup, restore};
pub use db::copy::{MoveError, Moved, Progress, Step, TableState, move_all, state};
pub use db::postgres::address::Url;
pub use db::postgres::{PostgresSettings, migrate};
pub use db::row::{Cell, Columns, FromColumn, FromColumns, FromRow, Row};
pub use db::sql::Sql;
pub use db::tx::{ROW_BITS, Tx};
pub use db::upgrade::{Upgraded, upgrade};
pub use db::value::{ToValue, Value};
pub use db::{BoxFuture, Db, News, Observer, Place, Rehearsed, Settings};
pub use error::StoreError;
pub use written::{AuditEntry, Written};
