//! `GET /open-apis/contact/v3/group/member_belong` - the user groups of a person.

use menjin_api::{
    common::UserIdType,
    contact::group::{
        code,
        member_belong::{Data, Item, MemberBelong, PAGE_DEFAULT, PAGE_MAX},
    },
};
use menjin_model::{GroupNo, UserNo};
use menjin_store::{
    StoreError, Tx,
    group::{self, Belonging, DYNAMIC},
    person,
};

use super::{filter, member::page_size};
use crate::{
    Call, Cx, Refusal,
    directory::people,
    membership,
    page::{Page, Pager},
    range,
};

/// Lists the groups of a person that the app may see: as a member, through a department, by a rule.
pub async fn member_belong(cx: &Cx, call: Call<MemberBelong>) -> Result<Data, Refusal> {
    cx.db.read(|tx| Box::pin(read(tx, cx, &call))).await
}

async fn read(tx: &mut Tx<'_>, cx: &Cx, call: &Call<MemberBelong>) -> Result<Data, Refusal> {
    let query = &call.query;
    let id_type = query.member_id_type.as_deref().map_or(Some(UserIdType::default()), UserIdType::parse);
    let id_type = id_type.ok_or_else(|| Refusal::new(code::MEMBER_ID_TYPE))?;
    let found = people::resolve(tx, &call.caller, id_type, &[&query.member_id]).await?;
    let user = found.first().and_then(|found| found.user()).ok_or_else(|| Refusal::new(code::MEMBER_UNKNOWN))?;
    // The described client sends both, and means `group_type`.
    let kind = query.group_type.or(query.r#type);
    if kind.is_some_and(|kind| kind != 1 && kind != DYNAMIC) {
        return Err(code::GROUP_TYPE.into());
    }
    let kind = kind.unwrap_or_default();
    let size = page_size(query.page_size, PAGE_DEFAULT, PAGE_MAX)?;
    let (user_word, kind_word) = (user.0.to_string(), kind.to_string());
    let pager = Pager::new(&cx.keys, call, &[&user_word, &kind_word]);
    let position = pager.position(query.page_token.as_deref()).map_err(|_| Refusal::new(code::PAGE_TOKEN_OF_BELONG))?;
    let after = GroupNo(position.and_then(|numbers| numbers.first().copied()).unwrap_or_default());
    if !range::sees_user(tx, &call.caller, user).await? {
        return Err(code::MEMBER_OUT_OF_RANGE.into());
    }

    let groups = groups(tx, call, user).await?;
    let rows = group::list_among(tx, call.caller.tenant, &groups, filter(&call.caller, kind), after, size + 1).await?;
    let page = Page::cut(&pager, rows, usize::try_from(size).unwrap_or_default(), |group| vec![group.id.0]);
    let has_more = page.has_more();
    let items: Vec<Item> = page.items.into_iter().map(shown).collect();
    let group_list = items.iter().map(|item| item.group_id.clone()).collect();
    Ok(Data { group_list, items, page_token: page.next, has_more })
}

/// All groups of a person, each once.
async fn groups(tx: &mut Tx<'_>, call: &Call<MemberBelong>, user: UserNo) -> Result<Vec<GroupNo>, StoreError> {
    let tenant = call.caller.tenant;
    // Who has left is in none; everybody else is at least in the root, of which rules may speak.
    if person::resigned(tx, tenant, &[user]).await?.is_empty() {
        membership::groups_of(tx, tenant, user, call.now).await
    } else {
        Ok(Vec::new())
    }
}

fn shown(row: Belonging) -> Item {
    Item { group_id: row.group_id, name: row.name, description: row.description, r#type: row.r#type }
}
