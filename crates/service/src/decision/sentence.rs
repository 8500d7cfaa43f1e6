//! The reason in a sentence, Chinese and English: what gives a yes by name, and for a no what is in the way and what would help.

use jiff::{Timestamp, Zoned, tz::TimeZone};
use menjin_engine::ReasonCode;
use menjin_model::Millis;

use super::{
    answer::Sentence,
    book::Book,
    show::{Item, Lack, Link, Outline},
};
use crate::knowledge::names::IdKind;

const UNKNOWN_SUBJECT: (&str, &str) = ("没有这个主体", "the subject is not known");
const UNKNOWN_RESOURCE: (&str, &str) = ("没有这个资源", "the resource is not known");

/// A moment by the clock of the tenant.
pub(super) fn on_the_wall(at: Millis, zone: Option<&str>) -> Zoned {
    let zone = zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone)
}

/// The things whose names a sentence may speak.
pub(super) fn spoken_of(outline: &Outline) -> impl Iterator<Item = Item> + '_ {
    let giver = giver(outline).into_iter();
    let lacking = outline.missing.iter().filter_map(|lack| match lack {
        Lack::Link(link) => Some(link.to),
        Lack::Gone(link) => link.from,
        Lack::Be(..) | Lack::Moment(_) => None,
    });
    giver.chain(lacking).filter(|item| item.kind != IdKind::Rule && item.word != "user")
}

/// The group, department or folder that a yes comes through: the last station before those that are of the resource itself.
fn giver(outline: &Outline) -> Option<Item> {
    let is_many = |item: &Item| {
        *item != outline.resource && (matches!(item.word, "group" | "department") || item.kind == IdKind::Document)
    };
    outline.path.iter().rev().map(|link| link.to).find(is_many)
}

/// Why the decision is as it is.
pub(super) fn of(code: ReasonCode, outline: &Outline, book: &Book) -> Sentence {
    let action = outline.ask.action.as_str();
    let through = giver(outline).map(|item| book.label(item)).unwrap_or_default();
    let what = outline.path.iter().rev().find(|link| link.why != "inherited").map_or(action, |link| link.why);
    let (zh, en) = match code {
        ReasonCode::Owner => ("是所有者".to_owned(), "the owner".to_owned()),
        ReasonCode::DepartmentGrant if giver(outline).is_some_and(|item| item.number == 0) => {
            (format!("全企业被授予：{what}"), format!("everybody of the company is given {what}"))
        }
        ReasonCode::DirectGrant => (format!("被直接授予：{what}"), format!("named itself: {what}")),
        ReasonCode::DepartmentGrant => (
            format!("属于部门「{through}」，该部门被授予：{what}"),
            format!("in the department {through}, which is given {what}"),
        ),
        ReasonCode::GroupGrant => (
            format!("是「{through}」的成员，该组被授予：{what}"),
            format!("member of {through}, which is given {what}"),
        ),
        ReasonCode::InheritedGrant => inherited(outline, book),
        ReasonCode::LinkShare => {
            ("企业内获得链接的人都可以".to_owned(), "everybody of the company who has the link may".to_owned())
        }
        ReasonCode::Everyone => ("对全企业开放".to_owned(), "open to everybody of the company".to_owned()),
        ReasonCode::AppRole => (format!("是应用的协作者：{what}"), format!("collaborator of the app: {what}")),
        ReasonCode::DirectMember => ("是直接成员".to_owned(), "a member itself".to_owned()),
        ReasonCode::DepartmentMember if giver(outline).is_some_and(|item| item.number == 0) => {
            ("全企业都是成员".to_owned(), "everybody of the company is a member".to_owned())
        }
        ReasonCode::DepartmentMember => {
            (format!("因部门「{through}」而是成员"), format!("member through the department {through}"))
        }
        ReasonCode::GroupMember => {
            (format!("因用户组「{through}」而是成员"), format!("member through the group {through}"))
        }
        ReasonCode::DynamicMember => {
            ("符合动态用户组的规则".to_owned(), "the rule of the dynamic group holds".to_owned())
        }
        ReasonCode::BackOffice => ("是管理后台的管理员".to_owned(), "a back-office administrator".to_owned()),
        ReasonCode::NoGrant => (format!("没有任何授权给予 {action}"), format!("nothing gives {action}")),
        ReasonCode::RoleTooLow => {
            (format!("已有的权限不足以 {action}"), format!("there is a role, but too low a one for {action}"))
        }
        ReasonCode::NotYet => ("尚未开始".to_owned(), "it has not begun".to_owned()),
        ReasonCode::Ended => ("已经结束".to_owned(), "it has ended".to_owned()),
        ReasonCode::DoorClosed => ("门现在不对其开放".to_owned(), "door closed now".to_owned()),
        ReasonCode::BlackListed => ("在应用的禁用名单中".to_owned(), "on the black list of the app".to_owned()),
        ReasonCode::AppDisabled => ("应用未启用".to_owned(), "the app is not enabled".to_owned()),
        ReasonCode::ResourceDeleted => ("文档在回收站中".to_owned(), "the document lies in the bin".to_owned()),
        ReasonCode::SubjectFrozen => ("该人员已被冻结".to_owned(), "the person is frozen".to_owned()),
        ReasonCode::SubjectResigned => ("该人员已离职".to_owned(), "the person has left".to_owned()),
        ReasonCode::UnknownSubject | ReasonCode::UnknownResource => return unknown(code),
    };
    let mut sentence = Sentence { zh, en };
    for (number, lack) in outline.missing.iter().enumerate() {
        sentence.zh.push_str(if number == 0 { "；" } else { "，并且" });
        sentence.en.push_str(if number == 0 { "; " } else { ", and " });
        help(&mut sentence, lack, code, outline, book);
    }
    sentence
}

