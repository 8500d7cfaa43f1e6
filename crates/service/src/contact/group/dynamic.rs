//! Who is in a dynamic group: nobody is kept as a member, the rule is tried on each read. (The groups of a person are
//! told by [`membership`](crate::membership).)
//!
//! A rule that asks for departments or people by name is tried on those alone; only one that does not (`not_in` alone, or
//! the root) is tried on everybody. Whether it holds is [`Rule::matches`], and nothing else, for every question here.

use std::collections::HashMap;

use menjin_model::{
    DepartmentNo, TenantNo, UserNo,
    rule::{Condition, Field, Rule, Values},
};
use menjin_store::{StoreError, Tx, department, group::people};

use crate::Refusal;

/// On how many people a rule is tried at a time.
const CHUNK: usize = 5_000;

/// The rule as it is stored.
pub fn parse(rule: &str) -> Result<Rule, Refusal> {
    serde_json::from_str(rule).map_err(|error| Refusal::fault(format!("the rule of a dynamic group: {error}")))
}

/// How many people the rule means. May read everybody: call it in a scan.
pub async fn count(tx: &mut Tx<'_>, tenant: TenantNo, rule: &Rule) -> Result<i64, Refusal> {
    let users = members(tx, tenant, rule, UserNo(0), usize::MAX).await?;
    Ok(i64::try_from(users.len()).unwrap_or(i64::MAX))
}

/// The people whom the rule means behind `after`, in the order of joining the company, at most `limit`. May read
/// everybody: call it in a scan.
pub async fn members(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rule: &Rule,
    after: UserNo,
    limit: usize,
) -> Result<Vec<UserNo>, StoreError> {
    let tree = Tree::read(tx, tenant).await?;
    let mut members = Vec::new();
    if let Some((departments, users)) = narrowed(rule) {
        let departments = department::with_descendants(tx, tenant, &departments).await?;
        let candidates = people::some(tx, tenant, &departments, &users, after).await?;
        for chunk in candidates.chunks(CHUNK) {
            if members.len() < limit {
                keep_matching(tx, tenant, rule, &tree, chunk, &mut members).await?;
            }
        }
    } else {
        let mut after = after;
        while members.len() < limit {
            let chunk = people::everyone(tx, tenant, after, CHUNK).await?;
            let Some(last) = chunk.last() else { break };
            after = *last;
            keep_matching(tx, tenant, rule, &tree, &chunk, &mut members).await?;
        }
    }
    members.truncate(limit);
    Ok(members)
}

async fn keep_matching(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    rule: &Rule,
    tree: &Tree,
    candidates: &[UserNo],
    members: &mut Vec<UserNo>,
) -> Result<(), StoreError> {
    let mut departments: HashMap<UserNo, Vec<DepartmentNo>> = HashMap::with_capacity(candidates.len());
    for (user, department) in people::departments(tx, tenant, candidates).await? {
        tree.climb(department, departments.entry(user).or_default());
    }
    let matching = candidates.iter().copied().filter(|user| {
        let theirs = departments.get(user).map(Vec::as_slice).unwrap_or_default();
        rule.matches(*user, theirs)
    });
    members.extend(matching);
    Ok(())
}

/// The departments and people among whom all members must be; `None`: anybody may be one.
fn narrowed(rule: &Rule) -> Option<(Vec<DepartmentNo>, Vec<UserNo>)> {
    match rule {
        // One condition that names somebody is enough; people are fewer than departments hold.
        Rule::All(conditions) => {
            let named: Vec<_> =
                conditions.iter().filter_map(|condition| Some((condition.field, named(condition)?))).collect();
            let (field, values) =
                named.iter().find(|(field, _)| *field == Field::User).or_else(|| named.first()).copied()?;
            Some(split(&[(field, values)]))
        }
        Rule::Any(conditions) => {
            let named: Option<Vec<_>> =
                conditions.iter().map(|condition| Some((condition.field, named(condition)?))).collect();
            named.map(|named| split(&named))
        }
    }
}

/// Whom or what a condition names; `None` when it does not narrow anything.
fn named(condition: &Condition) -> Option<&[i64]> {
    match &condition.values {
        Values::NotIn(_) => None,
        Values::In(values) if condition.field == Field::Department && values.contains(&DepartmentNo::ROOT.0) => None,
        Values::In(values) => Some(values),
    }
}

fn split(named: &[(Field, &[i64])]) -> (Vec<DepartmentNo>, Vec<UserNo>) {
    let of = |wanted: Field| named.iter().filter(move |(field, _)| *field == wanted).flat_map(|(_, values)| *values);
    (of(Field::Department).copied().map(DepartmentNo).collect(), of(Field::User).copied().map(UserNo).collect())
}

/// Which department lies in which.
struct Tree(HashMap<DepartmentNo, DepartmentNo>);

impl Tree {
    async fn read(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<Self, StoreError> {
        Ok(Self(people::tree(tx, tenant).await?.into_iter().collect()))
    }

    /// Adds a department and all above it, but for the root, and each once.
    fn climb(&self, from: DepartmentNo, to: &mut Vec<DepartmentNo>) {
        let mut at = from;
        while at != DepartmentNo::ROOT && !to.contains(&at) {
            to.push(at);
            at = self.0.get(&at).copied().unwrap_or_default();
        }
    }
}
