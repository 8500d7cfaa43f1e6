//! `GET /open-apis/drive/v1/permissions/:token/members` - the owner and the direct collaborators.

use std::collections::HashMap;

use menjin_api::{
    common::UserIdType,
    drive::permission_member::{
        code,
        list::{Data, ListPermissionMember, Member},
    },
};
use menjin_model::{Perm, UserNo};
use menjin_store::{
    Tx,
    document_member::{self as members, Face, Holder, PermType},
};
use serde_json::Value;

use super::{check_type, known, may_manage, named::shown_kind, owner};
use crate::{Call, Cx, Refusal, directory::people, drive::role};

/// Any of these opens names and pictures.
const FACE_SCOPES: [&str; 4] = [
    "contact:user.base:readonly",
    "contact:contact:access_as_app",
    "contact:contact:readonly",
    "contact:contact:readonly_as_app",
];

/// Lists the owner and those who were added to the document itself, for whoever may manage collaborators.
pub async fn list(cx: &Cx, call: Call<ListPermissionMember>) -> Result<Data, Refusal> {
    check_type(&call.query.r#type)?;
    let perm_type = match call.query.perm_type.as_str() {
        "" => PermType::Container,
        word => PermType::parse(word).ok_or_else(|| Refusal::new(code::INVALID_PARAMETER))?,
    };
    cx.db.read(move |tx| Box::pin(read(tx, call, perm_type))).await
}

async fn read(tx: &mut Tx<'_>, call: Call<ListPermissionMember>, perm_type: PermType) -> Result<Data, Refusal> {
    let caller = &call.caller;
    let document = known(tx, caller.tenant, &call.path.token, &call.query.r#type).await?;
    let access = role::of_caller(tx, caller, document.id, call.now).await?;
    if !may_manage(&access) {
        return Err(code::PERMISSION_DENIED.into());
    }
    let perm_type = if document.r#type == "wiki" { perm_type } else { PermType::Container };
    let grants = members::of_documents(tx, caller.tenant, &[document.id]).await?;
    let live = grants.into_iter().filter(|grant| grant.perm_type == perm_type && grant.is_live(call.now));
    let owner = owner(&document).filter(|_| perm_type == PermType::Container);
    let shown: Vec<(Holder, Perm)> = owner
        .map(|owner| (owner, Perm::FullAccess))
        .into_iter()
        .chain(live.map(|grant| (grant.holder, grant.perm)).filter(|(holder, _)| Some(*holder) != owner))
        .collect();

    let holders: Vec<Holder> = shown.iter().map(|(holder, _)| *holder).collect();
    let faces: HashMap<Holder, Face> = members::faces(tx, caller.tenant, &holders).await?.into_iter().collect();
    let users: Vec<UserNo> =
        holders.iter().filter_map(|holder| if let Holder::User(user) = holder { Some(*user) } else { None }).collect();
    let open_ids = people::names(tx, caller, UserIdType::OpenId, &users).await?;

    let fields = Fields::of(&call);
    let items = shown
        .into_iter()
        .filter_map(|(holder, perm)| {
            let face = faces.get(&holder)?;
            let member_id = match holder {
                Holder::User(user) => open_ids.get(&user)?.clone(),
                _ => face.id.clone(),
            };
            Some(fields.member(holder, member_id, perm, perm_type, face))
        })
        .collect();
    Ok(Data { items })
}

/// Which of the optional fields to show.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the query")]
struct Fields {
    kind: bool,
    name: bool,
    avatar: bool,
    external_label: bool,
}

impl Fields {
    fn of(call: &Call<ListPermissionMember>) -> Self {
        let asked: Vec<&str> = call.query.fields.split(',').map(str::trim).collect();
        let wants = |field: &str| asked.contains(&"*") || asked.contains(&field);
        let may_see_faces = call.caller.has_any_scope(&FACE_SCOPES);
        Self {
            kind: wants("type"),
            name: wants("name") && may_see_faces,
            avatar: wants("avatar") && may_see_faces,
            external_label: wants("external_label"),
        }
    }

    fn member(&self, holder: Holder, member_id: String, perm: Perm, perm_type: PermType, face: &Face) -> Member {
        let member_type = match holder {
            Holder::User(_) | Holder::App(_) => "openid",
            Holder::Department(_) => "opendepartmentid",
            Holder::Group(_) => "groupid",
        };
        Member {
            member_type: member_type.to_owned(),
            member_id,
            perm: perm.as_str().to_owned(),
            perm_type: perm_type.as_str().to_owned(),
            r#type: self.kind.then(|| shown_kind(holder).to_owned()),
            name: self.name.then(|| face.name.clone()),
            avatar: self.avatar.then(|| avatar(face)),
            external_label: self.external_label.then_some(false),
        }
    }
}

/// The picture of a person; empty for all others.
fn avatar(face: &Face) -> String {
    let profile: Value = serde_json::from_str(&face.profile).unwrap_or_default();
    profile.pointer("/avatar/avatar_origin").and_then(Value::as_str).unwrap_or_default().to_owned()
}
