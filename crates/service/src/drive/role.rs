//! The role somebody has on a document: the one place that knows.
//!
//! [`role`] is a plain function over what it needs to know: who asks with all that grants may name them by ([`Who`]), and
//! the document with all that it inherits from ([`Level`]). The rest of this file fetches those two.

use menjin_model::{DocumentNo, Millis, Perm, TenantNo, UserNo};
use menjin_store::{
    StoreError, Tx, department,
    document::{self, LevelRow},
    document_member::{self, Grant, Holder, PermType},
};

use super::Settings;
use crate::{Caller, membership};

/// Who asks, with every name a grant may have for them.
#[derive(Debug, Clone)]
pub struct Who {
    /// The person or the app.
    pub holder: Holder,
    /// The same, and of a person all departments (those above included, the root too) and groups.
    pub names: Vec<Holder>,
}

/// A document, or one above it.
#[derive(Debug, Clone)]
pub struct Level {
    /// The document.
    pub document: DocumentNo,
    /// On folders, and through them, apps hold nothing but by owning.
    pub is_folder: bool,
    /// Whose it is.
    pub owner: Option<Holder>,
    /// What it says itself.
    pub settings: Settings,
    /// Collaborators of its own; those that do not name who asks may be left out.
    pub grants: Vec<Grant>,
}

/// What somebody may do with a document, and what its settings are after all inheritance.
#[derive(Debug, Clone)]
pub struct Access {
    /// The highest role, if there is any.
    pub role: Option<Perm>,
    /// The settings in force.
    pub settings: Settings,
}

impl Access {
    /// Whether the role is at least the one that this setting asks for.
    #[must_use]
    pub fn satisfies(&self, setting: &str) -> bool {
        self.has(self.settings.least(setting))
    }

    /// Whether the role is at least this one.
    #[must_use]
    pub fn has(&self, least: Perm) -> bool {
        self.role.is_some_and(|role| role >= least)
    }
}

/// What `who` may do at this moment with the first of `levels`, which inherits from the others, nearest first.
#[must_use]
pub fn role(levels: &[Level], who: &Who, now: Millis) -> Access {
    let settings = settings(levels);
    let own = levels.iter().take(1).filter_map(|level| on_level(level, who, now, false)).max();
    let inherited = levels.iter().skip(1).filter_map(|level| on_level(level, who, now, true)).max();
    Access { role: own.max(inherited).max(settings.link()), settings }
}

/// The settings in force on the first of `levels`.
#[must_use]
pub fn settings(levels: &[Level]) -> Settings {
    levels.iter().fold(Settings::default(), |settings, level| settings.or(&level.settings))
}

/// What one level gives to `who`; what stands for a single page does not reach those below.
fn on_level(level: &Level, who: &Who, now: Millis, from_below: bool) -> Option<Perm> {
    if level.owner == Some(who.holder) {
        return Some(Perm::FullAccess);
    }
    let counts = |grant: &&Grant| {
        grant.is_live(now)
            && who.names.contains(&grant.holder)
            && !(level.is_folder && matches!(grant.holder, Holder::App(_)))
            && !(from_below && grant.perm_type == PermType::SinglePage)
    };
    level.grants.iter().filter(counts).map(|grant| grant.perm).max()
}

/// What the caller may do with a document at this moment.
pub async fn of_caller(
    tx: &mut Tx<'_>,
    caller: &Caller,
    document: DocumentNo,
    now: Millis,
) -> Result<Access, StoreError> {
    // Who governs the company manages all of its documents, without a grant that would have to be written on each.
    if caller.administrator.is_some() {
        let levels = levels_for(tx, caller.tenant, document, &[]).await?;
        return Ok(Access { role: Some(Perm::FullAccess), settings: settings(&levels) });
    }
    let who = who(tx, caller, now).await?;
    let levels = levels_for(tx, caller.tenant, document, &who.names).await?;
    Ok(role(&levels, &who, now))
}

/// Who the caller is to documents: the person of a user token, else the app.
#[must_use]
pub fn holder(caller: &Caller) -> Holder {
    caller.user.map_or(Holder::App(caller.app.no), Holder::User)
}

/// The caller with all their names.
pub async fn who(tx: &mut Tx<'_>, caller: &Caller, now: Millis) -> Result<Who, StoreError> {
    match caller.user {
        Some(user) => person(tx, caller.tenant, user, now).await,
        None => Ok(Who { holder: Holder::App(caller.app.no), names: vec![Holder::App(caller.app.no)] }),
    }
}

/// A person with all their names.
pub async fn person(tx: &mut Tx<'_>, tenant: TenantNo, user: UserNo, now: Millis) -> Result<Who, StoreError> {
    let departments = department::of_user_with_ancestors(tx, tenant, user).await?;
    let groups = membership::groups_through(tx, tenant, user, &departments, now).await?;
    let names = std::iter::once(Holder::User(user))
        .chain(departments.into_iter().map(Holder::Department))
        .chain(groups.into_iter().map(Holder::Group))
        .collect();
    Ok(Who { holder: Holder::User(user), names })
}

/// The document and all it inherits from, with the grants that name one of `names`.
pub async fn levels_for(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    document: DocumentNo,
    names: &[Holder],
) -> Result<Vec<Level>, StoreError> {
    let chain = document::chain(tx, tenant, document).await?;
    let documents: Vec<DocumentNo> = chain.iter().map(|level| level.id).collect();
    let grants = document_member::of_holders(tx, tenant, &documents, names).await?;
    Ok(join(chain, &grants))
}

/// The document and all it inherits from, with every grant.
pub async fn levels(tx: &mut Tx<'_>, tenant: TenantNo, document: DocumentNo) -> Result<Vec<Level>, StoreError> {
    let chain = document::chain(tx, tenant, document).await?;
    let documents: Vec<DocumentNo> = chain.iter().map(|level| level.id).collect();
    let grants = document_member::of_documents(tx, tenant, &documents).await?;
    Ok(join(chain, &grants))
}

fn join(chain: Vec<LevelRow>, grants: &[Grant]) -> Vec<Level> {
    let level = |row: LevelRow| Level {
        document: row.id,
        is_folder: row.r#type == "folder",
        owner: Holder::from_columns(&row.owner_kind, row.owner),
        settings: Settings::from_json(&row.settings),
        grants: grants.iter().filter(|grant| grant.document == row.id).copied().collect(),
    };
    chain.into_iter().map(level).collect()
}

#[cfg(test)]
mod tests;
