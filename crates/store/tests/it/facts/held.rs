//! Facts held as plainly as can be, and changes taken in with suspicion.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use menjin_model::{Change, Fact, Key, TenantNo};
use menjin_store::{Db, News, Settings, StoreError, fact};

use crate::help::{Answer, TENANT};
use crate::home::TestDb;

/// Facts by their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Held(BTreeMap<Key, Fact>);

impl Held {
    /// Takes in changes; each must fit to what is held.
    pub(crate) fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Came(fact) => {
                    assert_eq!(self.0.insert(fact.key(), fact.clone()), None, "came although it was there");
                }
                Change::Went(fact) => assert_eq!(self.0.remove(&fact.key()).as_ref(), Some(fact), "went"),
                Change::Became { before, after } => {
                    assert_ne!(before, after, "nothing became of it");
                    assert_eq!(self.0.insert(after.key(), after.clone()).as_ref(), Some(before), "became {after:?}");
                }
            }
        }
    }

    /// Takes changes back, the last first.
    pub(crate) fn undo(&mut self, changes: &[Change]) {
        for change in changes.iter().rev() {
            self.apply(&[change.clone().undone()]);
        }
    }

    pub(crate) fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.0.values()
    }

    pub(crate) fn has(&self, fact: &Fact) -> bool {
        self.0.get(&fact.key()) == Some(fact)
    }
}

/// All facts there are, each once.
pub(crate) async fn load(db: &Db, tenant: TenantNo) -> Held {
    let facts: Answer<Vec<Fact>> = db
        .scan(move |tx| {
            Box::pin(async move {
                let mut facts = Vec::new();
                fact::load(tx, tenant, &mut |fact| facts.push(fact)).await?;
                Ok::<_, StoreError>(facts)
            })
        })
        .await;
    let mut held = Held::default();
    for fact in facts.unwrap() {
        held.apply(&[Change::Came(fact)]);
    }
    held
}

/// A database, and what its observer was told of the tenant, in order.
pub(crate) async fn watched(change: impl FnOnce(&mut Settings)) -> (TestDb, Arc<Mutex<Vec<Change>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&heard);
    let db = TestDb::new(|settings| {
        settings.observer = Some(Arc::new(move |news| match news {
            News::Write { tenant, changes, .. } if tenant == TENANT => ear.lock().unwrap().extend_from_slice(changes),
            News::Write { .. } | News::Everything => {}
        }));
        change(settings);
    })
    .await;
    (db, heard)
}
