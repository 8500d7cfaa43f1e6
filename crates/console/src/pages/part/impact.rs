//! Impact: who would gain and who would lose what, shown before a change.
//!
//! A page has the fields `l: Lang` and `impact: Told` (of [`of`]) and says `{% include "part/impact.html" %}`.

use std::borrow::Borrow;

use menjin_service::{
    DryRun,
    governance::impact::{self, Named, Told, Who},
};

use crate::{Ask, Lang, Trouble, frame::encoded, words};

/// How many people are named at one action.
const SHOWN: usize = 6;

/// What came of a dry run, told.
pub(crate) async fn of(ask: &Ask<'_>, dry_run: &DryRun) -> Result<Told, Trouble> {
    Ok(impact::of(ask.cx, ask.caller(), dry_run, ask.request.now).await?)
}

/// All of it in one sentence.
pub(crate) fn sum(l: impl Borrow<Lang>, told: &Told) -> String {
    let l = *l.borrow();
    let count = |count: u64| words::number(i64::try_from(count).unwrap_or(i64::MAX));
    let (gain, lose) = (count(told.totals.gain), count(told.totals.lose));
    let (subjects, resources) = (count(told.totals.subjects), count(told.totals.resources));
    match l {
        Lang::Zh if told.is_nothing() => "没有人会得到或失去任何访问。".to_owned(),
        Lang::Zh => format!("影响 {subjects} 个对象、{resources} 项资源：得到 {gain} 项，失去 {lose} 项。"),
        Lang::En if told.is_nothing() => "Nobody gains or loses any access.".to_owned(),
        Lang::En => {
            let s = |count: u64| if count == 1 { "" } else { "s" };
            format!(
                "It touches {subjects} subject{} and {resources} resource{}: {gain} gained, {lose} lost.",
                s(told.totals.subjects),
                s(told.totals.resources)
            )
        }
    }
}

/// What kind of thing it is.
pub(crate) fn kind(l: impl Borrow<Lang>, kind: &str) -> String {
    let l = *l.borrow();
    let said = match kind {
        "document" => l.s("文档", "document"),
        "app" => l.s("应用", "app"),
        "door" => l.s("门", "door"),
        "door_rule" => l.s("门禁规则", "door rule"),
        "group" => l.s("用户组", "group"),
        "review_group" => l.s("评审人员组", "review group"),
        "department" => l.s("部门", "department"),
        "user" => l.s("人员", "person"),
        "visitor" => l.s("访客", "visitor"),
        other => other,
    };
    said.to_owned()
}

/// What can be done.
pub(crate) fn action(l: impl Borrow<Lang>, action: &str) -> String {
    let l = *l.borrow();
    let said = match action {
        "view" => l.s("阅读", "view"),
        "comment" => l.s("评论", "comment"),
        "edit" => l.s("编辑", "edit"),
        "full_access" => l.s("管理", "manage"),
        "share" => l.s("分享", "share"),
        "export" => l.s("下载", "export"),
        "copy" => l.s("复制", "copy"),
        "print" => l.s("打印", "print"),
        "manage_public" => l.s("改分享设置", "change sharing"),
        "use" => l.s("使用", "use"),
        "operate" => l.s("运营", "operate"),
        "develop" => l.s("开发", "develop"),
        "administer" => l.s("管理", "administer"),
        "own" => l.s("拥有", "own"),
        "open" => l.s("通行", "open"),
        "member" => l.s("成员", "member"),
        "see" => l.s("查看成员", "see its people"),
        other => other,
    };
    said.to_owned()
}

/// The actions in one line.
pub(crate) fn actions(l: impl Borrow<Lang>, all: &[String]) -> String {
    let l = *l.borrow();
    let said: Vec<String> = all.iter().map(|one| action(l, one)).collect();
    said.join(l.s("、", ", "))
}

/// What it is called: what is yet to be made has no name.
pub(crate) fn name(l: impl Borrow<Lang>, named: &Named) -> String {
    let l = *l.borrow();
    match named.kind.as_str() {
        _ if named.id != "new" => named.name.clone(),
        "group" => l.s("新建的用户组", "the new group").to_owned(),
        _ => l.s("新建的对象", "the new one").to_owned(),
    }
}

/// Its page; empty where there is none.
pub(crate) fn href(named: &Named) -> String {
    let section = match named.kind.as_str() {
        _ if named.id == "new" => return String::new(),
        "document" => "documents",
        "app" => "apps",
        "door" => "doors",
        "group" => "groups",
        "review_group" => "review-groups",
        "user" => "people",
        _ => return String::new(),
    };
    format!("/console/{section}/{}", encoded(&named.id))
}

/// Those who are named.
pub(crate) fn shown(who: &Who) -> &[Named] {
    who.named.get(..SHOWN).unwrap_or(&who.named)
}

/// How many more there are; empty when none.
pub(crate) fn beyond(l: impl Borrow<Lang>, who: &Who) -> String {
    let l = *l.borrow();
    match who.beyond(SHOWN) {
        0 => String::new(),
        more => match l {
            Lang::Zh if who.named.is_empty() => format!("{more} 个"),
            Lang::Zh => format!("等共 {} 个", who.total),
            Lang::En if who.named.is_empty() => more.to_string(),
            Lang::En => format!("and {more} more"),
        },
    }
}

/// The first letter of a name.
pub(crate) fn initial(name: &str) -> String {
    name.chars().next().map(String::from).unwrap_or_default()
}
