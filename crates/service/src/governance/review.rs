//! Access reviews: begun over memberships and grants as they are, decided item by item, closed by a person or by the clock. What
//! is removed is removed by the rules of its family, in the name of the review.

mod choices;
mod close;
mod create;
mod decide;
mod item;
mod read;
mod remove;
pub mod schedule;

use menjin_api::menjin::review::{Decision, Review, Scope};
use menjin_model::TenantNo;
use menjin_store::{
    StoreError, Tx, administrator, administrator::AdministratorRow, review_case, review_case::ReviewRow,
};

pub use choices::{Choices, choices};
pub use close::close;
pub use create::create;
pub use decide::decide;
pub use read::{get, list};

use crate::decision::when::rfc3339;

/// The review as it is shown.
async fn shown(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    row: &ReviewRow,
    people: &[AdministratorRow],
) -> Result<Review, StoreError> {
    let (total, keep, remove, removed) = review_case::counts(tx, tenant, row.id).await?;
    let owner = people.iter().find(|person| person.id == row.owner);
    Ok(Review {
        id: row.id,
        name: row.name.clone(),
        scope: serde_json::from_str::<Scope>(&row.scope).unwrap_or_default(),
        owner: owner.map(|owner| owner.login.clone()).unwrap_or_default(),
        owner_name: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
        due: rfc3339(row.due),
        outcome: outcome(row),
        created: rfc3339(row.created),
        closed: (row.closed.0 != 0).then(|| rfc3339(row.closed)),
        total,
        keep,
        remove,
        removed,
    })
}

/// The same for one alone.
async fn shown_one(tx: &mut Tx<'_>, tenant: TenantNo, row: &ReviewRow) -> Result<Review, StoreError> {
    let people = administrator::list(tx, tenant).await?;
    shown(tx, tenant, row, &people).await
}

/// What becomes of what nobody decided; what cannot be read keeps it.
fn outcome(row: &ReviewRow) -> Decision {
    Decision::parse(&row.outcome).unwrap_or(Decision::Keep)
}
