//! Words of the pages about groups.

use menjin_api::menjin::group::{Group, Level, Opened, Opens, list::Sort};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{Lang, words::number};

/// What addresses may hold as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A text as part of an address: an id stays readable.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// A level of risk or activity.
pub(crate) fn level(l: Lang, level: Level) -> &'static str {
    match level {
        Level::None => l.s("无", "none"),
        Level::Low => l.s("低", "low"),
        Level::Medium => l.s("中", "medium"),
        Level::High => l.s("高", "high"),
    }
}

/// The class of the chip of a level of risk.
pub(crate) const fn chip(level: Level) -> &'static str {
    match level {
        Level::High => "chip danger",
        Level::Medium => "chip warning",
        Level::Low | Level::None => "chip",
    }
}

/// A level as the title of a group says it: 高风险.
pub(crate) fn risk(l: Lang, level: Level) -> &'static str {
    match level {
        Level::None => l.s("无风险", "no risk"),
        Level::Low => l.s("低风险", "low risk"),
        Level::Medium => l.s("中风险", "medium risk"),
        Level::High => l.s("高风险", "high risk"),
    }
}

/// What the changes and decisions of 30 days are, and how many that is.
pub(crate) fn activity(l: Lang, level: Level) -> String {
    let what = l.s("近 30 天的变更与判定", "changes and decisions in 30 days");
    match level {
        Level::None => what.to_owned(),
        some => format!("{what} · {}{}", l.s("活跃度", "activity "), self::level(l, some)),
    }
}

/// How long ago a group was made.
pub(crate) fn age(l: Lang, days: i64) -> String {
    match (l, days) {
        (_, 0) => l.s("今天创建", "made today").to_owned(),
        (Lang::Zh, days) => format!("建于 {days} 天前"),
        (Lang::En, 1) => "made yesterday".to_owned(),
        (Lang::En, days) => format!("made {days} days ago"),
    }
}

/// By what groups are sorted.
pub(crate) fn sort(l: Lang, sort: Sort) -> &'static str {
    match sort {
        Sort::Name => l.s("名称", "Name"),
        Sort::Id => l.s("ID", "ID"),
        Sort::Type => l.s("类型", "Type"),
        Sort::Members => l.s("成员", "Members"),
        Sort::Opens => l.s("可打开", "Opens"),
        Sort::Risk => l.s("风险", "Risk"),
        Sort::Activity => l.s("近 12 周活动", "12 weeks"),
        Sort::Updated => l.s("最近变更", "Last change"),
    }
}

/// The first line of the list: how many there are and what they open.
pub(crate) fn answer(l: Lang, groups: usize, opens: Opens) -> String {
    let count = |many: i64, zh: &str, one: &str, more: &str| match (l, many) {
        (_, 0) => None,
        (Lang::Zh, many) => Some(format!("{} {zh}", number(many))),
        (Lang::En, 1) => Some(format!("1 {one}")),
        (Lang::En, many) => Some(format!("{} {more}", number(many))),
    };
    let kinds = [
        count(opens.documents, "份文档", "document", "documents"),
        count(opens.doors, "扇门", "door", "doors"),
        count(opens.apps, "个应用", "app", "apps"),
        count(opens.review_groups, "个评审人员组", "review group", "review groups"),
    ];
    let kinds: Vec<String> = kinds.into_iter().flatten().collect();
    match (l, groups, kinds.is_empty()) {
        (Lang::Zh, _, true) => format!("{groups} 个用户组，还没有打开任何东西。"),
        (Lang::Zh, _, false) => format!("{groups} 个用户组，打开 {}。", kinds.join("、")),
        (Lang::En, 1, true) => "1 group opens nothing yet.".to_owned(),
        (Lang::En, _, true) => format!("{groups} groups open nothing yet."),
        (Lang::En, 1, false) => format!("1 group opens {}.", kinds.join(", ")),
        (Lang::En, _, false) => format!("{groups} groups open {}.", kinds.join(", ")),
    }
}

/// What stands below the number of people.
pub(crate) fn composition(l: Lang, group: &Group) -> String {
    let (users, departments) = (group.member_user_count, group.member_department_count);
    match (group.r#type == 2, users, departments) {
        (true, ..) => l.s("成员，按规则计算", "members, by rule").to_owned(),
        (false, _, 0) => l.s("成员，全部直接加入", "members, all named").to_owned(),
        (false, 0, departments) => match l {
            Lang::Zh => format!("成员，来自 {departments} 个部门"),
            Lang::En if departments == 1 => "members, from 1 department".to_owned(),
            Lang::En => format!("members, from {departments} departments"),
        },
        (false, users, departments) => match l {
            Lang::Zh => format!("成员，直接 {users} 人、部门 {departments} 个"),
            Lang::En => format!("members: {users} named, {departments} by department"),
        },
    }
}

/// A kind of thing.
pub(crate) fn kind(l: Lang, word: &str) -> &'static str {
    match word {
        "document" => l.s("文档", "document"),
        "folder" => l.s("文件夹", "folder"),
        "app" => l.s("应用", "app"),
        "door" => l.s("门", "door"),
        "review_group" => l.s("评审人员组", "review group"),
        _ => l.s("用户组", "group"),
    }
}

/// What may be done; for doors, when.
pub(crate) fn action(l: Lang, opened: &Opened) -> String {
    if let Some(hours) = &opened.hours {
        return l.s(&hours.zh, &hours.en).to_owned();
    }
    let word = match opened.action.as_str() {
        "view" => l.s("可阅读", "view"),
        "edit" => l.s("可编辑", "edit"),
        "full_access" => l.s("可管理", "full access"),
        "use" => l.s("可使用", "use"),
        "member" => l.s("在其中", "in it"),
        other => other,
    };
    word.to_owned()
}

/// How many have another way.
pub(crate) fn otherwise(l: Lang, opened: &Opened) -> String {
    match (opened.people, opened.people_otherwise) {
        (Some(people), Some(others)) if people > 0 && people == others => {
            l.s("全部另有途径", "all have another way").to_owned()
        }
        (Some(_), Some(0)) => l.s("无", "none").to_owned(),
        (Some(_), Some(others)) => match l {
            Lang::Zh => format!("{others} 人另有途径"),
            Lang::En if others == 1 => "1 has another way".to_owned(),
            Lang::En => format!("{others} have another way"),
        },
        _ => l.s("人数过多，未计算", "too many to say").to_owned(),
    }
}

/// Where a thing is looked at.
pub(crate) fn href(word: &str, id: &str) -> String {
    let section = match word {
        "document" | "folder" => "documents",
        "app" => "apps",
        "door" => "doors",
        "review_group" => "review-groups",
        _ => "groups",
    };
    format!("/console/{section}/{}", encoded(id))
}

#[cfg(test)]
mod tests {
    use menjin_api::menjin::group::Opens;

    use super::answer;
    use crate::Lang;

    #[test]
    fn the_first_line_says_what_the_groups_open() {
        let opens = Opens { documents: 12, apps: 2, doors: 1, review_groups: 0, total: 15 };
        assert_eq!(answer(Lang::Zh, 8, opens), "8 个用户组，打开 12 份文档、1 扇门、2 个应用。");
        assert_eq!(answer(Lang::En, 8, opens), "8 groups open 12 documents, 1 door, 2 apps.");
        assert_eq!(answer(Lang::En, 1, Opens::default()), "1 group opens nothing yet.");
    }
}
