//! `GET /open-apis/drive/v1/permissions/:token/members/auth` - whether the caller itself may do something.

use menjin_api::drive::permission_member::{
    auth::{AuthPermissionMember, Data},
    code,
};
use menjin_model::Perm;
use menjin_store::Tx;

use super::{check_type, known, may_manage};
use crate::{
    Call, Cx, Refusal,
    drive::{
        role::{self, Access},
        settings::{COMMENT, COPY, SECURITY},
    },
};

/// What may be asked about.
#[derive(Debug, Clone, Copy)]
enum Action {
    Has(Perm),
    Share,
    Satisfies(&'static str),
}

impl Action {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "view" => Self::Has(Perm::View),
            "edit" => Self::Has(Perm::Edit),
            "manage_public" => Self::Has(Perm::FullAccess),
            "share" => Self::Share,
            "comment" => Self::Satisfies(COMMENT),
            "copy" => Self::Satisfies(COPY),
            "export" | "print" => Self::Satisfies(SECURITY),
            _ => return None,
        })
    }

    fn is_allowed(self, access: &Access) -> bool {
        match self {
            Self::Has(least) => access.has(least),
            Self::Share => may_manage(access),
            Self::Satisfies(setting) => access.satisfies(setting),
        }
    }
}

/// Tells whether the caller may do something; no right at all is an answer, not an error.
pub async fn auth(cx: &Cx, call: Call<AuthPermissionMember>) -> Result<Data, Refusal> {
    check_type(&call.query.r#type)?;
    let action = Action::parse(&call.query.action).ok_or_else(|| Refusal::new(code::INVALID_PARAMETER))?;
    cx.db.read(move |tx| Box::pin(read(tx, call, action))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<AuthPermissionMember>, action: Action) -> Result<Data, Refusal> {
    let document = known(tx, call.caller.tenant, &call.path.token, &call.query.r#type).await?;
    let access = role::of_caller(tx, &call.caller, document.id, call.now).await?;
    Ok(Data { auth_result: action.is_allowed(&access) })
}
