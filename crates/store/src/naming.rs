//! Ids of the wire and internal numbers, from one to the other, many of one kind at a time; and the names that people read.
//!
//! People have more ways of being written and a file of their own, [`person`](crate::person).

use menjin_model::TenantNo;

use crate::{StoreError, Tx, args};

/// What is named, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A department, by `open_department_id`.
    OpenDepartment,
    /// A department, by `department_id`.
    Department,
    /// A user group.
    Group,
    /// An app that was made in the tenant.
    App,
    /// A document or folder, in the bin or not.
    Document,
    /// A door.
    Device,
    /// A door rule that is not deleted.
    Rule,
    /// A visitor who is not deleted.
    Visitor,
    /// A people group of performance reviews.
    ReviewGroup,
}

/// Which things these ids are; unknown ones are left out.
pub async fn numbers(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    thing: Thing,
    ids: &[&str],
) -> Result<Vec<(String, i64)>, StoreError> {
    let find = match thing {
        Thing::OpenDepartment => {
            "select d.open_department_id, d.id from json_each($2) as wanted \
             join department as d on d.tenant = $1 and d.open_department_id = wanted.value"
        }
        Thing::Department => {
            "select d.department_id, d.id from json_each($2) as wanted \
             join department as d on d.tenant = $1 and d.department_id = wanted.value"
        }
        Thing::Group => {
            "select g.group_id, g.id from json_each($2) as wanted \
             join user_group as g on g.tenant = $1 and g.group_id = wanted.value"
        }
        Thing::App => {
            "select a.app_id, a.id from json_each($2) as wanted \
             join app as a on a.app_id = wanted.value where a.tenant = $1"
        }
        Thing::Document => {
            "select d.token, d.id from json_each($2) as wanted \
             join document as d on d.tenant = $1 and d.token = wanted.value"
        }
        Thing::Device => {
            "select d.device_id, d.id from json_each($2) as wanted \
             join device as d on d.tenant = $1 and d.device_id = wanted.value"
        }
        Thing::Rule => {
            "select r.rule_id, r.id from json_each($2) as wanted \
             join door_rule as r on r.tenant = $1 and r.rule_id = wanted.value where r.deleted = 0"
        }
        Thing::Visitor => {
            "select v.visitor_id, v.id from json_each($2) as wanted \
             join visitor as v on v.tenant = $1 and v.visitor_id = wanted.value where v.deleted = 0"
        }
        Thing::ReviewGroup => {
            "select r.group_id, r.id from json_each($2) as wanted \
             join review_group as r on r.tenant = $1 and r.group_id = wanted.value"
        }
    };
    tx.rows(find, args![tenant, ids]).await
}

/// The ids of these things.
pub async fn ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    thing: Thing,
    numbers: &[i64],
) -> Result<Vec<(i64, String)>, StoreError> {
    let find = match thing {
        Thing::OpenDepartment => {
            "select d.id, d.open_department_id from json_each($2) as wanted \
             join department as d on d.tenant = $1 and d.id = wanted.value"
        }
        Thing::Department => {
            "select d.id, d.department_id from json_each($2) as wanted \
             join department as d on d.tenant = $1 and d.id = wanted.value"
        }
        Thing::Group => {
            "select g.id, g.group_id from json_each($2) as wanted \
             join user_group as g on g.tenant = $1 and g.id = wanted.value"
        }
        Thing::App => {
            "select a.id, a.app_id from json_each($2) as wanted \
             join app as a on a.id = wanted.value where a.tenant = $1"
        }
        Thing::Document => {
            "select d.id, d.token from json_each($2) as wanted \
             join document as d on d.tenant = $1 and d.id = wanted.value"
        }
        Thing::Device => {
            "select d.id, d.device_id from json_each($2) as wanted \
             join device as d on d.tenant = $1 and d.id = wanted.value"
        }
        Thing::Rule => {
            "select r.id, r.rule_id from json_each($2) as wanted \
             join door_rule as r on r.tenant = $1 and r.id = wanted.value"
        }
        Thing::Visitor => {
            "select v.id, v.visitor_id from json_each($2) as wanted \
             join visitor as v on v.tenant = $1 and v.id = wanted.value"
        }
        Thing::ReviewGroup => {
            "select r.id, r.group_id from json_each($2) as wanted \
             join review_group as r on r.tenant = $1 and r.id = wanted.value"
        }
    };
    tx.rows(find, args![tenant, numbers]).await
}

/// What people call these things.
pub async fn labels(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    thing: Thing,
    numbers: &[i64],
) -> Result<Vec<(i64, String)>, StoreError> {
    let find = match thing {
        Thing::OpenDepartment | Thing::Department => {
            "select d.id, d.name from json_each($2) as wanted \
             join department as d on d.tenant = $1 and d.id = wanted.value"
        }
        Thing::Group => {
            "select g.id, g.name from json_each($2) as wanted \
             join user_group as g on g.tenant = $1 and g.id = wanted.value"
        }
        Thing::App => {
            "select a.id, a.name from json_each($2) as wanted join app as a on a.id = wanted.value where a.tenant = $1"
        }
        Thing::Document => {
            "select d.id, d.title from json_each($2) as wanted \
             join document as d on d.tenant = $1 and d.id = wanted.value"
        }
        Thing::Device => {
            "select d.id, d.name from json_each($2) as wanted \
             join device as d on d.tenant = $1 and d.id = wanted.value"
        }
        Thing::Rule => {
            "select r.id, r.name from json_each($2) as wanted \
             join door_rule as r on r.tenant = $1 and r.id = wanted.value"
        }
        Thing::Visitor => {
            "select v.id, v.name from json_each($2) as wanted \
             join visitor as v on v.tenant = $1 and v.id = wanted.value"
        }
        Thing::ReviewGroup => {
            "select r.id, r.name from json_each($2) as wanted \
             join review_group as r on r.tenant = $1 and r.id = wanted.value"
        }
    };
    tx.rows(find, args![tenant, numbers]).await
}
