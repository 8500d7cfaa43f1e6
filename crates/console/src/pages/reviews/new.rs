//! A new review.

use askama::Template;
use http::StatusCode;
use menjin_api::menjin::review::{
    Decision, Scope,
    create::{Body, CreateReview},
};
use menjin_model::Right;
use menjin_service::governance::review::{self, Choices};

use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
    trouble::sentence,
    words,
};

#[derive(Template)]
#[template(path = "reviews/new.html")]
struct Page {
    frame: Frame,
    l: Lang,
    choices: Choices,
    typed: Typed,
    wrong: Option<(String, String)>,
}

type List<'a> = (&'static str, &'static str, &'a [(String, String)], &'a [String]);

/// What was typed.
struct Typed {
    name: String,
    due: String,
    owner: String,
    outcome: String,
    scope: Scope,
    more: String,
}

impl Page {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let (named, said) = self.wrong.as_ref()?;
        (named.split('.').next() == Some(field)).then_some(said.as_str())
    }

    /// The lists to tick in: field, heading, what there is, what is ticked.
    fn lists(&self) -> [List<'_>; 4] {
        let (l, choices, scope) = (self.l, &self.choices, &self.typed.scope);
        [
            ("groups", l.s("用户组", "Groups"), &choices.groups, &scope.groups),
            ("documents", l.s("文档", "Documents"), &choices.documents, &scope.documents),
            ("apps", l.s("应用", "Apps"), &choices.apps, &scope.apps),
            ("doors", l.s("门", "Doors"), &choices.doors, &scope.doors),
        ]
    }
}

fn typed(ask: &Ask<'_>) -> Typed {
    let form = ask.form();
    let list = |name: &str| form.all(name).map(str::to_owned).collect();
    let name = if form.has("due") { form.get("name") } else { ask.query().get("name") };
    let mut scope =
        Scope { groups: list("groups"), documents: list("documents"), apps: list("apps"), doors: list("doors") };
    // Led here from a page of one thing: `?groups=g-oncall`.
    if !form.has("due") {
        scope.groups.extend(ask.query().all("groups").map(str::to_owned));
        scope.documents.extend(ask.query().all("documents").map(str::to_owned));
        scope.apps.extend(ask.query().all("apps").map(str::to_owned));
        scope.doors.extend(ask.query().all("doors").map(str::to_owned));
    }
    Typed {
        name: name.to_owned(),
        due: form.get("due").to_owned(),
        owner: form.get("owner").to_owned(),
        outcome: form.get("outcome").to_owned(),
        scope,
        more: form.raw("more").to_owned(),
    }
}

/// The form, perhaps with what is wrong.
pub(super) async fn show(ask: &Ask<'_>, wrong: Option<(String, String)>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    ask.administrator()?.require(Right::Access)?;
    let choices = review::choices(ask.cx, ask.caller()).await?;
    let path = [(l.s("访问复核", "Access reviews"), "/console/reviews".to_owned())];
    let frame = Frame::of(ask, Section::Reviews, l.s("发起复核", "Begin a review"), &path).await?;
    let mut typed = typed(ask);
    if typed.owner.is_empty() {
        typed.owner.clone_from(&ask.administrator()?.login);
    }
    if typed.due.is_empty() && wrong.is_none() {
        let later = menjin_model::Millis(ask.request.now.0 + 14 * 86_400_000);
        typed.due = words::moment(later).chars().take_while(|letter| *letter != ' ').collect();
    }
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Answer::page_with(status, &Page { frame, l, choices, typed, wrong })
}

/// Begins it.
pub(super) async fn create(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let Typed { name, due, owner, outcome, mut scope, more } = typed(ask);
    for line in more.lines().map(str::trim).filter(|line| !line.is_empty()).take(200) {
        match line.split_once(':') {
            Some(("document", id)) => scope.documents.push(id.to_owned()),
            Some(("app", id)) => scope.apps.push(id.to_owned()),
            Some(("door" | "door_rule", id)) => scope.doors.push(id.to_owned()),
            Some(("group", id)) => scope.groups.push(id.to_owned()),
            _ => scope.groups.push(line.to_owned()),
        }
    }
    let outcome = Decision::parse(&outcome).unwrap_or(Decision::Keep);
    let body = Body { name, scope, owner: Some(owner), due, outcome };
    match review::create(ask.cx, ask.call::<CreateReview>((), (), body)?).await {
        Ok(made) => Ok(Answer::see(&format!("/console/reviews/{}?done=created", made.id))),
        Err(refusal) if refusal.0.code.is_some_and(|code| code.status == StatusCode::BAD_REQUEST) => {
            let field = refusal.0.fields.first().map(|wrong| wrong.field.clone()).unwrap_or_default();
            let field = if field.is_empty() { "scope".to_owned() } else { field };
            show(ask, Some((field, sentence(&refusal, ask.lang)))).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}
