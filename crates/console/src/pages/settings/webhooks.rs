//! Webhooks: where else notices go, and whether they arrive.

use askama::Template;
use http::{Method, StatusCode};
use jiff::Timestamp;
use menjin_api::{
    common::Empty,
    menjin::webhook::{
        Path, Webhook,
        create::{Body, CreateWebhook},
        delete::DeleteWebhook,
        deliveries::{Delivery, ListDeliveries, State},
        list::ListWebhooks,
        test::TestWebhook,
        update::{Body as Change, UpdateWebhook},
    },
};
use menjin_model::{Millis, Right};
use menjin_service::{Refusal, governance::webhook};

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
    trouble::sentence,
    words,
};

#[derive(Template)]
#[template(path = "settings/webhooks.html")]
struct Page {
    frame: Frame,
    l: Lang,
    hooks: Vec<Webhook>,
    kinds: Vec<String>,
    url: String,
    chosen: Vec<String>,
    wrong: Option<(String, String)>,
    secret: Option<String>,
    may: bool,
}

#[derive(Template)]
#[template(path = "settings/webhook.html")]
struct One {
    frame: Frame,
    l: Lang,
    hook: Webhook,
    kinds: Vec<String>,
    wrong: Option<(String, String)>,
    secret: Option<String>,
    rows: Vec<Row>,
    may: bool,
}

struct Row {
    kind: String,
    ago: String,
    state: &'static str,
    class: &'static str,
    attempts: i64,
    more: String,
}

/// Everything below `/console/settings/webhooks`; `rest` is the path behind it.
pub(crate) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list(ask, None, None).await,
        (&Method::POST, []) => create(ask).await,
        (&Method::GET, [id]) => one(ask, number(id)?, None, None).await,
        (&Method::POST, [id]) => change(ask, number(id)?).await,
        (&Method::POST, [id, "test"]) => {
            let path = Path { id: number(id)? };
            webhook::test(ask.cx, ask.call::<TestWebhook>(path, (), Empty {})?).await?;
            Ok(Answer::see(&format!("/console/settings/webhooks/{id}")))
        }
        (&Method::POST, [id, "delete"]) => {
            webhook::delete(ask.cx, ask.call::<DeleteWebhook>(Path { id: number(id)? }, (), ())?).await?;
            Ok(Answer::see("/console/settings/webhooks?done=deleted"))
        }
        _ => Err(Trouble::NotFound),
    }
}

fn number(id: &str) -> Result<i64, Trouble> {
    id.parse().map_err(|_| Trouble::NotFound)
}

/// A refusal as the field it is about and the sentence; what is not about the form stays what it is.
fn by_field(refusal: Refusal, l: Lang) -> Result<(String, String), Trouble> {
    if refusal.0.code.is_none_or(|code| code.status != StatusCode::BAD_REQUEST) {
        return Err(refusal.into());
    }
    let field = refusal.0.fields.first().map(|wrong| wrong.field.clone()).unwrap_or_default();
    Ok((field, sentence(&refusal, l)))
}

fn kinds(ask: &Ask<'_>) -> Vec<String> {
    ask.form().all("kinds").map(str::to_owned).collect()
}

async fn list(ask: &Ask<'_>, wrong: Option<(String, String)>, secret: Option<String>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let data = webhook::list(ask.cx, ask.call::<ListWebhooks>((), (), ())?).await?;
    let path = [(l.s("设置", "Settings"), "/console/settings".to_owned())];
    let frame = Frame::of(ask, Section::Settings, "Webhook", &path).await?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let typed = secret.is_none();
    let page = Page {
        frame,
        l,
        hooks: data.items,
        kinds: data.kinds,
        url: if typed { ask.form().get("url").to_owned() } else { String::new() },
        chosen: if typed { kinds(ask) } else { Vec::new() },
        wrong,
        secret,
        may: ask.may(Right::Settings),
    };
    Answer::page_with(status, &page)
}

async fn create(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let body = Body { url: ask.form().get("url").to_owned(), kinds: Some(kinds(ask)), enabled: None };
    match webhook::create(ask.cx, ask.call::<CreateWebhook>((), (), body)?).await {
        Ok(made) => list(ask, None, Some(made.secret)).await,
        Err(refusal) => list(ask, Some(by_field(refusal, ask.lang)?), None).await,
    }
}

async fn one(
    ask: &Ask<'_>,
    id: i64,
    wrong: Option<(String, String)>,
    secret: Option<String>,
) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let data = webhook::list(ask.cx, ask.call::<ListWebhooks>((), (), ())?).await?;
    let hook = data.items.into_iter().find(|hook| hook.id == id).ok_or(Trouble::NotFound)?;
    let told = webhook::deliveries(ask.cx, ask.call::<ListDeliveries>(Path { id }, (), ())?).await?;
    let path = [
        (l.s("设置", "Settings"), "/console/settings".to_owned()),
        ("Webhook", "/console/settings/webhooks".to_owned()),
    ];
    let frame = Frame::of(ask, Section::Settings, hook.url.clone(), &path).await?;
    let rows = told.items.iter().map(|delivery| row(ask, delivery)).collect();
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let may = ask.may(Right::Settings);
    Answer::page_with(status, &One { frame, l, hook, kinds: data.kinds, wrong, secret, rows, may })
}

fn row(ask: &Ask<'_>, delivery: &Delivery) -> Row {
    let l = ask.lang;
    let at = |text: &str| Millis(text.parse::<Timestamp>().map_or(0, Timestamp::as_millisecond));
    let (state, class) = match delivery.state {
        State::Done => (l.s("已送达", "arrived"), "accent"),
        State::Waiting if delivery.attempts == 0 => (l.s("待发送", "to be sent"), ""),
        State::Waiting => (l.s("将重试", "to be tried again"), "warning"),
        State::GivenUp => (l.s("已放弃", "given up"), "danger"),
    };
    let more = match &delivery.due {
        Some(due) if delivery.attempts > 0 => {
            format!("{} · {} {}", delivery.error, l.s("重试于", "again at"), words::moment(at(due)))
        }
        _ => delivery.error.clone(),
    };
    Row {
        kind: delivery.kind.clone(),
        ago: words::ago(l, at(&delivery.created), ask.request.now),
        state,
        class,
        attempts: delivery.attempts,
        more,
    }
}

async fn change(ask: &Ask<'_>, id: i64) -> Result<Answer, Trouble> {
    let fresh = ask.form().has("new_secret");
    let body = if fresh {
        Change { new_secret: Some(true), ..Change::default() }
    } else {
        let enabled = Some(ask.form().has("enabled"));
        Change { url: Some(ask.form().get("url").to_owned()), kinds: Some(kinds(ask)), enabled, new_secret: None }
    };
    match webhook::update(ask.cx, ask.call::<UpdateWebhook>(Path { id }, (), body)?).await {
        Ok(made) if fresh => one(ask, id, None, made.secret).await,
        Ok(_) => Ok(Answer::see(&format!("/console/settings/webhooks/{id}?done=changed"))),
        Err(refusal) => one(ask, id, Some(by_field(refusal, ask.lang)?), None).await,
    }
}
