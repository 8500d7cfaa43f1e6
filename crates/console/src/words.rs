//! Words that many pages share: moments, amounts, roles, and what was done just before.
//!
//! Values come as they are or borrowed, since templates borrow what they show.

use std::borrow::Borrow;

use jiff::{Timestamp, tz::TimeZone};
use menjin_model::Millis;

use crate::Lang;

/// What was done just before, by the word in the address; an unknown word says nothing.
pub(crate) fn done(l: Lang, word: &str) -> Option<String> {
    let said = match word {
        "created" => l.s("已创建。", "Created."),
        "changed" => l.s("已修改。", "Changed."),
        "deleted" => l.s("已删除。", "Deleted."),
        "restored" => l.s("已恢复。", "Restored."),
        "added" => l.s("已添加。", "Added."),
        "removed" => l.s("已移除。", "Removed."),
        "saved" => l.s("已保存。", "Saved."),
        _ => return None,
    };
    Some(said.to_owned())
}

/// A role, by the word it is written with.
#[must_use]
pub(crate) fn role(l: impl Borrow<Lang>, word: &str) -> &str {
    let l = *l.borrow();
    match word {
        "owner" => l.s("所有者", "owner"),
        "administrator" => l.s("管理员", "administrator"),
        "auditor" => l.s("审计员", "auditor"),
        "helpdesk" => l.s("服务台", "helpdesk"),
        other => other,
    }
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long ago: `2 小时前`, and beyond a week the day.
#[must_use]
pub(crate) fn ago(l: impl Borrow<Lang>, at: impl Borrow<Millis>, now: impl Borrow<Millis>) -> String {
    let (l, at, now) = (*l.borrow(), *at.borrow(), *now.borrow());
    if at.0 == 0 {
        return l.s("从未", "never").to_owned();
    }
    let gone = now.0.saturating_sub(at.0).max(0);
    let some = |count: i64, zh: &str, en: &str| match l {
        Lang::Zh => format!("{count} {zh}前"),
        Lang::En if count == 1 => format!("1 {en} ago"),
        Lang::En => format!("{count} {en}s ago"),
    };
    match gone {
        0..MINUTE => l.s("刚刚", "just now").to_owned(),
        MINUTE..HOUR => some(gone / MINUTE, "分钟", "minute"),
        HOUR..DAY => some(gone / HOUR, "小时", "hour"),
        _ if gone < 7 * DAY => some(gone / DAY, "天", "day"),
        _ => day(l, at),
    }
}

/// The day, in UTC+8 as the platform counts.
#[must_use]
pub(crate) fn day(l: impl Borrow<Lang>, at: impl Borrow<Millis>) -> String {
    let (l, at) = (*l.borrow(), *at.borrow());
    let date = zoned(at).date();
    match l {
        Lang::Zh => format!("{} 年 {} 月 {} 日", date.year(), date.month(), date.day()),
        Lang::En => date.strftime("%-d %b %Y").to_string(),
    }
}

/// The moment to the second: `2026-11-28 10:00:00`.
#[must_use]
pub(crate) fn moment(at: impl Borrow<Millis>) -> String {
    zoned(*at.borrow()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn zoned(at: Millis) -> jiff::Zoned {
    let zone = TimeZone::get("Asia/Shanghai").unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone)
}

/// A number with a comma for every thousand.
#[must_use]
pub(crate) fn number(count: impl Borrow<i64>) -> String {
    let count = *count.borrow();
    let digits = count.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if count < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use menjin_model::Millis;

    use super::{ago, number};
    use crate::Lang;

    #[test]
    fn a_moment_is_told_as_people_tell_it() {
        const NOW: i64 = 1_795_824_000_000;
        for (gone, zh, en) in [
            (0, "刚刚", "just now"),
            (60_000, "1 分钟前", "1 minute ago"),
            (2 * 3_600_000, "2 小时前", "2 hours ago"),
            (3 * 86_400_000, "3 天前", "3 days ago"),
            (30 * 86_400_000, "2026 年 10 月 29 日", "29 Oct 2026"),
        ] {
            assert_eq!(ago(Lang::Zh, Millis(NOW - gone), Millis(NOW)), zh);
            assert_eq!(ago(Lang::En, Millis(NOW - gone), Millis(NOW)), en);
        }
        assert_eq!(ago(Lang::En, Millis(0), Millis(NOW)), "never");
    }

    #[test]
    fn thousands_are_told_apart() {
        let told: Vec<String> = [0, 999, 1000, 1_234_567, -1000].into_iter().map(number).collect();
        assert_eq!(told, ["0", "999", "1,000", "1,234,567", "-1,000"]);
    }
}
