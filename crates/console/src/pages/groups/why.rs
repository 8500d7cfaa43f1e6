//! Why a group is a risk, in sentences, and what to do about it.

use menjin_api::menjin::group::{Group, Input, Kind, Opened, Thing};

use super::tell::{self, encoded};
use crate::Lang;

/// A reason for a risk.
#[derive(Debug)]
pub(crate) struct Why {
    pub(crate) sentence: String,
    pub(crate) points: i64,
    /// The class of the chip.
    pub(crate) chip: &'static str,
}

/// Something to do, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Advice {
    pub(crate) sentence: String,
    pub(crate) href: String,
}

/// The reasons.
pub(crate) fn reasons(l: Lang, group: &Group) -> Vec<Why> {
    let why = |input: &Input| Why {
        sentence: sentence(l, input),
        points: input.points,
        chip: if input.points > 2 { "chip danger" } else { "chip warning" },
    };
    group.risk.inputs.iter().map(why).collect()
}

fn sentence(l: Lang, input: &Input) -> String {
    let (named, count) = (named(l, input), input.count);
    match (input.kind, l) {
        (Kind::AlwaysOpen, Lang::Zh) => format!("{named}随时可开"),
        (Kind::AlwaysOpen, Lang::En) => format!("{named} can be opened at any time"),
        (Kind::Manages, Lang::Zh) => format!("可管理{named}"),
        (Kind::Manages, Lang::En) => format!("manages {named}"),
        (Kind::Administers, Lang::Zh) => format!("管理应用{named}"),
        (Kind::Administers, Lang::En) => format!("administers {named}"),
        (Kind::Many, Lang::Zh) => format!("{count} 人拥有敏感权限"),
        (Kind::Many, Lang::En) => format!("{count} people have sensitive access"),
        (Kind::Overlap, Lang::Zh) => format!("成员与{named}重叠八成以上，且打开相同的资源"),
        (Kind::Overlap, Lang::En) => format!("four fifths of it are in {named} too, which opens some of the same"),
        (Kind::Frozen, Lang::Zh) => format!("{count} 名成员已冻结"),
        (Kind::Frozen, Lang::En) => format!("{count} frozen in it"),
        (Kind::Endless, Lang::Zh) => format!("{count} 个成员关系没有结束日期，而其他的有"),
        (Kind::Endless, Lang::En) => format!("{count} memberships without an end, where others end"),
    }
}

/// The things of a reason by their names, and how many more there are.
fn named(l: Lang, input: &Input) -> String {
    let quoted = |thing: &Thing| match l {
        Lang::Zh => format!("「{}」", thing.name),
        Lang::En => format!("“{}”", thing.name),
    };
    let names: Vec<String> = input.things.iter().map(quoted).collect();
    let more = input.count - i64::try_from(names.len()).unwrap_or(0);
    let names = names.join(l.s("", ", "));
    match (l, more) {
        (_, ..=0) => names,
        (Lang::Zh, more) => format!("{names}等 {} 项", more + i64::try_from(input.things.len()).unwrap_or(0)),
        (Lang::En, more) => format!("{names} and {more} more"),
    }
}

/// What to do: each with a page where it can be done.
pub(crate) fn advice(l: Lang, group: &Group, access: &[Opened]) -> Vec<Advice> {
    let here = format!("/console/groups/{}", encoded(&group.group_id));
    let mut all = Vec::new();
    let mut say = |sentence: String, href: String| all.push(Advice { sentence, href });
    for input in &group.risk.inputs {
        let first = input.things.first();
        let (name, href) =
            first.map(|thing| (thing.name.as_str(), tell::href(&thing.r#type, &thing.id))).unwrap_or_default();
        match input.kind {
            Kind::AlwaysOpen => say(
                match l {
                    Lang::Zh => format!("给「{name}」的规则设开放时段"),
                    Lang::En => format!("Give the rule of “{name}” opening hours"),
                },
                href,
            ),
            Kind::Manages => say(
                match l {
                    Lang::Zh => format!("确认是否需要管理「{name}」，可编辑通常已足够"),
                    Lang::En => format!("Check whether “{name}” must be managed; to edit is mostly enough"),
                },
                href,
            ),
            Kind::Overlap => say(
                match l {
                    Lang::Zh => format!("和「{name}」合并，或取消重复的授权"),
                    Lang::En => format!("Merge it with “{name}”, or take back what both give"),
                },
                href,
            ),
            Kind::Frozen => {
                say(l.s("移出已冻结的成员", "Take out those who are frozen").to_owned(), format!("{here}/people"));
            }
            Kind::Endless => say(
                l.s("给没有结束日期的成员设结束日期", "Give every membership an end").to_owned(),
                format!("{here}/people?kind=direct"),
            ),
            Kind::Many | Kind::Administers => {}
        }
    }
    if group.people == 0 && group.opens.total > 0 {
        say(
            l.s("没有成员却仍有授权：添加成员，或删除它", "It opens things for nobody: add somebody, or delete it")
                .to_owned(),
            format!("{here}/delete"),
        );
    }
    let needless =
        |opened: &&Opened| opened.people.is_some_and(|people| people > 0) && opened.people == opened.people_otherwise;
    for opened in access.iter().filter(needless).take(3) {
        say(
            match l {
                Lang::Zh => format!("「{}」人人另有途径，可取消这里的授权", opened.name),
                Lang::En => format!("All have another way to “{}”: take this one back", opened.name),
            },
            tell::href(&opened.r#type, &opened.id),
        );
    }
    all
}
