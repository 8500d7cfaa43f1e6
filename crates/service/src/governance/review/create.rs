//! `POST /menjin/v1/reviews` - begins a review.

use std::sync::Arc;

use menjin_api::menjin::{
    code as own,
    review::{
        Review, code,
        create::{Body, CreateReview},
    },
};
use menjin_model::{AdministratorNo, Millis};
use menjin_store::{Tx, Written, administrator, review_case, review_case::ReviewRow};
use serde_json::{Value, json};

use super::{item, shown_one};
use crate::{
    Call, Cx, Refusal,
    governance::{audit::moment, notice},
};

const NAME_MAX: usize = 100;
const THINGS_MAX: usize = 100;

/// Begins a review of memberships and grants as they are now.
pub async fn create(cx: &Cx, call: Call<CreateReview>) -> Result<Review, Refusal> {
    let due = check(&call.body, call.now)?;
    cx.write(call, move |tx, call| Box::pin(insert(tx, call, due))).await
}

fn check(body: &Body, now: Millis) -> Result<Millis, Refusal> {
    let name = body.name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Err(Refusal::new(code::NAME).with_field("name", None, code::NAME.msg));
    }
    let scope = &body.scope;
    let things = scope.groups.len() + scope.documents.len() + scope.apps.len() + scope.doors.len();
    if things == 0 {
        return Err(Refusal::new(code::EMPTY).with_field("scope", None, code::EMPTY.msg));
    }
    if things > THINGS_MAX {
        return Err(Refusal::new(code::SCOPE).with_field("scope", None, code::SCOPE.msg));
    }
    let wrong = || Refusal::new(code::DUE).with_field("due", Some(body.due.clone()), code::DUE.msg);
    moment::parse("due", Some(&body.due), true).ok().filter(|due| *due > now).ok_or_else(wrong)
}

async fn insert(tx: &mut Tx<'_>, call: Arc<Call<CreateReview>>, due: Millis) -> Result<Written<Review>, Refusal> {
    let (tenant, body) = (call.caller.tenant, &call.body);
    let owner = owner(tx, &call).await?;
    let items = item::gather(tx, tenant, &body.scope, call.now).await?;
    if items.is_empty() {
        return Err(Refusal::new(code::NOTHING).with_field("scope", None, code::NOTHING.msg));
    }
    let items: Vec<String> = items.iter().filter_map(|item| serde_json::to_string(item).ok()).collect();
    let mut row = ReviewRow {
        id: 0,
        name: body.name.trim().to_owned(),
        scope: json!(body.scope).to_string(),
        owner,
        due,
        reminded: Millis(0),
        outcome: body.outcome.as_str().to_owned(),
        created: call.now,
        closed: Millis(0),
    };
    row.id = review_case::insert(tx, tenant, &row, &items).await?;
    let by = call.caller.administrator.as_ref().map(|administrator| administrator.name.clone());
    let told = json!({"id": row.id, "name": row.name, "by": by, "items": items.len()});
    notice::tell(tx, tenant, "review.created", &told, call.now).await?;
    let review = shown_one(tx, tenant, &row).await?;
    let after = json!({
        "name": row.name, "scope": body.scope, "owner": review.owner, "due": review.due, "outcome": row.outcome,
        "items": items.len(),
    });
    let audit = call.audit(format!("review:{}", row.id), Value::Null, after);
    Ok(Written::new(review, audit))
}

/// Who answers for it.
async fn owner(tx: &mut Tx<'_>, call: &Call<CreateReview>) -> Result<AdministratorNo, Refusal> {
    let Some(login) = call.body.owner.as_deref().map(str::trim).filter(|login| !login.is_empty()) else {
        return Ok(call.caller.administrator.as_ref().ok_or(own::UNAUTHORIZED)?.no);
    };
    let found = administrator::find_by_login(tx, call.caller.tenant, login).await?.filter(|row| !row.disabled);
    let wrong = || Refusal::new(code::OWNER).with_field("owner", Some(login.to_owned()), code::OWNER.msg);
    found.map(|row| row.id).ok_or_else(wrong)
}
