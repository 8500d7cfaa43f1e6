//! How many employees door rules cover: each once, however many ways lead to them.

use std::collections::{HashMap, HashSet};

use menjin_model::{Millis, RuleNo, TenantNo, UserNo};
use menjin_store::{Tx, door::cover, person};

use crate::{Refusal, contact::group::dynamic};

/// The number of each of `rules`; one that covers nobody may be left out.
pub(super) async fn counts(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rules: &[RuleNo],
    now: Millis,
) -> Result<HashMap<RuleNo, i64>, Refusal> {
    let mut counts = HashMap::new();
    let everyone = cover::everyone(tx, tenant, rules, now).await?;
    if !everyone.is_empty() {
        let all = person::count(tx, tenant).await?;
        counts.extend(everyone.into_iter().map(|rule| (rule, all)));
    }
    let rest: Vec<RuleNo> = rules.iter().copied().filter(|rule| !counts.contains_key(rule)).collect();
    let with_dynamic = with_dynamic(tx, tenant, &rest, now).await?;
    let plain: Vec<RuleNo> = rest.into_iter().filter(|rule| !with_dynamic.contains_key(rule)).collect();
    counts.extend(cover::counts(tx, tenant, &plain, now).await?);
    counts.extend(with_dynamic);
    Ok(counts)
}

/// The number of each of those of `rules` that hold a dynamic group.
async fn with_dynamic(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rules: &[RuleNo],
    now: Millis,
) -> Result<HashMap<RuleNo, i64>, Refusal> {
    let mut covered: HashMap<RuleNo, HashSet<UserNo>> = HashMap::new();
    let mut tried: HashMap<String, Vec<UserNo>> = HashMap::new();
    for (rule, condition) in cover::dynamic(tx, tenant, rules, now).await? {
        if !tried.contains_key(&condition) {
            let people = dynamic::members(tx, tenant, &dynamic::parse(&condition)?, UserNo(0), usize::MAX).await?;
            tried.insert(condition.clone(), people);
        }
        covered.entry(rule).or_default().extend(tried.get(&condition).into_iter().flatten());
    }
    let rules: Vec<RuleNo> = covered.keys().copied().collect();
    for (rule, user) in cover::people(tx, tenant, &rules, now).await? {
        covered.entry(rule).or_default().insert(user);
    }
    let count = |people: HashSet<UserNo>| i64::try_from(people.len()).unwrap_or(i64::MAX);
    Ok(covered.into_iter().map(|(rule, people)| (rule, count(people))).collect())
}
