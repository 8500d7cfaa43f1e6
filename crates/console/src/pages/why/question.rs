//! The question as somebody writes it: what is kept of what was typed, and what is wrong with it.

use std::borrow::Borrow;

use jiff::tz::TimeZone;
use menjin_model::Millis;
use menjin_service::{
    Refusal,
    decision::asked::{RESOURCES, actions_of},
    governance::things::{self, Thing},
};

use crate::{
    Ask, Lang, Trouble,
    access::{
        pick::{self, Picked},
        when, words,
    },
    frame::encoded,
};

/// Who may be asked about.
pub(crate) const SUBJECTS: [&str; 5] = ["user", "department", "group", "app", "visitor"];
/// What may be.
pub(crate) const THINGS: [&str; 5] = ["document", "door", "app", "group", "review_group"];

/// A question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Question {
    /// As the fields show them.
    pub(crate) subject: String,
    pub(crate) resource: String,
    pub(crate) action: String,
    pub(crate) at: String,
    pub(crate) as_of: Option<String>,
    /// The moment, as calls want it.
    pub(crate) time: Option<String>,
    /// The field and what is wrong with it.
    wrong: Vec<(&'static str, String)>,
    /// What may be meant: field, key, how it is called, of what kind.
    choices: Vec<(&'static str, Thing)>,
    picked: (Option<Thing>, Option<Thing>),
    /// What can be chosen: its kind, and each action with its word.
    pub(crate) offered: Vec<(String, Vec<(&'static str, String)>)>,
}

impl Question {
    pub(crate) async fn read(ask: &Ask<'_>, zone: &TimeZone) -> Result<Self, Trouble> {
        let (l, query) = (ask.lang, ask.query());
        let mut form = Self {
            subject: query.get("subject").to_owned(),
            resource: query.get("resource").to_owned(),
            action: query.get("action").to_owned(),
            at: query.get("at").to_owned(),
            as_of: query.some("as_of").map(str::to_owned),
            ..Self::default()
        };
        let subject = pick::pick(ask, &SUBJECTS, &form.subject).await?;
        let resource = pick::pick(ask, &THINGS, &form.resource).await?;
        // Who follows a link to here with one side open has not asked yet.
        let blank = form.subject.is_empty() && form.resource.is_empty() || !query.has("at");
        form.picked.0 = form.take("subject", subject, blank, l);
        form.picked.1 = form.take("resource", resource, blank, l);
        form.offered = offered(l, form.picked.1.as_ref().map(|thing| thing.kind));
        form.choose_action(l);
        match form.at.as_str() {
            "" => form.at = when::local(ask.request.now, zone),
            text => match when::read(text, zone) {
                Ok(at) => {
                    form.time = Some(when::rfc3339(at));
                    form.at = when::local(at, zone);
                }
                Err(()) => form.wrong.push(("at", l.s("时间格式不正确", "This is no moment").to_owned())),
            },
        }
        if let Some(text) = form.as_of.clone()
            && !text.bytes().all(|byte| byte.is_ascii_digit())
        {
            match when::read(&text, zone) {
                Ok(at) => form.as_of = Some(when::rfc3339(at)),
                Err(()) => form.wrong.push(("as_of", l.s("时间格式不正确", "This is no moment").to_owned())),
            }
        }
        Ok(form)
    }

    /// Keeps what a field means, or what is wrong with it.
    fn take(&mut self, field: &'static str, picked: Picked, blank: bool, l: Lang) -> Option<Thing> {
        let what = if field == "subject" { &mut self.subject } else { &mut self.resource };
        match picked {
            Picked::One(thing) => {
                *what = pick::shown(&thing);
                return Some(thing);
            }
            Picked::Nothing if blank => {}
            Picked::Nothing => self.wrong.push((field, l.s("请填写", "Fill this in").to_owned())),
            Picked::Unknown => {
                let said = if field == "subject" {
                    l.s(
                        "找不到这个人员、部门、用户组、应用或访客",
                        "No person, department, group, app or visitor is called this",
                    )
                } else {
                    l.s("找不到这个文档、门、应用或组", "No document, door, app or group is called this")
                };
                self.wrong.push((field, said.to_owned()));
            }
            Picked::Many(things) => {
                self.wrong.push((field, l.s("有多个匹配，请选择：", "Which of these?").to_owned()));
                self.choices.extend(things.into_iter().take(8).map(|thing| (field, thing)));
            }
        }
        None
    }

    /// The weakest action when none is named; one that the thing has not is wrong.
    fn choose_action(&mut self, l: Lang) {
        if self.picked.1.is_none() {
            return;
        }
        let actions = self.offered.iter().flat_map(|(_, actions)| actions);
        let words: Vec<&str> = actions.map(|(word, _)| *word).collect();
        if self.action.is_empty() {
            self.action = words.first().copied().unwrap_or_default().to_owned();
        } else if !words.contains(&self.action.as_str()) {
            self.wrong.push(("action", l.s("该对象没有这个动作", "This cannot be done to it").to_owned()));
        }
    }

    /// Who, what, to what: when all is well.
    pub(crate) fn asked(&self) -> Option<(&Thing, &str, &Thing)> {
        let (subject, resource) = (self.picked.0.as_ref()?, self.picked.1.as_ref()?);
        self.wrong.is_empty().then_some((subject, self.action.as_str(), resource))
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.subject.is_empty() && self.resource.is_empty()
    }

    pub(crate) fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// What is wrong with a field.
    pub(crate) fn wrong(&self, field: &str) -> Option<&str> {
        self.wrong.iter().find(|(name, _)| *name == field).map(|(_, said)| said.as_str())
    }

    /// What may be meant by a field: how it is called, of what kind, and the address that asks so.
    pub(crate) fn choices(&self, field: &str, l: impl Borrow<Lang>) -> Vec<(String, String, String)> {
        let l = *l.borrow();
        let mine = self.choices.iter().filter(|(name, _)| *name == field);
        mine.map(|(_, thing)| {
            let (subject, resource) = if field == "subject" {
                (pick::key(thing), self.resource.clone())
            } else {
                (self.subject.clone(), pick::key(thing))
            };
            let href = address(&subject, &self.action, &resource, &self.at, None);
            (thing.name.clone(), words::kind(l, thing.kind).to_owned(), href)
        })
        .collect()
    }

    /// Takes the blame that a refusal lays.
    pub(crate) fn blame(&mut self, refusal: &Refusal, l: Lang) {
        self.wrong.push(super::blamed(refusal, l));
    }

    /// The moment asked about.
    pub(crate) fn moment(&self, now: Millis) -> Millis {
        let text = self.time.as_deref().or(self.as_of.as_deref());
        text.and_then(|text| when::read(text, &TimeZone::UTC).ok()).unwrap_or(now)
    }

    /// The address of the same question by another state; the present one without.
    pub(crate) fn address(&self, as_of: Option<&str>) -> String {
        let key = |thing: &Option<Thing>| thing.as_ref().map(pick::key).unwrap_or_default();
        let at = self.time.as_deref().unwrap_or_default();
        address(&key(&self.picked.0), &self.action, &key(&self.picked.1), at, as_of)
    }

    /// The fields of the question, for forms that ask it again.
    pub(crate) fn fields(&self) -> Vec<(&'static str, String)> {
        let key = |thing: &Option<Thing>| thing.as_ref().map(pick::key).unwrap_or_default();
        let mut fields =
            vec![("subject", key(&self.picked.0)), ("action", self.action.clone()), ("resource", key(&self.picked.1))];
        fields.extend(self.time.clone().map(|time| ("at", time)));
        fields
    }
}

/// The address of a question.
pub(crate) fn address(subject: &str, action: &str, resource: &str, at: &str, as_of: Option<&str>) -> String {
    let mut address =
        format!("/console/why?subject={}&action={}&resource={}", encoded(subject), encoded(action), encoded(resource));
    for (name, value) in [("at", Some(at)), ("as_of", as_of)] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            address.extend(["&", name, "=", &encoded(value)]);
        }
    }
    address
}

/// The actions of a kind of thing, or of all kinds.
pub(crate) fn offered(l: Lang, kind: Option<&str>) -> Vec<(String, Vec<(&'static str, String)>)> {
    let kinds = THINGS.iter().filter(|word| kind.is_none_or(|kind| kind == **word));
    let of = |word: &&str| {
        let found = RESOURCES.iter().find(|(one, _)| **one == **word).map(|(_, kind)| *kind)?;
        let actions = actions_of(found).iter().map(|action| action.as_str());
        Some((words::kind(l, word).to_owned(), actions.map(|one| (one, words::action(l, one).to_owned())).collect()))
    };
    kinds.filter_map(of).collect()
}

/// Questions about this company to begin with: how they are put, and their address.
pub(crate) async fn examples(ask: &Ask<'_>) -> Result<Vec<(String, String)>, Trouble> {
    let l = ask.lang;
    let people = things::suggest(ask.cx, ask.caller(), &["user"], "", 4).await?;
    let mut examples = Vec::new();
    let kinds = [("door", "open"), ("document", "edit"), ("app", "use"), ("group", "member")];
    for ((kind, action), person) in kinds.into_iter().zip(people.iter().cycle()) {
        let found = things::suggest(ask.cx, ask.caller(), &[kind], "", 3).await?;
        let Some(thing) = found.last() else { continue };
        let verb = words::action(l, action);
        let told = match (l, action) {
            (Lang::Zh, "member") => format!("{}是「{}」的成员吗？", person.name, thing.name),
            (Lang::Zh, _) => format!("{}能{verb}「{}」吗？", person.name, thing.name),
            (Lang::En, "member") => format!("Is {} a member of {}?", person.name, thing.name),
            (Lang::En, _) => format!("May {} {verb} {}?", person.name, thing.name),
        };
        examples.push((told, address(&pick::key(person), action, &pick::key(thing), "", None)));
    }
    Ok(examples)
}
