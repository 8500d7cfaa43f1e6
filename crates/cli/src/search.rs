//! Complete lists of what was found, shown page by page while the rest is still asked for.

use serde_json::json;

use crate::{
    ask::{Found, Question, Where},
    exit::{Ending, Failure},
    listing::{Column, Listing},
    style::Style,
};

const ENTITIES: &[Column] = &[("type", 12), ("id", 0)];
const ACTIONS: &[Column] = &[("name", 0)];

/// Asks for all pages. What fails in the middle fails as a whole: the exit code says that the list is not complete.
pub(crate) async fn run(place: Where, question: Question, style: Style) -> Result<Ending, Failure> {
    let mut source = place.open().await?;
    let columns = if question.action.is_some() { ENTITIES } else { ACTIONS };
    let mut listing = Listing::new(style.format, columns);
    let mut next: Option<String> = None;
    loop {
        let page = match source.search(&question, next.as_deref()).await {
            Ok(page) => page,
            Err(mut failure) => {
                listing.flush();
                source.close().await;
                if next.is_some() {
                    failure.text.push_str("\nhint: the list above is not complete");
                }
                return Err(failure);
            }
        };
        let is_read = page.results.iter().all(|found| row(&mut listing, found));
        listing.flush();
        next = page.next;
        if next.is_none() || !is_read {
            break;
        }
    }
    source.close().await;
    listing.end()?;
    Ok(Ending::Done)
}

fn row(listing: &mut Listing, found: &Found) -> bool {
    match found {
        Found::Entity { r#type, id } => {
            listing.row(&json!({"type": r#type, "id": id}), &[r#type, id], &format!("{type}:{id}"))
        }
        Found::Action { name } => listing.row(&json!({ "name": name }), &[name], name),
    }
}
