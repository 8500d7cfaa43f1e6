//! Door rules as answers show them. Everybody who stands in several rules is looked up once.

use std::collections::{HashMap, HashSet};

use menjin_api::{
    acs::rule_external::{DeviceExternal, OpeningTime, Rule, UserExternal, get::GetRules, user_type},
    common::UserIdType,
};
use menjin_model::{RuleNo, TenantNo, UserNo, VisitorNo};
use menjin_store::{
    StoreError, Tx,
    door::{
        self, RuleRow,
        member::{self, Person},
    },
};

use super::count;
use crate::{Call, Refusal};

/// The rules with all that the wire shows of them.
pub(super) async fn show(tx: &mut Tx<'_>, call: &Call<GetRules>, rows: Vec<RuleRow>) -> Result<Vec<Rule>, Refusal> {
    let tenant = call.caller.tenant;
    let numbers: Vec<RuleNo> = rows.iter().map(|row| row.id).collect();
    let mut counts = count::counts(tx, tenant, &numbers, call.now).await?;
    let mut devices = devices(tx, tenant, &numbers).await?;
    let members = member::shown(tx, tenant, &numbers, call.now).await?;
    let known = Known::read(tx, call, &members).await?;
    let mut lists: HashMap<RuleNo, (Vec<UserExternal>, Vec<UserExternal>)> = HashMap::new();
    for (rule, kind, member) in members {
        let Some(entry) = known.entry(&kind, member, call.query.user_id_type) else { continue };
        let (users, visitors) = lists.entry(rule).or_default();
        if entry.user_type == user_type::GUEST { visitors.push(entry) } else { users.push(entry) }
    }
    let mut rules = Vec::with_capacity(rows.len());
    for row in rows {
        let (users, visitors) = lists.remove(&row.id).unwrap_or_default();
        let time: Option<OpeningTime> = serde_json::from_str(&row.opening_time)
            .map_err(|error| Refusal::fault(format!("the schedule of a door rule: {error}")))?;
        rules.push(Rule {
            id: Some(row.rule_id),
            name: Some(row.name),
            devices: Some(devices.remove(&row.id).unwrap_or_default()),
            user_count: Some(counts.remove(&row.id).unwrap_or(0).to_string()),
            users: Some(users),
            visitor_count: Some(visitors.len().to_string()),
            visitors: Some(visitors),
            remind_face: Some(row.remind_face),
            opening_time: time.filter(|time| !time.is_always()),
            is_temp: Some(row.is_temp),
        });
    }
    Ok(rules)
}

async fn devices(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rules: &[RuleNo],
) -> Result<HashMap<RuleNo, Vec<DeviceExternal>>, StoreError> {
    let mut devices: HashMap<RuleNo, Vec<DeviceExternal>> = HashMap::new();
    for (rule, id, name) in door::shown_devices(tx, tenant, rules).await? {
        devices.entry(rule).or_default().push(DeviceExternal { id: Some(id), name: Some(name) });
    }
    Ok(devices)
}

/// What is known of those who stand in the rules.
struct Known {
    people: HashMap<i64, Person>,
    departments: HashMap<i64, (String, String)>,
    visitors: HashMap<i64, (String, String, String)>,
}

impl Known {
    async fn read(
        tx: &mut Tx<'_>,
        call: &Call<GetRules>,
        members: &[(RuleNo, String, i64)],
    ) -> Result<Self, StoreError> {
        let caller = &call.caller;
        let numbers = |kind: &str| -> Vec<i64> {
            let each: HashSet<i64> =
                members.iter().filter(|(_, of, _)| of == kind).map(|(_, _, member)| *member).collect();
            each.into_iter().collect()
        };
        let people: Vec<UserNo> = numbers("user").into_iter().map(UserNo).collect();
        let people = member::people(tx, caller.tenant, caller.app.no, &people).await?;
        let departments = numbers("department");
        let departments = member::departments(tx, caller.tenant, &departments).await?;
        let visitors: Vec<VisitorNo> = numbers("visitor").into_iter().map(VisitorNo).collect();
        let visitors = member::visitors(tx, caller.tenant, &visitors).await?;
        Ok(Self {
            people: people.into_iter().map(|person| (person.user.0, person)).collect(),
            departments: departments.into_iter().map(|(number, id, name)| (number, (id, name))).collect(),
            visitors: visitors.into_iter().map(|(number, id, name, phone)| (number.0, (id, name, phone))).collect(),
        })
    }

    /// One member; `None` for someone who has left or is gone.
    fn entry(&self, kind: &str, member: i64, id_type: UserIdType) -> Option<UserExternal> {
        match kind {
            "user" => self.people.get(&member).map(|person| employee(person, id_type)),
            "department" => self.departments.get(&member).map(|(id, name)| UserExternal {
                user_type: user_type::DEPARTMENT,
                user_name: Some(name.clone()),
                department_id: Some(id.clone()),
                ..UserExternal::default()
            }),
            "everyone" => Some(UserExternal { user_type: user_type::TENANT, ..UserExternal::default() }),
            "visitor" => self.visitors.get(&member).map(|(id, name, phone)| UserExternal {
                user_type: user_type::GUEST,
                user_id: Some(id.clone()),
                user_name: Some(name.clone()).filter(|name| !name.is_empty()),
                phone_num: Some(phone.clone()).filter(|phone| !phone.is_empty()),
                department_id: None,
            }),
            _ => None,
        }
    }
}

fn employee(person: &Person, id_type: UserIdType) -> UserExternal {
    let user_id = match id_type {
        UserIdType::OpenId => person.open_id.clone(),
        UserIdType::UnionId => Some(person.union_id.clone()),
        UserIdType::UserId => Some(person.user_id.clone()),
    };
    UserExternal {
        user_type: user_type::USER,
        user_id,
        user_name: Some(person.name.clone()),
        phone_num: person.mobile.clone(),
        department_id: person.department.clone(),
    }
}
