//! A study by numbers, made into an analysis by names.

use menjin_api::menjin::membership::analysis::{
    Access, Advises, Analysis, Belonging, Change, Missing, Overlap, Recommendation, Risk, RiskInput, RiskKind, Thing,
    Through, Turn, Way,
};
use menjin_engine::Resource;
use menjin_model::GroupNo;

use super::{
    names::Names,
    overlap, peers,
    report::{count, percent, type_shares},
    study::{Advice, Study, word},
    world,
};

/// So many things of a kind are told; the rest is counted.
pub(super) const TOLD: usize = 20;

/// The analysis; of a state and a moment, as they are written. `None` when the person is gone meanwhile.
pub(super) fn analysis(names: &Names, study: &Study, revision: i64, at: &str) -> Option<Analysis> {
    let row = names.person(study.user)?;
    let belonging = |(of, opens): &(world::Belonging, usize)| {
        let group = names.thing(Resource::Group(of.group));
        Belonging {
            group_id: group.id,
            name: group.name,
            r#type: if of.dynamic { 2 } else { 1 },
            through: of.ways.iter().map(|way| through(names, *way)).collect(),
            opens: count(*opens),
        }
    };
    let groups: Vec<Belonging> = study.groups.iter().map(belonging).collect();
    Some(Analysis {
        user_id: row.user_id.clone(),
        union_id: row.union_id.clone(),
        name: row.name.clone(),
        group_count: count(groups.len()),
        types: type_shares(&groups.iter().map(|group| group.r#type).collect::<Vec<_>>()),
        groups,
        risk: risk(names, study),
        overlaps: study.overlaps.iter().map(|overlap| self::overlap(names, overlap)).collect(),
        missing: study.missing.iter().map(|missing| self::missing(names, missing)).collect(),
        recommendations: study.advice.iter().map(|advice| recommendation(names, advice)).collect(),
        revision: revision.to_string(),
        analyzed_at: at.to_owned(),
        cached: false,
    })
}

fn through(names: &Names, way: world::Way) -> Through {
    match way {
        world::Way::Direct => Through { way: Way::Direct, department: None },
        world::Way::Department(no) => Through { way: Way::Department, department: Some(names.department(no)) },
        world::Way::Rule => Through { way: Way::Rule, department: None },
    }
}

fn risk(names: &Names, study: &Study) -> Risk {
    let risk = &study.risk;
    let groups = study.groups.len();
    let by_groups = RiskInput {
        kind: RiskKind::Groups,
        count: count(groups),
        raises: risk.by_count != super::risk::by_count(0),
        things: Vec::new(),
    };
    let raising = risk.inputs.iter().map(|(kind, things)| RiskInput {
        kind: *kind,
        count: count(things.len()),
        raises: true,
        things: things.iter().take(TOLD).map(|thing| names.thing(*thing)).collect(),
    });
    Risk { level: risk.level, by_count: risk.by_count, inputs: std::iter::once(by_groups).chain(raising).collect() }
}

fn access(names: &Names, opens: &world::Opens) -> Access {
    Access { resource: names.thing(opens.resource), action: word(opens.action) }
}

fn group(names: &Names, group: GroupNo) -> Thing {
    names.thing(Resource::Group(group))
}

fn overlap(names: &Names, of: &overlap::Overlap) -> Overlap {
    let (one, other) = of.groups;
    let covered = match of.covered {
        (_, true) => Some(other),
        (true, false) => Some(one),
        (false, false) => None,
    };
    Overlap {
        groups: vec![group(names, one), group(names, other)],
        shared: of.shared.iter().take(TOLD).map(|opens| access(names, opens)).collect(),
        shared_count: count(of.shared.len()),
        covered: covered.map(|covered| group(names, covered)),
    }
}

fn missing(names: &Names, of: &peers::Missing) -> Missing {
    Missing {
        access: access(names, &of.opens),
        department: names.department(of.department),
        peers: count(of.peers),
        have: count(of.have),
        percent: percent(count(of.have), count(of.peers)),
        through: of.through.map(|through| group(names, through)),
    }
}

fn recommendation(names: &Names, advice: &Advice) -> Recommendation {
    let change = |action, of: Option<GroupNo>| of.map(|of| Change { action, group: group(names, of) });
    match advice {
        Advice::NoGroups(usual) => {
            let (mut zh, mut en) = (
                "用户未分配任何用户组，建议根据工作职责分配适当的用户组".to_owned(),
                "in no group: assign the groups that the work needs".to_owned(),
            );
            if let Some((of, have, peers)) = usual {
                let name = group(names, *of).name;
                zh = format!("{zh}：{peers} 名同事中有 {have} 名在「{name}」");
                en = format!("{en}; {have} of {peers} peers are in {name}");
            }
            Recommendation {
                kind: Advises::NoGroups,
                message: en,
                message_zh: zh,
                evidence: Vec::new(),
                change: change(Turn::Add, usual.map(|(of, ..)| of)),
            }
        }
        Advice::TooMany(number, empty) => {
            let (mut zh, mut en) = (
                format!("所属用户组过多（{number} 个），建议进行权限梳理和优化"),
                format!("in too many groups ({number}): thin them out"),
            );
            if let Some(of) = empty {
                let name = group(names, *of).name;
                zh = format!("{zh}；「{name}」没有打开任何资源");
                en = format!("{en}; {name} opens nothing");
            }
            Recommendation {
                kind: Advises::TooManyGroups,
                message: en,
                message_zh: zh,
                evidence: Vec::new(),
                change: change(Turn::Remove, *empty),
            }
        }
        Advice::Overlap(of, superfluous) => {
            let (one, other) = (group(names, of.groups.0).name, group(names, of.groups.1).name);
            let shared = of.shared.len();
            let (mut zh, mut en) = (
                format!("「{one}」与「{other}」授予了 {shared} 项相同的权限"),
                format!(
                    "{one} and {other} grant the same access to {shared} {}",
                    if shared == 1 { "thing" } else { "things" }
                ),
            );
            if let Some(no) = superfluous {
                let name = group(names, *no).name;
                zh = format!("{zh}；移出「{name}」不会失去这些用户组授予的任何权限");
                en = format!("{en}; leaving {name} would lose nothing that the two grant");
            }
            Recommendation {
                kind: Advises::Overlap,
                message: en,
                message_zh: zh,
                evidence: of.shared.iter().take(TOLD).map(|opens| access(names, opens)).collect(),
                change: change(Turn::Remove, *superfluous),
            }
        }
        Advice::Missing(of) => {
            let told = access(names, &of.opens);
            let (thing, department) = (told.resource.name.clone(), names.department(of.department).name);
            let (have, peers) = (of.have, of.peers);
            Recommendation {
                kind: Advises::MissingAccess,
                message: format!("{have} of {peers} peers in {department} may {} {thing}", en_word(&told.action)),
                message_zh: format!(
                    "{department}的 {peers} 名同事中有 {have} 名可以{}「{thing}」",
                    zh_word(&told.action)
                ),
                evidence: vec![told],
                change: change(Turn::Add, of.through),
            }
        }
    }
}

/// An action as people say it.
fn en_word(action: &str) -> &str {
    match action {
        "view" => "read",
        "full_access" => "manage",
        "develop" => "work on",
        other => other,
    }
}

/// The same in Chinese.
fn zh_word(action: &str) -> &'static str {
    match action {
        "view" => "阅读",
        "edit" => "编辑",
        "full_access" => "管理",
        "use" => "使用",
        "operate" => "运营",
        "develop" => "开发",
        "administer" => "管理应用",
        "open" => "打开",
        "member" => "加入",
        _ => "访问",
    }
}
