//! One rule: its doors, its hours, and who stands in it.

use askama::Template;
use http::StatusCode;
use menjin_api::{
    acs::rule_external::{
        OpeningTime, Rule as Wire,
        create::{Body, CreateRule, Query},
    },
    common::UserIdType,
    menjin::grant::list::{ListGrants, Query as GrantsQuery},
};
use menjin_model::Right;
use menjin_service::{
    DryRun, Refusal, acs,
    governance::{
        door::{self, Rule},
        grant, things,
    },
};

use super::{
    hours::{self, Form},
    week::Week,
};
use crate::{
    Answer, Ask, Lang, Trouble,
    access::{
        confirm::{self, Change, Running},
        grants::{self, Place, Row, Sent, Typed},
    },
    frame::{Frame, Section, encoded},
    trouble::sentence,
};

#[derive(Template)]
#[template(path = "doors/rule.html")]
struct Page {
    frame: Frame,
    l: Lang,
    rule: Rule,
    doors: Vec<(String, String)>,
    week: Week,
    rows: Vec<Row>,
    more: Option<String>,
    form: Form,
    typed: Typed,
    may_change: bool,
    base: String,
}

fn base(id: &str) -> String {
    format!("/console/doors/rules/{}", encoded(id))
}

/// The page, with forms as they were typed.
pub(super) async fn show(ask: &Ask<'_>, id: &str, typed: Typed, form: Option<Form>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let (rule, doors) = door::rule(ask.cx, ask.caller(), id).await?;
    let zone = things::zone(ask.cx, ask.caller()).await?;
    let query = GrantsQuery {
        resource_type: "door_rule".to_owned(),
        resource_id: id.to_owned(),
        page_token: ask.query().some("page").map(str::to_owned),
        page_size: None,
    };
    let found = grant::list(ask.cx, ask.call::<ListGrants>((), query, ())?).await?;
    let path = [(l.s("门", "Doors"), "/console/doors".to_owned())];
    let is_wrong = form.as_ref().is_some_and(|form| form.wrong.is_some());
    let page = Page {
        frame: Frame::of(ask, Section::Doors, rule.name.clone(), &path).await?,
        l,
        week: Week::of(l, std::slice::from_ref(&rule), &zone, ask.request.now),
        rows: grants::rows(ask, &found.items, &zone),
        more: found.page_token.map(|token| format!("{}?page={}#members", base(id), encoded(&token))),
        form: form.unwrap_or_else(|| Form::of(l, rule.opening_time.as_ref(), &zone)),
        may_change: ask.may(Right::Access),
        base: base(id),
        doors,
        rule,
        typed,
    };
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { grants::status(&page.typed) };
    Answer::page_with(status, &page)
}

/// Names somebody in the rule, or no more.
pub(super) async fn change(ask: &Ask<'_>, id: &str, removes: bool) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let (rule, _) = door::rule(ask.cx, ask.caller(), id).await?;
    let place = Place {
        section: Section::Doors,
        path: vec![(l.s("门", "Doors"), "/console/doors".to_owned()), (rule.name.as_str(), base(id))],
        back: base(id),
        resource: ("door_rule", id),
        name: &rule.name,
    };
    match grants::change(ask, place, removes).await? {
        Sent::Done(answer) => Ok(answer),
        Sent::Again(typed) => show(ask, id, typed, None).await,
    }
}

/// Changes the hours.
pub(super) async fn change_hours(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let (rule, _) = door::rule(ask.cx, ask.caller(), id).await?;
    let zone = things::zone(ask.cx, ask.caller()).await?;
    let mut form = Form::sent(ask);
    let time = match form.read(l, &zone) {
        Ok(time) => time,
        Err(wrong) => {
            form.wrong = Some(wrong);
            return show(ask, id, Typed::default(), Some(form)).await;
        }
    };
    let (before, after) =
        (hours::told(l, rule.opening_time.as_ref()), hours::told(l, Some(&time).filter(|time| !time.is_always())));
    let sentence_ = match l {
        Lang::Zh => format!("「{}」的开放时间由 {before} 改为 {after}。", rule.name),
        Lang::En => format!("{} opens {after} instead of {before}.", rule.name),
    };
    let change = Change {
        section: Section::Doors,
        path: vec![(l.s("门", "Doors"), "/console/doors".to_owned()), (rule.name.as_str(), base(id))],
        title: l.s("修改开放时间", "Change the hours"),
        sentence: sentence_,
        back: base(id),
        removes: false,
    };
    let run = |dry_run| -> Running<'_> { Box::pin(write(ask, id, &time, dry_run)) };
    match confirm::step(ask, change, &run).await {
        Err(Trouble::Refused(refusal)) if grants::is_theirs(&refusal) => {
            form.wrong = Some(("start", sentence(&refusal, l)));
            show(ask, id, Typed::default(), Some(form)).await
        }
        answer => answer,
    }
}

async fn write(ask: &Ask<'_>, id: &str, time: &OpeningTime, dry_run: Option<DryRun>) -> Result<(), Refusal> {
    let query = Query { rule_id: Some(id.to_owned()), user_id_type: UserIdType::UserId };
    let body = Body { rule: Wire { opening_time: Some(time.clone()), ..Wire::default() } };
    let call = match dry_run {
        Some(dry_run) => ask.trial::<CreateRule>((), query, body, dry_run)?,
        None => ask.call::<CreateRule>((), query, body)?,
    };
    acs::rule_external::create(ask.cx, call).await.map(drop)
}
