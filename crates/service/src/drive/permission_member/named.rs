//! Collaborators as requests name them: the words checked, then found.

use std::collections::HashMap;

use menjin_api::{
    common::{DepartmentIdType, UserIdType},
    drive::permission_member::{BaseMember, code},
};
use menjin_model::{Perm, UserNo};
use menjin_store::{
    StoreError, Tx,
    document_member::{self as members, Holder, PermType},
    person,
};

use crate::{Caller, Refusal, directory::departments, directory::people};

/// How an id is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MemberType {
    OpenId,
    UnionId,
    UserId,
    Email,
    OpenChat,
    OpenDepartmentId,
    GroupId,
    WikiSpaceId,
    AppId,
}

impl MemberType {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "openid" => Self::OpenId,
            "unionid" => Self::UnionId,
            "userid" => Self::UserId,
            "email" => Self::Email,
            "openchat" => Self::OpenChat,
            "opendepartmentid" => Self::OpenDepartmentId,
            "groupid" => Self::GroupId,
            "wikispaceid" => Self::WikiSpaceId,
            "appid" => Self::AppId,
            _ => return None,
        })
    }

    /// Whether this kind of collaborator can be written so. Only wiki spaces must say which kind.
    fn allows(self, kind: &str) -> bool {
        let kinds: &[&str] = match self {
            Self::OpenId | Self::UnionId | Self::UserId | Self::Email | Self::AppId => &["", "user"],
            Self::OpenChat => &["", "chat"],
            Self::OpenDepartmentId => &["", "department"],
            Self::GroupId => &["", "group"],
            Self::WikiSpaceId => &["wiki_space_member", "wiki_space_viewer", "wiki_space_editor"],
        };
        kinds.contains(&kind)
    }
}

/// A collaborator whose words make sense; whether there is one is another matter.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// As it was sent.
    pub(super) sent: BaseMember,
    pub(super) member_type: MemberType,
    pub(super) perm: Perm,
    pub(super) perm_type: PermType,
}

impl Named {
    /// Checks the words against each other, the caller and the type of the document.
    pub(super) fn check(caller: &Caller, document_type: &str, sent: BaseMember) -> Result<Self, Refusal> {
        let bad = || Refusal::new(code::INVALID_PARAMETER);
        let perm = Perm::parse(&sent.perm).ok_or_else(bad)?;
        let (member_type, perm_type) = words(caller, document_type, &sent.member_type, &sent.perm_type, &sent.r#type)?;
        if sent.member_id.is_empty() || document_type == "minutes" && perm == Perm::FullAccess {
            return Err(bad());
        }
        Ok(Self { sent, member_type, perm, perm_type })
    }

    /// The same as answers repeat it: what was sent, and what was left to be understood.
    pub(super) fn answer(&self, holder: Holder) -> BaseMember {
        BaseMember {
            member_type: self.sent.member_type.clone(),
            member_id: self.sent.member_id.clone(),
            perm: self.perm.as_str().to_owned(),
            perm_type: self.perm_type.as_str().to_owned(),
            r#type: shown_kind(holder).to_owned(),
        }
    }
}

/// Checks how a collaborator is named: by an app, never a department; `perm_type` counts for wiki pages only.
pub(super) fn words(
    caller: &Caller,
    document_type: &str,
    member_type: &str,
    perm_type: &str,
    kind: &str,
) -> Result<(MemberType, PermType), Refusal> {
    let bad = || Refusal::new(code::INVALID_PARAMETER);
    let member_type = MemberType::parse(member_type).ok_or_else(bad)?;
    let perm_type = match perm_type {
        "" => PermType::Container,
        word => PermType::parse(word).ok_or_else(bad)?,
    };
    if !member_type.allows(kind) || member_type == MemberType::OpenDepartmentId && caller.is_app() {
        return Err(bad());
    }
    Ok((member_type, if document_type == "wiki" { perm_type } else { PermType::Container }))
}

/// The collaborator's `type` on the wire: an app counts as a user.
pub(super) fn shown_kind(holder: Holder) -> &'static str {
    match holder {
        Holder::User(_) | Holder::App(_) => "user",
        Holder::Department(_) => "department",
        Holder::Group(_) => "group",
    }
}

