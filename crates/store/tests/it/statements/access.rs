//! Statements about what people look at who govern access, and the searches by name.

use menjin_model::{AppList, AppNo, DeviceNo, DocumentNo, GroupNo, Millis, Party, ReviewGroupNo, RuleNo, UserNo};
use menjin_store::access::{
    apps as access_apps, documents as access_documents, doors as access_doors,
    names::{self as access_names, Kind},
    review_groups as access_review_groups,
};
use menjin_store::door::member as door_member;
use menjin_store::group::listing::Like;
use menjin_store::{find, label};

use super::{T, write_in_company};

const NAMED: [(Kind, &str, i64, &str); 9] = [
    (Kind::User, "u1", 1, "n"),
    (Kind::Department, "d11", 11, "n11"),
    (Kind::Group, "g21", 21, "n21"),
    (Kind::App, "cli31-1", 1031, "n"),
    (Kind::Visitor, "v71", 71, "n"),
    (Kind::Document, "t43", 43, ""),
    (Kind::Door, "x51", 51, "n"),
    (Kind::DoorRule, "r61", 61, "n61"),
    (Kind::ReviewGroup, "p81", 81, "n"),
];

fn pair(id: &str, name: &str) -> (String, String) {
    (id.to_owned(), name.to_owned())
}

