//! `GET /open-apis/contact/v3/group/simplelist` - the user groups of a tenant.

use std::collections::HashMap;

use menjin_api::{
    common::DepartmentIdType,
    contact::group::{
        code,
        simplelist::{Data, Item, PAGE_DEFAULT, PAGE_MAX, SimplelistGroup},
    },
};
use menjin_model::{
    DepartmentNo, GroupNo, TenantNo,
    rule::{Field, Rule, Values},
};
use menjin_store::{
    Tx,
    group::{self, DYNAMIC, GroupAt},
};

use super::{dynamic, filter, show};
use crate::{
    Call, Cx, Refusal,
    directory::departments,
    page::{Page, Pager},
};

/// Lists the groups that the app may see, ordinary or dynamic ones.
pub async fn simplelist(cx: &Cx, call: Call<SimplelistGroup>) -> Result<Data, Refusal> {
    let kind = call.query.r#type.unwrap_or(1);
    if kind != 1 && kind != DYNAMIC {
        return Err(Refusal::field("type", Some(kind.to_string()), "options: [1,2]"));
    }
    let size = super::member::page_size(call.query.page_size, PAGE_DEFAULT, PAGE_MAX)?;
    let kind_word = kind.to_string();
    let pager = Pager::new(&cx.keys, &call, &[&kind_word]);
    let position = pager.position(call.query.page_token.as_deref()).map_err(|_| Refusal::new(code::PAGE_TOKEN))?;
    let after = GroupNo(position.and_then(|numbers| numbers.first().copied()).unwrap_or_default());

    let (tenant, now, filter) = (call.caller.tenant, call.now, filter(&call.caller, kind));
    let limit = size + 1;
    let rows = cx.db.read(|tx| Box::pin(group::list_at(tx, tenant, now, filter, after, limit))).await;
    let page = Page::cut(&pager, rows.map_err(Refusal::from)?, usize::try_from(size).unwrap_or_default(), |group| {
        vec![group.row.id.0]
    });
    let has_more = page.has_more();
    let groups = page.items;
    let grouplist = if kind == DYNAMIC {
        cx.db.scan(move |tx| Box::pin(computed(tx, tenant, groups))).await?
    } else {
        groups.into_iter().map(plain).collect()
    };
    Ok(Data { items: grouplist.clone(), grouplist, page_token: page.next, has_more })
}

fn plain(group: GroupAt) -> Item {
    let users = group.users();
    Item { group: show(group, users), department_scope_list: None }
}

/// Dynamic groups: how many people their rules mean, and which departments these name.
async fn computed(tx: &mut Tx<'_>, tenant: TenantNo, groups: Vec<GroupAt>) -> Result<Vec<Item>, Refusal> {
    let mut items = Vec::with_capacity(groups.len());
    let mut scopes = Vec::with_capacity(groups.len());
    for group in groups {
        let rule = dynamic::parse(&group.row.rule)?;
        let users = dynamic::count(tx, tenant, &rule).await?;
        items.push(Item { group: show(group, users), department_scope_list: None });
        scopes.push(named(&rule));
    }
    let all: Vec<DepartmentNo> = scopes.iter().flatten().copied().collect();
    let names: HashMap<_, _> = departments::names(tx, tenant, DepartmentIdType::OpenDepartmentId, &all).await?;
    for (item, scope) in items.iter_mut().zip(scopes) {
        let list: Vec<String> = scope.iter().filter_map(|department| names.get(department).cloned()).collect();
        item.department_scope_list = Some(list).filter(|list| !list.is_empty());
    }
    Ok(items)
}

/// The departments a rule asks people to be in.
fn named(rule: &Rule) -> Vec<DepartmentNo> {
    let mut named = Vec::new();
    for condition in rule.conditions() {
        if let (Field::Department, Values::In(values)) = (condition.field, &condition.values) {
            named.extend(values.iter().copied().map(DepartmentNo));
        }
    }
    named
}