/// Why somebody or something that is not known may not.
pub(super) fn unknown(code: ReasonCode) -> Sentence {
    let (zh, en) = match code {
        ReasonCode::UnknownSubject => UNKNOWN_SUBJECT,
        _ => UNKNOWN_RESOURCE,
    };
    Sentence { zh: zh.to_owned(), en: en.to_owned() }
}

/// What a folder gives, and through whom.
fn inherited(outline: &Outline, book: &Book) -> (String, String) {
    let top = outline.path.iter().rev().find(|link| link.why != "inherited");
    let (folder, what) = top.map_or_else(
        || (book.label(outline.resource), outline.ask.action.as_str()),
        |link| (book.label(link.to), link.why),
    );
    (format!("上级「{folder}」给予：{what}"), format!("{folder} above gives {what}"))
}

/// What would help.
fn help(sentence: &mut Sentence, lack: &Lack, code: ReasonCode, outline: &Outline, book: &Book) {
    let action = outline.ask.action.as_str();
    let (zh, en) = match lack {
        Lack::Link(link) => linked(link, action, outline, book),
        Lack::Gone(link) => {
            let from = link.from.map(|item| book.label(item)).unwrap_or_default();
            (format!("从名单中移除「{from}」即可"), format!("without {from} on that list it would be a yes"))
        }
        Lack::Be(_, "active") => ("恢复账号之后".to_owned(), "once the account is active".to_owned()),
        Lack::Be(_, "manager") => ("成为管理员即可".to_owned(), "being a manager of the company would do".to_owned()),
        Lack::Be(_, "shown") => (
            "对管理后台可见即可".to_owned(),
            "not hidden from back-office administrators, it would be a yes".to_owned(),
        ),
        Lack::Be(_, "restored") => ("从回收站恢复之后".to_owned(), "once it is restored".to_owned()),
        Lack::Be(_, "enabled") => ("启用应用即可".to_owned(), "enabling the app would do".to_owned()),
        Lack::Be(_, "open") => {
            ("放宽门禁规则的时间即可".to_owned(), "other hours of the door rule would do".to_owned())
        }
        Lack::Be(..) => (format!("更改设置即可 {action}"), format!("another setting would give {action}")),
        Lack::Moment(at) => {
            let moment = moment(at, outline.ask.at);
            match code {
                ReasonCode::DoorClosed => (format!("{moment} 开放"), format!("opens {moment}")),
                _ => (format!("{moment} 起可以"), format!("a yes from {moment} on")),
            }
        }
    };
    sentence.zh.push_str(&zh);
    sentence.en.push_str(&en);
}

fn linked(link: &Link, action: &str, outline: &Outline, book: &Book) -> (String, String) {
    let to = book.label(link.to);
    let own = link.from.is_none_or(|from| from == outline.subject);
    match (link.why, link.to.word) {
        ("member", "group") if link.to != outline.resource => {
            (format!("加入「{to}」即可 {action}"), format!("member of {to} would get {action}"))
        }
        ("member", "department") => (format!("加入部门「{to}」即可"), format!("being in the department {to} would do")),
        ("member", _) => (format!("加入「{to}」即可"), format!("being added to {to} would do")),
        ("rule", _) => (format!("修改「{to}」的规则即可"), format!("another rule of {to} would do")),
        ("named", _) if link.to.number == 0 => ("新建一条门禁规则即可".to_owned(), "a door rule would do".to_owned()),
        ("named", _) => ("加入门禁规则即可".to_owned(), "being named in the door rule would do".to_owned()),
        ("open", _) => ("把门加入该规则即可".to_owned(), "the door in the rule would do".to_owned()),
        (what, _) if own => (format!("直接授予 {what} 即可"), format!("a grant of {what} would do")),
        (what, _) => (format!("授予 {what} 即可"), format!("a grant of {what} to them would do")),
    }
}

/// The time of day when it is on the same day, else the date too.
fn moment(at: &Zoned, asked: Millis) -> String {
    let now = Timestamp::from_millisecond(asked.0).unwrap_or_default().to_zoned(at.time_zone().clone());
    let time = if at.second() == 0 && at.millisecond() == 0 { "%H:%M" } else { "%H:%M:%S%.f" };
    if now.date() == at.date() {
        at.strftime(time).to_string()
    } else {
        at.strftime(&format!("%Y-%m-%d {time}")).to_string()
    }
}

#[cfg(test)]
mod tests {
    use menjin_model::Millis;

    use super::{moment, on_the_wall};

    #[test]
    fn a_moment_tells_the_day_only_when_it_is_another() {
        // 09:00 on 1 January 2026 in Shanghai.
        let at = on_the_wall(Millis(1_767_229_200_000), Some("Asia/Shanghai"));
        assert_eq!(moment(&at, Millis(1_767_225_600_000)), "09:00");
        assert_eq!(moment(&at, Millis(1_767_000_000_000)), "2026-01-01 09:00");
        let exact = on_the_wall(Millis(1_767_229_200_001), Some("Asia/Shanghai"));
        assert_eq!(moment(&exact, Millis(1_767_225_600_000)), "09:00:00.001");
    }
}
