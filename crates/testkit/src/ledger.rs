//! What was noted must be what happened: the facts a test began with, and all that its server's observer was told of, are the
//! facts in the tables at the end. Held for every test that has a database of its own.
//!
//! What comes to the database behind the server's back (an import, a reset, SQL of a test) begins it anew.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use menjin_model::{Change, Fact, Key, TenantNo};
use menjin_store::{BoxFuture, Db, News, Settings, StoreError, Tx, Written, change, fact};

/// How often the end is looked for, where somebody still writes.
const TRIES: usize = 50;

/// Follows the facts of a database.
#[derive(Debug)]
pub(crate) struct Ledger {
    state: Arc<Mutex<State>>,
    /// `None`: others write to it too, or nobody wants to know.
    db: Option<Db>,
}

#[derive(Debug)]
enum State {
    /// Something happened that nobody noted.
    Lost,
    /// Facts are being read; this is written meanwhile.
    Reading(Vec<Write>),
    /// What there should be.
    Known(BTreeMap<TenantNo, Book>),
}

/// A recorded write.
#[derive(Debug)]
struct Write {
    tenant: TenantNo,
    revision: i64,
    changes: Vec<Change>,
}

/// The facts of a tenant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Book {
    revision: i64,
    facts: BTreeMap<Key, Fact>,
    /// The first change that did not fit, if one did not.
    wrong: Option<String>,
}

impl Ledger {
    /// Listens beside whoever listens already; the database is opened with these settings then.
    pub(crate) fn listen(settings: &mut Settings) -> Self {
        let state = Arc::new(Mutex::new(State::Lost));
        let (ear, other) = (Arc::clone(&state), settings.observer.take());
        settings.observer = Some(Arc::new(move |news| {
            if let Some(other) = &other {
                other(news);
            }
            locked(&ear).hear(news);
        }));
        Self { state, db: None }
    }

    /// Begins to follow.
    pub(crate) async fn follow(&mut self, db: &Db) {
        self.db = Some(db.clone());
        self.catch_up().await;
    }

    /// Begins anew, if something happened that nobody noted.
    pub(crate) async fn catch_up(&self) {
        let Some(db) = &self.db else { return };
        {
            let mut state = locked(&self.state);
            if !matches!(*state, State::Lost) {
                return;
            }
            *state = State::Reading(Vec::new());
        }
        let books = read(db).await.expect("the facts should be read");
        let mut state = locked(&self.state);
        let State::Reading(meanwhile) = std::mem::replace(&mut *state, State::Lost) else { return };
        let mut books = State::Known(books);
        for write in meanwhile {
            books.take(write);
        }
        *state = books;
    }

    /// Holds what was noted against the tables.
    ///
    /// # Panics
    /// When they differ.
    pub(crate) async fn holds(&self) {
        let Some(db) = &self.db else { return };
        for _ in 0..TRIES {
            // Behind all that waits, so that it was told of.
            let passed: Result<(), StoreError> =
                db.write(TenantNo(0), |_| Box::pin(async { Ok(Written::unchanged(())) })).await;
            let read = read(db).await;
            let (Ok(()), Ok(there)) = (passed, read) else { return };
            let state = locked(&self.state);
            let State::Known(known) = &*state else { return };
            let revision = |book: &Book| book.revision;
            if known.values().map(revision).eq(there.values().map(revision)) {
                let wrong: Vec<&String> = known.values().filter_map(|book| book.wrong.as_ref()).collect();
                assert!(wrong.is_empty(), "the store noted what cannot be: {wrong:?}");
                assert!(*known == there, "what the store noted is not what it did: {}", difference(known, &there));
                return;
            }
        }
        panic!("writes were not told of, or never end");
    }
}

impl Drop for Ledger {
    /// Where a test does not ask itself: on an embedded database, which answers to any thread.
    fn drop(&mut self) {
        if std::thread::panicking() || self.db.as_ref().is_none_or(Db::is_shared) {
            return;
        }
        let held = std::thread::scope(|scope| {
            let check = || {
                let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime should start");
                runtime.block_on(self.holds());
            };
            scope.spawn(check).join()
        });
        assert!(held.is_ok(), "the facts do not hold, see above");
    }
}

impl State {
    fn hear(&mut self, news: News<'_>) {
        match news {
            News::Everything => *self = Self::Lost,
            News::Write { tenant, revision, changes, .. } => {
                self.take(Write { tenant, revision, changes: changes.to_vec() });
            }
        }
    }

    fn take(&mut self, write: Write) {
        match self {
            Self::Lost => {}
            Self::Reading(meanwhile) => meanwhile.push(write),
            Self::Known(books) => {
                let book = books.entry(write.tenant).or_default();
                if write.revision > book.revision {
                    book.take(write);
                }
            }
        }
    }
}

impl Book {
    fn take(&mut self, write: Write) {
        if write.revision != self.revision + 1 {
            self.wrong.get_or_insert_with(|| format!("revision {} came too early", write.revision));
        }
        self.revision = write.revision;
        for change in write.changes {
            let (before, after) = match change.clone() {
                Change::Came(fact) => (None, Some(fact)),
                Change::Went(fact) => (Some(fact), None),
                Change::Became { before, after } => (Some(before), Some(after)),
            };
            let Some(key) = before.as_ref().or(after.as_ref()).map(Fact::key) else { continue };
            let had = match after {
                Some(after) => self.facts.insert(key, after),
                None => self.facts.remove(&key),
            };
            if had != before {
                self.wrong.get_or_insert_with(|| format!("{change:?} where there was {had:?}"));
            }
        }
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What only one side has.
fn difference(noted: &BTreeMap<TenantNo, Book>, there: &BTreeMap<TenantNo, Book>) -> String {
    let only = |some: &BTreeMap<TenantNo, Book>, others: &BTreeMap<TenantNo, Book>| {
        let all = some.iter().flat_map(|(tenant, book)| book.facts.values().map(move |fact| (*tenant, fact.clone())));
        let has = |tenant: &TenantNo, fact: &Fact| {
            others.get(tenant).and_then(|book| book.facts.get(&fact.key())) == Some(fact)
        };
        all.filter(|(tenant, fact)| !has(tenant, fact)).collect::<Vec<_>>()
    };
    format!("noted only {:?}, there only {:?}", only(noted, there), only(there, noted))
}

/// The facts of all tenants, in one snapshot.
async fn read(db: &Db) -> Result<BTreeMap<TenantNo, Book>, StoreError> {
    db.read(|tx| books(tx)).await
}

fn books<'a>(tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<BTreeMap<TenantNo, Book>, StoreError>> {
    Box::pin(async move {
        let tenants: Vec<TenantNo> = tx.rows("select distinct tenant from change order by tenant", &[]).await?;
        let mut books = BTreeMap::new();
        for tenant in tenants {
            let mut book = Book { revision: change::head(tx, tenant).await?.revision, ..Book::default() };
            let mut twice = None;
            let mut add = |fact: Fact| {
                if let Some(other) = book.facts.insert(fact.key(), fact) {
                    twice = Some(format!("{other:?} is there twice"));
                }
            };
            fact::load(tx, tenant, &mut add).await?;
            book.wrong = twice;
            books.insert(tenant, book);
        }
        Ok(books)
    })
}
