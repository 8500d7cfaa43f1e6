//! What a review asks about: a membership or a grant, as it was when the review began.

use std::collections::HashMap;

use menjin_api::menjin::review::{Scope, code};
use menjin_model::{DeviceNo, DocumentNo, GroupNo, Millis, TenantNo, UserNo};
use menjin_store::{
    Tx, app, app_collaborator, document,
    document_member::{self, Holder},
    door::{self, RuleRow, member as door_member},
    group,
    group::member::{self, FIRST},
    naming,
    naming::Thing,
    person,
};
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// How many items a review has at most.
pub(super) const MOST: usize = 5_000;

/// A membership or grant, by the ids of the wire.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Item {
    /// `group`, `document`, `app` or `door_rule`.
    pub(super) kind: String,
    /// Its id.
    pub(super) resource: String,
    /// The type of a document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) r#type: String,
    /// What it is called.
    pub(super) name: String,
    /// `user`, `department`, `group`, `app` or `everyone`.
    pub(super) holder_kind: String,
    /// Who has it.
    pub(super) holder: String,
    /// What they are called.
    pub(super) holder_name: String,
    /// What they have.
    pub(super) grant: String,
    /// How far a role on a wiki page reaches.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) perm_type: String,
    /// When it ends by itself, 0: never.
    #[serde(default)]
    pub(super) ends: i64,
}

/// Who has something, by number.
struct Found {
    holder: (String, i64),
    grant: String,
    perm_type: String,
    ends: i64,
}

impl Found {
    fn new(kind: &str, number: i64, grant: &str) -> Self {
        let (grant, perm_type) = (grant.to_owned(), String::new());
        Self { holder: (kind.to_owned(), number), grant, perm_type, ends: 0 }
    }
}

