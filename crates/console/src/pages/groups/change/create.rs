//! A new group: a template is chosen, then a form with members and grants, and what it would change, before it is sent.

use askama::Template;
use http::StatusCode;
use menjin_api::{
    common::UserIdType,
    menjin::change::{
        create::{Body, CreateGroup},
        template::{Template as GroupTemplate, list::ListTemplates},
    },
};
use menjin_model::Right;
use menjin_service::{DryRun, governance::change, governance::impact::Told};

use super::{
    frame, href,
    pick::{self, Pick},
    wrong::Wrong,
};
use crate::{Answer, Ask, Lang, Trouble, frame::Frame, pages::part, request::Fields};

#[derive(Template)]
#[template(path = "groups/change/choose.html")]
struct Choose {
    frame: Frame,
    l: Lang,
    templates: Vec<GroupTemplate>,
}

#[derive(Template)]
#[template(path = "groups/change/create.html")]
struct Form {
    frame: Frame,
    l: Lang,
    template: Option<GroupTemplate>,
    name: String,
    description: String,
    group_id: String,
    who: String,
    what: String,
    from: String,
    until: String,
    members: Vec<Pick>,
    grants: Vec<Pick>,
    wrong: Wrong,
    tried: bool,
    impact: Told,
    /// They may give access.
    gives: bool,
}

/// Templates to choose from, or the form.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    if let Some(part) = pick::part(ask).await {
        return part;
    }
    let l = ask.lang;
    let templates = change::template::list(ask.cx, ask.call::<ListTemplates>((), (), ())?).await?.items;
    if !ask.query().has("template") {
        let frame = frame(ask, l.s("新建用户组", "New group")).await?;
        return Answer::page(&Choose { frame, l, templates });
    }
    let template = templates.into_iter().find(|one| one.key == ask.query().get("template"));
    let mut fields = Fields::default();
    if let Some(template) = &template {
        fields.0.push(("name".to_owned(), template.name.clone()));
        fields.0.push(("description".to_owned(), template.description.clone()));
    }
    fields.0.extend(ask.query().all("member").map(|member| ("member".to_owned(), member.to_owned())));
    let form = form(ask, template, &fields, Wrong::default(), None).await?;
    Answer::page(&form)
}

/// The form with what was typed, and perhaps what it would change.
async fn form(
    ask: &Ask<'_>,
    template: Option<GroupTemplate>,
    fields: &Fields,
    wrong: Wrong,
    impact: Option<Told>,
) -> Result<Form, Trouble> {
    let l = ask.lang;
    let text = |name: &str| fields.raw(name).to_owned();
    Ok(Form {
        frame: frame(ask, l.s("新建用户组", "New group")).await?,
        l,
        name: text("name"),
        description: text("description"),
        group_id: text("group_id"),
        who: text("who"),
        what: text("what"),
        from: text("from"),
        until: text("until"),
        members: pick::picks(ask, fields, pick::MEMBER).await?,
        grants: pick::picks(ask, fields, pick::GRANT).await?,
        template,
        wrong,
        tried: impact.is_some(),
        impact: impact.unwrap_or_default(),
        gives: ask.may(Right::Access),
    })
}

/// Looks for more, tries, or makes the group.
pub(super) async fn send(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let fields = ask.form();
    let templates = change::template::list(ask.cx, ask.call::<ListTemplates>((), (), ())?).await?.items;
    let template = templates.into_iter().find(|one| one.key == fields.get("template"));
    if let Some(name) = fields.some("suggest") {
        let mut fields = fields.clone();
        fields.0.retain(|(key, _)| key != "name");
        fields.0.push(("name".to_owned(), name.to_owned()));
        return Answer::page(&form(ask, template, &fields, Wrong::default(), None).await?);
    }
    let body = Body {
        template: template.as_ref().map(|template| template.key.clone()),
        name: Some(fields.get("name").to_owned()),
        description: Some(fields.get("description").to_owned()),
        group_id: fields.some("group_id").map(str::to_owned),
        members: pick::members(fields),
        grants: Some(pick::grants(fields)),
    };
    match fields.get("step") {
        "create" => {
            // A form does not fall back to the name of its template.
            let body = if fields.get("name").is_empty() { Body { template: None, ..body } } else { body };
            match change::create(ask.cx, ask.call::<CreateGroup>((), (), body)?).await {
                Ok(made) => Ok(Answer::see(&format!("{}?done=created", href(&made.group_id)))),
                Err(refusal) => {
                    let wrong = Wrong::of(refusal, ask.lang)?;
                    let form = form(ask, template, fields, wrong, None).await?;
                    Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form)
                }
            }
        }
        "preview" => {
            let dry_run = DryRun::new(UserIdType::UserId);
            let body = if fields.get("name").is_empty() { Body { template: None, ..body } } else { body };
            let call = ask.trial::<CreateGroup>((), (), body, dry_run.clone())?;
            match change::create(ask.cx, call).await {
                Ok(_) => {
                    let impact = part::impact::of(ask, &dry_run).await?;
                    Answer::page(&form(ask, template, fields, Wrong::default(), Some(impact)).await?)
                }
                Err(refusal) => {
                    let wrong = Wrong::of(refusal, ask.lang)?;
                    let form = form(ask, template, fields, wrong, None).await?;
                    Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &form)
                }
            }
        }
        _ => Answer::page(&form(ask, template, fields, Wrong::default(), None).await?),
    }
}