/// Whom each of `ids` names, in the same order; nobody who has left. A constant number of queries, however many ids.
pub(super) async fn resolve_present(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: &[(MemberType, &str)],
) -> Result<Vec<Option<Holder>>, StoreError> {
    let mut found = resolve(tx, caller, ids).await?;
    let users: Vec<UserNo> = users(&found);
    let gone = person::resigned(tx, caller.tenant, &users).await?;
    for holder in &mut found {
        if let Some(Holder::User(user)) = holder
            && gone.contains(user)
        {
            *holder = None;
        }
    }
    Ok(found)
}

/// The people among these.
pub(super) fn users(holders: &[Option<Holder>]) -> Vec<UserNo> {
    let user = |holder: &Option<Holder>| match holder {
        Some(Holder::User(user)) => Some(*user),
        _ => None,
    };
    holders.iter().filter_map(user).collect()
}

/// Whom each of `ids` names, in the same order, those who have left too. Chats and wiki spaces do not exist here.
pub(super) async fn resolve(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: &[(MemberType, &str)],
) -> Result<Vec<Option<Holder>>, StoreError> {
    let mut found: HashMap<(usize, String), Holder> = HashMap::new();
    for (index, kind) in KINDS.into_iter().enumerate() {
        let of_kind: Vec<&str> = ids.iter().filter(|(given, _)| *given == kind).map(|(_, id)| *id).collect();
        if !of_kind.is_empty() {
            let holders = of_type(tx, caller, kind, &of_kind).await?;
            found.extend(holders.into_iter().map(|(id, holder)| ((index, id), holder)));
        }
    }
    let one = |(kind, id): &(MemberType, &str)| {
        let index = KINDS.iter().position(|known| known == kind)?;
        found.get(&(index, (*id).to_owned())).copied()
    };
    Ok(ids.iter().map(one).collect())
}

const KINDS: [MemberType; 7] = [
    MemberType::OpenId,
    MemberType::UnionId,
    MemberType::UserId,
    MemberType::Email,
    MemberType::OpenDepartmentId,
    MemberType::GroupId,
    MemberType::AppId,
];

async fn of_type(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kind: MemberType,
    ids: &[&str],
) -> Result<Vec<(String, Holder)>, StoreError> {
    let tenant = caller.tenant;
    match kind {
        MemberType::OpenId => {
            let mut found = of_people(tx, caller, UserIdType::OpenId, ids).await?;
            let bots = members::by_bot_open_ids(tx, tenant, ids).await?;
            found.extend(bots.into_iter().map(|(id, app)| (id, Holder::App(app))));
            Ok(found)
        }
        MemberType::UnionId => of_people(tx, caller, UserIdType::UnionId, ids).await,
        MemberType::UserId => of_people(tx, caller, UserIdType::UserId, ids).await,
        MemberType::Email => {
            let found = members::by_emails(tx, tenant, ids).await?;
            Ok(found.into_iter().map(|(id, user)| (id, Holder::User(user))).collect())
        }
        MemberType::OpenDepartmentId => {
            let found = departments::resolve(tx, tenant, DepartmentIdType::OpenDepartmentId, ids).await?;
            let named = ids.iter().zip(found);
            Ok(named.filter_map(|(id, found)| Some(((*id).to_owned(), Holder::Department(found?)))).collect())
        }
        MemberType::GroupId => {
            let found = members::by_group_ids(tx, tenant, ids).await?;
            Ok(found.into_iter().map(|(id, group)| (id, Holder::Group(group))).collect())
        }
        MemberType::AppId => {
            let found = members::by_app_ids(tx, tenant, ids).await?;
            Ok(found.into_iter().map(|(id, app)| (id, Holder::App(app))).collect())
        }
        MemberType::OpenChat | MemberType::WikiSpaceId => Ok(Vec::new()),
    }
}

async fn of_people(
    tx: &mut Tx<'_>,
    caller: &Caller,
    kind: UserIdType,
    ids: &[&str],
) -> Result<Vec<(String, Holder)>, StoreError> {
    let found = people::resolve(tx, caller, kind, ids).await?;
    let named = ids.iter().zip(found);
    Ok(named.filter_map(|(id, found)| Some(((*id).to_owned(), Holder::User(found.user()?)))).collect())
}
