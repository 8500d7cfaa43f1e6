//! Things by the names that people give them: for fields in which somebody writes a name, and pages that show one.

use std::collections::{BTreeMap, HashMap};

use jiff::tz::TimeZone;
use menjin_model::Millis;
use menjin_store::{
    BoxFuture, StoreError, Tx,
    access::{
        history::{self, ChangeRow},
        names::{self, Kind},
    },
    change,
};

use crate::{Caller, Cx, Refusal};

/// How much of a text is looked for.
const TEXT_MAX: usize = 100;

/// A thing: its kind as on the wire, its id, what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "said above")]
pub struct Thing {
    pub kind: &'static str,
    pub id: String,
    pub name: String,
}

/// The kinds by their words on the wire.
const KINDS: [(&str, Kind); 9] = [
    ("user", Kind::User),
    ("department", Kind::Department),
    ("group", Kind::Group),
    ("app", Kind::App),
    ("visitor", Kind::Visitor),
    ("document", Kind::Document),
    ("door", Kind::Door),
    ("door_rule", Kind::DoorRule),
    ("review_group", Kind::ReviewGroup),
];

/// The kind with this word.
pub(crate) fn kind(word: &str) -> Option<Kind> {
    KINDS.iter().find(|(one, _)| *one == word).map(|(_, kind)| *kind)
}

/// What things are called, by kind and id.
#[derive(Debug, Clone, Default)]
pub struct Names(HashMap<(Kind, String), String>);

impl Names {
    /// What this thing is called; its id where that is not known.
    #[must_use]
    pub fn of<'a>(&'a self, word: &str, id: &'a str) -> &'a str {
        self.find(word, id).unwrap_or(id)
    }

    /// The same, where it is known.
    #[must_use]
    pub fn find(&self, word: &str, id: &str) -> Option<&str> {
        self.0.get(&(kind(word)?, id.to_owned())).map(String::as_str)
    }
}

/// What these things are called: one query for each kind.
pub async fn names(
    cx: &Cx,
    caller: &Caller,
    things: impl Iterator<Item = (String, String)> + Send,
) -> Result<Names, Refusal> {
    let mut by_kind: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    for (word, id) in things {
        if let Some(kind) = kind(&word) {
            by_kind.entry(kind).or_default().push(id);
        }
    }
    if by_kind.is_empty() {
        return Ok(Names::default());
    }
    let tenant = caller.tenant;
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let by_kind = &by_kind;
        Box::pin(async move {
            let mut found = HashMap::new();
            for (kind, ids) in by_kind {
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                let rows = names::by_ids(tx, tenant, *kind, &ids).await?;
                found.extend(rows.into_iter().map(|(id, name)| ((*kind, id), name)));
                if *kind == Kind::Department
                    && ids.contains(&"0")
                    && let Some((name, _)) = names::company(tx, tenant).await?
                {
                    found.insert((Kind::Department, "0".to_owned()), name);
                }
            }
            Ok(found)
        })
    });
    Ok(Names(read.await?))
}

/// Things of these kinds with this text in their name or id: at most `most` of each kind, in the order of the kinds.
pub async fn suggest(
    cx: &Cx,
    caller: &Caller,
    words: &[&'static str],
    text: &str,
    most: i64,
) -> Result<Vec<Thing>, Refusal> {
    let tenant = caller.tenant;
    let text: String = text.trim().chars().take(TEXT_MAX).collect();
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let text = &text;
        Box::pin(async move {
            let mut found = Vec::new();
            for word in words {
                let Some(kind) = kind(word) else { continue };
                let rows = names::like(tx, tenant, kind, text, most).await?;
                found.extend(rows.into_iter().map(|(id, name)| Thing { kind: word, id, name }));
            }
            Ok(found)
        })
    });
    Ok(read.await?)
}

/// The time zone of the company's walls; UTC where it has none.
pub async fn zone(cx: &Cx, caller: &Caller) -> Result<TimeZone, Refusal> {
    let tenant = caller.tenant;
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> { Box::pin(names::company(tx, tenant)) });
    let name = read.await?.map(|(_, zone)| zone).unwrap_or_default();
    Ok(TimeZone::get(&name).unwrap_or(TimeZone::UTC))
}

/// What happened to some objects, and from when on earlier states can be asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The latest changes.
    pub changes: Vec<ChangeRow>,
    /// The least revision that can be asked about.
    pub first: i64,
    /// When that was written; zero when nothing ever was.
    pub since: Millis,
}

/// What happened lately to these objects (`group:<id>`).
pub async fn past(cx: &Cx, caller: &Caller, objects: Vec<String>, most: i64) -> Result<Past, Refusal> {
    let tenant = caller.tenant;
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
        let objects = &objects;
        Box::pin(async move {
            let first = change::oldest_known(tx, tenant).await?;
            let since = change::news(tx, tenant, first - 1, 1).await?.first().map_or(Millis(0), |row| row.at);
            Ok(Past { changes: history::of_objects(tx, tenant, objects, most).await?, first, since })
        })
    });
    Ok(read.await?)
}

/// Names of things by their numbers, of one kind each.
pub(crate) async fn by_numbers(
    tx: &mut Tx<'_>,
    caller: &Caller,
    wanted: impl Iterator<Item = (&str, i64)>,
) -> Result<HashMap<(Kind, i64), (String, String)>, StoreError> {
    let mut by_kind: BTreeMap<Kind, Vec<i64>> = BTreeMap::new();
    for (word, number) in wanted {
        if let Some(kind) = kind(word) {
            by_kind.entry(kind).or_default().push(number);
        }
    }
    let mut found = HashMap::new();
    for (kind, numbers) in by_kind {
        let rows = names::by_numbers(tx, caller.tenant, kind, &numbers).await?;
        found.extend(rows.into_iter().map(|(number, id, name)| ((kind, number), (id, name))));
        if kind == Kind::Department
            && numbers.contains(&0)
            && let Some((name, _)) = names::company(tx, caller.tenant).await?
        {
            found.insert((kind, 0), ("0".to_owned(), name));
        }
    }
    Ok(found)
}
