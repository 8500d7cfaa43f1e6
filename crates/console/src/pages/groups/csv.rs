//! What a group opens, as a file for a spreadsheet.

use menjin_api::menjin::group::{Path, access::GroupAccess, get};
use menjin_service::governance::group;

use super::tell;
use crate::{Answer, Ask, Trouble};

/// Tells a spreadsheet that the text is UTF-8.
const MARK: &str = "\u{feff}";

/// The file.
pub(super) async fn show(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let call = ask.call::<GroupAccess>(Path { id: id.to_owned() }, get::Query::default(), ())?;
    let access = group::access(ask.cx, call).await?;
    let mut text = String::from(MARK);
    let heads = [
        l.s("类型", "type"),
        "id",
        l.s("名称", "name"),
        l.s("权限", "action"),
        l.s("时段", "hours"),
        l.s("影响人数", "people"),
        l.s("另有途径", "with another way"),
    ];
    line(&mut text, &heads);
    for opened in &access.items {
        let number = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
        let hours = opened.hours.as_ref().map(|hours| l.s(&hours.zh, &hours.en)).unwrap_or_default();
        let (people, others) = (number(opened.people), number(opened.people_otherwise));
        let kind = tell::kind(l, &opened.r#type);
        line(&mut text, &[kind, &opened.id, &opened.name, &opened.action, hours, &people, &others]);
    }
    let name: String = id.chars().filter(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_')).collect();
    Ok(Answer::file(&format!("access-{name}.csv"), "text/csv; charset=utf-8", text))
}

fn line(text: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

/// A cell; one that a spreadsheet would take for a formula is kept a text.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_a_text_whatever_it_begins_with() {
        assert_eq!(cell("值班手册"), "值班手册");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
