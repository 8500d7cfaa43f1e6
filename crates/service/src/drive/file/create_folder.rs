//! `POST /open-apis/drive/v1/files/create_folder` - makes a folder.

use std::sync::Arc;

use menjin_api::drive::file::{
    code,
    create_folder::{CreateFolder, Data, NAME_MAX},
};
use menjin_store::{Tx, Written};
use serde_json::{Value, json};

use crate::{
    Call, Cx, Refusal,
    drive::{self, FolderCodes, NewIn},
};

/// How much one level may hold (official page).
const SIBLINGS_MAX: i64 = 1500;

const CODES: FolderCodes = FolderCodes { unknown: code::NOT_FOUND, deleted: code::DELETED, forbidden: code::FORBIDDEN };

/// Makes a folder in one that the caller may edit, or in their root.
pub async fn create_folder(cx: &Cx, call: Call<CreateFolder>) -> Result<Data, Refusal> {
    if call.body.name.is_empty() || call.body.name.len() > NAME_MAX {
        return Err(code::PARAMS_ERROR.into());
    }
    let token = cx.ids.alphanumeric(27)?;
    let url = format!("{}/drive/folder/{token}", cx.settings.base_url);
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, Data { token: token.clone(), url: url.clone() }))).await
}

async fn insert(tx: &mut Tx<'_>, call: Arc<Call<CreateFolder>>, data: Data) -> Result<Written<Data>, Refusal> {
    let (caller, body) = (&call.caller, &call.body);
    let place = NewIn::find(tx, caller, &body.folder_token, CODES, false, call.now).await?;
    if place.siblings(tx, caller).await? >= SIBLINGS_MAX {
        return Err(code::TOO_MANY_SIBLINGS.into());
    }
    drive::insert(tx, caller, &place, ("folder", &data.token, &body.name), call.now).await?;
    let after = json!({"type": "folder", "title": body.name, "folder": body.folder_token});
    let audit = call.audit(format!("document:{}", data.token), Value::Null, after);
    Ok(Written::new(data, audit))
}
