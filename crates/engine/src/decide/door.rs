//! Doors: whom a rule of the door names, and whether it is open.

use menjin_model::{DeviceNo, Fact, GroupNo, Millis, Opening, Party, RuleNo, Span};

use super::{
    no, rows,
    subject::{Subject, Via},
    times::{Times, meet},
    yes,
};
use crate::{
    Decision, Missing, ReasonCode,
    door::{Wall, needs_clock, next_opening, opens},
};

/// The end of time.
const NEVER: Millis = Millis(i64::MAX);
/// Stands for a rule that is yet to be made.
const NEW: RuleNo = RuleNo(0);

/// Whether the subject may go through.
pub(super) fn allows(subject: &Subject<'_>, device: DeviceNo, at: Millis) -> bool {
    if matches!(subject.party, Party::App(_)) {
        return false;
    }
    let mut wall = None;
    rules(subject, device).any(|(rule, opening)| {
        let wall = wall.get_or_insert_with(|| Wall::of(subject.facts.zone()));
        opens(opening, wall, at) && names(subject, rule).any(|(name, span)| span.holds(at) && subject.is(name, at))
    })
}

/// The rules of the door that are there and can be read.
fn rules<'s>(subject: &'s Subject<'_>, device: DeviceNo) -> impl Iterator<Item = (RuleNo, &'s Opening)> {
    let facts = subject.facts;
    facts.rules_with_device(device).filter_map(|rule| Some((rule, facts.rule(rule)?)))
}

/// Under which names a rule may have the subject: the plain ones are looked up, groups are gone through.
fn names<'s>(subject: &'s Subject<'_>, rule: RuleNo) -> impl Iterator<Item = (Party, Span)> + 's {
    let facts = subject.facts;
    let own = (!matches!(subject.party, Party::Department(_))).then_some(subject.party);
    let departments = subject.departments().iter().map(|department| Party::Department(*department));
    let everyone = subject.is_people().then_some(Party::Everyone);
    let plain = own.into_iter().chain(departments).chain(everyone);
    let groups = facts.rule_members(rule).filter(|(name, _)| matches!(name, Party::Group(_)) && *name != subject.party);
    plain.filter_map(move |name| Some((name, facts.rule_member(rule, name)?))).chain(groups)
}

/// The same with the reason.
pub(super) fn explain(subject: &Subject<'_>, device: DeviceNo, at: Millis) -> Decision {
    if matches!(subject.party, Party::App(_)) {
        return no(ReasonCode::NoGrant, Vec::new());
    }
    let wall = Wall::of(subject.facts.zone());
    goes(subject, device, &wall, at).unwrap_or_else(|| Closed { subject, device, wall, at }.explain())
}

/// A yes, by the plainest name that a rule has for the subject.
fn goes(subject: &Subject<'_>, device: DeviceNo, wall: &Wall, at: Millis) -> Option<Decision> {
    let mut best: Option<(RuleNo, Party, Span)> = None;
    for (rule, _) in rules(subject, device).filter(|(_, opening)| opens(opening, wall, at)) {
        for (name, span) in names(subject, rule).filter(|(name, span)| span.holds(at) && subject.is(*name, at)) {
            if best.is_none_or(|(_, best, _)| subject.via(name) < subject.via(best)) {
                best = Some((rule, name, span));
            }
        }
    }
    let (rule, member, span) = best?;
    let code = match subject.via(member) {
        Via::Direct => ReasonCode::DirectGrant,
        Via::Department => ReasonCode::DepartmentGrant,
        Via::Group => ReasonCode::GroupGrant,
        Via::Everyone => ReasonCode::Everyone,
    };
    let facts = subject.facts;
    let zone = facts.rule(rule).is_some_and(needs_clock).then(|| facts.zone()).flatten();
    let mut to_door = vec![Fact::DoorRuleMember { rule, member, span }];
    to_door.extend(zone.map(|name| Fact::TimeZone { name: name.to_owned() }));
    to_door.extend(rows::rule(facts, rule));
    to_door.extend([Fact::DoorRuleDevice { rule, device }, Fact::Device { id: device }]);
    Some(yes(code, subject.way_to(member, at)?, to_door))
}

/// A door that does not open to somebody.
struct Closed<'s, 'f> {
    subject: &'s Subject<'f>,
    device: DeviceNo,
    wall: Wall,
    at: Millis,
}

