//! The analysis as a table for other programs.

use menjin_api::menjin::membership::{analysis::Analysis, analyze::Item};

use super::{Choice, analysed, sort};
use crate::{Answer, Ask, Lang, Trouble, pages::people};

/// The file of what was chosen.
pub(super) async fn download(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let choice = Choice::of(ask);
    let data = analysed(ask, &choice, false).await?.ok_or(Trouble::NotFound)?;
    let mut items = data.items;
    sort(&mut items);
    Ok(Answer::file("membership-analysis.csv", "text/csv; charset=utf-8", text(ask.lang, &items)))
}

/// The table, with a mark in front by which spreadsheets know the encoding.
fn text(l: Lang, items: &[Item]) -> String {
    let head = match l {
        Lang::Zh => ["用户 ID", "姓名", "用户组数", "风险", "用户组", "重叠", "缺少的权限", "建议", "错误"],
        Lang::En => {
            ["user_id", "name", "groups", "risk", "group names", "overlaps", "missing", "recommendations", "error"]
        }
    };
    let mut text = String::from("\u{feff}");
    line(&mut text, head.into_iter().map(str::to_owned));
    for item in items {
        if let Some(found) = &item.analysis {
            line(&mut text, row(l, item, found));
            continue;
        }
        let why = item.error.as_ref().map(|error| l.s(&error.message_zh, &error.message).to_owned());
        let blank = std::iter::repeat_n(String::new(), 7);
        line(&mut text, std::iter::once(item.user_id.clone()).chain(blank).chain(why));
    }
    text
}

fn row(l: Lang, item: &Item, found: &Analysis) -> impl Iterator<Item = String> {
    let join = |parts: Vec<String>| parts.join(" | ");
    let group = |group: &menjin_api::menjin::membership::analysis::Belonging| {
        let ways: Vec<String> = group.through.iter().map(|through| people::way(l, through)).collect();
        format!("{} ({})", group.name, ways.join(", "))
    };
    let overlaps = found.overlaps.iter().map(|overlap| {
        let names: Vec<&str> = overlap.groups.iter().map(|group| group.name.as_str()).collect();
        format!("{} ({})", names.join(" + "), overlap.shared_count)
    });
    let missing =
        found.missing.iter().map(|missing| format!("{} {}", missing.access.action, missing.access.resource.name));
    let advice = found.recommendations.iter().map(|one| l.s(&one.message_zh, &one.message).to_owned());
    [
        item.user_id.clone(),
        found.name.clone(),
        found.group_count.to_string(),
        people::risk(l, found.risk.level).0.to_owned(),
        join(found.groups.iter().map(group).collect()),
        join(overlaps.collect()),
        join(missing.collect()),
        join(advice.collect()),
        String::new(),
    ]
    .into_iter()
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

/// A cell; one that a spreadsheet would take for a formula begins with a mark that says it is text.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_name_is_a_text_and_never_a_formula() {
        assert_eq!(quoted("张三"), "张三");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
