//! Ids into numbers. An id of another tenant, or an `open_id` of another app, is unknown.

use std::collections::HashMap;

use menjin_engine::{Resource, ResourceKind, SubjectKind};
use menjin_model::{
    AppNo, DepartmentNo, DeviceNo, DocumentNo, GroupNo, Key, Party, ReviewGroupNo, TenantNo, UserNo, VisitorNo,
};
use menjin_store::{
    BoxFuture, StoreError, Tx,
    naming::{self, Thing},
    person,
};

use super::asked::{What, Who};
use crate::{
    Caller, Cx,
    knowledge::{
        Standing,
        names::{IdKind, Names, Space},
    },
};

/// Whose view ids are read in: a tenant's, through an app.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) names: &'a Names,
    pub(super) tenant: TenantNo,
    pub(super) app: AppNo,
}

impl<'a> View<'a> {
    pub(super) fn of(cx: &'a Cx, caller: &Caller) -> Self {
        Self { names: cx.knowledge.names(), tenant: caller.tenant, app: caller.app.no }
    }

    /// Where ids of a kind are looked for: only `open_id`s differ by app.
    pub(super) fn space(&self, kind: IdKind) -> Space {
        (self.tenant, if kind == IdKind::OpenId { self.app } else { AppNo(0) }, kind)
    }
}

/// How a person's id is written.
pub(super) fn user_kind(id: &str) -> IdKind {
    match id {
        id if id.starts_with("ou_") => IdKind::OpenId,
        id if id.starts_with("on_") => IdKind::UnionId,
        _ => IdKind::UserId,
    }
}

/// How the id of a subject is written.
pub(super) fn subject_kind(who: &Who<'_>) -> IdKind {
    match who.kind {
        SubjectKind::User => user_kind(&who.id),
        SubjectKind::Department if who.id.starts_with("od-") => IdKind::OpenDepartmentId,
        SubjectKind::Department => IdKind::DepartmentId,
        SubjectKind::Group => IdKind::Group,
        SubjectKind::App => IdKind::App,
        SubjectKind::Visitor => IdKind::Visitor,
    }
}

/// How the id of a resource is written.
pub(super) fn id_kind(kind: ResourceKind) -> IdKind {
    match kind {
        ResourceKind::Document => IdKind::Document,
        ResourceKind::App => IdKind::App,
        ResourceKind::Door => IdKind::Device,
        ResourceKind::Group => IdKind::Group,
        ResourceKind::ReviewGroup => IdKind::ReviewGroup,
    }
}

/// The thing that a kind of id names, where it is no person.
pub(super) fn thing(kind: IdKind) -> Option<Thing> {
    Some(match kind {
        IdKind::OpenId | IdKind::UnionId | IdKind::UserId => return None,
        IdKind::OpenDepartmentId => Thing::OpenDepartment,
        IdKind::DepartmentId => Thing::Department,
        IdKind::Group => Thing::Group,
        IdKind::App => Thing::App,
        IdKind::Document => Thing::Document,
        IdKind::Device => Thing::Device,
        IdKind::Rule => Thing::Rule,
        IdKind::Visitor => Thing::Visitor,
        IdKind::ReviewGroup => Thing::ReviewGroup,
    })
}

/// The kind of a person's id, as the store has it.
pub(super) fn person_kind(kind: IdKind) -> person::IdKind {
    match kind {
        IdKind::OpenId => person::IdKind::OpenId,
        IdKind::UnionId => person::IdKind::UnionId,
        _ => person::IdKind::UserId,
    }
}

/// The subject that a number stands for.
pub(super) fn party(kind: SubjectKind, number: i64) -> Party {
    match kind {
        SubjectKind::User => Party::User(UserNo(number)),
        SubjectKind::Department => Party::Department(DepartmentNo(number)),
        SubjectKind::Group => Party::Group(GroupNo(number)),
        SubjectKind::App => Party::App(AppNo(number)),
        SubjectKind::Visitor => Party::Visitor(VisitorNo(number)),
    }
}

/// The resource that a number stands for.
pub(super) fn resource(kind: ResourceKind, number: i64) -> Resource {
    match kind {
        ResourceKind::Document => Resource::Document(DocumentNo(number)),
        ResourceKind::App => Resource::App(AppNo(number)),
        ResourceKind::Door => Resource::Door(DeviceNo(number)),
        ResourceKind::Group => Resource::Group(GroupNo(number)),
        ResourceKind::ReviewGroup => Resource::ReviewGroup(ReviewGroupNo(number)),
    }
}

/// The row that a resource is.
pub(super) fn key(resource: Resource) -> Key {
    match resource {
        Resource::Document(no) => Key::Document(no),
        Resource::App(no) => Key::App(no),
        Resource::Door(no) => Key::Device(no),
        Resource::Group(no) => Key::Group(no),
        Resource::ReviewGroup(no) => Key::ReviewGroup(no),
    }
}

