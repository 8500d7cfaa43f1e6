//! Why somebody may do something, or may not.

mod chain;
mod earlier;
mod question;
mod reasons;
mod suggest;
mod without;

use std::time::Instant;

use askama::Template;
use http::{Method, StatusCode};
use menjin_api::access::{Action, Context, Evaluation, Moment, Subject, Text};
use menjin_service::{
    Refusal,
    decision::{
        self, ReasonCode,
        answer::{Answered, Ground, Said, Why},
    },
    governance::things,
};

use self::{chain::Chain, earlier::Earlier, question::Question, without::Without};
use crate::{
    Answer, Ask, Lang, Trouble,
    access::{impact::View, words},
    frame::{Frame, Section},
    trouble::sentence,
};

/// Everything below `/console/why`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => show(ask).await,
        (&Method::GET, ["suggest", field]) => suggest::things(ask, field).await,
        (&Method::GET, ["actions"]) => suggest::actions(ask).await,
        (&Method::GET, ["reasons"]) => reasons::show(ask).await,
        _ => Err(Trouble::NotFound),
    }
}

#[derive(Template)]
#[template(path = "why/page.html")]
struct Page {
    frame: Frame,
    l: Lang,
    form: Question,
    result: Option<Shown>,
    examples: Vec<(String, String)>,
}

/// The answer, as it is shown.
struct Shown {
    /// `yes`, `no`, or `closed`.
    state: &'static str,
    title: String,
    sentence: String,
    chain: Chain,
    without: Vec<Without>,
    preview: Option<(String, Option<View>)>,
    earlier: Earlier,
    revision: i64,
    code: &'static str,
    took: String,
    moment: String,
}

async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let zone = things::zone(ask.cx, ask.caller()).await?;
    let mut form = Question::read(ask, &zone).await?;
    let mut status = StatusCode::OK;
    let result = match form.asked() {
        Some(_) => match answer(ask, &form, &zone).await {
            Ok(result) => Some(result),
            Err(Trouble::Refused(refusal)) if refusal.0.code.is_some_and(|code| code.status.is_client_error()) => {
                form.blame(&refusal, l);
                None
            }
            Err(trouble) => return Err(trouble),
        },
        None => None,
    };
    if form.is_wrong() {
        status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    let examples = if form.is_blank() { question::examples(ask).await? } else { Vec::new() };
    let frame = Frame::of(ask, Section::Why, l.s("为什么", "Why"), &[]).await?;
    Answer::page_with(status, &Page { frame, l, form, result, examples })
}

