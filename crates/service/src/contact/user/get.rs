//! `GET /open-apis/contact/v3/users/:user_id` - one person, those who left included.

use menjin_api::contact::user::{Data, code, get::GetUser};
use menjin_store::Tx;

use super::{row, show_one};
use crate::{Call, Cx, Refusal, directory::people, range};

/// Reads one person whom the app may see.
pub async fn get(cx: &Cx, call: Call<GetUser>) -> Result<Data, Refusal> {
    cx.db.read(move |tx| Box::pin(read(tx, call))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<GetUser>) -> Result<Data, Refusal> {
    let caller = &call.caller;
    let user = people::required(tx, caller, call.query.user_id_type, &call.path.user_id).await?;
    if !range::sees_user(tx, caller, user).await? {
        return Err(code::NOT_SEEN.into());
    }
    let row = row(tx, caller, user).await?;
    Ok(Data { user: show_one(tx, caller, call.query, row, false).await? })
}
