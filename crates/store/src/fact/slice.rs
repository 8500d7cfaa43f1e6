//! The facts that one question needs: those about its subject, and those about its resource. A handful of queries, however
//! large the tenant is.
//!
//! More than is needed does no harm, as all of it is true; what is left out must not matter. So of what belongs to the
//! resource only what names other people is left out where there may be many of them.

mod resource;

use menjin_model::{DepartmentNo, Fact, GroupNo, Key, Party, TenantNo};

use super::read::{self, Read};
use crate::{StoreError, Tx, Value, args};

/// The facts that a decision about this pair needs: deciding over them says yes exactly where deciding over all would.
///
/// The resource is named by the key of its row: of a document, app, device, group or review group. Of a subject that is
/// nobody in particular, what is about the resource.
pub async fn slice(tx: &mut Tx<'_>, tenant: TenantNo, subject: Party, resource: Key) -> Result<Vec<Fact>, StoreError> {
    let mut slice = Slice { tx, tenant, facts: Vec::new() };
    let names = slice.subject(subject).await?;
    slice.resource(&names, resource).await?;
    slice.groups(&names, resource).await?;
    Ok(slice.facts)
}

/// Facts that are collected.
struct Slice<'t, 'c> {
    tx: &'t mut Tx<'c>,
    tenant: TenantNo,
    facts: Vec<Fact>,
}

/// What facts may call the subject by.
#[derive(Debug, Default)]
struct Names {
    /// Itself, and the departments it is in, with all above; those of people and departments.
    parties: Vec<Party>,
    /// The groups that have one of these as a member, at whatever time.
    groups: Vec<GroupNo>,
}

impl Slice<'_, '_> {
    async fn add(&mut self, sql: &'static str, args: &[Value<'_>], read: Read) -> Result<(), StoreError> {
        let found = read::facts(self.tx, sql, args, read).await?;
        self.facts.extend(found);
        Ok(())
    }

    async fn subject(&mut self, subject: Party) -> Result<Names, StoreError> {
        const USER: &str = "select id, frozen, resigned, manager from user where tenant = $1 and id = $2";
        const PLACES: &str = "select user, department from user_department where tenant = $1 and user = $2";
        const MEMBER: &str = "select user_group, user, starts, ends from group_member where tenant = $1 and user = $2";
        const APP: &str = "select id, owner, status, visible_to_all from app where id = $2 and tenant = $1";
        const VISITOR: &str = "select id from visitor where tenant = $1 and id = $2 and deleted = 0";
        let tenant = self.tenant;
        let mut names = Names { parties: vec![subject], groups: Vec::new() };
        match subject {
            Party::User(user) => {
                self.add(USER, args![tenant, user], read::user).await?;
                self.add(PLACES, args![tenant, user], read::place).await?;
                let places = self.facts.iter().filter_map(|fact| match fact {
                    Fact::Place { department, .. } => Some(*department),
                    _ => None,
                });
                let places: Vec<_> = places.collect();
                self.departments(&places, &mut names).await?;
                self.add(MEMBER, args![tenant, user], read::group_member).await?;
            }
            Party::Department(department) => self.departments(&[department], &mut names).await?,
            Party::App(app) => self.add(APP, args![tenant, app], read::app).await?,
            Party::Visitor(visitor) => self.add(VISITOR, args![tenant, visitor], read::visitor).await?,
            Party::Group(_) | Party::Everyone => {}
        }
        let groups = self.facts.iter().filter_map(|fact| match fact {
            Fact::GroupMember { group, .. } => Some(*group),
            _ => None,
        });
        names.groups = groups.collect();
        names.groups.sort_unstable();
        names.groups.dedup();
        Ok(names)
    }

    /// These departments and all above them, and of which groups they are members.
    async fn departments(&mut self, of: &[DepartmentNo], names: &mut Names) -> Result<(), StoreError> {
        const ABOVE: &str = "with recursive above (id) as (\
              select value from json_each($2) \
              union select d.parent from above join department as d on d.tenant = $1 and d.id = above.id) \
            select d.id, d.parent from above cross join department as d where d.tenant = $1 and d.id = above.id";
        const MEMBERS: &str = "select g.user_group, g.department, g.starts, g.ends from json_each($2) as d \
            cross join group_department as g where g.tenant = $1 and g.department = d.value";
        let tenant = self.tenant;
        self.add(ABOVE, args![tenant, of], read::department).await?;
        let mut all: Vec<_> = self.facts.iter().filter_map(department).collect();
        all.push(DepartmentNo::ROOT);
        let others = all.iter().map(|department| Party::Department(*department));
        let others: Vec<_> = others.filter(|party| !names.parties.contains(party)).collect();
        names.parties.extend(others);
        self.add(MEMBERS, args![tenant, all], read::group_department).await
    }

    /// The rows of the groups that were met so far, and all dynamic ones, as only their rules say who is in them.
    async fn groups(&mut self, names: &Names, resource: Key) -> Result<(), StoreError> {
        const DYNAMIC: &str = "select id, type, rule from user_group where tenant = $1 and type = 2";
        const SOME: &str = "select g.id, g.type, g.rule from json_each($2) as w cross join user_group as g \
                            where g.tenant = $1 and g.id = w.value and g.type <> 2";
        let tenant = self.tenant;
        let mut met = names.groups.clone();
        if let Key::Group(group) = resource {
            met.push(group);
        }
        met.extend(names.parties.iter().copied().filter_map(group));
        met.extend(self.facts.iter().filter_map(|fact| match *fact {
            Fact::DocumentMember { member, .. }
            | Fact::AppListed { member, .. }
            | Fact::DoorRuleMember { member, .. }
            | Fact::ReviewMember { member, .. } => group(member),
            _ => None,
        }));
        met.sort_unstable();
        met.dedup();
        self.add(DYNAMIC, args![tenant], read::group).await?;
        self.add(SOME, args![tenant, met], read::group).await
    }
}

fn department(fact: &Fact) -> Option<DepartmentNo> {
    match fact {
        Fact::Department { id, .. } => Some(*id),
        _ => None,
    }
}

fn group(party: Party) -> Option<GroupNo> {
    match party {
        Party::Group(group) => Some(group),
        _ => None,
    }
}
