//! Doors, door rules, and who stands in them.

use menjin_model::{Change, DeviceNo, Fact, Millis, RuleNo, TenantNo, VisitorNo};

use crate::fact::{note, read};
use crate::{StoreError, Tx, args, from_row};

pub mod cover;
pub mod member;

/// A row of `door_rule`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct RuleRow {
    pub id: RuleNo,
    pub rule_id: String,
    pub name: String,
    pub remind_face: bool,
    pub is_temp: bool,
    pub opening_time: String,
    pub is_deleted: bool,
}

from_row!(RuleRow { id, rule_id, name, remind_face, is_temp, opening_time, is_deleted });

/// The rule with this id, deleted or not.
pub async fn find(tx: &mut Tx<'_>, tenant: TenantNo, rule_id: &str) -> Result<Option<RuleRow>, StoreError> {
    const FIND: &str = "select id, rule_id, name, remind_face, is_temp, opening_time, deleted <> 0 \
                        from door_rule where tenant = $1 and rule_id = $2";
    tx.row(FIND, args![tenant, rule_id]).await
}

/// The living rule with this very name.
pub async fn by_name(tx: &mut Tx<'_>, tenant: TenantNo, name: &str) -> Result<Option<RuleNo>, StoreError> {
    const FIND: &str = "select id from door_rule where tenant = $1 and name = $2 and deleted = 0";
    tx.row(FIND, args![tenant, name]).await
}

/// Which living rules these ids are; others are left out.
pub async fn by_ids(tx: &mut Tx<'_>, tenant: TenantNo, ids: &[&str]) -> Result<Vec<(String, RuleNo)>, StoreError> {
    const FIND: &str = "select r.rule_id, r.id from json_each($2) as wanted \
                        join door_rule as r on r.tenant = $1 and r.rule_id = wanted.value where r.deleted = 0";
    tx.rows(FIND, args![tenant, ids]).await
}

/// The living rules, the oldest first.
pub async fn all(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<RuleRow>, StoreError> {
    const LIST: &str = "select id, rule_id, name, remind_face, is_temp, opening_time, false \
                        from door_rule where tenant = $1 and deleted = 0 order by created, id";
    tx.rows(LIST, args![tenant]).await
}

/// The rules of one door, the oldest first.
pub async fn of_device(tx: &mut Tx<'_>, tenant: TenantNo, device: DeviceNo) -> Result<Vec<RuleRow>, StoreError> {
    const LIST: &str = "select r.id, r.rule_id, r.name, r.remind_face, r.is_temp, r.opening_time, false \
                        from door_rule_device as b join door_rule as r on r.tenant = $1 and r.id = b.rule \
                        where b.tenant = $1 and b.device = $2 and r.deleted = 0 order by r.created, r.id";
    tx.rows(LIST, args![tenant, device]).await
}

/// How many living rules the tenant has.
pub async fn count(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<i64, StoreError> {
    const COUNT: &str = "select count(*) from door_rule where tenant = $1 and deleted = 0";
    Ok(tx.row(COUNT, args![tenant]).await?.unwrap_or(0))
}

/// Adds a rule without doors and members; the row's own number and the last field do not matter.
pub async fn insert(tx: &mut Tx<'_>, tenant: TenantNo, row: &RuleRow, now: Millis) -> Result<RuleNo, StoreError> {
    const INSERT: &str = "insert into door_rule \
        (tenant, id, rule_id, name, remind_face, is_temp, opening_time, deleted, created) \
        values ($1, $2, $3, $4, $5, $6, $7, 0, $8)";
    let id = RuleNo(tx.new_id().await?);
    let RuleRow { rule_id, name, remind_face, is_temp, opening_time, .. } = row;
    tx.execute(INSERT, args![tenant, id, rule_id, name, remind_face, is_temp, opening_time, now]).await?;
    tx.note(Change::Came(Fact::DoorRule { id, opening: read::opening(opening_time) }));
    Ok(id)
}

/// Writes what may change of a rule's own row.
pub async fn update(tx: &mut Tx<'_>, tenant: TenantNo, row: &RuleRow) -> Result<(), StoreError> {
    const UPDATE: &str = "update door_rule set name = $3, remind_face = $4, is_temp = $5, opening_time = $6 \
                          where tenant = $1 and id = $2";
    const BEFORE: &str = "select id, opening_time from door_rule where tenant = $1 and id = $2 and deleted = 0";
    let RuleRow { id, name, remind_face, is_temp, opening_time, .. } = row;
    let before = note::before(tx, BEFORE, args![tenant, id], read::door_rule).await?;
    tx.execute(UPDATE, args![tenant, id, name, remind_face, is_temp, opening_time]).await?;
    if let Some(before) = before {
        note::became(tx, before, Fact::DoorRule { id: *id, opening: read::opening(opening_time) });
    }
    Ok(())
}

/// Deletes a rule: its doors and members go, its id is remembered.
pub async fn delete(tx: &mut Tx<'_>, tenant: TenantNo, rule: RuleNo) -> Result<(), StoreError> {
    const DEVICES: &str = "delete from door_rule_device where tenant = $1 and rule = $2 returning rule, device";
    const MEMBERS: &str = "delete from door_rule_member where tenant = $1 and rule = $2 \
                           returning rule, kind, member, starts, ends";
    const RULE: &str = "update door_rule set deleted = 1 where tenant = $1 and id = $2 and deleted = 0 \
                        returning id, opening_time";
    let what = args![tenant, rule];
    note::went(tx, DEVICES, what, read::door_rule_device).await?;
    note::went(tx, MEMBERS, what, read::door_rule_member).await?;
    note::went(tx, RULE, what, read::door_rule).await?;
    Ok(())
}

/// A row of `device`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct DeviceRow {
    pub device_id: String,
    pub name: String,
    pub sn: String,
    pub property: String,
}

from_row!(DeviceRow { device_id, name, sn, property });

/// All doors, the oldest first.
pub async fn devices(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Vec<DeviceRow>, StoreError> {
    const LIST: &str = "select device_id, name, sn, property from device where tenant = $1 order by id";
    tx.rows(LIST, args![tenant]).await
}

/// Which doors these ids are; unknown ones are left out.
pub async fn devices_by_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    ids: &[&str],
) -> Result<Vec<(String, DeviceNo)>, StoreError> {
    const FIND: &str = "select d.device_id, d.id from json_each($2) as wanted \
                        join device as d on d.tenant = $1 and d.device_id = wanted.value";
    tx.rows(FIND, args![tenant, ids]).await
}

/// Which living visitors these ids are; others are left out.
pub async fn visitors_by_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    ids: &[&str],
) -> Result<Vec<(String, VisitorNo)>, StoreError> {
    const FIND: &str = "select v.visitor_id, v.id from json_each($2) as wanted \
                        join visitor as v on v.tenant = $1 and v.visitor_id = wanted.value where v.deleted = 0";
    tx.rows(FIND, args![tenant, ids]).await
}

