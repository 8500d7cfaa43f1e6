//! The state of the data that a question speaks of, and its moment.

use menjin_model::Millis;

use super::{
    asked::{State, Wish},
    wrong,
};
use crate::{
    Caller, Cx, Refusal,
    knowledge::{self, Past, Standing},
};

/// The state that is asked about, if its facts are in memory: only the present ones may not be yet.
pub(super) async fn standing(cx: &Cx, caller: &Caller, wish: &Wish) -> Result<Option<Standing>, Refusal> {
    let standing = match wish.state {
        State::Present => {
            let present = knowledge::standing(cx, caller.tenant).await?;
            if let Some(present) = &present {
                reaches(wish, present.revision)?;
            }
            present
        }
        _ => Some(whole(cx, caller, wish).await?),
    };
    Ok(standing)
}

/// The same, waiting until facts are there.
pub(super) async fn whole(cx: &Cx, caller: &Caller, wish: &Wish) -> Result<Standing, Refusal> {
    let tenant = caller.tenant;
    let revision = match wish.state {
        State::Present => {
            let present = knowledge::whole(cx, tenant).await?;
            reaches(wish, present.revision)?;
            return Ok(present);
        }
        State::Revision(revision) => revision,
        State::At(moment) => {
            let found = knowledge::revision_at(cx, tenant, moment).await?;
            found.ok_or_else(|| wrong("context.as_of", "is before the history begins"))?
        }
    };
    if wish.at_least.is_some_and(|least| least > revision) {
        return Err(wrong("context.at_least", format!("asks for more than context.as_of: {revision}")));
    }
    match knowledge::as_of(cx, tenant, revision).await? {
        Past::State(standing) => Ok(standing),
        Past::Ahead(last) => Err(wrong("context.as_of", format!("is still to come: the last revision is {last}"))),
        Past::Forgotten { revision, at } => Err(wrong(
            "context.as_of",
            format!("is before what is kept: history is kept from revision {revision} on, of {}", rfc3339(at)),
        )),
    }
}

/// Every acknowledged write is in the present state. So a revision beyond it never was.
pub(super) fn reaches(wish: &Wish, revision: i64) -> Result<(), Refusal> {
    match wish.at_least {
        Some(least) if least > revision => {
            Err(wrong("context.at_least", format!("is still to come: the last revision is {revision}")))
        }
        _ => Ok(()),
    }
}

/// The moment that is asked about.
pub(super) fn moment(wish: &Wish, now: Millis) -> Millis {
    match (wish.time, wish.state) {
        (Some(time), _) => time,
        (None, State::At(moment)) => moment,
        (None, _) => now,
    }
}

/// A moment in UTC.
pub(crate) fn rfc3339(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_string()
}
