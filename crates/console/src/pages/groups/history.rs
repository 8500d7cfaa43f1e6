//! What was changed of a group: who, when, and what was so before and after.

use std::collections::BTreeSet;

use askama::Template;
use menjin_api::menjin::group::{
    Part, Path,
    history::{GroupHistory, Item},
};
use menjin_model::Millis;
use menjin_service::governance::group;
use serde_json::Value;

use super::{
    detail::{Head, head},
    tell::encoded,
};
use crate::{Answer, Ask, Lang, Trouble, actions, frame::Frame, words};

/// Longer values are cut.
const SHOWN: usize = 120;

#[derive(Template)]
#[template(path = "groups/history.html")]
struct Page {
    frame: Frame,
    l: Lang,
    head: Head,
    rows: Vec<Row>,
    begin: Option<String>,
    next: Option<String>,
    now: Millis,
}

struct Row {
    item: Item,
    what: String,
    who: String,
    /// What differs: name, before, after.
    differs: Vec<(String, String, String)>,
}

/// The page.
pub(super) async fn show(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let (frame, head, _) = head(ask, id, "history").await?;
    let token = ask.query().some("page").map(str::to_owned);
    let query = Part { page_token: token.clone(), page_size: None };
    let call = ask.call::<GroupHistory>(Path { id: id.to_owned() }, query, ())?;
    let found = group::history(ask.cx, call).await?;
    let base = format!("{}/history", head.href);
    let next = found.page_token.map(|token| format!("{base}?page={}", encoded(&token)));
    let rows = found.items.into_iter().map(|item| row(l, item)).collect();
    let begin = token.map(|_| base);
    Answer::page(&Page { frame, l, head, rows, begin, next, now: ask.request.now })
}

fn row(l: Lang, item: Item) -> Row {
    let who = if item.actor_name.is_empty() { item.actor.clone() } else { item.actor_name.clone() };
    Row { what: what(l, &item.action), who, differs: differs(l, &item.before, &item.after), item }
}

/// A call in words; one that nobody named here by its own name.
fn what(l: Lang, action: &str) -> String {
    match action.rsplit_once('.') {
        Some((of, "add" | "batch_add")) if of.ends_with("member") || of.ends_with("members") => {
            l.s("添加成员", "members added").to_owned()
        }
        Some((of, "remove" | "batch_remove")) if of.ends_with("member") || of.ends_with("members") => {
            l.s("移除成员", "members removed").to_owned()
        }
        Some((_, "create")) => l.s("创建", "created").to_owned(),
        Some((_, "patch" | "update" | "batch_update")) => l.s("修改", "changed").to_owned(),
        Some((_, "delete" | "batch_delete")) => l.s("删除", "deleted").to_owned(),
        Some((_, "restore")) => l.s("恢复", "restored").to_owned(),
        _ => actions::told(l, action),
    }
}

fn differs(l: Lang, before: &Value, after: &Value) -> Vec<(String, String, String)> {
    let keys =
        |value: &Value| value.as_object().map(|fields| fields.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let names: BTreeSet<String> = keys(before).into_iter().chain(keys(after)).collect();
    if names.is_empty() && before != after {
        return vec![(String::new(), told(l, before), told(l, after))];
    }
    let of = |value: &Value, name: &str| value.get(name).cloned().unwrap_or_default();
    let pairs = names.into_iter().map(|name| {
        let (one, other) = (of(before, &name), of(after, &name));
        (name, one, other)
    });
    let differing = pairs.filter(|(name, one, other)| one != other && name != "id");
    differing.map(|(name, one, other)| (word(l, &name), told(l, &one), told(l, &other))).collect()
}

fn word(l: Lang, name: &str) -> String {
    let word = match name {
        "name" => l.s("名称", "name"),
        "description" => l.s("描述", "description"),
        "users" | "members" | "group_member" => l.s("成员", "members"),
        "departments" | "group_department" => l.s("部门", "departments"),
        "group_id" => "ID",
        other => other,
    };
    word.to_owned()
}

/// A value in a few words.
fn told(l: Lang, value: &Value) -> String {
    match value {
        Value::Null => "—".to_owned(),
        Value::String(text) if text.is_empty() => "—".to_owned(),
        Value::String(text) => cut(text),
        Value::Array(all) => match l {
            Lang::Zh => format!("{} 项", all.len()),
            Lang::En if all.len() == 1 => "1 item".to_owned(),
            Lang::En => format!("{} items", all.len()),
        },
        other => cut(&other.to_string()),
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(SHOWN).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::differs;
    use crate::Lang;

    #[test]
    fn only_what_differs_is_told() {
        let told = differs(Lang::Zh, &json!({"id": 1, "name": "a", "x": 2}), &json!({"id": 2, "name": "b", "x": 2}));
        assert_eq!(told, [("名称".to_owned(), "a".to_owned(), "b".to_owned())]);
        let told = differs(Lang::En, &Value::Null, &json!({"users": [1, 2]}));
        assert_eq!(told, [("members".to_owned(), "—".to_owned(), "2 items".to_owned())]);
    }
}
