//! Who and what stands behind the words of a change.

use std::collections::{HashMap, HashSet};

use menjin_model::{AdministratorNo, TenantNo, UserNo};
use menjin_store::{StoreError, Tx, administrator, app, naming, naming::Thing, person, review_case};

/// Names of actors and objects.
#[derive(Debug, Default)]
pub(super) struct Names(pub(super) HashMap<String, String>);

/// Kinds of objects whose ids are those of the wire.
const KINDS: [(&str, Thing); 7] = [
    ("group", Thing::Group),
    ("document", Thing::Document),
    ("door_rule", Thing::Rule),
    ("device", Thing::Device),
    ("app", Thing::App),
    ("department", Thing::Department),
    ("review_group", Thing::ReviewGroup),
];

impl Names {
    /// Looks up all that these words, `<kind>:<id>`, name.
    pub(super) async fn fill(&mut self, tx: &mut Tx<'_>, tenant: TenantNo, words: &[&str]) -> Result<(), StoreError> {
        let words: HashSet<(&str, &str)> = words.iter().filter_map(|word| word.split_once(':')).collect();
        let ids = |kind: &str| -> Vec<&str> { words.iter().filter(|(of, _)| *of == kind).map(|(_, id)| *id).collect() };
        let numbers = |kind: &str| -> Vec<i64> { ids(kind).iter().filter_map(|id| id.parse().ok()).collect() };
        let people: Vec<UserNo> = numbers("user").into_iter().map(UserNo).collect();
        for row in person::row::find(tx, tenant, &people).await? {
            self.0.insert(format!("user:{}", row.id.0), row.name);
        }
        if !ids("administrator").is_empty() {
            for row in administrator::list(tx, tenant).await? {
                self.0.insert(format!("administrator:{}", row.id.0), row.name);
            }
        }
        for review in numbers("review") {
            if let Some(row) = review_case::find(tx, tenant, review).await? {
                self.0.insert(format!("review:{review}"), row.name);
            }
        }
        for (kind, thing) in KINDS {
            let ids = ids(kind);
            if ids.is_empty() {
                continue;
            }
            let known = naming::numbers(tx, tenant, thing, &ids).await?;
            let numbers: Vec<i64> = known.iter().map(|(_, number)| *number).collect();
            let labels: HashMap<i64, String> = naming::labels(tx, tenant, thing, &numbers).await?.into_iter().collect();
            for (id, number) in known {
                self.0.insert(format!("{kind}:{id}"), labels.get(&number).cloned().unwrap_or_default());
            }
        }
        Ok(())
    }

    /// Who it was.
    pub(super) fn actor(&self, actor: &str) -> String {
        let mut names = actor.split(' ').map(|word| self.0.get(word).map_or(word, String::as_str));
        let first = names.next().unwrap_or_default();
        names.next().map_or_else(|| first.to_owned(), |app| format!("{first} ({app})"))
    }

    /// What it is called.
    pub(super) fn object(&self, object: &str) -> String {
        self.0.get(object).cloned().unwrap_or_default()
    }
}

/// The words that may stand in an actor for what somebody wrote: it itself, and whoever is called so.
pub(super) async fn actors(tx: &mut Tx<'_>, tenant: TenantNo, written: &str) -> Result<Vec<String>, StoreError> {
    let mut actors = vec![written.to_owned()];
    for row in administrator::list(tx, tenant).await? {
        let AdministratorNo(no) = row.id;
        if row.name == written || row.login == written {
            actors.push(format!("administrator:{no}"));
        }
    }
    for user in person::called(tx, tenant, written).await? {
        actors.push(format!("user:{}", user.0));
    }
    for (_, app_id, name) in app::list(tx, tenant).await? {
        if name == written || app_id.as_str() == written {
            actors.push(format!("app:{app_id}"));
        }
    }
    Ok(actors)
}
