//! People by the ids that one app sees, and back.

use std::collections::HashMap;

use menjin_api::{code as platform, common::UserIdType};
use menjin_model::UserNo;
use menjin_store::{
    StoreError, Tx,
    person::{self, IdKind, Known},
};

use crate::{Caller, Refusal};

/// What an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A person of the tenant, present or gone.
    User(UserNo),
    /// An open_id that another app sees.
    CrossApp,
    /// Nobody.
    Nobody,
}

impl Found {
    /// The person, if there is one.
    #[must_use]
    pub fn user(self) -> Option<UserNo> {
        match self {
            Self::User(user) => Some(user),
            Self::CrossApp | Self::Nobody => None,
        }
    }
}

/// What each of `ids` stands for, in the same order. At most one query, however many ids.
pub async fn resolve(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kind: UserIdType,
    ids: &[impl AsRef<str>],
) -> Result<Vec<Found>, StoreError> {
    let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
    let kind = id_kind(kind);
    let found = person::find(tx, caller.tenant, kind, &ids).await?;
    let meant = |known: Option<Known>| match known {
        Some(known) => known.of(kind, caller.app.no).map_or(Found::CrossApp, Found::User),
        None => Found::Nobody,
    };
    Ok(found.into_iter().map(meant).collect())
}

/// The way of writing people that a word of the wire means.
#[must_use]
pub fn id_kind(kind: UserIdType) -> IdKind {
    match kind {
        UserIdType::OpenId => IdKind::OpenId,
        UserIdType::UnionId => IdKind::UnionId,
        UserIdType::UserId => IdKind::UserId,
    }
}

/// The person that an id in path or query names; the platform's 9999235x when there is none.
pub async fn required(tx: &mut Tx<'_>, caller: &Caller, kind: UserIdType, id: &str) -> Result<UserNo, Refusal> {
    let found = resolve(tx, caller, kind, &[id]).await?;
    match found.first() {
        Some(Found::User(user)) => Ok(*user),
        Some(Found::CrossApp) => Err(Refusal::new(platform::OPEN_ID_CROSS_APP).explained(
            "Refer to the documentation to fix the error: https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-resolve-the-error-99992361",
        )),
        _ => Err(unknown(kind, id)),
    }
}

fn unknown(kind: UserIdType, id: &str) -> Refusal {
    match kind {
        UserIdType::OpenId => not_valid(platform::OPEN_ID_UNKNOWN, "open_id", "ou_da5****************dfe", id),
        UserIdType::UserId => not_valid(platform::USER_ID_UNKNOWN, "user_id", "3e3****96b", id),
        UserIdType::UnionId => Refusal::new(platform::UNION_ID_UNKNOWN).with_field(
            "union_id",
            Some(id.to_owned()),
            "unknown in this tenant",
        ),
    }
}

/// The platform's long sentence about an id that is not valid.
pub(super) fn not_valid(code: menjin_api::Code, kind: &str, example: &str, id: &str) -> Refusal {
    Refusal::new(code)
        .saying(format!(
            "The request you send is not a valid {{{kind}}} or not exists, and the example value is {{{example}}}. \
             Invalid ids: [{id}] . Please see field_violations for details and refer to API documentation to correct \
             accordingly and resubmit"
        ))
        .with_field(kind, Some(id.to_owned()), format!("not a valid {{{kind}}} or not exists"))
}

/// How `users` are written for this caller, by their numbers. One query, however many people.
pub async fn names(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kind: UserIdType,
    users: &[UserNo],
) -> Result<HashMap<UserNo, String>, StoreError> {
    Ok(pairs(tx, caller, kind, users).await?.into_iter().collect())
}

/// The same in no particular order: for short lists, which need no map.
pub async fn pairs(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kind: UserIdType,
    users: &[UserNo],
) -> Result<Vec<(UserNo, String)>, StoreError> {
    match kind {
        UserIdType::OpenId => person::open_ids(tx, caller.tenant, caller.app.no, users).await,
        UserIdType::UnionId => person::union_ids(tx, caller.tenant, users).await,
        UserIdType::UserId => person::user_ids(tx, caller.tenant, users).await,
    }
}

/// How one person is written for this caller; empty for nobody.
pub async fn name(tx: &mut Tx<'_>, caller: &Caller, kind: UserIdType, user: UserNo) -> Result<String, StoreError> {
    Ok(names(tx, caller, kind, &[user]).await?.remove(&user).unwrap_or_default())
}