impl Closed<'_, '_> {
    fn explain(&self) -> Decision {
        let mut times = Times::around(self.at);
        let mut closed = None;
        let mut groups = Vec::new();
        for (rule, opening) in rules(self.subject, self.device) {
            for (name, granted) in names(self.subject, rule) {
                if let Party::Group(group) = name {
                    groups.push((rule, group, granted));
                }
                for span in self.subject.spans(name) {
                    let span = meet(granted, span);
                    if span.holds(self.at) {
                        closed = closed.or(Some(rule));
                    }
                    self.look(opening, span, &mut times);
                }
            }
        }
        let code = match times.code() {
            _ if closed.is_some() => ReasonCode::DoorClosed,
            Some(code) => code,
            None => ReasonCode::NoGrant,
        };
        let missing = times.next.map(|next| vec![Missing::Moment(next)]);
        no(code, missing.unwrap_or_else(|| self.missing(closed, &groups)))
    }

    /// When the rule lets in whom it names in this span.
    fn look(&self, opening: &Opening, span: Span, times: &mut Times) {
        let until = if span.ends == Millis(0) { NEVER } else { span.ends };
        if until <= span.starts {
            return;
        }
        if until <= self.at {
            times.was();
        } else if let Some(next) = next_opening(opening, &self.wall, span.starts.max(self.at), until) {
            times.will_be(next);
        }
    }

    /// What would open it when no moment does. One thing before several: to be in a rule that is open now, other hours for
    /// the rule that names the subject, the door in a rule that does.
    fn missing(&self, closed: Option<RuleNo>, groups: &[(RuleNo, GroupNo, Span)]) -> Vec<Missing> {
        let facts = self.subject.facts;
        let open: Vec<RuleNo> = rules(self.subject, self.device)
            .filter(|(_, opening)| opens(opening, &self.wall, self.at))
            .map(|(rule, _)| rule)
            .collect();
        let joining = open.iter().find_map(|rule| self.joining(groups, *rule, self.at));
        if let Some(fact) = joining.or_else(|| open.first().map(|rule| self.entry(*rule))) {
            return vec![Missing::Fact(fact)];
        }
        if let Some((rule, opening)) = closed.and_then(|rule| Some((rule, facts.rule(rule)?))) {
            return vec![Missing::Fact(self.opened(rule, opening))];
        }
        if let Some(rule) = facts.rules_with_member(self.subject.party).find(|rule| self.lets_in(*rule)) {
            return vec![Missing::Fact(Fact::DoorRuleDevice { rule, device: self.device })];
        }
        let later = rules(self.subject, self.device)
            .filter_map(|(rule, opening)| Some((next_opening(opening, &self.wall, self.at, NEVER)?, rule)))
            .min();
        if let Some((next, rule)) = later {
            let fact = self.joining(groups, rule, next).unwrap_or_else(|| self.entry(rule));
            return vec![Missing::Fact(fact), Missing::Moment(next)];
        }
        let over = rules(self.subject, self.device).next();
        if let Some((rule, opening)) = over {
            return vec![Missing::Fact(self.entry(rule)), Missing::Fact(self.opened(rule, opening))];
        }
        vec![
            Missing::Fact(self.entry(NEW)),
            Missing::Fact(Fact::DoorRule { id: NEW, opening: Opening::default() }),
            Missing::Fact(Fact::DoorRuleDevice { rule: NEW, device: self.device }),
        ]
    }

    /// The membership of a group that the rule names at this moment.
    fn joining(&self, groups: &[(RuleNo, GroupNo, Span)], rule: RuleNo, at: Millis) -> Option<Fact> {
        let mut named = groups.iter().filter(|(of, _, span)| *of == rule && span.holds(at));
        named.find_map(|(_, group, _)| self.subject.joining(*group))
    }

    fn entry(&self, rule: RuleNo) -> Fact {
        Fact::DoorRuleMember { rule, member: self.subject.party, span: Span::ALWAYS }
    }

    /// Whether a rule names the subject itself and is open.
    fn lets_in(&self, rule: RuleNo) -> bool {
        let facts = self.subject.facts;
        facts.rule(rule).is_some_and(|opening| opens(opening, &self.wall, self.at))
            && facts.rule_member(rule, self.subject.party).is_some_and(|span| span.holds(self.at))
    }

    /// The rule without its last day, and if that is not it, without any hours.
    fn opened(&self, rule: RuleNo, opening: &Opening) -> Fact {
        let for_ever = Opening { valid: None, ..opening.clone() };
        let is_open = opens(&for_ever, &self.wall, self.at);
        Fact::DoorRule { id: rule, opening: if is_open { for_ever } else { Opening::default() } }
    }
}
