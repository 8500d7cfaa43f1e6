//! Finding members and things to be given by a part of their name or id, for forms.

use menjin_model::{GroupNo, Millis};
use menjin_store::{
    group::{self, Filter, GroupAt},
    label::{self, Sought, Wanted},
};

use crate::{Caller, Cx, Refusal, contact::group::GROUPS_MAX};

/// How many of each kind are told.
const MOST: i64 = 8;
/// How many characters are sought at most.
const TEXT_MAX: usize = 100;

/// Something that was found: its kind as members and grants name it, id, name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as what they are")]
pub struct Found {
    pub kind: &'static str,
    pub id: String,
    pub name: String,
}

const MEMBERS: [(&str, Sought); 2] = [("user", Sought::People), ("department", Sought::Departments)];
const THINGS: [(&str, Sought); 4] = [
    ("document", Sought::Documents),
    ("app", Sought::Apps),
    ("door", Sought::Rules),
    ("review_group", Sought::ReviewGroups),
];

/// People and departments.
pub async fn members(cx: &Cx, caller: &Caller, text: &str) -> Result<Vec<Found>, Refusal> {
    find(cx, caller, &MEMBERS, text).await
}

/// Documents, apps, door rules and people groups.
pub async fn things(cx: &Cx, caller: &Caller, text: &str) -> Result<Vec<Found>, Refusal> {
    find(cx, caller, &THINGS, text).await
}

async fn find(
    cx: &Cx,
    caller: &Caller,
    kinds: &'static [(&'static str, Sought)],
    text: &str,
) -> Result<Vec<Found>, Refusal> {
    let text: String = text.trim().chars().take(TEXT_MAX).collect();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let tenant = caller.tenant;
    let found = cx.db.read(move |tx| {
        let text = text.clone();
        Box::pin(async move {
            let mut all = Vec::new();
            for (kind, sought) in kinds {
                let of_kind = label::find(tx, tenant, *sought, &text, MOST).await?;
                all.extend(of_kind.into_iter().map(|(id, name)| Found { kind, id, name }));
            }
            Ok::<_, Refusal>(all)
        })
    });
    found.await
}

/// The names of members and things that are named already, in the same order; the id where there is no name.
pub async fn named(cx: &Cx, caller: &Caller, wanted: Vec<(&'static str, String)>) -> Result<Vec<Found>, Refusal> {
    let tenant = caller.tenant;
    let asked = wanted.clone();
    let found = cx.db.read(move |tx| {
        let asked = asked.clone();
        Box::pin(async move {
            let of = |kind: &str| -> Vec<&str> {
                asked.iter().filter(|(other, _)| *other == kind).map(|(_, id)| id.as_str()).collect()
            };
            let wanted = Wanted {
                users: of("user"),
                departments: of("department"),
                documents: of("document"),
                apps: of("app"),
                rules: of("door"),
                review_groups: of("review_group"),
                ..Wanted::default()
            };
            label::names(tx, tenant, &wanted).await.map_err(Refusal::from)
        })
    });
    let found = found.await?;
    let name = |kind: &str, id: &str| {
        let word = if kind == "door" { "door_rule" } else { kind };
        found.iter().find(|(other, known, _)| other == word && known == id).map(|(_, _, name)| name.clone())
    };
    let one =
        |(kind, id): (&'static str, String)| Found { kind, name: name(kind, &id).unwrap_or_else(|| id.clone()), id };
    Ok(wanted.into_iter().map(one).collect())
}

/// A group in a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as what they are")]
pub struct Line {
    pub id: String,
    pub name: String,
    pub description: String,
    pub dynamic: bool,
    pub members: i64,
}

/// All groups, by their making.
pub async fn groups(cx: &Cx, caller: &Caller, now: Millis) -> Result<Vec<Line>, Refusal> {
    let tenant = caller.tenant;
    let filter = Filter { kind: 0, listed_by: None };
    let found = cx.db.read(move |tx| {
        Box::pin(
            async move { group::list_at(tx, tenant, now, filter, GroupNo(0), GROUPS_MAX).await.map_err(Refusal::from) },
        )
    });
    let line = |group: GroupAt| Line {
        members: group.users() + group.departments(),
        dynamic: group.is_dynamic(),
        id: group.row.group_id.0,
        name: group.row.name,
        description: group.row.description,
    };
    Ok(found.await?.into_iter().map(line).collect())
}
