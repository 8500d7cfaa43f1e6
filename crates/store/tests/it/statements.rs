//! Every function over [`Tx`] runs on both databases: a statement that only one of them takes is found here, and so is a
//! function that nobody added here.

mod access;
mod administrators;
mod governance;
mod groups;
mod naming;
mod overview;
mod things;

use menjin_model::{AppNo, CollaboratorRole, DepartmentNo, GroupId, GroupNo, Millis, TenantNo, UserNo};
use menjin_store::department::{self, row as department_row, tree as department_tree};
use menjin_store::group::{self, end as group_end, member as group_member, people as group_people};
use menjin_store::person::{self, IdKind, Known, leave as person_leave, place as person_place, row as person_row};
use menjin_store::{
    StoreError, Tx, Written, app, app_collaborator, availability, directory, grant, membership, range, reset, setting,
    token,
};

use crate::facts::{fill, load, watched};
use crate::help::{Answer, TENANT, entry, open};

const T: TenantNo = TENANT;
const APP: AppNo = AppNo(11);
const USER: UserNo = UserNo(12);
const DEPARTMENT: DepartmentNo = DepartmentNo(13);
const GROUP: GroupNo = GroupNo(14);
const NOW: Millis = Millis(1_767_254_400_000);

async fn write<F>(operation: F)
where
    F: for<'a> Fn(&'a mut Tx<'_>) -> menjin_store::BoxFuture<'a, Answer<()>> + Send + Sync + 'static,
{
    write_into(false, operation).await;
}

/// The same where a company is already.
async fn write_in_company<F>(operation: F)
where
    F: for<'a> Fn(&'a mut Tx<'_>) -> menjin_store::BoxFuture<'a, Answer<()>> + Send + Sync + 'static,
{
    write_into(true, operation).await;
}

async fn write_into<F>(company: bool, operation: F)
where
    F: for<'a> Fn(&'a mut Tx<'_>) -> menjin_store::BoxFuture<'a, Answer<()>> + Send + Sync + 'static,
{
    let operation = std::sync::Arc::new(operation);
    let (db, heard) = watched(|_| {}).await;
    if company {
        fill(&db, T).await;
    }
    let mut held = load(&db, T).await;
    let done: Answer<()> = db
        .write(T, move |tx| {
            let operation = std::sync::Arc::clone(&operation);
            Box::pin(async move {
                operation(tx).await?;
                Ok(Written::new((), entry("x")))
            })
        })
        .await;
    done.unwrap();
    held.apply(&heard.lock().unwrap());
    assert_eq!(held, load(&db, T).await, "what was noted is what there is");
}

fn person() -> person_row::UserRow {
    person_row::UserRow {
        id: USER,
        user_id: "u".into(),
        union_id: "on_1".into(),
        name: "名".into(),
        email: None,
        mobile: Some("+86".into()),
        employee_no: None,
        leader: UserNo(0),
        employee_type: 1,
        frozen: false,
        resigned: false,
        manager: true,
        profile: "{}".into(),
        created: NOW,
    }
}

fn department() -> department_row::DepartmentRow {
    department_row::DepartmentRow {
        id: DEPARTMENT,
        department_id: "d".into(),
        open_department_id: "od_1".into(),
        parent: DepartmentNo(0),
        name: "IT".into(),
        position: 1,
        leader: USER,
        leaders: "[]".into(),
        profile: "{}".into(),
        created: NOW,
    }
}

