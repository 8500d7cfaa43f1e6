//! How people, their risk and the ways into their groups are told.

use std::borrow::Borrow;

use menjin_api::menjin::{
    membership::analysis::{Advises, Level, RiskInput, RiskKind, Through, Way},
    person::list::Status,
};

use crate::{Lang, words};

/// The risk in a word, and the class of its chip; low is nothing to point at.
pub(crate) fn risk(l: impl Borrow<Lang>, level: impl Borrow<Level>) -> (&'static str, &'static str) {
    let l = l.borrow();
    match level.borrow() {
        Level::Low => (l.s("低", "low"), ""),
        Level::Medium => (l.s("中", "medium"), "warning"),
        Level::High => (l.s("高", "high"), "danger"),
    }
}

/// The risk as a heading says it.
pub(super) fn risk_title(l: impl Borrow<Lang>, level: impl Borrow<Level>) -> &'static str {
    let l = l.borrow();
    match level.borrow() {
        Level::Low => l.s("低风险", "low risk"),
        Level::Medium => l.s("中风险", "medium risk"),
        Level::High => l.s("高风险", "high risk"),
    }
}

/// One input of a risk in a sentence.
pub(super) fn input(l: impl Borrow<Lang>, input: &RiskInput) -> String {
    let l = l.borrow();
    let count = input.count;
    let s = if count == 1 { "" } else { "s" };
    match (input.kind, l) {
        (RiskKind::Groups, Lang::Zh) => format!("在 {count} 个用户组中"),
        (RiskKind::Groups, Lang::En) => format!("in {count} group{s}"),
        (RiskKind::DoorsAnyHour, Lang::Zh) => format!("用户组使其可随时打开 {count} 扇门"),
        (RiskKind::DoorsAnyHour, Lang::En) => format!("groups open {count} door{s} at any hour"),
        (RiskKind::FullAccess, Lang::Zh) => format!("用户组使其可管理 {count} 份文档"),
        (RiskKind::FullAccess, Lang::En) => format!("groups let them manage {count} document{s}"),
        (RiskKind::AppRoles, Lang::Zh) => format!("开发或管理 {count} 个应用"),
        (RiskKind::AppRoles, Lang::En) => format!("develops or administers {count} app{s}"),
    }
}

/// A way into a group.
pub(crate) fn way(l: impl Borrow<Lang>, through: &Through) -> String {
    let l = l.borrow();
    match (through.way, &through.department) {
        (Way::Direct, _) => l.s("直接加入", "member").to_owned(),
        (Way::Rule, _) => l.s("按规则", "by rule").to_owned(),
        (Way::Department, Some(department)) if department.id != "0" => match l {
            Lang::Zh => format!("通过部门「{}」", department.name),
            Lang::En => format!("through {}", department.name),
        },
        (Way::Department, _) => l.s("通过全公司", "through the company").to_owned(),
    }
}

/// How somebody stands, and the class of the chip; nothing to say of who is active.
pub(super) fn status(l: impl Borrow<Lang>, status: impl Borrow<Status>) -> Option<(&'static str, &'static str)> {
    let l = l.borrow();
    match status.borrow() {
        Status::Present | Status::Active => None,
        Status::Frozen => Some((l.s("已冻结", "frozen"), "warning")),
        Status::Resigned => Some((l.s("已离职", "left"), "")),
    }
}

/// Why somebody may, by the word of a decision's reason.
pub(super) fn reason(l: impl Borrow<Lang>, word: &str) -> &str {
    let l = l.borrow();
    match word {
        "owner" => l.s("所有者", "owner"),
        "direct_grant" => l.s("直接授权", "granted directly"),
        "department_grant" => l.s("部门授权", "through a department"),
        "group_grant" => l.s("用户组授权", "through a group"),
        "inherited_grant" => l.s("从文件夹继承", "from the folder"),
        "link_share" => l.s("链接分享", "by link"),
        "everyone" => l.s("全员可用", "everyone"),
        "app_role" => l.s("应用角色", "app role"),
        "door_closed" => l.s("现在不在开放时间", "closed now"),
        other => other,
    }
}

/// What recommendations are about, in a word.
pub(crate) fn advice_word(l: impl Borrow<Lang>, kind: impl Borrow<Advises>) -> &'static str {
    let l = l.borrow();
    match kind.borrow() {
        Advises::NoGroups => l.s("没有用户组", "no groups"),
        Advises::TooManyGroups => l.s("用户组过多", "too many groups"),
        Advises::Overlap => l.s("权限重叠", "overlap"),
        Advises::MissingAccess => l.s("缺少权限", "missing access"),
    }
}

/// A count with a comma for every thousand.
pub(crate) fn count(count: impl Borrow<u64>) -> String {
    words::number(i64::try_from(*count.borrow()).unwrap_or(i64::MAX))
}
