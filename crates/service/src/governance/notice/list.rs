//! `GET /menjin/v1/notices` - what people were told.

use menjin_api::menjin::notice::{
    code,
    list::{Data, ListNotices, Notice},
};
use menjin_model::UserNo;
use menjin_store::{BoxFuture, notice, person};

use crate::{
    Call, Cx, Refusal,
    decision::when::rfc3339,
    governance::inbox::{before, size},
    page::{Page, Pager},
};

/// Lists what people were told, the latest first.
pub async fn list(cx: &Cx, call: Call<ListNotices>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let size = size(call.query.page_size)?;
    let user_id = call.query.user_id.clone();
    let pager = Pager::new(&cx.keys, &call, &[user_id.as_deref().unwrap_or_default()]);
    let before = before(&pager, call.query.page_token.as_deref())?;
    let one_more = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, Refusal>> {
        let user_id = user_id.clone();
        Box::pin(async move {
            let user = match &user_id {
                None => None,
                Some(id) => Some(person::holders(tx, tenant, id).await?.into_iter().next().ok_or(code::PERSON)?),
            };
            let rows = notice::list(tx, tenant, user, before, one_more).await?;
            let people: Vec<UserNo> = rows.iter().map(|row| row.user).collect();
            Ok((rows, person::row::find(tx, tenant, &people).await?))
        })
    });
    let (rows, people) = read.await?;
    let page = Page::cut(&pager, rows, size, |row| vec![row.id]);
    let has_more = page.has_more();
    let told = |row: notice::NoticeRow| {
        let person = people.iter().find(|person| person.id == row.user);
        Notice {
            id: row.id,
            at: rfc3339(row.at),
            kind: row.kind,
            user_id: person.map(|person| person.user_id.clone()).unwrap_or_default(),
            name: person.map(|person| person.name.clone()).unwrap_or_default(),
            body: serde_json::from_str(&row.body).unwrap_or_default(),
        }
    };
    Ok(Data { items: page.items.into_iter().map(told).collect(), has_more, page_token: page.next })
}