#[tokio::test]
async fn people() {
    write(|tx| {
        Box::pin(async move {
            person_row::insert(tx, T, &person()).await?;
            assert_eq!(person_row::find(tx, T, &[USER]).await?, [person()]);
            person_row::update(tx, T, &person()).await?;
            assert_eq!(person_row::with_user_id(tx, T, "u").await?, Some(USER));
            assert_eq!(person_row::with_mobile(tx, T, "+86").await?, Some(USER));
            person_row::with_email(tx, T, "e").await?;
            person_row::with_employee_no(tx, T, "e").await?;
            person_row::by_emails(tx, T, &["e"]).await?;
            assert_eq!(person_row::by_mobiles(tx, T, &["+86"]).await?.len(), 1);
            person_row::resigned_by_contacts(tx, T, &["e"], &["m"]).await?;
            person_row::meet_apps(tx, T, USER, "[[11, \"ou_1\"]]").await?;
            assert_eq!(person::open_ids(tx, T, APP, &[USER]).await?, [(USER, "ou_1".to_owned())]);
            for (kind, id, app) in
                [(IdKind::OpenId, "ou_1", APP), (IdKind::UnionId, "on_1", AppNo(0)), (IdKind::UserId, "u", AppNo(0))]
            {
                let known = Known { app, user: USER };
                assert_eq!(person::find(tx, T, kind, &[id, "?"]).await?, [Some(known), None]);
            }
            assert_eq!(person::union_ids(tx, T, &[USER]).await?.len(), 1);
            assert_eq!(person::user_ids(tx, T, &[USER]).await?.len(), 1);
            person::resigned(tx, T, &[USER]).await?;
            assert_eq!(person::count(tx, T).await?, 1);
            assert_eq!(person::standing(tx, T, USER).await?, Some((false, false)));
            assert!(person::card(tx, T, USER).await?.is_some());
            assert_eq!(person::active(tx, T, 5).await?.len(), 1);
            let place = person_place::Place {
                user: USER,
                department: DEPARTMENT,
                user_order: 1,
                department_order: 2,
                is_primary: true,
            };
            person_place::replace(tx, T, USER, &[place]).await?;
            assert_eq!(person_place::of(tx, T, &[USER]).await?, [place]);
            assert_eq!(person_place::members(tx, T, DEPARTMENT, UserNo(0), 5).await?, [USER]);
            assert_eq!(person_place::direct_counts(tx, T, &[DEPARTMENT]).await?, [(DEPARTMENT, 1)]);
            assert_eq!(person_place::counts(tx, T, &[DEPARTMENT]).await?, [(DEPARTMENT, 1)]);
            assert_eq!(person_place::primary_counts(tx, T, &[DEPARTMENT]).await?, [(DEPARTMENT, 1)]);
            person_leave::groups(tx, T, USER).await?;
            person_leave::ranges(tx, T, USER).await?;
            person_leave::collaborations(tx, T, USER).await?;
            person_leave::availabilities(tx, T, USER).await?;
            person_leave::documents(tx, T, USER).await?;
            person_leave::doors(tx, T, USER).await?;
            person_leave::reviews(tx, T, USER).await?;
            directory::users(tx, T, APP).await?;
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn departments() {
    write(|tx| {
        Box::pin(async move {
            department_row::insert(tx, T, &department()).await?;
            assert_eq!(department_row::find(tx, T, &[DEPARTMENT]).await?, [department()]);
            department_row::update(tx, T, &department()).await?;
            assert_eq!(department::by_open_ids(tx, T, &["od_1"]).await?.len(), 1);
            assert_eq!(department::by_ids(tx, T, &["d"]).await?.len(), 1);
            assert_eq!(department::ids(tx, T, &[DEPARTMENT]).await?.len(), 1);
            assert_eq!(department::with_descendants(tx, T, &[DepartmentNo(0)]).await?.len(), 2);
            assert_eq!(department::with_ancestors(tx, T, &[DEPARTMENT]).await?.len(), 2);
            assert_eq!(department::of_user_with_ancestors(tx, T, USER).await?, [DepartmentNo(0)]);
            let start = department_tree::Spot::START;
            assert_eq!(department_tree::children(tx, T, DepartmentNo(0), start, 5).await?.len(), 1);
            assert_eq!(department_tree::descendants(tx, T, DepartmentNo(0), start, 5).await?.len(), 1);
            assert_eq!(department_tree::height(tx, T, DepartmentNo(0)).await?, 1);
            assert_eq!(department_tree::named(tx, T, DepartmentNo(0), "IT").await?, Some(DEPARTMENT));
            assert_eq!(department_tree::placed(tx, T, DepartmentNo(0), 1).await?, Some(DEPARTMENT));
            assert_eq!(department_tree::last_position(tx, T, DepartmentNo(0)).await?, 1);
            assert_eq!(department_tree::child_count(tx, T, DepartmentNo(0)).await?, 1);
            assert_eq!(department_tree::count(tx, T).await?, 1);
            assert_eq!(department_tree::profiles(tx, T, DepartmentNo(0)).await?.len(), 1);
            directory::departments(tx, T).await?;
            department_row::delete(tx, T, DEPARTMENT).await?;
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn groups() {
    write(|tx| {
        Box::pin(async move {
            person_row::insert(tx, T, &person()).await?;
            let id = GroupId::from("g1");
            let new = group::NewGroup { group_id: &id, name: "IT", description: "", now: NOW };
            let group = group::insert(tx, T, &new, 500).await?.unwrap();
            assert_eq!(group::insert(tx, T, &new, 500).await?, None);
            let second = group::NewGroup { group_id: &GroupId::from("g2"), name: "OPS", ..new };
            assert_eq!(group::insert(tx, T, &second, 1).await?, None, "there may be one");
            assert!(group::find(tx, T, "g1").await?.is_some());
            assert!(group::rename(tx, T, group, "HR", "", NOW).await?);
            assert!(group::name_taken(tx, T, "HR").await?);
            let filter = group::Filter { kind: 0, listed_by: None };
            assert_eq!(group_member::room(tx, T, 10).await?, 10);
            assert_eq!(group_member::addable(tx, T, group, &[USER]).await?, [USER]);
            assert_eq!(group_member::insert(tx, T, group, &[USER]).await?, [USER]);
            assert_eq!(group_member::insert(tx, T, group, &[USER]).await?, []);
            group_member::recount(tx, T, group, 1).await?;
            assert_eq!(group_member::room(tx, T, 10).await?, 9);
            assert_eq!(group::find_at(tx, T, "g1", NOW).await?.unwrap().users(), 1);
            assert_eq!(group::list_at(tx, T, NOW, filter, GroupNo(0), 5).await?.len(), 1);
            assert_eq!(group::list_among(tx, T, &[group], filter, GroupNo(0), 5).await?.len(), 1);
            let first = group_member::FIRST;
            assert_eq!(group_member::page(tx, T, group, NOW, first, 5).await?.len(), 1);
            group_member::page_of_departments(tx, T, group, NOW, first, 5).await?;
            assert_eq!(group_people::everyone(tx, T, UserNo(0), 5).await?, [USER]);
            assert_eq!(group_people::some(tx, T, &[DEPARTMENT], &[USER], UserNo(0)).await?, [USER]);
            group_people::departments(tx, T, &[USER]).await?;
            group_people::tree(tx, T).await?;
            assert_eq!(membership::ordinary(tx, T, USER, &[DEPARTMENT], NOW).await?, [group]);
            membership::rules(tx, T).await?;
            directory::groups(tx, T).await?;
            group_member::remove_idle(tx, T, group, &[USER], NOW).await?;
            assert_eq!(group_member::remove(tx, T, group, &[USER]).await?.len(), 1);
            group_end::delete(tx, T, group).await?;
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn ranges_apps_and_sign_in() {
    write(|tx| {
        Box::pin(async move {
            range::users(tx, T, APP, &[USER]).await?;
            range::department(tx, T, APP, DEPARTMENT).await?;
            range::departments(tx, T, APP, &[DEPARTMENT]).await?;
            range::group(tx, T, APP, GROUP).await?;
            availability::naming(tx, T, APP, USER, &[DEPARTMENT], &[GROUP]).await?;
            app::find(tx, APP).await?;
            app::find_by_app_id(tx, "cli_1").await?;
            app::secret(tx, APP).await?;
            app::list(tx, T).await?;
            app::first(tx).await?;
            app::meeting(tx, T).await?;
            app_collaborator::put(tx, T, APP, USER, CollaboratorRole::Developer).await?;
            app_collaborator::put(tx, T, APP, USER, CollaboratorRole::Operator).await?;
            assert_eq!(app_collaborator::list(tx, T, APP).await?, [(USER, CollaboratorRole::Operator)]);
            assert_eq!(app_collaborator::role(tx, T, APP, USER).await?, Some(CollaboratorRole::Operator));
            assert_eq!(app_collaborator::remove(tx, T, APP, &[USER]).await?, 1);
            let code = grant::CodeRow {
                tenant: T,
                app: APP,
                user: USER,
                scopes: "[]".into(),
                redirect_uri: "http://x".into(),
                challenge: String::new(),
                challenge_method: String::new(),
                expires: NOW,
                used: false,
            };
            grant::insert_code(tx, b"hash", &code).await?;
            assert!(grant::find_code(tx, b"hash").await?.is_some_and(|code| !code.used));
            assert!(grant::use_code(tx, b"hash").await?);
            assert_eq!(grant::forget_expired_codes(tx, Millis(NOW.0 + 1)).await?, 1);
            grant::grant(tx, T, APP, USER, "[]", NOW).await?;
            assert_eq!(grant::granted(tx, T, APP, USER).await?, Some(("[]".to_owned(), NOW)));
            token::insert(tx, b"hash", &token_of(APP)).await?;
            assert!(token::find(tx, b"hash").await?.is_some());
            assert!(token::newest(tx, APP, T).await?.is_some());
            assert!(token::use_up(tx, b"hash").await?);
            assert_eq!(token::forget_expired(tx, Millis(NOW.0 + 1)).await?, 1);
            Ok(())
        })
    })
    .await;
}

#[tokio::test]
async fn what_every_request_asks_is_read_at_a_glance() {
    let db = open().await;
    let done: Answer<()> = db
        .exclusive(|tx| {
            Box::pin(async move {
                const APP: &str = "insert into app (id, app_id, tenant, secret, name, description, kind, status, scopes, \
                    contact_range, visible_to_all, owner, bot_open_id, redirect_urls, ip_allow_list, created) \
                    values (11, 'cli_a', 1, $1, 'A', '', 'custom', 1, '[]', 'all', 1, 0, 'ou_a', '[]', '[]', 0)";
                tx.execute(APP, menjin_store::args![b"sealed"]).await?;
                for (hash, app) in [(b"known", AppNo(11)), (b"apart", AppNo(12))] {
                    token::insert(tx, hash, &token_of(app)).await?;
                }
                setting::put(tx, "a", "2").await
            })
        })
        .await;
    done.unwrap();
    let (token, app) = token::find_with_app(&db, b"known").await.unwrap().unwrap();
    assert_eq!((token.kind.as_str(), token.state.as_str(), token.app), ("tenant", "live", app.id));
    assert_eq!((app.app_id.as_str(), app.kind.as_str(), app.ip_allow_list.as_str()), ("cli_a", "custom", "[]"));
    assert!(token::find_with_app(&db, b"apart").await.unwrap().is_none(), "an app that is gone");
    assert!(token::find_with_app(&db, b"unknown").await.unwrap().is_none());
    assert_eq!(setting::find_all(&db, &["a", "b"]).await.unwrap(), [("a".to_owned(), "2".to_owned())]);
}

fn token_of(app: AppNo) -> token::TokenRow {
    token::TokenRow {
        kind: "tenant".into(),
        tenant: T,
        app,
        user: UserNo(0),
        scopes: "[]".into(),
        serial: 1,
        issued: NOW,
        expires: NOW,
        granted: NOW,
        state: "live".into(),
    }
}

#[tokio::test]
async fn forgetting_everything_empties_the_tally_too() {
    let db = open().await;
    let done: Answer<()> = db
        .exclusive(|tx| {
            Box::pin(async move {
                for n in 0..3 {
                    let id = UserNo(n);
                    let (user_id, union_id) = (n.to_string(), n.to_string());
                    let row = person_row::UserRow { id, user_id, union_id, mobile: None, resigned: n == 2, ..person() };
                    person_row::insert(tx, T, &row).await?;
                }
                assert_eq!(group_member::room(tx, T, 10).await?, 20);
                let left = person_row::UserRow { id: UserNo(0), mobile: None, resigned: true, ..person() };
                person_row::update(tx, T, &left).await?;
                assert_eq!(group_member::room(tx, T, 10).await?, 10);
                assert!(reset::is_empty(tx).await?);
                reset::forget_all(tx).await?;
                reset::forget_orphaned_tokens(tx).await?;
                assert_eq!(group_member::room(tx, T, 10).await?, 0);
                Ok::<_, StoreError>(())
            })
        })
        .await;
    done.unwrap();
}

/// Functions that other files of this suite call, or that only these call.
const ELSEWHERE: [&str; 3] = ["first_broken", "insert", "find_by_key"];

#[test]
fn no_function_is_missing_here() {
    let here = concat!(
        include_str!("statements.rs"),
        include_str!("statements/access.rs"),
        include_str!("statements/administrators.rs"),
        include_str!("statements/governance.rs"),
        include_str!("statements/groups.rs"),
        include_str!("statements/naming.rs"),
        include_str!("statements/overview.rs"),
        include_str!("statements/things.rs")
    );
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut missing = Vec::new();
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.extend((!path.ends_with("db")).then_some(path));
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let module = path.strip_prefix(&source).unwrap().with_extension("").to_str().unwrap().replace('/', "_");
            for part in text.split("pub async fn ").skip(1).filter(|part| part.contains("Tx<'_>")) {
                let name = part.split(['(', '<']).next().unwrap();
                let called = here.contains(&format!("{module}::{name}(")) || here.contains(&format!("().{name}("));
                if !called && !ELSEWHERE.contains(&name) && module != "lib" && module != "db" {
                    missing.push(format!("{module}::{name}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "call these in statements.rs: {missing:#?}");
}
