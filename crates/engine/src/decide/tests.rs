//! Small cases, one file for each kind of resource, in one small company.

mod app;
mod document;
mod door;
mod group;
mod review;
mod subject;

use menjin_model::{
    AppNo, DepartmentNo, DeviceNo, DocumentNo, Fact, GroupNo, Millis, Party, ReviewGroupNo, Rule, RuleNo, Span, UserNo,
    VisitorNo,
    rule::{Condition, Field, Values},
};

use crate::{Action, Ask, Decision, Facts, Missing, ReasonCode, Resource, decide, explain};

const RD: DepartmentNo = DepartmentNo(1);
const INFRA: DepartmentNo = DepartmentNo(2);
const SALES: DepartmentNo = DepartmentNo(3);
/// In `INFRA`, below `RD`; a manager.
const ZHANGSAN: UserNo = UserNo(1);
/// In no department; in the group `ONCALL`.
const LISI: UserNo = UserNo(2);
/// In `SALES`.
const WANGWU: UserNo = UserNo(3);
const ONCALL: GroupNo = GroupNo(1);
/// Dynamic: the people of `RD`.
const SENIORS: GroupNo = GroupNo(2);
const BRIDGE: AppNo = AppNo(1);
const HANDBOOK: DocumentNo = DocumentNo(1);
const FOLDER: DocumentNo = DocumentNo(2);
const GATE: DeviceNo = DeviceNo(1);
const DAYTIME: RuleNo = RuleNo(1);
const GUEST: VisitorNo = VisitorNo(1);
const REVIEW: ReviewGroupNo = ReviewGroupNo(1);

/// Thursday, 2026-01-15T12:00:00+08:00.
const NOON: Millis = Millis(1_768_449_600_000);
const HOUR: i64 = 3_600_000;

fn after(hours: i64) -> Millis {
    Millis(NOON.0 + hours * HOUR)
}

fn span(from: Millis, until: Millis) -> Span {
    Span { starts: from, ends: until }
}

fn member(group: GroupNo, member: Party, span: Span) -> Fact {
    Fact::GroupMember { group, member, span }
}

fn in_department(departments: &[DepartmentNo]) -> Rule {
    let values = Values::In(departments.iter().map(|department| department.0).collect());
    Rule::All(vec![Condition { field: Field::Department, values }])
}

fn person(id: UserNo) -> Fact {
    Fact::User { id, frozen: false, resigned: false, manager: id == ZHANGSAN }
}

/// People, departments and groups, and what a test says besides; what has the same key is replaced.
fn company(more: impl IntoIterator<Item = Fact>) -> Facts {
    let company = [
        Fact::TimeZone { name: "Asia/Shanghai".into() },
        Fact::Department { id: RD, parent: DepartmentNo::ROOT },
        Fact::Department { id: INFRA, parent: RD },
        Fact::Department { id: SALES, parent: DepartmentNo::ROOT },
        person(ZHANGSAN),
        person(LISI),
        person(WANGWU),
        Fact::Place { user: ZHANGSAN, department: INFRA },
        Fact::Place { user: WANGWU, department: SALES },
        Fact::Group { id: ONCALL, rule: None },
        member(ONCALL, Party::User(LISI), Span::ALWAYS),
        Fact::Group { id: SENIORS, rule: Some(in_department(&[RD])) },
        Fact::Visitor { id: GUEST },
        Fact::App { id: BRIDGE, owner: ZHANGSAN, enabled: true, visible_to_all: false },
    ];
    company.into_iter().chain(more).collect()
}

fn ask(facts: &Facts, subject: impl Into<Party>, action: Action, resource: Resource, at: Millis) -> Decision {
    let ask = Ask { subject: subject.into(), action, resource, at };
    let decision = explain(facts, &ask);
    assert_eq!(decision.allowed, decide(facts, &ask), "{ask:?}");
    decision
}

/// The reason of a yes.
#[track_caller]
fn yes(decision: &Decision) -> ReasonCode {
    assert!(decision.allowed, "{decision:?}");
    decision.code
}

/// The reason of a no, and the one thing it lacks.
#[track_caller]
fn no(decision: Decision) -> (ReasonCode, Missing) {
    assert!(!decision.allowed, "{decision:?}");
    assert_eq!(decision.missing.len(), 1, "{decision:?}");
    (decision.code, decision.missing.into_iter().next().unwrap())
}

/// The reason of a no that nothing turns.
#[track_caller]
fn never(decision: &Decision) -> ReasonCode {
    assert!(!decision.allowed && decision.missing.is_empty(), "{decision:?}");
    decision.code
}