/// The subject, if its id was looked up before and still stands for the same.
pub(super) fn recalled_subject(view: View<'_>, standing: &Standing, who: &Who<'_>) -> Option<Party> {
    if who.kind == SubjectKind::Department && who.id == "0" {
        return Some(Party::Department(DepartmentNo::ROOT));
    }
    let kind = subject_kind(who);
    if let Some(number) = gone(standing, kind, &who.id) {
        return Some(party(who.kind, number));
    }
    let facts = &standing.facts;
    let party = party(who.kind, view.names.number(view.space(kind), &who.id)?);
    let holds = match party {
        // The id of somebody who has left may be another's by now.
        Party::User(user) => kind != IdKind::UserId || facts.user(user).is_some_and(|person| !person.resigned),
        Party::Department(department) => facts.parent(department).is_some(),
        Party::Group(group) => facts.group(group).is_some(),
        Party::App(_) | Party::Visitor(_) | Party::Everyone => true,
    };
    holds.then_some(party)
}

/// The resource, if its id was looked up before and still stands for the same.
pub(super) fn recalled_resource(view: View<'_>, standing: &Standing, what: &What<'_>) -> Option<Resource> {
    if let Some(number) = gone(standing, id_kind(what.kind), &what.id) {
        return Some(resource(what.kind, number));
    }
    let facts = &standing.facts;
    let resource = resource(what.kind, view.names.number(view.space(id_kind(what.kind)), &what.id)?);
    let holds = match resource {
        Resource::Group(group) => facts.group(group).is_some(),
        Resource::Document(_) | Resource::App(_) | Resource::Door(_) | Resource::ReviewGroup(_) => true,
    };
    holds.then_some(resource)
}

/// What an id stood for in an earlier state, if that is gone since.
fn gone(standing: &Standing, kind: IdKind, id: &str) -> Option<i64> {
    standing.gone.as_ref()?.number(&standing.facts, kind, id)
}

/// Ids that were not remembered, and then what they stand for.
#[derive(Debug, Default)]
pub(super) struct Unknown<'a> {
    wanted: Vec<(IdKind, &'a str)>,
    found: HashMap<(IdKind, String), i64>,
    /// Everybody who ever had a `user_id`: for earlier states.
    holders: HashMap<String, Vec<UserNo>>,
}

impl<'a> Unknown<'a> {
    pub(super) fn want(&mut self, standing: &Standing, kind: IdKind, id: &'a str) {
        if standing.gone.is_some() && kind == IdKind::UserId {
            self.holders.insert(id.to_owned(), Vec::new());
        } else {
            self.wanted.push((kind, id));
        }
    }

    /// Looks up all that is wanted: one query for each kind.
    pub(super) async fn read(&mut self, cx: &Cx, view: View<'_>) -> Result<(), StoreError> {
        if !self.holders.is_empty() {
            let holders = &mut self.holders;
            let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
                Box::pin(async move {
                    for (user_id, users) in holders {
                        *users = person::holders(tx, view.tenant, user_id).await?;
                    }
                    Ok(())
                })
            });
            read.await?;
        }
        if self.wanted.is_empty() {
            return Ok(());
        }
        let generation = view.names.generation();
        let wanted = std::mem::take(&mut self.wanted);
        let found = cx.db.read(|tx| -> BoxFuture<'_, Result<_, StoreError>> {
            let wanted = &wanted;
            Box::pin(async move { look_up(tx, view.tenant, view.app, wanted).await })
        });
        for (kind, id, number) in found.await? {
            view.names.keep(generation, view.space(kind), &id, number);
            self.found.insert((kind, id), number);
        }
        Ok(())
    }

    pub(super) fn subject(&self, standing: &Standing, who: &Who<'_>) -> Option<Party> {
        if let Some(users) = self.holders.get(&*who.id).filter(|_| who.kind == SubjectKind::User) {
            let is_there =
                |user: &UserNo, resigned| standing.facts.user(*user).is_some_and(|person| !person.resigned || resigned);
            let holder = users.iter().find(|user| is_there(user, false));
            return holder.or_else(|| users.iter().find(|user| is_there(user, true))).copied().map(Party::User);
        }
        self.number(subject_kind(who), &who.id).map(|number| party(who.kind, number))
    }

    pub(super) fn resource(&self, what: &What<'_>) -> Option<Resource> {
        self.number(id_kind(what.kind), &what.id).map(|number| resource(what.kind, number))
    }

    fn number(&self, kind: IdKind, id: &str) -> Option<i64> {
        if self.found.is_empty() {
            return None;
        }
        self.found.get(&(kind, id.to_owned())).copied()
    }
}

/// What these ids stand for; unknown ones are left out.
pub(super) async fn look_up(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    app: AppNo,
    wanted: &[(IdKind, &str)],
) -> Result<Vec<(IdKind, String, i64)>, StoreError> {
    let mut by_kind: HashMap<IdKind, Vec<&str>> = HashMap::new();
    for (kind, id) in wanted {
        by_kind.entry(*kind).or_default().push(id);
    }
    let mut found = Vec::with_capacity(wanted.len());
    for (kind, ids) in by_kind {
        if let Some(thing) = thing(kind) {
            let read = naming::numbers(tx, tenant, thing, &ids).await?;
            found.extend(read.into_iter().map(|(id, number)| (kind, id, number)));
        } else {
            let of = person_kind(kind);
            let read = person::find(tx, tenant, of, &ids).await?;
            for (id, known) in ids.into_iter().zip(read) {
                if let Some(user) = known.and_then(|known| known.of(of, app)) {
                    found.push((kind, id.to_owned(), user.0));
                }
            }
        }
    }
    Ok(found)
}
