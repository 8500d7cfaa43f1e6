//! Doors and their rules as lists show them.

use menjin_model::{DeviceNo, RuleNo, TenantNo};

use super::names::pattern;
use crate::{StoreError, Tx, args, from_row};

/// A door.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct DoorRow {
    pub id: DeviceNo,
    pub device_id: String,
    pub name: String,
    pub sn: String,
}

from_row!(DoorRow { id, device_id, name, sn });

/// A rule of a door.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct RuleRow {
    pub device: DeviceNo,
    pub id: RuleNo,
    pub rule_id: String,
    pub name: String,
    pub opening_time: String,
    pub remind_face: bool,
    pub members: i64,
}

from_row!(RuleRow { device, id, rule_id, name, opening_time, remind_face, members });

/// Doors whose name or id has this text in it, above the number `after`.
pub async fn list(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    text: &str,
    after: i64,
    most: i64,
) -> Result<Vec<DoorRow>, StoreError> {
    const LIST: &str = "select id, device_id, name, sn from device \
        where tenant = $1 and id > $2 and ($3 = '%%' or lower(name) like $3 escape '!' or lower(device_id) like $3 escape '!') \
        order by id limit $4";
    let text = pattern(text);
    tx.rows(LIST, args![tenant, after, text, most]).await
}

/// The door with this id.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, device_id: &str) -> Result<Option<DoorRow>, StoreError> {
    const FIND: &str = "select id, device_id, name, sn from device where tenant = $1 and device_id = $2";
    tx.row(FIND, args![tenant, device_id]).await
}

/// The living rules of these doors, the oldest first.
pub async fn rules(tx: &mut Tx<'_>, tenant: TenantNo, doors: &[DeviceNo]) -> Result<Vec<RuleRow>, StoreError> {
    const LIST: &str = "select rd.device, r.id, r.rule_id, r.name, r.opening_time, r.remind_face, \
          (select count(*) from door_rule_member as m where m.tenant = $1 and m.rule = r.id) \
        from json_each($2) as wanted join door_rule_device as rd on rd.tenant = $1 and rd.device = wanted.value \
        join door_rule as r on r.tenant = $1 and r.id = rd.rule where r.deleted = 0 order by r.id";
    tx.rows(LIST, args![tenant, doors]).await
}

/// How many doors there are, how many of them no rule opens, and how many rules there are.
pub async fn counts(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<(i64, i64, i64), StoreError> {
    const COUNT: &str = "select (select count(*) from device where tenant = $1), \
        (select count(*) from device as d where d.tenant = $1 and not exists (\
           select 1 from door_rule_device as rd join door_rule as r on r.tenant = $1 and r.id = rd.rule and r.deleted = 0 \
           where rd.tenant = $1 and rd.device = d.id)), \
        (select count(*) from door_rule where tenant = $1 and deleted = 0)";
    Ok(tx.row(COUNT, args![tenant]).await?.unwrap_or_default())
}

/// Members of rules behind a place in their order, at most so many of each rule: rule, position, kind, number, from, until.
pub async fn members(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rule: RuleNo,
    after: i64,
    most: i64,
) -> Result<Vec<(i64, String, i64, i64, i64)>, StoreError> {
    const LIST: &str = "select position, kind, member, starts, ends from door_rule_member \
        where tenant = $1 and rule = $2 and position > $3 order by position limit $4";
    tx.rows(LIST, args![tenant, rule, after, most]).await
}

/// The doors of a rule: id and name.
pub async fn of_rule(tx: &mut Tx<'_>, tenant: TenantNo, rule: RuleNo) -> Result<Vec<(String, String)>, StoreError> {
    const LIST: &str = "select d.device_id, d.name from door_rule_device as rd \
        join device as d on d.tenant = $1 and d.id = rd.device where rd.tenant = $1 and rd.rule = $2 order by rd.position";
    tx.rows(LIST, args![tenant, rule]).await
}
