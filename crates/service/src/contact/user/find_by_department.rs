//! `GET /open-apis/contact/v3/users/find_by_department` - the people who belong to a department directly.

use std::collections::HashMap;

use menjin_api::contact::user::{
    IdTypes, code,
    find_by_department::{FindUsersByDepartment, PAGE_DEFAULT, PAGE_MAX, Page},
};
use menjin_model::UserNo;
use menjin_store::{
    Tx,
    person::{
        place,
        row::{self, UserRow},
    },
};

use super::show;
use crate::{
    Call, Cx, Keys, Refusal,
    directory::departments,
    page::{self, Pager},
    range,
};

/// Lists the people of a department, by time of creation.
pub async fn find_by_department(cx: &Cx, call: Call<FindUsersByDepartment>) -> Result<Page, Refusal> {
    cx.db.read(move |tx| Box::pin(read(tx, &cx.keys, call))).await
}

async fn read(tx: &mut Tx<'_>, keys: &Keys, call: Call<FindUsersByDepartment>) -> Result<Page, Refusal> {
    let (caller, query) = (&call.caller, &call.query);
    let size = query.page_size.unwrap_or(PAGE_DEFAULT);
    if !(1..=PAGE_MAX).contains(&size) {
        return Err(code::PAGE_SIZE_INVALID.into());
    }
    let department = departments::required(tx, caller.tenant, query.department_id_type, &query.department_id).await?;
    let pager = Pager::new(keys, &call, &[&department.0.to_string()]);
    let position = pager.position(query.page_token.as_deref()).map_err(|_| Refusal::new(code::PAGE_TOKEN_INVALID))?;
    if !range::sees_department(tx, caller, department).await? {
        return Err(code::DEPARTMENT_OUT_OF_RANGE.into());
    }
    let after = UserNo(position.and_then(|position| position.first().copied()).unwrap_or(0));
    let users = place::members(tx, caller.tenant, department, after, size + 1).await?;
    let page = page::Page::cut(&pager, users, usize::try_from(size).unwrap_or(0), |user| vec![user.0]);

    let rows = row::find(tx, caller.tenant, &page.items).await?;
    let mut rows: HashMap<UserNo, UserRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let rows = page.items.iter().filter_map(|user| rows.remove(user)).collect();
    let ids = IdTypes { user_id_type: query.user_id_type, department_id_type: query.department_id_type };
    let items = show::show(tx, caller, ids, rows, true).await?;
    Ok(Page { has_more: page.has_more(), page_token: page.next, items })
}
