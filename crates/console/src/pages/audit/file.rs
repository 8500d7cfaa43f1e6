//! The changes as a file.

use menjin_api::menjin::audit::{
    code,
    export::{ExportAudit, Query},
};
use menjin_service::governance::audit::{self, Wish};

use super::wish;
use crate::{Answer, Ask, Trouble};

/// The most rows of one file.
const MOST: usize = 50_000;

/// The file; one that would be too long is refused whole, since half a file looks like a whole one.
pub(super) async fn export(ask: &Ask<'_>) -> Result<Answer, Trouble> {
    let Wish { actor, object, action, surface, from, until, q } = wish(ask);
    let format = ask.query().some("format").map(str::to_owned);
    let query = Query { format, actor, object, action, surface, from, until, q };
    let mut export = audit::export(ask.cx, &ask.call::<ExportAudit>((), query, ())?)?;
    let mut text = String::new();
    while let Some(piece) = export.piece().await? {
        text.push_str(&piece);
        if export.rows > MOST {
            return Err(code::TOO_LONG.into());
        }
    }
    Ok(Answer::file(&format!("audit.{}", export.format.as_str()), export.format.media_type(), text))
}
