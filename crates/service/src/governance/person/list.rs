//! `GET /menjin/v1/people` - the people of the company, by text, department and status.

use menjin_api::menjin::{
    membership::code,
    person::list::{Data, ListPeople, PAGE_MAX, PAGE_USUAL, QUERY_MAX, Status},
};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::{
    BoxFuture, StoreError, department,
    person::page::{self, Wanted},
};

use super::super::analysis::find_department;
use crate::{Call, Cx, Refusal, knowledge, page::Pager};

/// In a token: the page behind this one, or the one before it.
const BEHIND: i64 = 0;
const BEFORE: i64 = 1;

/// Lists people.
pub async fn list(cx: &Cx, call: Call<ListPeople>) -> Result<Data, Refusal> {
    let (tenant, query) = (call.caller.tenant, &call.query);
    let size = match query.page_size.unwrap_or(PAGE_USUAL) {
        size @ 1..=PAGE_MAX => usize::try_from(size).unwrap_or_default(),
        _ => return Err(Refusal::new(code::PAGE_SIZE).with_field("page_size", None, "")),
    };
    let text = query.q.as_deref().unwrap_or_default().trim();
    if text.chars().count() > QUERY_MAX {
        return Err(Refusal::new(code::QUERY_TOO_LONG).with_field("q", None, ""));
    }
    let id = query.department_id.as_deref().unwrap_or_default();
    let top = match id {
        "" => None,
        id => {
            let found = find_department(cx, tenant, id).await?;
            Some(found.ok_or_else(|| Refusal::new(code::DEPARTMENT_UNKNOWN).with_field("department_id", None, ""))?)
        }
    };
    let pager = Pager::new(&cx.keys, &call, &[text, id, query.status.as_str()]);
    let position = pager.position(query.page_token.as_deref());
    let position = position.map_err(|_| Refusal::new(code::PAGE_TOKEN).with_field("page_token", None, ""))?;
    let (way, from) = match position.as_deref() {
        Some([way, from]) => (*way, UserNo(*from)),
        _ => (BEHIND, UserNo(i64::MIN)),
    };
    let mut wanted = Wanted { text: text.to_ascii_lowercase(), ..wanted(query.status) };
    let most = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let read = cx.db.read(move |tx| -> BoxFuture<'_, Result<_, StoreError>> {
        Box::pin(async move {
            if let Some(top) = top.filter(|top| *top != DepartmentNo::ROOT) {
                wanted.departments = Some(department::with_descendants(tx, tenant, &[top]).await?);
            }
            if way == BEFORE {
                page::before(tx, tenant, &wanted, from, most).await
            } else {
                page::behind(tx, tenant, &wanted, from, most).await
            }
        })
    });
    let mut people: Vec<UserNo> = read.await?;
    let goes_on = people.len() > size;
    people.truncate(size);
    let (has_previous, has_more) = if way == BEFORE {
        people.reverse();
        (goes_on, true)
    } else {
        (from != UserNo(i64::MIN), goes_on)
    };
    let token =
        |way, user: Option<&UserNo>, is_there: bool| user.filter(|_| is_there).map(|user| pager.token(&[way, user.0]));
    let standing = knowledge::whole(cx, tenant).await?;
    let items = super::shown(cx, tenant, &standing, &people, call.now).await?;
    Ok(Data {
        items,
        has_more: has_more && !people.is_empty(),
        page_token: token(BEHIND, people.last(), has_more),
        previous_token: token(BEFORE, people.first(), has_previous),
    })
}

fn wanted(status: Status) -> Wanted {
    let (resigned, frozen) = match status {
        Status::Present => (false, None),
        Status::Active => (false, Some(false)),
        Status::Frozen => (false, Some(true)),
        Status::Resigned => (true, None),
    };
    Wanted { resigned, frozen, ..Wanted::default() }
}