/// The doors of a rule, in order.
pub async fn devices_of(tx: &mut Tx<'_>, tenant: TenantNo, rule: RuleNo) -> Result<Vec<DeviceNo>, StoreError> {
    const LIST: &str = "select device from door_rule_device where tenant = $1 and rule = $2 order by position";
    tx.rows(LIST, args![tenant, rule]).await
}

/// The doors of these rules, in order: rule, id, name.
pub async fn shown_devices(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rules: &[RuleNo],
) -> Result<Vec<(RuleNo, String, String)>, StoreError> {
    const LIST: &str = "select b.rule, d.device_id, d.name from json_each($2) as wanted \
                        join door_rule_device as b on b.tenant = $1 and b.rule = wanted.value \
                        join device as d on d.tenant = $1 and d.id = b.device order by b.rule, b.position";
    tx.rows(LIST, args![tenant, rules]).await
}

/// Makes these the only doors of a rule: two statements, however many.
pub async fn replace_devices(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rule: RuleNo,
    devices: &[DeviceNo],
) -> Result<(), StoreError> {
    const DELETE: &str = "delete from door_rule_device where tenant = $1 and rule = $2 returning rule, device";
    const INSERT: &str = "insert into door_rule_device (tenant, rule, position, device) \
                          select $1, $2, key + 1, value from json_each($3)";
    let before = read::facts(tx, DELETE, args![tenant, rule], read::door_rule_device).await?;
    tx.execute(INSERT, args![tenant, rule, devices]).await?;
    let after = devices.iter().map(|device| Fact::DoorRuleDevice { rule, device: *device }).collect();
    note::replaced(tx, before, after);
    Ok(())
}

/// The rules of a door, in no particular order.
pub async fn rules_of(tx: &mut Tx<'_>, tenant: TenantNo, device: DeviceNo) -> Result<Vec<RuleNo>, StoreError> {
    const LIST: &str = "select rule from door_rule_device where tenant = $1 and device = $2";
    tx.rows(LIST, args![tenant, device]).await
}

/// Takes a door out of these rules.
pub async fn unbind(tx: &mut Tx<'_>, tenant: TenantNo, device: DeviceNo, rules: &[RuleNo]) -> Result<(), StoreError> {
    const DELETE: &str = "delete from door_rule_device where tenant = $1 and device = $2 \
                          and rule in (select value from json_each($3)) returning rule, device";
    note::went(tx, DELETE, args![tenant, device, rules], read::door_rule_device).await?;
    Ok(())
}

/// Puts a door behind those that these rules have.
pub async fn bind(tx: &mut Tx<'_>, tenant: TenantNo, device: DeviceNo, rules: &[RuleNo]) -> Result<(), StoreError> {
    const INSERT: &str = "insert into door_rule_device (tenant, rule, position, device) \
        select $1, wanted.value, 1 + coalesce((select max(b.position) from door_rule_device as b \
          where b.tenant = $1 and b.rule = wanted.value), 0), $2 from json_each($3) as wanted";
    tx.execute(INSERT, args![tenant, device, rules]).await?;
    tx.note_all(rules.iter().map(|rule| Change::Came(Fact::DoorRuleDevice { rule: *rule, device })));
    Ok(())
}
