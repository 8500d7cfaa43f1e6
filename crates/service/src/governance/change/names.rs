//! `GET /menjin/v1/groups/suggested_names` - names like one that is taken, all of them free.

use jiff::{Timestamp, tz};
use menjin_api::menjin::change::{
    NAME_MAX, code,
    suggested_names::{Data, SuggestNames},
};
use menjin_model::{Millis, TenantNo};
use menjin_store::{StoreError, Tx, group};
use serde_json::json;

use super::valid;
use crate::{Call, Cx, Refusal};

/// How many are told.
const MOST: usize = 5;
/// Words of business, and what else they are called.
const WORDS: [(&str, [&str; 3]); 3] =
    [("技术", ["开发", "研发", "工程"]), ("产品", ["产品", "规划", "设计"]), ("运营", ["运营", "市场", "推广"])];

/// Suggests names.
pub async fn suggested_names(cx: &Cx, call: Call<SuggestNames>) -> Result<Data, Refusal> {
    valid::name(&call.query.name)?;
    let suggestions = cx.db.read(move |tx| {
        let (tenant, now) = (call.caller.tenant, call.now);
        let (name, duplicate) = (call.query.name.clone(), call.query.reason.as_deref() == Some("duplicate"));
        Box::pin(async move { free(tx, tenant, &name, duplicate, now).await.map_err(Refusal::from) })
    });
    Ok(Data { suggestions: suggestions.await? })
}

/// The refusal of a name that is taken, with others that are free.
pub(super) async fn taken(tx: &mut Tx<'_>, tenant: TenantNo, name: &str, now: Millis) -> Result<Refusal, Refusal> {
    let suggestions = free(tx, tenant, name, true, now).await?;
    let refusal = Refusal::new(code::NAME_TAKEN).with_field("name", Some(name.to_owned()), "");
    Ok(refusal.with_data(json!({"suggestions": suggestions})))
}

async fn free(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    name: &str,
    duplicate: bool,
    now: Millis,
) -> Result<Vec<String>, StoreError> {
    let mut found: Vec<String> = Vec::new();
    for candidate in variants(name, duplicate, year(now)) {
        if found.len() < MOST && !found.contains(&candidate) && !group::name_taken(tx, tenant, &candidate).await? {
            found.push(candidate);
        }
    }
    Ok(found)
}

/// The year, in UTC+8 as the platform counts.
fn year(now: Millis) -> i16 {
    Timestamp::from_millisecond(now.0).unwrap_or_default().to_zoned(tz::TimeZone::fixed(tz::offset(8))).year()
}

/// In the order in which they are suggested; the name itself and what is too long for one are left out.
fn variants(name: &str, duplicate: bool, year: i16) -> Vec<String> {
    let mut all = Vec::new();
    if name.contains('组') {
        all.push(name.replacen('组', "团队", 1));
    }
    if duplicate {
        all.push(format!("{name}_{year}"));
        all.push(format!("{name}_v2"));
    }
    for (word, others) in WORDS.iter().filter(|(word, _)| name.contains(word)) {
        all.extend(others.iter().map(|other| name.replacen(word, other, 1)));
    }
    if duplicate {
        // Where all of these are taken too, the next number is not.
        all.extend((3..30).map(|number| format!("{name}_v{number}")));
    }
    all.retain(|one| one != name && one.chars().count() <= NAME_MAX);
    all
}

#[cfg(test)]
mod tests {
    use super::variants;

    #[test]
    fn names_are_varied_by_words_year_and_number() {
        let first = |name, duplicate| variants(name, duplicate, 2026).into_iter().take(6).collect::<Vec<_>>();
        assert_eq!(first("技术组", true), ["技术团队", "技术组_2026", "技术组_v2", "开发组", "研发组", "工程组"],);
        assert_eq!(first("产品部", false), ["规划部", "设计部"]);
        assert_eq!(first("Sales", false), Vec::<String>::new());
    }
}