/// Everything within a scope at this moment.
pub(super) async fn gather(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    scope: &Scope,
    now: Millis,
) -> Result<Vec<Item>, Refusal> {
    let mut items = Vec::new();
    for id in &scope.groups {
        let row = group::find(tx, tenant, id).await?.filter(|row| row.r#type == 1);
        let row = row.ok_or_else(|| missing("scope.groups", id))?;
        let found = members(tx, tenant, row.id, now).await?;
        add(tx, tenant, &mut items, ("group", id, "", &row.name), found).await?;
    }
    for token in &scope.documents {
        let row = document::find(tx, tenant, token).await?.filter(|row| row.deleted.0 == 0);
        let row = row.ok_or_else(|| missing("scope.documents", token))?;
        let found = collaborators(tx, tenant, row.id, now).await?;
        add(tx, tenant, &mut items, ("document", token, &row.r#type, &row.title), found).await?;
    }
    for app_id in &scope.apps {
        let row = app::find_by_app_id(tx, app_id).await?.filter(|row| row.tenant == tenant);
        let row = row.ok_or_else(|| missing("scope.apps", app_id))?;
        let people = app_collaborator::list(tx, tenant, row.id).await?;
        let found = people.into_iter().map(|(user, role)| Found::new("user", user.0, role.as_str())).collect();
        add(tx, tenant, &mut items, ("app", app_id, "", &row.name), found).await?;
    }
    let mut rules: Vec<RuleRow> = Vec::new();
    for id in &scope.doors {
        let more = door_rules(tx, tenant, id).await?;
        rules
            .extend(more.into_iter().filter(|rule| !rules.iter().any(|known| known.id == rule.id)).collect::<Vec<_>>());
    }
    for rule in rules {
        let people = door_member::of_rule(tx, tenant, rule.id).await?;
        // Visitors come and go by themselves, and groups are not taken out of rules one by one.
        let live = people.into_iter().filter(|one| {
            ["user", "department", "everyone"].contains(&one.kind.as_str()) && (one.ends.0 == 0 || one.ends > now)
        });
        let found = live.map(|one| Found { ends: one.ends.0, ..Found::new(&one.kind, one.member, "open") }).collect();
        add(tx, tenant, &mut items, ("door_rule", &rule.rule_id, "", &rule.name), found).await?;
    }
    Ok(items)
}

fn missing(field: &str, id: &str) -> Refusal {
    Refusal::new(code::THING).with_field(field, Some(id.to_owned()), format!("{id:?} {}", code::THING.msg))
}

async fn members(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo, now: Millis) -> Result<Vec<Found>, Refusal> {
    let limit = i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1);
    let rows = member::page(tx, tenant, group, now, FIRST, limit).await?;
    let ends: HashMap<UserNo, i64> = group::member::ends(tx, tenant, group, now).await?.into_iter().collect();
    let found = |user: UserNo| Found {
        ends: ends.get(&user).copied().unwrap_or_default(),
        ..Found::new("user", user.0, "member")
    };
    Ok(rows.into_iter().map(|(user, _)| found(user)).collect())
}

async fn collaborators(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    document: DocumentNo,
    now: Millis,
) -> Result<Vec<Found>, Refusal> {
    let grants = document_member::of_documents(tx, tenant, &[document]).await?;
    let live = grants.into_iter().filter(|grant| !grant.is_over(now));
    let found = live.map(|grant| Found {
        perm_type: grant.perm_type.as_str().to_owned(),
        ends: grant.ends.0,
        ..Found::new(grant.holder.kind(), grant.holder.number(), grant.perm.as_str())
    });
    Ok(found.collect())
}

/// The rule with this id, or all rules of the door with it.
async fn door_rules(tx: &mut Tx<'_>, tenant: TenantNo, id: &str) -> Result<Vec<RuleRow>, Refusal> {
    if let Some(rule) = door::find(tx, tenant, id).await?.filter(|rule| !rule.is_deleted) {
        return Ok(vec![rule]);
    }
    let devices: Vec<(String, DeviceNo)> = door::devices_by_ids(tx, tenant, &[id]).await?;
    let (_, device) = devices.into_iter().next().ok_or_else(|| missing("scope.doors", id))?;
    Ok(door::of_device(tx, tenant, device).await?)
}

/// Adds what was found on one thing, with the names of who has it.
async fn add(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    items: &mut Vec<Item>,
    (kind, id, r#type, name): (&str, &str, &str, &str),
    found: Vec<Found>,
) -> Result<(), Refusal> {
    if items.len() + found.len() > MOST {
        return Err(code::TOO_MANY.into());
    }
    let holders: Vec<Holder> =
        found.iter().filter_map(|one| Holder::from_columns(&one.holder.0, one.holder.1)).collect();
    let users: Vec<UserNo> =
        found.iter().filter(|one| one.holder.0 == "user").map(|one| UserNo(one.holder.1)).collect();
    let apps: Vec<i64> = found.iter().filter(|one| one.holder.0 == "app").map(|one| one.holder.1).collect();
    let mut names: HashMap<(String, i64), (String, String)> = HashMap::new();
    for (holder, face) in document_member::faces(tx, tenant, &holders).await? {
        names.insert((holder.kind().to_owned(), holder.number()), (face.id, face.name));
    }
    for row in person::row::find(tx, tenant, &users).await? {
        names.insert(("user".to_owned(), row.id.0), (row.user_id, row.name));
    }
    for (number, app_id) in naming::ids(tx, tenant, Thing::App, &apps).await? {
        names.entry(("app".to_owned(), number)).or_default().0 = app_id;
    }
    for one in found {
        let (holder, holder_name) = names.get(&one.holder).cloned().unwrap_or_default();
        items.push(Item {
            kind: kind.to_owned(),
            resource: id.to_owned(),
            r#type: r#type.to_owned(),
            name: name.to_owned(),
            holder_kind: one.holder.0,
            holder,
            holder_name,
            grant: one.grant,
            perm_type: one.perm_type,
            ends: one.ends,
        });
    }
    Ok(())
}