#[tokio::test]
async fn names_of_every_kind() {
    write_in_company(|tx| {
        Box::pin(async move {
            for (kind, id, number, name) in NAMED {
                let found = [pair(id, name)];
                assert_eq!(access_names::by_ids(tx, T, kind, &[id, "?"]).await?, found, "{kind:?}");
                assert_eq!(access_names::like(tx, T, kind, &id.to_uppercase(), 5).await?, found, "{kind:?}");
                assert_eq!(access_names::like(tx, T, kind, "%", 5).await?, [], "{kind:?}");
                let numbered = [(number, id.to_owned(), name.to_owned())];
                assert_eq!(access_names::by_numbers(tx, T, kind, &[number, 9_999]).await?, numbered, "{kind:?}");
                assert_eq!(access_names::number(tx, T, kind, id).await?, Some(number), "{kind:?}");
            }
            for (kind, id) in [(Kind::User, "u5"), (Kind::Visitor, "v72"), (Kind::DoorRule, "r63")] {
                assert_eq!(access_names::by_ids(tx, T, kind, &[id]).await?, [], "{id} is gone");
                assert_eq!(access_names::number(tx, T, kind, id).await?, None, "{id} is gone");
            }
            assert_eq!(access_names::by_ids(tx, T, Kind::Department, &["od12"]).await?, [pair("od12", "n12")]);
            assert_eq!(access_names::number(tx, T, Kind::Department, "od12").await?, Some(12));
            assert_eq!(access_names::company(tx, T).await?, Some(pair("n", "Asia/Shanghai")));
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn labels_and_what_is_found_by_them() {
    use find::Kind;
    use label::Sought;
    write_in_company(|tx| {
        Box::pin(async move {
            let wanted = label::Wanted {
                users: vec!["u1", "u5"],
                departments: vec!["d11", "0"],
                groups: vec!["g21"],
                documents: vec!["t43"],
                apps: vec!["cli31-1"],
                doors: vec!["x51"],
                rules: vec!["r61", "r63"],
                review_groups: vec!["p81"],
                visitors: vec!["v71", "v72"],
            };
            let mut names = label::names(tx, T, &wanted).await?;
            names.sort();
            let expected = [
                ("app", "cli31-1", "n"),
                ("department", "0", "n"),
                ("department", "d11", "n11"),
                ("document", "t43", ""),
                ("door", "x51", "n"),
                ("door_rule", "r61", "n61"),
                ("group", "g21", "n21"),
                ("review_group", "p81", "n"),
                ("user", "u1", "n"),
                ("visitor", "v71", "n"),
            ];
            assert_eq!(names, expected.map(|(kind, id, name)| (kind.to_owned(), id.to_owned(), name.to_owned())));
            for (sought, text, id, name) in [
                (Sought::People, "U1", "u1", "n"),
                (Sought::Departments, "D11", "d11", "n11"),
                (Sought::Documents, "T43", "t43", ""),
                (Sought::Apps, "I31-", "cli31-1", "n"),
                (Sought::Rules, "N61", "r61", "n61"),
                (Sought::ReviewGroups, "81", "p81", "n"),
            ] {
                assert_eq!(label::find(tx, T, sought, text, 5).await?, [pair(id, name)], "{sought:?}");
                assert_eq!(label::find(tx, T, sought, "_", 5).await?, [], "{sought:?}");
            }
            for (kind, text, id, name) in [
                (Kind::Group, "N21", "g21", "n21"),
                (Kind::Person, "U1", "u1", "n"),
                (Kind::Department, "D11", "d11", "n11"),
                (Kind::Document, "T43", "t43", ""),
                (Kind::App, "CLI31", "cli31-1", "n"),
                (Kind::Door, "X51", "x51", "n"),
            ] {
                assert_eq!(find::find(tx, T, kind, &Like::of(text), 5).await?, [pair(id, name)], "{kind:?}");
                assert_eq!(find::find(tx, T, kind, &Like::of("_"), 5).await?, [], "{kind:?}");
            }
            assert_eq!(find::find(tx, T, Kind::Person, &Like::of("n"), 2).await?, [pair("u6", "n"), pair("u4", "n")]);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn apps_and_who_may_use_them() {
    write_in_company(|tx| {
        Box::pin(async move {
            let all = access_apps::list(tx, T, "", 5).await?;
            let [first, second] = all.as_slice() else { panic!("{all:?}") };
            assert_eq!((first.app_id.as_str(), first.visible_to_all), ("cli31-1", false));
            assert_eq!((first.owner_name.as_str(), first.owner_id.as_str()), ("n", "u1"));
            assert_eq!((first.collaborators, first.white, first.black), (2, 4, 1));
            assert_eq!((second.collaborators, second.white, second.black), (1, 0, 2));
            assert_eq!(access_apps::list(tx, T, "CLI32", 5).await?, all[1..]);

            let app = AppNo(1031);
            let listed = access_apps::listed(tx, T, app, 9).await?;
            let listed: Vec<_> = listed.iter().map(|(list, kind, no)| (list.as_str(), kind.as_str(), *no)).collect();
            let white = [("department", 12), ("group", 22), ("user", 1), ("user", 2)];
            assert_eq!(listed[..4], white.map(|(kind, no)| ("white", kind, no)));
            assert_eq!(listed[4..], [("black", "user", 2)]);
            let group = ("group", Party::Group(GroupNo(21)));
            assert!(access_apps::add(tx, T, app, AppList::Black, group).await?);
            assert!(!access_apps::add(tx, T, app, AppList::Black, group).await?, "it is on it");
            assert_eq!(access_apps::listed(tx, T, app, 9).await?.len(), 6);
            assert!(access_apps::remove(tx, T, app, AppList::White, ("user", Party::User(UserNo(1)))).await?);
            assert!(!access_apps::remove(tx, T, app, AppList::White, group).await?, "it was not on it");
            assert_eq!(access_apps::listed(tx, T, app, 9).await?.len(), 5);
            assert!(access_apps::open(tx, T, app, true).await?);
            assert!(!access_apps::open(tx, T, app, true).await?, "it is open");
            assert!(access_apps::open(tx, T, second.id, false).await?);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn listed_documents_and_their_folders() {
    write_in_company(|tx| {
        Box::pin(async move {
            let all = access_documents::list(tx, T, &access_documents::Filter::default(), i64::MAX, 9).await?;
            assert_eq!(all.iter().map(|row| row.id.0).collect::<Vec<_>>(), [44, 43, 41]);
            assert_eq!((all[0].folder_token.as_str(), all[0].members), ("t42", 3));
            assert_eq!((all[2].folder_token.as_str(), all[2].owner_name.as_str()), ("", "n"));
            let filters =
                [("T44", "", ("", 0)), ("", "docx", ("", 0)), ("", "folder", ("user", 3)), ("", "", ("app", 1))];
            for (at, (text, kind, (owner_kind, owner))) in filters.into_iter().enumerate() {
                let owner = (owner_kind.to_owned(), owner);
                let filter = access_documents::Filter { text: text.to_owned(), kind: kind.to_owned(), owner };
                assert_eq!(access_documents::list(tx, T, &filter, i64::MAX, 9).await?, all.get(at..=at).unwrap_or(&[]));
            }
            assert_eq!(access_documents::counts(tx, T).await?, (3, 1, 1));
            let folder = |token: &str, inherits| (token.to_owned(), String::new(), inherits);
            let chain = [folder("t41", true), folder("t42", true)];
            assert_eq!(access_documents::folders(tx, T, DocumentNo(43)).await?, chain);
            let chain = [folder("t41", true), folder("t42", false)];
            assert_eq!(access_documents::folders(tx, T, DocumentNo(44)).await?, chain);
            assert_eq!(access_documents::folders(tx, T, DocumentNo(41)).await?, []);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn listed_doors_and_who_stands_in_their_rules() {
    write_in_company(|tx| {
        Box::pin(async move {
            let (one, other, rule) = (DeviceNo(51), DeviceNo(52), RuleNo(61));
            let doors = access_doors::list(tx, T, "X5", 0, 9).await?;
            assert_eq!(doors.iter().map(|row| row.id).collect::<Vec<_>>(), [one, other]);
            assert_eq!(access_doors::list(tx, T, "", 51, 9).await?, doors[1..]);
            assert_eq!(access_doors::find(tx, T, "x51").await?.as_ref(), doors.first());
            let rules = access_doors::rules(tx, T, &[one, other]).await?;
            let mut rules: Vec<_> = rules.iter().map(|row| (row.id.0, row.device, row.members)).collect();
            rules.sort();
            assert_eq!(rules, [(61, one, 4), (61, other, 4), (62, other, 2)]);
            assert_eq!(access_doors::counts(tx, T).await?, (2, 0, 3));
            let members = access_doors::members(tx, T, rule, 1, 2).await?;
            assert_eq!(members, [(2, "department".to_owned(), 13, 0, 0), (3, "group".to_owned(), 22, 0, 0)]);
            assert_eq!(access_doors::of_rule(tx, T, rule).await?, [pair("x51", "n"), pair("x52", "n")]);

            assert_eq!(door_member::count(tx, T, rule, "user").await?, 3);
            assert_eq!(door_member::count(tx, T, rule, "visitor").await?, 1);
            let mut one =
                door_member::Member { kind: "user".to_owned(), member: 3, starts: Millis(5), ends: Millis(9) };
            assert_eq!(door_member::find(tx, T, rule, ("user", 3)).await?, None);
            door_member::put(tx, T, rule, &one).await?;
            one.ends = Millis(0);
            door_member::put(tx, T, rule, &one).await?;
            assert_eq!(door_member::find(tx, T, rule, ("user", 3)).await?.as_ref(), Some(&one));
            assert_eq!(access_doors::members(tx, T, rule, 4, 2).await?, [(5, "user".to_owned(), 3, 5, 0)]);
            assert_eq!(door_member::take(tx, T, rule, ("user", 3)).await?, Some(one));
            assert_eq!(door_member::take(tx, T, rule, ("user", 3)).await?, None);
            assert_eq!(door_member::count(tx, T, rule, "user").await?, 3);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn listed_people_groups() {
    write_in_company(|tx| {
        Box::pin(async move {
            let all = access_review_groups::list(tx, T, "P8", 0, 9).await?;
            assert_eq!(all.iter().map(|row| (row.people, row.groups)).collect::<Vec<_>>(), [(2, 1), (0, 1)]);
            assert_eq!(access_review_groups::list(tx, T, "", 81, 9).await?, all[1..]);
            assert_eq!(access_review_groups::find(tx, T, "p81").await?.as_ref(), all.first());
            let group = ReviewGroupNo(81);
            let members = [("group", 22), ("user", 1), ("user", 2)].map(|(kind, no)| (kind.to_owned(), no));
            assert_eq!(access_review_groups::members(tx, T, group, ("", 0), 9).await?, members);
            assert_eq!(access_review_groups::members(tx, T, group, ("group", 22), 9).await?, members[1..]);
            assert_eq!(access_review_groups::members(tx, T, group, ("user", 1), 9).await?, members[2..]);
            Ok(())
        })
    })
    .await;
}
