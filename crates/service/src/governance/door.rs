//! Doors and their rules, as administrators look at them.

use menjin_api::{acs::rule_external::OpeningTime, menjin::grant::code};
use menjin_store::{BoxFuture, access::doors as rows, door};

use crate::{Caller, Cx, Refusal};

/// So many doors are on a page.
pub const PAGE: i64 = 20;

/// A door and its rules.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct Door {
    pub device_id: String,
    pub name: String,
    pub sn: String,
    pub rules: Vec<Rule>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "named as on the wire")]
pub struct Rule {
    pub rule_id: String,
    pub name: String,
    /// `None`: always.
    pub opening_time: Option<OpeningTime>,
    pub remind_face: bool,
    pub members: i64,
}

/// Doors.
#[derive(Debug, Clone, PartialEq)]
pub struct Doors {
    /// The doors.
    pub items: Vec<Door>,
    /// After which number the list goes on.
    pub next: Option<i64>,
}

/// How many doors there are, how many of them nothing opens, and how many rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "said above")]
pub struct Counts {
    pub doors: i64,
    pub closed: i64,
    pub rules: i64,
}

/// Doors whose name or id has this text in it.
pub async fn list(cx: &Cx, caller: &Caller, text: &str, after: i64) -> Result<(Doors, Counts), Refusal> {
    let tenant = caller.tenant;
    let text: String = text.chars().take(100).collect();
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let text = &text;
        Box::pin(async move {
            let mut doors = rows::list(tx, tenant, text, after, PAGE + 1).await?;
            let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
            let more = doors.len() > size;
            doors.truncate(size);
            let next = doors.last().filter(|_| more).map(|door| door.id.0);
            let ids: Vec<_> = doors.iter().map(|door| door.id).collect();
            let rules = rows::rules(tx, tenant, &ids).await?;
            let (all, closed, count) = rows::counts(tx, tenant).await?;
            let items = doors.into_iter().map(|door| with_rules(door, &rules)).collect();
            Ok((Doors { items, next }, Counts { doors: all, closed, rules: count }))
        })
    });
    read.await
}

/// The door with this id.
pub async fn get(cx: &Cx, caller: &Caller, device_id: &str) -> Result<Door, Refusal> {
    let tenant = caller.tenant;
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move {
            let door = rows::find(tx, tenant, device_id).await?;
            let door = door.ok_or_else(|| Refusal::new(code::RESOURCE_UNKNOWN))?;
            let rules = rows::rules(tx, tenant, &[door.id]).await?;
            Ok(with_rules(door, &rules))
        })
    });
    read.await
}

/// The living rule with this id, and its doors by id and name.
pub async fn rule(cx: &Cx, caller: &Caller, rule_id: &str) -> Result<(Rule, Vec<(String, String)>), Refusal> {
    let tenant = caller.tenant;
    let read = cx.db.read(|tx| -> BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move {
            let found = door::find(tx, tenant, rule_id).await?.filter(|rule| !rule.is_deleted);
            let found = found.ok_or_else(|| Refusal::new(code::RESOURCE_UNKNOWN))?;
            let doors = rows::of_rule(tx, tenant, found.id).await?;
            let members = door::member::of_rule(tx, tenant, found.id).await?.len();
            let rule = Rule {
                rule_id: found.rule_id,
                name: found.name,
                opening_time: times(&found.opening_time),
                remind_face: found.remind_face,
                members: i64::try_from(members).unwrap_or(i64::MAX),
            };
            Ok((rule, doors))
        })
    });
    read.await
}

fn with_rules(door: rows::DoorRow, rules: &[rows::RuleRow]) -> Door {
    let rules = rules.iter().filter(|rule| rule.device == door.id);
    let rule = |row: &rows::RuleRow| Rule {
        rule_id: row.rule_id.clone(),
        name: row.name.clone(),
        opening_time: times(&row.opening_time),
        remind_face: row.remind_face,
        members: row.members,
    };
    Door { device_id: door.device_id, name: door.name, sn: door.sn, rules: rules.map(rule).collect() }
}

fn times(json: &str) -> Option<OpeningTime> {
    serde_json::from_str::<Option<OpeningTime>>(json).ok().flatten().filter(|time| !time.is_always())
}
