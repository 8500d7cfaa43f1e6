//! Statements about groups beyond their members: what depends on them, views, what they are given, their end and return.

use menjin_model::{AppNo, DepartmentNo, DocumentNo, GroupNo, Millis, ReviewGroupNo, RuleNo, UserNo};
use menjin_store::document_member::{self, Holder};
use menjin_store::group::{
    self, back as group_back,
    deleted::{self as group_deleted, DeletedRow},
    depend::{self as group_depend, Dependant},
    end as group_end, give as group_give,
    listing::{self as group_listing, Like},
    member as group_member,
    view::{self as group_view, ViewRow},
};
use menjin_store::person::page::{self as person_page, Wanted};
use serde_json::json;

use super::{NOW, T, write_in_company};

/// Two people of three are not always in it; an app is closed to it.
const TIMED: GroupNo = GroupNo(21);
/// It has something of everything.
const RICH: GroupNo = GroupNo(22);
const EMPTY: GroupNo = GroupNo(26);
const ALWAYS: group_give::Window = (Millis(0), Millis(0));

fn pair(id: &str, name: &str) -> (String, String) {
    (id.to_owned(), name.to_owned())
}

#[tokio::test]
async fn what_depends_on_a_group() {
    write_in_company(|tx| {
        Box::pin(async move {
            let one = |id: &str, name: &str, detail: &str, others| Dependant {
                id: id.to_owned(),
                name: name.to_owned(),
                detail: detail.to_owned(),
                others,
            };
            assert_eq!(group_depend::documents(tx, T, TIMED).await?, [one("t41", "", "view", 1)]);
            assert_eq!(group_depend::documents(tx, T, RICH).await?.len(), 2);
            assert_eq!(group_depend::apps(tx, T, TIMED).await?, [one("cli32-1", "n", "black", 2)]);
            assert_eq!(group_depend::apps(tx, T, RICH).await?, [one("cli31-1", "n", "white", 3)]);
            assert_eq!(group_depend::ranges(tx, T, RICH).await?, [one("cli31-1", "n", "", 1)]);
            assert_eq!(group_depend::rules(tx, T, RICH).await?, [one("r61", "n61", "2", 3)]);
            assert_eq!(group_depend::reviews(tx, T, RICH).await?, [one("p81", "n", "", 2)]);
            assert_eq!(group_depend::people(tx, T, TIMED, 2).await?, [pair("u2", "n"), pair("u3", "n")]);
            assert_eq!(group_depend::departments(tx, T, RICH).await?, [pair("d12", "n12"), pair("d14", "n14")]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn views_of_a_group_are_kept_up_to_a_number() {
    write_in_company(|tx| {
        Box::pin(async move {
            let view = |at| ViewRow { actor: "user:1".to_owned(), surface: "console".to_owned(), at: Millis(at) };
            for at in 0..=group_view::KEPT {
                group_view::insert(tx, T, TIMED, &view(at)).await?;
            }
            let kept = group_view::list(tx, T, TIMED).await?;
            assert_eq!(kept, (1..=group_view::KEPT).rev().map(view).collect::<Vec<_>>());
            let groups = [TIMED, RICH];
            assert_eq!(group_view::seen_since(tx, T, &groups, "user:1", Millis(9)).await?, [TIMED]);
            assert_eq!(group_view::seen_since(tx, T, &groups, "user:1", Millis(99)).await?, []);
            assert_eq!(group_view::seen_since(tx, T, &groups, "user:2", Millis(9)).await?, []);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn deleted_groups_are_kept_until_their_time_is_over() {
    write_in_company(|tx| {
        Box::pin(async move {
            let row = |id, at: i64| DeletedRow {
                id: GroupNo(id),
                group_id: "g".to_owned(),
                name: "N".to_owned(),
                state: "{}".to_owned(),
                actor: "user:1".to_owned(),
                at: Millis(at),
                expires: Millis(at + 10),
            };
            group_deleted::keep(tx, T, &row(1, 0)).await?;
            group_deleted::keep(tx, T, &row(2, 5)).await?;
            assert_eq!(group_deleted::list(tx, T, Millis(9)).await?, [row(2, 5), row(1, 0)]);
            assert_eq!(group_deleted::list(tx, T, Millis(10)).await?, [row(2, 5)], "the other's time is over");
            assert_eq!(group_deleted::named(tx, T, "g").await?, [row(2, 5), row(1, 0)]);
            group_deleted::keep(tx, T, &row(3, 10)).await?;
            assert_eq!(group_deleted::named(tx, T, "g").await?, [row(3, 10), row(2, 5)]);
            group_deleted::forget(tx, T, GroupNo(3)).await?;
            assert_eq!(group_deleted::named(tx, T, "g").await?, [row(2, 5)]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn what_a_group_is_given() {
    write_in_company(|tx| {
        Box::pin(async move {
            assert!(group_give::app(tx, T, EMPTY, AppNo(1031)).await?);
            assert!(!group_give::app(tx, T, EMPTY, AppNo(1031)).await?, "it has it");
            for rule in [61, 64] {
                assert!(group_give::rule(tx, T, EMPTY, RuleNo(rule)).await?);
                assert!(!group_give::rule(tx, T, EMPTY, RuleNo(rule)).await?, "it is in it");
            }
            assert!(group_give::review(tx, T, EMPTY, ReviewGroupNo(82)).await?);
            assert!(!group_give::review(tx, T, EMPTY, ReviewGroupNo(82)).await?, "it is in it");
            assert_eq!(group_depend::rules(tx, T, EMPTY).await?.len(), 2);

            let window = (Millis(5), Millis(9));
            group_give::people(tx, T, EMPTY, &[]).await?;
            group_give::people(tx, T, EMPTY, &[(UserNo(1), window), (UserNo(2), ALWAYS)]).await?;
            group_member::recount(tx, T, EMPTY, 2).await?;
            let windows = group_give::windows_of_people(tx, T, EMPTY, &[UserNo(1), UserNo(3)]).await?;
            assert_eq!(windows, [(1, window.0, window.1)]);

            let (root, below) = (DepartmentNo(0), DepartmentNo(11));
            group_give::departments(tx, T, EMPTY, &[]).await?;
            group_give::departments(tx, T, EMPTY, &[(root, ALWAYS), (below, window)]).await?;
            assert_eq!(group_depend::departments(tx, T, EMPTY).await?, [pair("0", "n"), pair("d11", "n11")]);
            let windows = group_give::windows_of_departments(tx, T, EMPTY, &[below]).await?;
            assert_eq!(windows, [(11, window.0, window.1)]);
            let gone = group_give::remove_departments(tx, T, EMPTY, &[below, DepartmentNo(12)]).await?;
            assert_eq!(gone.iter().map(|row| (row.department, row.ends)).collect::<Vec<_>>(), [(11, window.1)]);
            assert_eq!(group_give::windows_of_departments(tx, T, EMPTY, &[below]).await?, []);

            group_give::touch(tx, T, EMPTY, NOW).await?;
            let group = group::find(tx, T, "g26").await?.unwrap();
            assert_eq!((group.user_count, group.department_count, group.updated), (2, 1, NOW));
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn a_deleted_group_comes_back_as_far_as_there_is_what_it_named() {
    write_in_company(|tx| {
        Box::pin(async move {
            let gone = group_end::delete(tx, T, RICH).await?;
            let returning = group_back::Returning {
                id: RICH,
                group_id: "g22",
                name: "n22",
                description: "back",
                created: Millis(1),
                now: NOW,
            };
            assert!(!group_back::group(tx, T, &returning, 5).await?, "there are as many as there may be");
            assert!(group_back::group(tx, T, &returning, 9).await?);
            assert!(!group_back::group(tx, T, &returning, 9).await?, "it is there");
            let grants = gone.grants.iter();
            let places = gone.doors.iter();
            // What is not there any more, or cannot come back, stays away: a person who left, a department, a deleted rule.
            let state = json!({
                "group_member": [[8, 1, 0, 0], [8, 5, 0, 0]],
                "group_department": [[9, 12, 0, 0], [9, 14, 5, 50], [9, 0, 0, 0], [9, 19, 0, 0]],
                "document_member": grants
                    .map(|row| json!([row.document, row.perm_type, row.perm, row.added, row.starts, row.ends]))
                    .collect::<Vec<_>>(),
                "app_availability": gone.availability,
                "contact_range": gone.ranges,
                "door_rule_member": places
                    .map(|row| json!([row.rule, row.position, row.starts, row.ends]))
                    .chain([json!([63, 1, 0, 0])])
                    .collect::<Vec<_>>(),
                "review_member": [81, 89],
            });
            let mut back = group_back::rest(tx, T, RICH, &state, 9).await?;
            back.departments.sort_unstable();
            let expected = group_back::Back {
                users: vec![1],
                departments: vec![0, 12, 14],
                documents: vec![44, 44],
                apps: vec![1031],
                ranges: vec![1031],
                rules: vec![61],
                reviews: vec![81],
            };
            assert_eq!(back, expected);
            let holder = [Holder::Group(RICH)];
            assert_eq!(document_member::of_holders(tx, T, &[DocumentNo(44)], &holder).await?.len(), 2);
            let row = group::find(tx, T, "g22").await?.unwrap();
            assert_eq!((row.user_count, row.department_count, row.updated), (1, 3, NOW));
            assert_eq!(group_back::rest(tx, T, TIMED, &json!({}), 9).await?, group_back::Back::default());
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn members_and_people_are_listed_with_their_names() {
    write_in_company(|tx| {
        Box::pin(async move {
            let people = group_listing::people(tx, T, TIMED, &Like::of("U"), group_member::FIRST, 9).await?;
            assert_eq!(people.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["u2", "u3", "u1"]);
            let behind = (people[0].joined, people[0].number);
            assert_eq!(group_listing::people(tx, T, TIMED, &Like::of("n"), behind, 9).await?, people[1..]);
            assert_eq!(group_listing::people(tx, T, TIMED, &Like::of("_"), group_member::FIRST, 9).await?, []);
            let departments = group_listing::departments(tx, T, RICH, &Like::of("N1"), group_member::FIRST, 1).await?;
            assert_eq!((departments.len(), departments[0].number, departments[0].id.as_str()), (1, 12, "d12"));
            let users = [UserNo(1), UserNo(2)];
            let called = group_listing::called(tx, T, &users, &Like::of("U1")).await?;
            assert_eq!(called, [(UserNo(1), "u1".to_owned(), "n".to_owned())]);
            let called = group_listing::departments_called(tx, T, &[DepartmentNo(11), DepartmentNo(99)]).await?;
            assert_eq!(called, [(DepartmentNo(11), "d11".to_owned(), "n11".to_owned())]);

            let all = Wanted::default();
            let numbers = |people: Vec<UserNo>| people.into_iter().map(|user| user.0).collect::<Vec<_>>();
            assert_eq!(numbers(person_page::behind(tx, T, &all, UserNo(1), 3).await?), [2, 3, 4]);
            assert_eq!(numbers(person_page::before(tx, T, &all, UserNo(4), 2).await?), [3, 2]);
            for (wanted, found) in [
                (Wanted { text: "u3".to_owned(), ..all.clone() }, vec![3]),
                (Wanted { text: "%".to_owned(), ..all.clone() }, vec![]),
                (Wanted { departments: Some(vec![DepartmentNo(14), DepartmentNo(0)]), ..all.clone() }, vec![1, 3, 4]),
                (Wanted { departments: Some(vec![]), ..all.clone() }, vec![]),
                (Wanted { resigned: true, ..all.clone() }, vec![5]),
                (Wanted { frozen: Some(true), ..all.clone() }, vec![4]),
            ] {
                assert_eq!(numbers(person_page::behind(tx, T, &wanted, UserNo(0), 9).await?), found, "{wanted:?}");
                let back = numbers(person_page::before(tx, T, &wanted, UserNo(99), 9).await?);
                assert_eq!(back.into_iter().rev().collect::<Vec<_>>(), found, "{wanted:?}");
            }
            Ok(())
        })
    })
    .await;
}
