//! The chain from who to what: of a yes its links; of a no what is missing, dashed.

use std::borrow::Borrow;

use jiff::tz::TimeZone;
use menjin_model::Millis;
use menjin_service::{
    decision::answer::{Ground, Need, Shown, Station, Why},
    governance::things::{Names, Thing},
};

use super::question::Question;
use crate::{
    Lang,
    access::{when, words},
};

/// A link that leads to a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) label: String,
    pub(super) missing: bool,
}

/// A station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) href: Option<String>,
    pub(super) edge: Option<Edge>,
}

/// The chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) nodes: Vec<Node>,
    /// What would close it: in words, and where that is done.
    pub(super) closes: Vec<(String, Option<String>)>,
}

/// Everything that a ground names.
pub(super) fn things_of(ground: &Ground) -> Vec<(String, String)> {
    let key = |thing: &Shown| (thing.r#type.to_owned(), thing.id.to_string());
    match ground {
        Ground::Path(path) => path.iter().map(|station| key(&station.thing)).collect(),
        Ground::Missing(needs) => needs.iter().flat_map(|need| need.from.iter().chain(&need.to)).map(key).collect(),
    }
}

impl Chain {
    /// `later`: the answer at the moment that alone is missing.
    pub(super) fn of(
        l: Lang,
        form: &Question,
        names: &Names,
        (said, later): (&Why, Option<&Why>),
        (at, zone): (Millis, &TimeZone),
    ) -> Self {
        let Some((subject, action, resource)) = form.asked() else {
            return Self { nodes: Vec::new(), closes: Vec::new() };
        };
        let mut drawing = Drawing { l, names, nodes: Vec::new() };
        let mut closes = Vec::new();
        match &said.ground {
            Ground::Path(path) => {
                let hour = (resource.kind == "door").then(|| when::told(l, at, zone));
                drawing.path(path, hour.as_deref(), false);
            }
            Ground::Missing(needs) => {
                let opens = needs.iter().find_map(|need| need.time.as_deref()).map(|time| opens(l, time, zone));
                match later.map(|why| &why.ground) {
                    Some(Ground::Path(path)) => drawing.path(path, opens.as_deref(), true),
                    _ => drawing.missing((subject, action, resource), needs, opens.as_deref()),
                }
                closes = needs.iter().map(|need| close(l, need, names, resource, opens.as_deref())).collect();
            }
        }
        Self { nodes: drawing.nodes, closes }
    }

    /// The chain in a sentence, for those who do not see it.
    pub(super) fn told(&self, l: impl Borrow<Lang>) -> String {
        let (l, mut told) = (*l.borrow(), String::new());
        for node in &self.nodes {
            if let Some(edge) = &node.edge {
                let missing = if edge.missing { l.s("（缺）", " (missing)") } else { "" };
                told.extend([" —", &edge.label, missing, "→ "]);
            }
            told.extend([node.kind.as_str(), " ", &node.name]);
        }
        told
    }
}

fn opens(l: Lang, time: &str, zone: &TimeZone) -> String {
    let Ok(at) = when::read(time, zone) else { return time.to_owned() };
    match l {
        Lang::Zh => format!("{} 起", when::told(l, at, zone)),
        Lang::En => format!("from {}", when::told(l, at, zone)),
    }
}

struct Drawing<'a> {
    l: Lang,
    names: &'a Names,
    nodes: Vec<Node>,
}

