//! `GET /menjin/v1/groups/:id/members` - a search of subjects in the words of a list.

use menjin_api::{
    access::{
        self, Entity, Search,
        members::GroupMembers,
        search::{Entities, Found},
    },
    common::UserIdType,
};

use super::search::search_subjects_as;
use crate::{Call, Cx, Refusal, knowledge::names::IdKind};

/// Everybody in a user group.
pub async fn members(cx: &Cx, call: Call<GroupMembers>) -> Result<Entities, Refusal> {
    let Call { caller, path, query, now, .. } = call;
    let search = Search {
        subject: Some(access::Subject { r#type: Some("user".into()), id: None }),
        action: Some(access::Action { name: Some("member".into()) }),
        resource: Some(access::Subject { r#type: Some("group".into()), id: Some(path.id.into()) }),
        context: Some(access::Context {
            time: query.time.map(Into::into),
            as_of: query.as_of.map(|as_of| access::Moment::Text(as_of.into())),
            ..access::Context::default()
        }),
        page: Some(access::Page { token: query.page_token.map(Into::into), limit: query.page_size }),
    };
    let written = written(query.user_id_type);
    let Found { page, context, results } = search_subjects_as(cx, &caller, search, now, written).await?;
    let shown = results.into_iter().map(|shown| Entity { r#type: shown.r#type.to_owned(), id: shown.id.to_string() });
    Ok(Found { page, context, results: shown.collect() })
}

/// How people are written, by the word of a query.
pub(super) fn written(kind: UserIdType) -> IdKind {
    match kind {
        UserIdType::OpenId => IdKind::OpenId,
        UserIdType::UnionId => IdKind::UnionId,
        UserIdType::UserId => IdKind::UserId,
    }
}
