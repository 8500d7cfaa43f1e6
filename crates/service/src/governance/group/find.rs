//! Which groups a list shows, in which order.

use std::{cmp::Ordering, sync::Arc};

use menjin_api::menjin::{
    code as common,
    group::{
        Group, code,
        list::{ListGroups, Order, Query, Sort},
    },
};
use menjin_model::{GroupNo, Millis};

use super::{Census, census, census::aged, check_text};
use crate::{Call, Cx, Refusal};

/// All groups that a list shows, in its order.
#[derive(Debug)]
pub struct Found {
    /// All groups of the tenant.
    pub census: Arc<Census>,
    places: Vec<usize>,
    now: Millis,
}

impl Found {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Some of them, from the place `first` on.
    #[must_use]
    pub fn part(&self, first: usize, most: usize) -> Vec<Group> {
        let places = self.places.iter().skip(first).take(most);
        places.filter_map(|place| self.census.groups.get(*place)).map(|(_, group)| aged(group, self.now)).collect()
    }

    /// The same with their numbers.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &(GroupNo, Group))> {
        self.places.iter().enumerate().filter_map(|(at, place)| Some((at, self.census.groups.get(*place)?)))
    }
}

/// Finds all groups that a question means.
pub async fn find(cx: &Cx, call: &Call<ListGroups>) -> Result<Found, Refusal> {
    let query = &call.query;
    check_text(query.q.as_deref())?;
    if query.r#type.is_some_and(|kind| !(1..=2).contains(&kind)) {
        return Err(Refusal::from(common::INVALID).with_field("type", None, "must be 1 or 2"));
    }
    if let (Some(min), Some(max)) = (query.members_min, query.members_max)
        && min > max
    {
        return Err(Refusal::from(code::MEMBERS).with_field("members_min", None, ""));
    }
    let census = census(cx, call.caller.tenant, false, call.now).await?;
    let places = choose(&census.groups, query);
    Ok(Found { census, places, now: call.now })
}

/// The places of the groups that a question means, in its order.
fn choose(groups: &[(GroupNo, Group)], query: &Query) -> Vec<usize> {
    let text = query.q.as_deref().map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty());
    let has = |group: &Group| {
        text.as_deref().is_none_or(|text| {
            group.name.to_lowercase().contains(text) || group.description.to_lowercase().contains(text)
        })
    };
    let shows = |group: &Group| {
        query.r#type.is_none_or(|kind| group.r#type == kind)
            && query.members_min.is_none_or(|min| group.people >= min)
            && query.members_max.is_none_or(|max| group.people <= max)
            && query.risk.is_none_or(|level| group.risk.level == level)
            && has(group)
    };
    let left = groups.iter().enumerate().filter(|(_, (_, group))| shows(group));
    let mut keyed: Vec<(Key, usize)> =
        left.map(|(place, (no, group))| (Key::of(query.sort, *no, group), place)).collect();
    keyed.sort_unstable_by(|(one, _), (other, _)| one.compare(other, direction(query)));
    keyed.into_iter().map(|(_, place)| place).collect()
}

/// The direction of a list.
pub(super) fn direction(query: &Query) -> Order {
    query.order.unwrap_or(query.sort.usual())
}

/// By what a group is sorted; groups that are alike in it, by their making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    text: String,
    number: i64,
    no: GroupNo,
}

impl Key {
    pub(super) fn of(sort: Sort, no: GroupNo, group: &Group) -> Self {
        let text = |text: &str| Self { text: text.to_lowercase(), number: 0, no };
        let number = |number| Self { text: String::new(), number, no };
        match sort {
            Sort::Name => text(&group.name),
            Sort::Id => text(&group.group_id),
            Sort::Type => number(group.r#type),
            Sort::Members => number(group.people),
            Sort::Opens => number(group.opens.total),
            Sort::Risk => number(group.risk.points),
            Sort::Activity => number(group.activity.iter().sum()),
            Sort::Updated => number(group.updated),
        }
    }

    pub(super) fn compare(&self, other: &Self, order: Order) -> Ordering {
        let up = (&self.text, self.number, self.no).cmp(&(&other.text, other.number, other.no));
        if order == Order::Desc { up.reverse() } else { up }
    }

    /// As a page token holds it: the numbers, then the text in pieces of eight bytes with its length before.
    pub(super) fn position(&self) -> Vec<i64> {
        let mut position = vec![self.no.0, self.number, i64::try_from(self.text.len()).unwrap_or(0)];
        for piece in self.text.as_bytes().chunks(8) {
            let mut bytes = [0; 8];
            for (to, from) in bytes.iter_mut().zip(piece) {
                *to = *from;
            }
            position.push(i64::from_be_bytes(bytes));
        }
        position
    }

    pub(super) fn at(position: &[i64]) -> Option<Self> {
        let [no, number, length, pieces @ ..] = position else { return None };
        let mut bytes: Vec<u8> = pieces.iter().flat_map(|piece| piece.to_be_bytes()).collect();
        bytes.truncate(usize::try_from(*length).ok()?);
        Some(Self { text: String::from_utf8(bytes).ok()?, number: *number, no: GroupNo(*no) })
    }
}

#[cfg(test)]
mod tests;
