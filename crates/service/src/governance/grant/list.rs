//! `GET /menjin/v1/grants` - every grant on one resource.

use menjin_api::menjin::{
    code as own,
    grant::{
        Effect, Grant, Named,
        list::{Data, ListGrants},
    },
};
use menjin_model::{Millis, TenantNo};
use menjin_store::{
    Tx,
    access::{apps, doors, review_groups},
    app, app_collaborator, document,
    document_member::{self, PermType},
    door,
};

use super::{unknown_resource, written};
use crate::{
    Call, Caller, Cx, Refusal,
    governance::things,
    page::{Page, Pager},
};

const USUAL: usize = 50;
const MOST: u64 = 500;
/// How many rows of one resource are read at most: more than any family lets there be, but for the members of rules and review groups
/// that were there before any limit.
const ROWS_MAX: i64 = 100_000;

/// A grant by numbers; the resource where it is not the one that was asked for.
struct Row {
    rule: Option<String>,
    kind: String,
    number: i64,
    action: &'static str,
    effect: Effect,
    span: (Millis, Millis),
    place: i64,
}

impl Row {
    fn of(kind: &str, number: i64, action: &'static str) -> Self {
        let span = (Millis(0), Millis(0));
        Self { rule: None, kind: kind.to_owned(), number, action, effect: Effect::Allow, span, place: 0 }
    }
}

/// Lists the grants on a document, app, door or review group.
pub async fn list(cx: &Cx, call: Call<ListGrants>) -> Result<Data, Refusal> {
    let size = match call.query.page_size {
        None => USUAL,
        Some(size @ 1..=MOST) => usize::try_from(size).unwrap_or(USUAL),
        Some(_) => return Err(Refusal::new(own::INVALID).with_field("page_size", None, "must be from 1 to 500")),
    };
    let (kind, id) = (call.query.resource_type.as_str(), call.query.resource_id.as_str());
    let pager = Pager::new(&cx.keys, &call, &[kind, id]);
    let position = pager.position(call.query.page_token.as_deref());
    let position = position.map_err(|_| {
        Refusal::new(own::INVALID).with_field("page_token", None, "is not the token of the page before, or is too old")
    })?;
    let after = position.and_then(|position| position.first().copied()).unwrap_or(-1);
    let (caller, call) = (&call.caller, &call);
    let read = cx.db.read(|tx| -> menjin_store::BoxFuture<'_, Result<_, Refusal>> {
        Box::pin(async move {
            let mut rows = rows(tx, caller, &call.query.resource_type, &call.query.resource_id).await?;
            for (place, row) in (0..).zip(&mut rows) {
                row.place = place;
            }
            let rows: Vec<Row> = rows.into_iter().filter(|row| row.place > after).take(size + 1).collect();
            let named = things::by_numbers(tx, caller, rows.iter().map(|row| (row.kind.as_str(), row.number))).await?;
            Ok((rows, named))
        })
    });
    let (rows, named) = read.await?;
    let page = Page::cut(&pager, rows, size, |row| vec![row.place]);
    let has_more = page.has_more();
    let grant = |row: Row| {
        let found = things::kind(&row.kind).and_then(|kind| named.get(&(kind, row.number))).cloned();
        let (id, name) = found.unwrap_or_default();
        let resource = match row.rule {
            Some(rule) => Named { r#type: "door_rule".to_owned(), id: rule },
            None => Named { r#type: kind.to_owned(), id: call.query.resource_id.clone() },
        };
        Grant {
            resource,
            holder: Named { r#type: row.kind, id },
            name,
            action: row.action.to_owned(),
            effect: row.effect,
            from: written(row.span.0),
            until: written(row.span.1),
        }
    };
    Ok(Data { items: page.items.into_iter().map(grant).collect(), has_more, page_token: page.next })
}

async fn rows(tx: &mut Tx<'_>, caller: &Caller, kind: &str, id: &str) -> Result<Vec<Row>, Refusal> {
    let tenant = caller.tenant;
    match kind {
        "document" => of_document(tx, tenant, id).await,
        "app" => of_app(tx, tenant, id).await,
        "door" => {
            let found = doors::find(tx, tenant, id).await?.ok_or_else(unknown_resource)?;
            let mut rows = Vec::new();
            for rule in doors::rules(tx, tenant, &[found.id]).await? {
                rows.extend(of_rule(tx, tenant, &rule.rule_id).await?);
            }
            Ok(rows)
        }
        "door_rule" => of_rule(tx, tenant, id).await,
        "review_group" => {
            let group = review_groups::find(tx, tenant, id).await?.ok_or_else(unknown_resource)?;
            let members = review_groups::members(tx, tenant, group.id, ("", 0), ROWS_MAX).await?;
            Ok(members.into_iter().map(|(kind, number)| Row::of(&kind, number, "member")).collect())
        }
        _ => Err(unknown_resource()),
    }
}

async fn of_document(tx: &mut Tx<'_>, tenant: TenantNo, token: &str) -> Result<Vec<Row>, Refusal> {
    let found = document::find(tx, tenant, token).await?.filter(|found| found.deleted == Millis(0));
    let document = found.ok_or_else(unknown_resource)?;
    let mut rows = vec![Row::of(&document.owner_kind, document.owner, "own")];
    for grant in document_member::of_documents(tx, tenant, &[document.id]).await? {
        if grant.perm_type == PermType::Container {
            let span = (grant.starts, grant.ends);
            rows.push(Row { span, ..Row::of(grant.holder.kind(), grant.holder.number(), grant.perm.as_str()) });
        }
    }
    Ok(rows)
}

async fn of_app(tx: &mut Tx<'_>, tenant: TenantNo, app_id: &str) -> Result<Vec<Row>, Refusal> {
    let found = app::find_by_app_id(tx, app_id).await?.filter(|app| app.tenant == tenant);
    let app = found.ok_or_else(unknown_resource)?;
    let mut rows = vec![Row::of("user", app.owner.0, "own")];
    for (user, role) in app_collaborator::list(tx, tenant, app.id).await? {
        let action = match role {
            menjin_model::CollaboratorRole::Administrator => "administer",
            menjin_model::CollaboratorRole::Developer => "develop",
            menjin_model::CollaboratorRole::Operator => "operate",
        };
        rows.push(Row::of("user", user.0, action));
    }
    if app.visible_to_all {
        rows.push(Row::of("everyone", 0, "use"));
    }
    for (list, kind, member) in apps::listed(tx, tenant, app.id, ROWS_MAX).await? {
        let effect = if list == "black" { Effect::Deny } else { Effect::Allow };
        rows.push(Row { effect, ..Row::of(&kind, member, "use") });
    }
    Ok(rows)
}

async fn of_rule(tx: &mut Tx<'_>, tenant: TenantNo, rule_id: &str) -> Result<Vec<Row>, Refusal> {
    let found = door::find(tx, tenant, rule_id).await?.filter(|rule| !rule.is_deleted);
    let rule = found.ok_or_else(unknown_resource)?;
    let members = door::member::of_rule(tx, tenant, rule.id).await?;
    let row = |one: door::member::Member| Row {
        rule: Some(rule_id.to_owned()),
        span: (one.starts, one.ends),
        ..Row::of(&one.kind, one.member, "open")
    };
    Ok(members.into_iter().map(row).collect())
}
