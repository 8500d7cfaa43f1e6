//! Numbers over many people.

use std::collections::BTreeSet;

use menjin_api::menjin::membership::analysis::{
    Advice, AdviceKind, Analysis, Bin, Level, Report, RiskShare, TypeShare,
};

/// The report over these people; `asked` is how many were asked about.
#[must_use]
pub fn report(asked: usize, found: &[&Analysis]) -> Report {
    let counts: Vec<u64> = found.iter().map(|analysis| analysis.group_count).collect();
    let (people, succeeded) = (count(asked), count(counts.len()));
    let memberships: u64 = counts.iter().sum();
    let maximum = counts.iter().copied().max().unwrap_or(0);
    let distinct: BTreeSet<&str> =
        found.iter().flat_map(|analysis| &analysis.groups).map(|group| group.group_id.as_str()).collect();
    let types: Vec<i64> = found.iter().flat_map(|analysis| &analysis.groups).map(|group| group.r#type).collect();
    let at = |level| count(found.iter().filter(|analysis| analysis.risk.level == level).count());
    let share = |level| RiskShare { level, people: at(level), percent: percent(at(level), succeeded) };
    let in_so_many = |groups| count(counts.iter().filter(|count| **count == groups).count());
    Report {
        people,
        succeeded,
        failed: people - succeeded,
        mean: decimal(hundredths(memberships, succeeded)),
        maximum,
        minimum: counts.iter().copied().min().unwrap_or(0),
        distinct_groups: count(distinct.len()),
        types: type_shares(&types),
        distribution: (0..=maximum).map(|groups| Bin { groups, people: in_so_many(groups) }).collect(),
        risks: Level::ALL.into_iter().map(share).collect(),
        advice: advice(memberships, succeeded, at(Level::High)),
    }
}

/// What the means and risks of a company say to whoever governs it. Nobody is nothing to advise about.
fn advice(memberships: u64, people: u64, high: u64) -> Vec<Advice> {
    let mut all = Vec::new();
    let mut say = |kind, message_zh: String, message: String| all.push(Advice { kind, message, message_zh });
    if people > 0 && memberships > 5 * people {
        say(
            AdviceKind::MeanHigh,
            "平均用户组数量偏高，建议进行权限优化".into(),
            "people are in many groups on average: thin out what they belong to".into(),
        );
    }
    if people > 0 && memberships < 2 * people {
        say(
            AdviceKind::MeanLow,
            "平均用户组数量偏低，可能影响工作效率".into(),
            "people are in few groups on average: they may lack what their work needs".into(),
        );
    }
    if high > 0 {
        let who = if high == 1 { "1 person is".to_owned() } else { format!("{high} people are") };
        say(
            AdviceKind::HighRisk,
            format!("{high} 个用户存在权限风险，建议重点关注"),
            format!("{who} at high risk: look at them first"),
        );
    }
    all
}

/// How many there are of each type, and their share of all.
#[must_use]
pub fn type_shares(types: &[i64]) -> Vec<TypeShare> {
    let all = count(types.len());
    let share = |r#type| {
        let count = count(types.iter().filter(|one| **one == r#type).count());
        TypeShare { r#type, count, percent: percent(count, all) }
    };
    [1, 2].into_iter().map(share).filter(|share| share.count > 0).collect()
}

/// A part of a whole in percent, to two decimals.
#[must_use]
pub fn percent(part: u64, whole: u64) -> f64 {
    decimal(hundredths(part.saturating_mul(100), whole))
}

/// The quotient in hundredths, the half rounded up; 0 for a part of nothing.
fn hundredths(part: u64, whole: u64) -> u64 {
    if whole == 0 { 0 } else { (part.saturating_mul(200) + whole) / (2 * whole) }
}

/// The number that is written with these two decimals.
fn decimal(hundredths: u64) -> f64 {
    format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().unwrap_or_default()
}

/// A length as it is told.
pub(super) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use menjin_api::menjin::membership::analysis::{AdviceKind, Analysis, Belonging, Level, Risk};
    use proptest::prelude::*;

    use super::{percent, report};

    fn person(groups: &[(usize, i64)], level: Level) -> Analysis {
        let belonging = |(number, r#type): &(usize, i64)| Belonging {
            group_id: format!("g{number}"),
            name: String::new(),
            r#type: *r#type,
            through: Vec::new(),
            opens: 0,
        };
        Analysis {
            user_id: String::new(),
            union_id: String::new(),
            name: String::new(),
            group_count: groups.len() as u64,
            groups: groups.iter().map(belonging).collect(),
            types: Vec::new(),
            risk: Risk { level, ..Risk::default() },
            overlaps: Vec::new(),
            missing: Vec::new(),
            recommendations: Vec::new(),
            revision: String::new(),
            analyzed_at: String::new(),
            cached: false,
        }
    }

    fn kinds(people: &[Analysis]) -> Vec<AdviceKind> {
        report(people.len(), &people.iter().collect::<Vec<_>>()).advice.into_iter().map(|advice| advice.kind).collect()
    }

    #[test]
    fn shares_have_two_decimals() {
        let told = [(2, 3), (1, 3), (1, 8), (0, 5), (0, 0)].map(|(part, whole)| percent(part, whole).to_string());
        assert_eq!(told, ["66.67", "33.33", "12.5", "0", "0"], "a share of nothing is nothing");
    }

    #[test]
    fn advice_is_given_beyond_five_and_below_two_and_never_of_nobody() {
        let five = person(&[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)], Level::Low);
        let six = person(&[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1)], Level::Low);
        let (one, two) = (person(&[(1, 1)], Level::Low), person(&[(1, 1), (2, 2)], Level::High));
        assert_eq!(kinds(&[]), []);
        assert_eq!(kinds(std::slice::from_ref(&five)), []);
        assert_eq!(kinds(&[five, six]), [AdviceKind::MeanHigh]);
        assert_eq!(kinds(std::slice::from_ref(&two)), [AdviceKind::HighRisk], "two is enough");
        assert_eq!(kinds(&[one, two]), [AdviceKind::MeanLow, AdviceKind::HighRisk]);
    }

    proptest! {
        #[test]
        fn the_report_is_what_counting_by_hand_gives(
            all in prop::collection::vec(prop::collection::btree_set(0_usize..9, 0..8), 1..9),
        ) {
            let typed = |groups: &std::collections::BTreeSet<usize>| -> Vec<(usize, i64)> {
                groups.iter().map(|number| (*number, if number % 3 == 0 { 2 } else { 1 })).collect()
            };
            let people: Vec<Analysis> = all.iter().map(|groups| person(&typed(groups), Level::Low)).collect();
            let found = report(people.len() + 1, &people.iter().collect::<Vec<_>>());
            let sizes: Vec<usize> = all.iter().map(std::collections::BTreeSet::len).collect();
            let memberships: usize = sizes.iter().sum();
            let mut distinct: Vec<usize> = all.iter().flatten().copied().collect();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assert_eq!((found.people, found.failed), (people.len() as u64 + 1, 1));
            let hundredths: usize = format!("{:.2}", found.mean).replace('.', "").parse().unwrap();
            prop_assert!((hundredths * people.len() * 2).abs_diff(memberships * 200) <= people.len());
            prop_assert_eq!(found.maximum, *sizes.iter().max().unwrap() as u64);
            prop_assert_eq!(found.minimum, *sizes.iter().min().unwrap() as u64);
            prop_assert_eq!(found.distinct_groups, distinct.len() as u64);
            prop_assert_eq!(found.distribution.iter().map(|bin| bin.people).sum::<u64>(), people.len() as u64);
            prop_assert_eq!(found.distribution.iter().map(|bin| bin.people * bin.groups).sum::<u64>(), memberships as u64);
            prop_assert_eq!(found.types.iter().map(|share| share.count).sum::<u64>(), memberships as u64);
        }
    }
}
