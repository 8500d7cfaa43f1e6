//! The list against a slow, obvious one, over random groups.

use std::cmp::Ordering;

use menjin_api::menjin::group::{
    Group, Level, Opens, Risk,
    list::{Order, Query, Sort},
};
use menjin_model::GroupNo;
use proptest::prelude::*;

use super::{Key, choose, direction};
use crate::governance::risk;

fn group() -> impl Strategy<Value = Group> {
    let texts = ("[aAbB组]{1,3}", "[aBc组]{0,3}", "[gG]-[a-c]{1,2}");
    let numbers = (1i64..=2, 0i64..4, 0i64..4, 0i64..6, 0i64..3, 0i64..5);
    (texts, numbers).prop_map(|((name, description, id), (kind, people, opens, points, activity, updated))| Group {
        group_id: id,
        name,
        description,
        r#type: kind,
        type_text: String::new(),
        member_user_count: people,
        member_department_count: 0,
        people,
        frozen: 0,
        ending: 0,
        opens: Opens { total: opens, ..Opens::default() },
        risk: Risk { level: risk::level(points), points, inputs: Vec::new() },
        activity: vec![activity; 12],
        updated,
        created: 0,
        age_days: 0,
    })
}

fn query() -> impl Strategy<Value = Query> {
    let sort = prop::sample::select(Sort::ALL.to_vec());
    let order = prop::option::of(prop::sample::select(vec![Order::Asc, Order::Desc]));
    let risk = prop::option::of(prop::sample::select(Level::ALL.to_vec()));
    let filters = (prop::option::of(1i64..=2), prop::option::of("[aB组]{0,2}"), prop::option::of(0i64..3));
    (sort, order, risk, filters, prop::option::of(1i64..4)).prop_map(|(sort, order, risk, filters, max)| Query {
        r#type: filters.0,
        q: filters.1,
        members_min: filters.2,
        members_max: max,
        risk,
        sort,
        order,
        page_token: None,
        page_size: None,
    })
}

/// One after the other, the least of what is left.
fn slowly(groups: &[(GroupNo, Group)], query: &Query) -> Vec<usize> {
    let text = query.q.clone().unwrap_or_default().to_lowercase();
    let mut left: Vec<usize> = (0..groups.len())
        .filter(|place| {
            let group = &groups[*place].1;
            (query.r#type.is_none() || query.r#type == Some(group.r#type))
                && group.people >= query.members_min.unwrap_or(0)
                && group.people <= query.members_max.unwrap_or(i64::MAX)
                && (query.risk.is_none() || query.risk == Some(group.risk.level))
                && format!("{}\n{}", group.name, group.description).to_lowercase().contains(&text)
        })
        .collect();
    let before = |one: usize, other: usize| {
        let (a, b) = (&groups[one].1, &groups[other].1);
        let first = match query.sort {
            Sort::Name => a.name.to_lowercase().cmp(&b.name.to_lowercase()),
            Sort::Id => a.group_id.to_lowercase().cmp(&b.group_id.to_lowercase()),
            Sort::Type => a.r#type.cmp(&b.r#type),
            Sort::Members => a.people.cmp(&b.people),
            Sort::Opens => a.opens.total.cmp(&b.opens.total),
            Sort::Risk => a.risk.points.cmp(&b.risk.points),
            Sort::Activity => a.activity.iter().sum::<i64>().cmp(&b.activity.iter().sum()),
            Sort::Updated => a.updated.cmp(&b.updated),
        };
        let order = first.then(groups[one].0.cmp(&groups[other].0));
        if direction(query) == Order::Desc { order.reverse() } else { order }
    };
    let mut sorted = Vec::new();
    while !left.is_empty() {
        let least = (0..left.len()).reduce(|a, b| if before(left[b], left[a]) == Ordering::Less { b } else { a });
        sorted.push(left.remove(least.unwrap()));
    }
    sorted
}

proptest! {
    #[test]
    fn a_list_is_what_a_slow_obvious_one_would_be(groups in prop::collection::vec(group(), 0..24), query in query()) {
        let groups: Vec<(GroupNo, Group)> = (1..).map(GroupNo).zip(groups).collect();
        prop_assert_eq!(choose(&groups, &query), slowly(&groups, &query));
    }

    #[test]
    fn a_page_token_holds_the_whole_key(group in group(), sort in prop::sample::select(Sort::ALL.to_vec()), no in 0i64..9) {
        let key = Key::of(sort, GroupNo(no), &group);
        prop_assert_eq!(Key::at(&key.position()), Some(key));
    }
}
