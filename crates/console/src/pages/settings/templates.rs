//! Templates of groups: those that are built in, and the company's own.

use askama::Template;
use http::{Method, StatusCode};
use menjin_api::menjin::change::template::{
    Template as GroupTemplate, TemplatePath, create, delete::DeleteTemplate, list::ListTemplates, update,
};
use menjin_service::governance::change::template;

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
    pages::groups::change::{
        pick::{self, Pick},
        wrong::Wrong,
    },
    request::Fields,
};

#[derive(Template)]
#[template(path = "settings/templates.html")]
struct Page {
    frame: Frame,
    l: Lang,
    items: Vec<GroupTemplate>,
    /// The company may write them.
    may: bool,
}

#[derive(Template)]
#[template(path = "settings/template.html")]
struct Form {
    frame: Frame,
    l: Lang,
    /// Which is changed; empty for a new one.
    of: String,
    key: String,
    name: String,
    description: String,
    what: String,
    grants: Vec<Pick>,
    permissions: Vec<String>,
    own: bool,
    wrong: Wrong,
}

/// Everything below `/console/settings/templates`.
pub(super) async fn route(ask: &Ask<'_>, rest: &[&str]) -> Result<Answer, Trouble> {
    match (&ask.request.method, rest) {
        (&Method::GET, []) => list(ask).await,
        (&Method::GET, ["new"]) => Answer::page(&form(ask, None, ask.query(), Wrong::default()).await?),
        (&Method::POST, ["new"]) => create(ask).await,
        (&Method::GET, [key]) => {
            let known = known(ask, key).await?;
            let fields = filled(&known);
            Answer::page(&form(ask, Some(known), &fields, Wrong::default()).await?)
        }
        (&Method::POST, [key]) => update(ask, key).await,
        (&Method::POST, [key, "delete"]) => {
            let path = TemplatePath { key: (*key).to_owned() };
            template::delete(ask.cx, ask.call::<DeleteTemplate>(path, (), ())?).await?;
            Ok(Answer::see("/console/settings/templates?done=deleted"))
        }
        _ => Err(Trouble::NotFound),
    }
}

async fn all(ask: &Ask<'_>) -> Result<Vec<GroupTemplate>, Trouble> {
    Ok(template::list(ask.cx, ask.call::<ListTemplates>((), (), ())?).await?.items)
}

async fn known(ask: &Ask<'_>, key: &str) -> Result<GroupTemplate, Trouble> {
    all(ask).await?.into_iter().find(|one| one.key == key).ok_or(Trouble::NotFound)
}

async fn list(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let title = l.s("用户组模板", "Group templates");
    let path = [(l.s("设置", "Settings"), "/console/settings".to_owned())];
    let frame = Frame::of(ask, Section::Settings, title, &path).await?;
    Answer::page(&Page { frame, l, items: all(ask).await?, may: ask.may(menjin_model::Right::Settings) })
}

/// The fields of a form about this template.
fn filled(known: &GroupTemplate) -> Fields {
    let mut fields = Fields::default();
    let mut put = |name: &str, value: &str| fields.0.push((name.to_owned(), value.to_owned()));
    put("key", &known.key);
    put("name", &known.name);
    put("description", &known.description);
    for grant in &known.grants {
        let value = format!("{}:{}", grant.resource.r#type, grant.resource.id);
        put("grant", &value);
        put(&format!("action:{value}"), &grant.action);
    }
    fields
}

async fn form(ask: &Ask<'_>, known: Option<GroupTemplate>, fields: &Fields, wrong: Wrong) -> Result<Form, Trouble> {
    let l = ask.lang;
    let title = match &known {
        Some(known) => known.name.clone(),
        None => l.s("新建模板", "New template").to_owned(),
    };
    let path = [
        (l.s("设置", "Settings"), "/console/settings".to_owned()),
        (l.s("用户组模板", "Group templates"), "/console/settings/templates".to_owned()),
    ];
    let text = |name: &str| fields.raw(name).to_owned();
    Ok(Form {
        frame: Frame::of(ask, Section::Settings, title, &path).await?,
        l,
        of: known.as_ref().map(|known| known.key.clone()).unwrap_or_default(),
        own: known.as_ref().is_some_and(|known| !known.built_in),
        permissions: known.map(|known| known.permissions).unwrap_or_default(),
        key: text("key"),
        name: text("name"),
        description: text("description"),
        what: text("what"),
        grants: pick::picks(ask, fields, pick::GRANT).await?,
        wrong,
    })
}

async fn create(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let fields = ask.form();
    if fields.get("step") == "find" {
        return Answer::page(&form(ask, None, fields, Wrong::default()).await?);
    }
    let body = create::Body {
        key: fields.get("key").to_owned(),
        name: fields.get("name").to_owned(),
        description: fields.get("description").to_owned(),
        grants: pick::grants(fields),
    };
    match template::create(ask.cx, ask.call::<create::CreateTemplate>((), (), body)?).await {
        Ok(_) => Ok(Answer::see("/console/settings/templates?done=created")),
        Err(refusal) => {
            let form = form(ask, None, fields, Wrong::of(refusal, ask.lang)?).await?;
            Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
    }
}

async fn update(ask: &Ask<'_>, key: &str) -> Result<Answer, Trouble> {
    let fields = ask.form();
    let known = known(ask, key).await?;
    if fields.get("step") == "find" {
        return Answer::page(&form(ask, Some(known), fields, Wrong::default()).await?);
    }
    let body = update::Body {
        name: fields.get("name").to_owned(),
        description: fields.get("description").to_owned(),
        grants: pick::grants(fields),
    };
    let path = TemplatePath { key: key.to_owned() };
    match template::update(ask.cx, ask.call::<update::UpdateTemplate>(path, (), body)?).await {
        Ok(_) => Ok(Answer::see("/console/settings/templates?done=saved")),
        Err(refusal) => {
            let form = form(ask, Some(known), fields, Wrong::of(refusal, ask.lang)?).await?;
            Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
    }
}
