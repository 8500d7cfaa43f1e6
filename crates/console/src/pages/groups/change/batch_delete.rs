//! Deleting many groups: what they are, a sentence to be typed, then one after another. With script a bar moves on with each;
//! without, the rest is deleted by one button.

use askama::Template;
use http::StatusCode;
use menjin_api::menjin::change::batch_delete::{BatchDelete, Body, Data, ITEMS_MAX, Item, PAUSE};
use menjin_service::governance::change::{
    self,
    find::{self, Line},
};

use super::{batch, frame, ticked, wrong::Wrong};
use crate::{Answer, Ask, Lang, Trouble, frame::Frame, request::Fields};

#[derive(Template)]
#[template(path = "groups/change/batch_delete.html")]
struct Page {
    frame: Frame,
    l: Lang,
    groups: Vec<Line>,
    phrase: String,
    consents: bool,
    wrong: Wrong,
}

/// What became of one, and what is still to be done.
#[derive(Template)]
#[template(path = "groups/change/progress.html")]
struct Progress {
    l: Lang,
    csrf: String,
    consents: bool,
    left: Vec<Item>,
    done: Vec<(String, String)>,
    failed: Vec<(String, String, String)>,
}

impl Progress {
    fn total(&self) -> usize {
        self.left.len() + self.done.len() + self.failed.len()
    }

    fn gone(&self) -> usize {
        self.done.len() + self.failed.len()
    }
}

#[derive(Template)]
#[template(path = "groups/change/running.html")]
struct Running {
    frame: Frame,
    progress: String,
}

/// The groups that were ticked, or all to be ticked.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let title = l.s("批量删除", "Delete many");
    if !ask.query().has("id") {
        return batch::choose(ask, title, "/console/groups/batch-delete", l.s("删除所选…", "Delete these…")).await;
    }
    Answer::page(&page(ask, ask.query(), Wrong::default()).await?)
}

async fn page(ask: &Ask<'_>, fields: &Fields, wrong: Wrong) -> Result<Page, Trouble> {
    let l = ask.lang;
    let wanted: Vec<&str> = fields.all("id").take(ITEMS_MAX).collect();
    let mut groups = find::groups(ask.cx, ask.caller(), ask.request.now).await?;
    groups.retain(|line| !line.dynamic && wanted.contains(&line.id.as_str()));
    Ok(Page {
        frame: frame(ask, l.s("批量删除", "Delete many")).await?,
        l,
        phrase: phrase(l, groups.len()),
        groups,
        consents: fields.has("remove_members"),
        wrong,
    })
}

/// What is to be typed.
fn phrase(l: Lang, count: usize) -> String {
    match l {
        Lang::Zh => format!("删除 {count} 个用户组"),
        Lang::En if count == 1 => "delete 1 group".to_owned(),
        Lang::En => format!("delete {count} groups"),
    }
}

/// Begins, does one more, or does the rest.
pub(super) async fn send(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let (fields, l) = (ask.form(), ask.lang);
    if let Some(answer) = ticked(ask, "/console/groups/batch-delete") {
        return Ok(answer);
    }
    let mut progress = progress(ask);
    let step = fields.get("step");
    if !["one", "rest"].contains(&step) {
        let typed = fields.get("typed");
        let count = progress.left.len();
        if count == 0 || ![phrase(Lang::Zh, count), phrase(Lang::En, count)].iter().any(|wanted| wanted == typed) {
            let text = l.s("请准确输入确认的句子。", "Type the sentence exactly.").to_owned();
            let page = page(ask, fields, Wrong::about("typed", text, Vec::new())).await?;
            return Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    }
    let (count, pause) = match step {
        "one" => (1, 0),
        "rest" => (progress.left.len(), PAUSE),
        _ => (0, 0),
    };
    let now: Vec<Item> = progress.left.drain(..count.min(progress.left.len())).collect();
    if !now.is_empty() {
        let body = Body { items: now.clone(), remove_members: progress.consents, pause_ms: Some(pause) };
        let data = change::batch_delete(ask.cx, ask.call::<BatchDelete>((), (), body)?).await?;
        note(&mut progress, l, &now, data);
    }
    if ask.request.part().is_some() {
        return Answer::page(&progress);
    }
    let progress = progress.render().map_err(|error| Trouble::fault(error.to_string()))?;
    Answer::page(&Running { frame: frame(ask, l.s("批量删除", "Delete many")).await?, progress })
}

fn note(progress: &mut Progress, l: Lang, items: &[Item], data: Data) {
    for (item, outcome) in items.iter().zip(data.results) {
        let name = item.confirm_name.clone();
        match outcome.failure {
            None => progress.done.push((outcome.group_id, name)),
            Some(failure) => {
                let why = l.s(&failure.error.zh, &failure.error.en).to_owned();
                progress.failed.push((outcome.group_id, name, why));
            }
        }
    }
}

/// What the form says is still to be done, and what was.
fn progress(ask: &Ask<'_>) -> Progress {
    let fields = ask.form();
    let all = |name: &'static str| fields.all(name).map(str::to_owned);
    let item = |(group_id, confirm_name)| Item { group_id, confirm_name };
    Progress {
        l: ask.lang,
        csrf: ask.session.csrf.clone(),
        consents: fields.has("remove_members"),
        left: all("id").zip(all("name")).take(ITEMS_MAX).map(item).collect(),
        done: all("done_id").zip(all("done_name")).collect(),
        failed: all("failed_id")
            .zip(all("failed_name"))
            .zip(all("why"))
            .map(|((id, name), why)| (id, name, why))
            .collect(),
    }
}