impl Drawing<'_> {
    fn push(&mut self, kind: &str, id: &str, edge: Option<(String, bool)>) {
        let name = match (kind, id) {
            ("everyone", _) => self.l.s("全企业", "Everyone"),
            (_, "new") => self.l.s("（待新建）", "(to be made)"),
            _ => self.names.of(kind, id),
        };
        let edge = edge.map(|(label, missing)| Edge { label, missing });
        let kind_name = words::kind(self.l, kind).to_owned();
        self.nodes.push(Node { kind: kind_name, name: name.to_owned(), href: words::href(kind, id), edge });
    }

    /// The stations of a yes; `last` is said of the last link, which may be the one that is missing.
    fn path(&mut self, path: &[Station], last: Option<&str>, is_missing: bool) {
        for (number, station) in path.iter().enumerate() {
            let is_last = number + 1 == path.len();
            let label = station.why.map(|why| match last {
                Some(said) if is_last => (said.to_owned(), is_missing),
                _ => (words::link(self.l, why).to_owned(), false),
            });
            self.push(station.thing.r#type, &station.thing.id, label);
        }
    }

    /// From who to what over the links that are missing.
    fn missing(&mut self, (subject, action, resource): (&Thing, &str, &Thing), needs: &[Need], opens: Option<&str>) {
        let is = |thing: &Shown, other: &Thing| thing.r#type == other.kind && *thing.id == *other.id;
        let mut last = (subject.kind.to_owned(), subject.id.clone());
        let mut pending: Option<String> = None;
        self.push(subject.kind, &subject.id, None);
        for need in needs {
            let why = need.why.map(|why| words::link(self.l, why).to_owned()).unwrap_or_default();
            if let Some(from) = &need.from
                && (from.r#type, &*from.id) != (last.0.as_str(), last.1.as_str())
                && need.need == "fact"
            {
                let edge = pending.take().map_or_else(|| (self.l.s("属于", "in").to_owned(), false), |why| (why, true));
                self.push(from.r#type, &from.id, Some(edge));
                last = (from.r#type.to_owned(), from.id.to_string());
            }
            match &need.to {
                Some(to) if need.from.is_some() && need.need == "fact" => {
                    self.push(to.r#type, &to.id, Some((why, true)));
                    last = (to.r#type.to_owned(), to.id.to_string());
                }
                Some(to) if need.from.is_none() && !is(to, subject) && !is(to, resource) => {
                    self.push(to.r#type, &to.id, Some((words::link(self.l, "named").to_owned(), false)));
                    last = (to.r#type.to_owned(), to.id.to_string());
                    pending = Some(why);
                }
                // An entry that forbids stands between both.
                Some(_) => pending = Some(why),
                None => pending = opens.map(str::to_owned),
            }
        }
        if last != (resource.kind.to_owned(), resource.id.clone()) {
            let is_open = !needs.is_empty() && pending.is_none();
            let label = pending.take().unwrap_or_else(|| words::action(self.l, action).to_owned());
            self.push(resource.kind, &resource.id, Some((label, !is_open)));
        }
    }
}

/// What would close a gap, and where that is done.
fn close(l: Lang, need: &Need, names: &Names, resource: &Thing, opens: Option<&str>) -> (String, Option<String>) {
    let name = |thing: &Option<Shown>| {
        thing.as_ref().map_or_else(String::new, |thing| match (thing.r#type, &*thing.id) {
            ("everyone", _) => l.s("全企业", "everyone").to_owned(),
            (_, "new") => l.s("新规则", "a new rule").to_owned(),
            (kind, id) => names.of(kind, id).to_owned(),
        })
    };
    let (from, to) = (name(&need.from), name(&need.to));
    let why = words::link(l, need.why.unwrap_or_default());
    let place = need.to.as_ref().and_then(|to| words::href(to.r#type, &to.id));
    let place = place.or_else(|| words::href(resource.kind, &resource.id));
    let told = match (need.need, l) {
        ("moment", Lang::Zh) => format!("等到 {}", opens.unwrap_or_default()),
        ("moment", Lang::En) => format!("Wait: {}", opens.unwrap_or_default()),
        ("absence", Lang::Zh) => format!("从「{to}」的{why}中移除「{from}」"),
        ("absence", Lang::En) => format!("Take {from} off the {why} of {to}"),
        (_, Lang::Zh) if need.from.is_none() => format!("「{to}」：{why}"),
        (_, Lang::En) if need.from.is_none() => format!("{to}: {why}"),
        (_, Lang::Zh) if need.why == Some("member") => format!("把「{from}」加入「{to}」"),
        (_, Lang::En) if need.why == Some("member") => format!("Add {from} to {to}"),
        (_, Lang::Zh) if need.why == Some("named") => format!("把「{from}」加入规则「{to}」"),
        (_, Lang::En) if need.why == Some("named") => format!("Name {from} in the rule {to}"),
        (_, Lang::Zh) => format!("在「{to}」上为「{from}」设置：{why}"),
        (_, Lang::En) => format!("On {to}, make {from}: {why}"),
    };
    (told, place)
}
