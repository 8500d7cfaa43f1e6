//! Who governs: the calls of `/menjin/v1/administrators`. An owner who can come in is left whatever is changed: it is looked at
//! in the write that changes it.

mod create;
mod delete;
mod list;
mod patch;
pub(super) mod reset_password;
mod reset_totp;

use menjin_api::menjin::{
    administrator::{Shown, code},
    code as own,
};
use menjin_model::{AdministratorNo, Role, TenantNo, UserNo};
use menjin_store::{
    StoreError, Tx,
    administrator::{self as rows, AdministratorRow},
    person::{self, IdKind},
};
use serde_json::{Value, json};

use crate::{Refusal, ids::hex, keys};

pub use create::create;
pub use delete::delete;
pub use list::list;
pub use patch::patch;
pub use reset_password::reset_password;
pub use reset_totp::reset_totp;

/// The administrator with this id on the wire.
async fn wanted(tx: &mut Tx<'_>, tenant: TenantNo, id: &str) -> Result<AdministratorRow, Refusal> {
    let no = id.parse().map(AdministratorNo).map_err(|_| own::NOT_FOUND)?;
    let row = rows::find(tx, tenant, no).await?;
    row.ok_or_else(|| own::NOT_FOUND.into())
}

/// Refuses what has left nobody to change it back.
async fn check_owners(tx: &mut Tx<'_>, tenant: TenantNo) -> Result<(), Refusal> {
    let rows = rows::list(tx, tenant).await?;
    let left = rows.iter().any(|row| row.role == Role::Owner.as_str() && !row.disabled);
    if left { Ok(()) } else { Err(Refusal::new(code::LAST_OWNER).with_field("role", None, "")) }
}

/// The person of this `user_id`, who is not yet another administrator; nobody, when it is empty.
async fn person_of(tx: &mut Tx<'_>, tenant: TenantNo, user_id: &str, but: AdministratorNo) -> Result<UserNo, Refusal> {
    if user_id.is_empty() {
        return Ok(UserNo(0));
    }
    let unknown = || Refusal::new(code::PERSON).with_field("user_id", None, "");
    let found = person::find(tx, tenant, IdKind::UserId, &[user_id]).await?;
    let user = found.first().copied().flatten().ok_or_else(unknown)?.user;
    if person::standing(tx, tenant, user).await?.is_none_or(|(resigned, _)| resigned) {
        return Err(unknown());
    }
    let taken = rows::list(tx, tenant).await?.iter().any(|row| row.user == user && row.id != but);
    if taken { Err(Refusal::new(code::PERSON_TAKEN).with_field("user_id", None, "")) } else { Ok(user) }
}

/// `zh` or `en`.
fn language(given: &str) -> Result<&'static str, Refusal> {
    match given {
        "zh" => Ok("zh"),
        "en" => Ok("en"),
        _ => Err(Refusal::new(own::INVALID).with_field("language", None, "must be zh or en")),
    }
}

/// Stands for all that a change may change.
fn revision(row: &AdministratorRow) -> String {
    let AdministratorRow { name, role, user, disabled, language, .. } = row;
    let text = json!([name, role, user, disabled, language]).to_string();
    hex(keys::sha256(text.as_bytes()).first_chunk::<8>().unwrap_or(&[0; 8]))
}

/// As the history has one.
fn kept(row: &AdministratorRow) -> Value {
    let AdministratorRow { id, login, name, role, user, disabled, language, .. } = row;
    json!({
        "id": id, "login": login, "name": name, "role": role, "user": user, "disabled": disabled, "language": language,
    })
}

/// As the wire has them.
async fn shown(tx: &mut Tx<'_>, tenant: TenantNo, rows: Vec<AdministratorRow>) -> Result<Vec<Shown>, StoreError> {
    let people: Vec<UserNo> = rows.iter().map(|row| row.user).filter(|user| user.0 != 0).collect();
    let names = person::user_ids(tx, tenant, &people).await?;
    let show = |row: AdministratorRow| Shown {
        id: row.id.0.to_string(),
        revision: revision(&row),
        user_id: names.iter().find(|(user, _)| *user == row.user).map(|(_, id)| id.clone()),
        role: Role::parse(&row.role).unwrap_or(Role::Helpdesk),
        login: row.login,
        name: row.name,
        language: row.language,
        disabled: row.disabled,
        has_password: !row.password.is_empty(),
        has_totp: row.totp.is_some(),
        locked_until: row.locked.0,
        created: row.created.0,
    };
    Ok(rows.into_iter().map(show).collect())
}
