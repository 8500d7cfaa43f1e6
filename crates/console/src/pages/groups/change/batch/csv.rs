//! The result of a batch as a table for other programs.

use menjin_api::menjin::change::{Texts, batch_update::Data};

use crate::{Answer, Lang};

/// The table.
pub(super) fn text(l: Lang, data: &Data) -> String {
    let mut text =
        String::from("group_id,changed,name_before,name_after,description_before,description_after,error\r\n");
    for one in &data.results {
        let of = |texts: &Option<Texts>| {
            let texts = texts.clone().unwrap_or_default();
            (texts.name.unwrap_or_default(), texts.description.unwrap_or_default())
        };
        let (before, after) = (of(&one.before), of(&one.after));
        let error = one.failure.as_ref().map_or("", |failure| l.s(&failure.error.zh, &failure.error.en));
        let changed = if one.changed { "true" } else { "false" };
        let cells = [&one.group_id, changed, &before.0, &after.0, &before.1, &after.1, error];
        let cells: Vec<String> = cells.into_iter().map(cell).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// As a file; the mark in front tells spreadsheets that it is UTF-8.
pub(super) fn file(text: &str) -> Answer {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\n', "\r\n");
    Answer::file("groups-batch.csv", "text/csv; charset=utf-8", format!("\u{feff}{text}"))
}

/// A cell; one that a spreadsheet would take for a formula is kept from being one.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if guard.is_empty() && !text.contains([',', '"', '\n', '\r']) {
        return text.to_owned();
    }
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_where_needed_and_never_a_formula() {
        for (text, written) in
            [("值班组", "值班组"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("=1+1", "\"'=1+1\""), ("", "")]
        {
            assert_eq!(cell(text), written);
        }
    }
}
