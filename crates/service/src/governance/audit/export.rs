//! `GET /menjin/v1/audit/export` - the changes as text, piece after piece.

use menjin_api::menjin::audit::{
    Change, code,
    export::{ExportAudit, Query},
};
use menjin_model::TenantNo;
use menjin_store::Db;
use serde_json::Value;

use super::{Page, Way, Wish, page};
use crate::{Call, Cx, Refusal};

/// How many rows a piece has at most.
const PIECE: usize = 500;
const COLUMNS: [&str; 12] = [
    "revision",
    "at",
    "actor",
    "actor_name",
    "surface",
    "log_id",
    "action",
    "object",
    "object_name",
    "before",
    "after",
    "hash",
];

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Ndjson,
    /// RFC 4180 with a line of names.
    Csv,
}

impl Format {
    /// The one with this name.
    pub fn parse(word: &str) -> Result<Self, Refusal> {
        match word {
            "" | "ndjson" => Ok(Self::Ndjson),
            "csv" => Ok(Self::Csv),
            _ => Err(Refusal::new(code::FORMAT).with_field("format", Some(word.to_owned()), code::FORMAT.msg)),
        }
    }

    /// As it is named.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
        }
    }

    /// What kind of text it is.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Ndjson => "application/x-ndjson; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// An export under way.
#[derive(Debug)]
pub struct Export {
    db: Db,
    tenant: TenantNo,
    wish: Wish,
    /// How it is written.
    pub format: Format,
    next: Option<Way>,
    begun: bool,
    /// How many changes were written.
    pub rows: usize,
}

/// Begins an export.
pub fn export(cx: &Cx, call: &Call<ExportAudit>) -> Result<Export, Refusal> {
    let Query { format, actor, object, action, surface, from, until, q } = call.query.clone();
    let format = Format::parse(format.as_deref().unwrap_or_default())?;
    Ok(Export::new(cx.db.clone(), call.caller.tenant, Wish { actor, object, action, surface, from, until, q }, format))
}

impl Export {
    /// Of these changes.
    #[must_use]
    pub fn new(db: Db, tenant: TenantNo, wish: Wish, format: Format) -> Self {
        Self { db, tenant, wish, format, next: Some(Way::Down(None)), begun: false, rows: 0 }
    }

    /// The next piece of text; `None` at the end.
    pub async fn piece(&mut self) -> Result<Option<String>, Refusal> {
        let mut text = String::new();
        if !std::mem::replace(&mut self.begun, true) && self.format == Format::Csv {
            record(&mut text, COLUMNS.into_iter());
        }
        while let Some(way) = self.next.take() {
            let Page { items, next, .. } = page(&self.db, self.tenant, &self.wish, way, PIECE).await?;
            self.next = next.map(|next| Way::Down(Some(next)));
            self.rows += items.len();
            for change in &items {
                write(&mut text, self.format, change);
            }
            if !text.is_empty() {
                break;
            }
        }
        Ok(Some(text).filter(|text| !text.is_empty()))
    }
}

fn write(text: &mut String, format: Format, change: &Change) {
    match format {
        Format::Ndjson => {
            text.push_str(&serde_json::to_string(change).unwrap_or_default());
            text.push('\n');
        }
        Format::Csv => {
            let json = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
            let (revision, before, after) = (change.revision.to_string(), json(&change.before), json(&change.after));
            let cells: [&str; 12] = [
                &revision,
                &change.at,
                &change.actor,
                &change.actor_name,
                &change.surface,
                &change.log_id,
                &change.action,
                &change.object,
                &change.object_name,
                &before,
                &after,
                &change.hash,
            ];
            record(text, cells.into_iter());
        }
    }
}

/// A record. What a spreadsheet would take for a formula gets an apostrophe in front, which makes it a text.
fn record<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(',');
        }
        let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
        if guard.is_empty() && !cell.contains(['"', ',', '\n', '\r']) {
            text.push_str(cell);
        } else {
            text.push('"');
            text.push_str(guard);
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::record;

    #[test]
    fn a_formula_becomes_a_text() {
        let mut text = String::new();
        record(&mut text, ["=1+2", "@x", "a,b", "c\"d", "plain", "-1"].into_iter());
        assert_eq!(text, "\"'=1+2\",\"'@x\",\"a,b\",\"c\"\"d\",plain,\"'-1\"\r\n");
    }
}
