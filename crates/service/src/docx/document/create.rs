//! `POST /open-apis/docx/v1/documents` - makes an empty document.

use std::sync::Arc;

use menjin_api::docx::document::{
    Document, code,
    create::{CreateDocument, Data, TITLE_MAX},
};
use menjin_store::{Tx, Written};
use serde_json::{Value, json};

use crate::{
    Call, Cx, Refusal,
    drive::{self, FolderCodes, NewIn},
};

const CODES: FolderCodes =
    FolderCodes { unknown: code::FOLDER_NOT_FOUND, deleted: code::DELETED, forbidden: code::NO_FOLDER_PERMISSION };

/// Makes a document in a folder that the caller may edit (an app: in one of its own), or in their root.
pub async fn create(cx: &Cx, call: Call<CreateDocument>) -> Result<Data, Refusal> {
    if call.body.title.as_ref().is_some_and(|title| title.is_empty() || title.chars().count() > TITLE_MAX) {
        return Err(code::INVALID_PARAM.into());
    }
    let document = Document {
        document_id: cx.ids.alphanumeric(27)?,
        revision_id: 1,
        title: call.body.title.clone().unwrap_or_default(),
    };
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, document.clone()))).await
}

async fn insert(
    tx: &mut Tx<'_>,
    call: Arc<Call<CreateDocument>>,
    document: Document,
) -> Result<Written<Data>, Refusal> {
    let folder = &call.body.folder_token;
    let place = NewIn::find(tx, &call.caller, folder, CODES, true, call.now).await?;
    let Document { document_id, title, .. } = &document;
    drive::insert(tx, &call.caller, &place, ("docx", document_id, title), call.now).await?;
    let after = json!({"type": "docx", "title": title, "folder": folder});
    let audit = call.audit(format!("document:{document_id}"), Value::Null, after);
    Ok(Written::new(Data { document }, audit))
}
