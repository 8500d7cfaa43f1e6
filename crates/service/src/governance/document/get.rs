//! `GET /menjin/v1/documents/:token` - one document: whose it is, where it lies, who was given what.

use menjin_api::menjin::{
    document::{
        Document,
        get::{Data, Folder, GetDocument, Settings as Shown},
    },
    grant::{Effect, Grant, Named, code},
};
use menjin_model::Millis;
use menjin_store::{
    BoxFuture, Tx,
    access::documents as rows,
    document,
    document_member::{self, PermType},
};

use super::written;
use crate::{
    Call, Caller, Cx, Refusal,
    drive::{
        Settings,
        role::{self, Level},
        settings::{COMMENT, COPY, MANAGE_COLLABORATOR, SECURITY},
    },
    governance::things,
};

/// Reads a document that is not in the bin.
pub async fn get(cx: &Cx, call: Call<GetDocument>) -> Result<Data, Refusal> {
    let (caller, token) = (&call.caller, call.path.token.as_str());
    cx.db.read(|tx| -> BoxFuture<'_, Result<Data, Refusal>> { Box::pin(read(tx, caller, token)) }).await
}

async fn read(tx: &mut Tx<'_>, caller: &Caller, token: &str) -> Result<Data, Refusal> {
    let tenant = caller.tenant;
    let found = document::find(tx, tenant, token).await?.filter(|found| found.deleted == Millis(0));
    let document = found.ok_or_else(|| Refusal::new(code::RESOURCE_UNKNOWN))?;
    let folders = rows::folders(tx, tenant, document.id).await?;
    let levels = role::levels(tx, tenant, document.id).await?;
    let settings = role::settings(&levels);
    let ids: Vec<_> = levels.iter().map(|level| level.document).collect();
    let members = document_member::of_documents(tx, tenant, &ids).await?;
    let holders = members.iter().map(|grant| (grant.holder.kind(), grant.holder.number()));
    let owners = levels.iter().filter_map(|level| level.owner).map(|owner| (owner.kind(), owner.number()));
    let own = [(document.owner_kind.as_str(), document.owner)];
    let named = things::by_numbers(tx, caller, holders.chain(owners).chain(own)).await?;
    let face = |kind: &str, number: i64| {
        things::kind(kind).and_then(|kind| named.get(&(kind, number))).cloned().unwrap_or_default()
    };
    let grants_of = |level: &Level, token: &str, is_own: bool| -> Vec<Grant> {
        let grant = |kind: &str, number: i64, action: &str, span: (Millis, Millis)| {
            let (id, name) = face(kind, number);
            let resource = Named { r#type: "document".to_owned(), id: token.to_owned() };
            let holder = Named { r#type: kind.to_owned(), id };
            let moment = |at: Millis| (at != Millis(0)).then(|| written(at));
            let (from, until) = (moment(span.0), moment(span.1));
            Grant { resource, holder, name, action: action.to_owned(), effect: Effect::Allow, from, until }
        };
        let owner = level.owner.map(|owner| grant(owner.kind(), owner.number(), "own", (Millis(0), Millis(0))));
        let reaches = |one: &&document_member::Grant| is_own || one.perm_type == PermType::Container;
        let members = level.grants.iter().filter(reaches);
        let members =
            members.map(|one| grant(one.holder.kind(), one.holder.number(), one.perm.as_str(), (one.starts, one.ends)));
        owner.into_iter().chain(members).collect()
    };
    let grants = levels.first().map(|level| grants_of(level, token, true)).unwrap_or_default();
    // The chain of inheritance is the innermost part of the folders.
    let above = folders.iter().rev().zip(levels.iter().skip(1));
    let inherited = above.flat_map(|((token, _, _), level)| grants_of(level, token, false)).collect();
    let (owner_id, owner_name) = face(&document.owner_kind, document.owner);
    let least = |setting: &str| settings.least(setting).as_str().to_owned();
    let own_link = Settings::from_json(&document.settings).link();
    Ok(Data {
        document: Document {
            token: document.token,
            r#type: document.r#type,
            title: document.title,
            owner: Named { r#type: document.owner_kind, id: owner_id },
            owner_name,
            folder: folders.last().map(|(token, _, _)| token.clone()),
            link: own_link.map(|perm| perm.as_str().to_owned()),
            collaborators: i64::try_from(grants.len().saturating_sub(1)).unwrap_or(i64::MAX),
            update_time: written(document.updated),
        },
        folders: folders.into_iter().map(|(token, title, _)| Folder { token, title }).collect(),
        inherits: document.inherits,
        settings: Shown {
            link: settings.link().map(|perm| perm.as_str().to_owned()),
            comment: least(COMMENT),
            copy: least(COPY),
            export: least(SECURITY),
            share: least(MANAGE_COLLABORATOR),
        },
        grants,
        inherited,
    })
}