/// The question as calls have it.
fn evaluation<'a>(form: &'a Question, as_of: Option<&'a str>) -> Option<Evaluation<'a>> {
    let (subject, action, resource) = form.asked()?;
    let named = |kind: &'a str, id: &'a str| Subject { r#type: Some(Text::from(kind)), id: Some(Text::from(id)) };
    let text = |text: &'a str| Moment::Text(Text::from(text));
    Some(Evaluation {
        subject: Some(named(subject.kind, &subject.id)),
        action: Some(Action { name: Some(Text::from(action)) }),
        resource: Some(named(resource.kind, &resource.id)),
        context: Some(Context {
            time: form.time.as_deref().map(Text::from),
            as_of: as_of.map(text),
            at_least: None,
            why: Some(true),
        }),
    })
}

/// The reason of an answer.
fn why(answered: Answered) -> Result<Why, Trouble> {
    match answered.context {
        Said::Why(why) => Ok(*why),
        _ => Err(Trouble::fault("a question was answered without a reason")),
    }
}

async fn ask_for(ask: &Ask<'_>, form: &Question, as_of: Option<&str>) -> Result<(bool, Why), Trouble> {
    let question = evaluation(form, as_of).ok_or(Trouble::NotFound)?;
    let when = (ask.request.now, ask.request.log_id.as_str());
    let answered = decision::check(ask.cx, ask.caller(), question, when).await?;
    Ok((answered.decision, why(answered)?))
}

async fn answer(ask: &Ask<'_>, form: &Question, zone: &jiff::tz::TimeZone) -> Result<Shown, Trouble> {
    let l = ask.lang;
    let (subject, action, resource) = form.asked().ok_or(Trouble::NotFound)?;
    let began = Instant::now();
    let (allowed, said) = ask_for(ask, form, form.as_of.as_deref()).await?;
    let took = began.elapsed();
    // A no for the hour alone: what the way would be at the hour that helps.
    let later = match &said.ground {
        Ground::Missing(needs) if !allowed => match needs.as_slice() {
            [need] if need.need == "moment" => {
                let mut moved = form.clone();
                moved.time.clone_from(&need.time);
                Some(ask_for(ask, &moved, form.as_of.as_deref()).await?.1)
            }
            _ => None,
        },
        _ => None,
    };
    let grounds = [Some(&said), later.as_ref()];
    let wanted = grounds.into_iter().flatten().flat_map(|why| chain::things_of(&why.ground));
    let wanted =
        wanted.chain([(subject.kind.to_owned(), subject.id.clone()), (resource.kind.to_owned(), resource.id.clone())]);
    let names = things::names(ask.cx, ask.caller(), wanted.collect::<Vec<_>>().into_iter()).await?;
    let at = form.moment(ask.request.now);
    let chain = Chain::of(l, form, &names, (&said, later.as_ref()), (at, zone));
    let (without, preview) = match &said.ground {
        Ground::Path(path) if form.as_of.is_none() => without::of(ask, form, path, &names).await?,
        _ => (Vec::new(), None),
    };
    let earlier = earlier::of(ask, form, &said.ground, zone).await?;
    let state = match (allowed, said.code) {
        (true, _) => "yes",
        (false, ReasonCode::DoorClosed | ReasonCode::NotYet) => "closed",
        (false, _) => "no",
    };
    Ok(Shown {
        state,
        title: title(l, state, action),
        sentence: spoken(l, &said, &subject.name),
        chain,
        without,
        preview,
        earlier,
        revision: said.revision,
        code: said.code.as_str(),
        took: duration(took),
        moment: crate::access::when::told(l, at, zone),
    })
}

fn title(l: Lang, state: &str, action: &str) -> String {
    let verb = words::action(l, action);
    match (l, state) {
        (Lang::Zh, "yes") if action == "member" => "是成员".to_owned(),
        (Lang::Zh, _) if action == "member" => "不是成员".to_owned(),
        (Lang::En, "yes") if action == "member" => "A member".to_owned(),
        (Lang::En, _) if action == "member" => "Not a member".to_owned(),
        (Lang::Zh, "yes") => format!("可以{verb}"),
        (Lang::Zh, "closed") => format!("此刻不能{verb}"),
        (Lang::Zh, _) => format!("不能{verb}"),
        (Lang::En, "yes") => format!("Yes, may {verb}"),
        (Lang::En, "closed") => format!("Not at this moment, may not {verb}"),
        (Lang::En, _) => format!("No, may not {verb}"),
    }
}

/// The reason in the reader's language, beginning with the name of who was asked about.
fn spoken(l: Lang, why: &Why, name: &str) -> String {
    match l {
        Lang::Zh => format!("{name}：{}。", words::in_chinese(&why.sentence.zh)),
        Lang::En => format!("{name}: {}.", why.sentence.en),
    }
}

fn duration(took: std::time::Duration) -> String {
    let micros = took.as_micros();
    if micros < 1000 { format!("{micros} µs") } else { format!("{}.{} ms", micros / 1000, micros % 1000 / 100) }
}

/// What is wrong with a question, told by the field.
fn blamed(refusal: &Refusal, l: Lang) -> (&'static str, String) {
    let field = refusal.0.fields.first().map(|wrong| wrong.field.clone()).unwrap_or_default();
    let said = sentence(refusal, l);
    match field.as_str() {
        field if field.starts_with("subject") => ("subject", said),
        field if field.starts_with("resource") => ("resource", said),
        field if field.starts_with("action") => ("action", said),
        "context.time" => ("at", said),
        "context.as_of" => (
            "as_of",
            match l {
                Lang::Zh => "这个时刻的数据已不再保留，或还没有到来。".to_owned(),
                Lang::En => format!("The state of that time {}.", said.trim_start_matches("context.as_of ")),
            },
        ),
        _ => ("subject", said),
    }
}
