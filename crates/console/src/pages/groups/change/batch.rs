//! Names and descriptions of many groups: chosen, changed in a table, shown before and after, then done, with the result as CSV.

mod csv;

use askama::Template;
use http::StatusCode;
use menjin_api::menjin::change::{
    Texts,
    batch_update::{BatchUpdate, Body, Data, Item},
};
use menjin_service::governance::change::{
    self,
    find::{self, Line},
};

use super::{frame, ticked, wrong::Wrong};
use crate::{Answer, Ask, Lang, Trouble, frame::Frame, request::Fields};

/// How many groups are shown to be ticked at a time.
const SHOWN: usize = 150;

/// One group in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    id: String,
    name: String,
    description: String,
    based_name: String,
    based_description: String,
}

impl Row {
    fn renamed(&self) -> bool {
        self.name != self.based_name
    }

    fn described(&self) -> bool {
        self.description != self.based_description
    }

    fn item(&self) -> Item {
        Item {
            group_id: self.id.clone(),
            name: self.renamed().then(|| self.name.clone()),
            description: self.described().then(|| self.description.clone()),
            based_on: Some(Texts {
                name: Some(self.based_name.clone()),
                description: Some(self.based_description.clone()),
            }),
            ..Item::default()
        }
    }
}

#[derive(Template)]
#[template(path = "groups/change/batch.html")]
struct Page {
    frame: Frame,
    l: Lang,
    rows: Vec<Row>,
    find: String,
    replace: String,
    prefix: String,
    suffix: String,
    previewed: bool,
    changes: usize,
    wrong: Wrong,
}

#[derive(Template)]
#[template(path = "groups/change/batch_choose.html")]
struct Choose {
    frame: Frame,
    l: Lang,
    groups: Vec<Line>,
    q: String,
    /// How many more there are.
    beyond: usize,
    action: &'static str,
    next: &'static str,
}

#[derive(Template)]
#[template(path = "groups/change/batch_done.html")]
struct Done {
    frame: Frame,
    l: Lang,
    data: Data,
    csv: String,
}

/// The table of the groups that were ticked, or all groups to be ticked.
pub(super) async fn show(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let groups = find::groups(ask.cx, ask.caller(), ask.request.now).await?;
    let wanted: Vec<&str> = ask.query().all("id").collect();
    if wanted.is_empty() {
        return choose(ask, l.s("批量修改", "Edit many"), "/console/groups/batch", l.s("修改所选", "Edit these")).await;
    }
    let row = |line: Line| Row {
        id: line.id,
        name: line.name.clone(),
        description: line.description.clone(),
        based_name: line.name,
        based_description: line.description,
    };
    let rows = groups.into_iter().filter(|line| !line.dynamic && wanted.contains(&line.id.as_str())).map(row);
    let rows: Vec<Row> = rows.collect();
    Answer::page(&page(ask, rows, &Fields::default(), false, Wrong::default()).await?)
}

/// All ordinary groups, to be ticked.
pub(super) async fn choose(
    ask: &Ask<'_>,
    title: &str,
    action: &'static str,
    next: &'static str,
) -> Result<Answer, Trouble> {
    let q = ask.query().get("q").to_owned();
    let sought = q.to_lowercase();
    let mut groups = find::groups(ask.cx, ask.caller(), ask.request.now).await?;
    groups.retain(|line| {
        let texts = [&line.name, &line.id, &line.description];
        !line.dynamic && texts.iter().any(|text| text.to_lowercase().contains(&sought))
    });
    let beyond = groups.len().saturating_sub(SHOWN);
    groups.truncate(SHOWN);
    Answer::page(&Choose { frame: frame(ask, title).await?, l: ask.lang, groups, q, beyond, action, next })
}

async fn page(ask: &Ask<'_>, rows: Vec<Row>, fields: &Fields, previewed: bool, wrong: Wrong) -> Result<Page, Trouble> {
    let l = ask.lang;
    let changes = rows.iter().filter(|row| row.renamed() || row.described()).count();
    let text = |name: &str| fields.raw(name).to_owned();
    Ok(Page {
        frame: frame(ask, l.s("批量修改", "Edit many")).await?,
        l,
        rows,
        find: text("find"),
        replace: text("replace"),
        prefix: text("prefix"),
        suffix: text("suffix"),
        previewed,
        changes,
        wrong,
    })
}

/// Fills in a pattern, shows before and after, or changes the groups.
pub(super) async fn send(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let (fields, l) = (ask.form(), ask.lang);
    if let Some(answer) = ticked(ask, "/console/groups/batch") {
        return Ok(answer);
    }
    if fields.get("step") == "csv" {
        return Ok(csv::file(fields.raw("csv")));
    }
    let mut rows = rows(fields);
    match fields.get("step") {
        "pattern" => {
            for row in &mut rows {
                row.name = patterned(&row.name, fields);
            }
            Answer::page(&page(ask, rows, &Fields::default(), false, Wrong::default()).await?)
        }
        "apply" => {
            let items: Vec<Item> = rows.iter().filter(|row| row.renamed() || row.described()).map(Row::item).collect();
            if items.is_empty() {
                return nothing(ask, rows).await;
            }
            let data = change::batch_update(ask.cx, ask.call::<BatchUpdate>((), (), Body { items })?).await?;
            let csv = csv::text(l, &data);
            Answer::page(&Done { frame: frame(ask, l.s("批量修改", "Edit many")).await?, l, data, csv })
        }
        "edit" => Answer::page(&page(ask, rows, fields, false, Wrong::default()).await?),
        _ if rows.iter().all(|row| !row.renamed() && !row.described()) => nothing(ask, rows).await,
        _ => Answer::page(&page(ask, rows, fields, true, Wrong::default()).await?),
    }
}

async fn nothing(ask: &Ask<'_>, rows: Vec<Row>) -> Result<Answer, Trouble> {
    let text = ask.lang.s("没有提供任何更新内容。", "There is nothing to change yet.").to_owned();
    let page = page(ask, rows, ask.form(), false, Wrong::saying(text)).await?;
    Answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The rows of the form: five fields each, in the same order.
fn rows(fields: &Fields) -> Vec<Row> {
    let all = |name: &'static str| fields.all(name).map(|text| text.replace("\r\n", "\n"));
    let texts = all("name").zip(all("description"));
    let based = all("based_name").zip(all("based_description"));
    let row = |((id, (name, description)), (based_name, based_description)): ((String, _), (_, _))| {
        let name: String = name;
        Row { id, name: name.trim().to_owned(), description, based_name, based_description }
    };
    all("id").zip(texts).zip(based).map(row).collect()
}

fn patterned(name: &str, fields: &Fields) -> String {
    let find = fields.raw("find");
    let name = if find.is_empty() { name.to_owned() } else { name.replace(find, fields.raw("replace")) };
    format!("{}{name}{}", fields.raw("prefix"), fields.raw("suffix"))
}
