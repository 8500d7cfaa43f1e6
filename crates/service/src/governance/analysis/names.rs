//! Ids and names of what analyses speak of.

use std::collections::{HashMap, HashSet};

use menjin_api::menjin::membership::analysis::Thing;
use menjin_engine::Resource;
use menjin_model::{DepartmentNo, TenantNo, UserNo};
use menjin_store::{
    StoreError, Tx,
    naming::{self, Thing as Kind},
    person::row::{self, UserRow},
};

/// Ids and names, read at once.
#[derive(Debug, Default)]
pub(crate) struct Names {
    things: HashMap<Resource, Thing>,
    departments: HashMap<DepartmentNo, Thing>,
    people: HashMap<UserNo, UserRow>,
}

impl Names {
    /// Reads the ids and names of all these.
    pub(crate) async fn read(
        tx: &mut Tx<'_>,
        tenant: TenantNo,
        things: &HashSet<Resource>,
        departments: &[DepartmentNo],
        people: &[UserNo],
    ) -> Result<Self, StoreError> {
        let mut names = Self::default();
        let mut by_kind: HashMap<Kind, Vec<i64>> = HashMap::new();
        for thing in things {
            let (kind, number) = kind(*thing);
            by_kind.entry(kind).or_default().push(number);
        }
        for (kind, numbers) in by_kind {
            let mut labels: HashMap<i64, String> =
                naming::labels(tx, tenant, kind, &numbers).await?.into_iter().collect();
            for (number, id) in naming::ids(tx, tenant, kind, &numbers).await? {
                let (resource, word) = resource(kind, number);
                let name = labels.remove(&number).unwrap_or_default();
                names.things.extend(resource.map(|resource| (resource, Thing { r#type: word.to_owned(), id, name })));
            }
        }
        let numbers: Vec<i64> = departments.iter().map(|department| department.0).collect();
        let mut labels: HashMap<i64, String> =
            naming::labels(tx, tenant, Kind::Department, &numbers).await?.into_iter().collect();
        for (number, id) in naming::ids(tx, tenant, Kind::Department, &numbers).await? {
            let name = labels.remove(&number).unwrap_or_default();
            names.departments.insert(DepartmentNo(number), Thing { r#type: "department".to_owned(), id, name });
        }
        names.people = row::find(tx, tenant, people).await?.into_iter().map(|row| (row.id, row)).collect();
        Ok(names)
    }

    /// A thing; without a name when it is gone meanwhile.
    #[must_use]
    pub(crate) fn thing(&self, resource: Resource) -> Thing {
        let word = self::resource(kind(resource).0, 0).1;
        self.things.get(&resource).cloned().unwrap_or_else(|| Thing { r#type: word.to_owned(), ..Thing::default() })
    }

    /// A department; the root is the company.
    #[must_use]
    pub(crate) fn department(&self, department: DepartmentNo) -> Thing {
        let root = || Thing { r#type: "department".to_owned(), id: department.0.to_string(), name: String::new() };
        self.departments.get(&department).cloned().unwrap_or_else(root)
    }

    /// A person.
    #[must_use]
    pub(crate) fn person(&self, user: UserNo) -> Option<&UserRow> {
        self.people.get(&user)
    }
}

fn kind(resource: Resource) -> (Kind, i64) {
    match resource {
        Resource::Document(no) => (Kind::Document, no.0),
        Resource::App(no) => (Kind::App, no.0),
        Resource::Door(no) => (Kind::Device, no.0),
        Resource::Group(no) => (Kind::Group, no.0),
        Resource::ReviewGroup(no) => (Kind::ReviewGroup, no.0),
    }
}

fn resource(kind: Kind, number: i64) -> (Option<Resource>, &'static str) {
    match kind {
        Kind::Document => (Some(Resource::Document(number.into())), "document"),
        Kind::App => (Some(Resource::App(number.into())), "app"),
        Kind::Device => (Some(Resource::Door(number.into())), "door"),
        Kind::Group => (Some(Resource::Group(number.into())), "group"),
        Kind::ReviewGroup => (Some(Resource::ReviewGroup(number.into())), "review_group"),
        _ => (None, ""),
    }
}
