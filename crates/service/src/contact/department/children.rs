//! `GET /open-apis/contact/v3/departments/:department_id/children` - the departments below one.

use std::collections::HashMap;

use menjin_api::contact::{
    department::{
        children::{ListChildren, PAGE_DEFAULT, PAGE_MAX, PERSON_MAX, Page},
        code,
    },
    user::IdTypes,
};
use menjin_model::DepartmentNo;
use menjin_store::{
    Tx,
    department::{
        row::{self, DepartmentRow},
        tree::{self, Spot},
    },
};

use super::show;
use crate::{
    Call, Cx, Keys, Refusal,
    directory::departments,
    page::{self, Pager},
    range,
};

/// Lists the departments directly below one, or on all levels. Counting their people may take a while, so it is a scan.
pub async fn children(cx: &Cx, call: Call<ListChildren>) -> Result<Page, Refusal> {
    let keys = cx.keys.clone();
    cx.db.scan(move |tx| Box::pin(read(tx, keys, call))).await
}

async fn read(tx: &mut Tx<'_>, keys: Keys, call: Call<ListChildren>) -> Result<Page, Refusal> {
    let (caller, query, tenant) = (&call.caller, &call.query, call.caller.tenant);
    let size = query.page_size.unwrap_or(PAGE_DEFAULT);
    if !(1..=PAGE_MAX).contains(&size) {
        return Err(code::PAGE_SIZE_INVALID.into());
    }
    let top = departments::required(tx, tenant, query.department_id_type, &call.path.department_id).await?;
    let depth = if query.fetch_child { "all" } else { "next" };
    let pager = Pager::new(&keys, &call, &[&top.0.to_string(), depth]);
    let position = pager.position(query.page_token.as_deref()).map_err(|_| Refusal::new(code::PAGE_TOKEN_INVALID))?;
    if !range::sees_department(tx, caller, top).await? {
        return Err(code::OUT_OF_RANGE.into());
    }
    let after = match position.as_deref() {
        Some([level, position, id]) => Spot { level: *level, position: *position, id: DepartmentNo(*id) },
        _ => Spot::START,
    };
    let spots = if query.fetch_child {
        if caller.user.is_some() {
            check_size(tx, &call, top).await?;
        }
        tree::descendants(tx, tenant, top, after, size + 1).await?
    } else {
        tree::children(tx, tenant, top, after, size + 1).await?
    };
    let page = page::Page::cut(&pager, spots, usize::try_from(size).unwrap_or(0), |spot| {
        vec![spot.level, spot.position, spot.id.0]
    });

    let numbers: Vec<DepartmentNo> = page.items.iter().map(|spot| spot.id).collect();
    let rows = row::find(tx, tenant, &numbers).await?;
    let mut rows: HashMap<DepartmentNo, DepartmentRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let rows = numbers.iter().filter_map(|id| rows.remove(id)).collect();
    let ids = IdTypes { user_id_type: query.user_id_type, department_id_type: query.department_id_type };
    let items = show::show(tx, caller, ids, rows).await?;
    Ok(Page { has_more: page.has_more(), page_token: page.next, items })
}

/// A person may ask for all levels of a department that has at most [`PERSON_MAX`] below it.
async fn check_size(tx: &mut Tx<'_>, call: &Call<ListChildren>, top: DepartmentNo) -> Result<(), Refusal> {
    let below = tree::descendants(tx, call.caller.tenant, top, Spot::START, PERSON_MAX + 1).await?;
    if i64::try_from(below.len()).unwrap_or(i64::MAX) > PERSON_MAX { Err(code::TOO_BIG.into()) } else { Ok(()) }
}
