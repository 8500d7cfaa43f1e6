//! Each function that changes facts notes exactly that, in a company where it has something to change.

use menjin_model::{
    AppNo, Change, CollaboratorRole, DepartmentNo, DeviceNo, DocumentNo, GroupId, GroupNo, Millis, Perm, ReviewGroupNo,
    RuleNo, TenantNo, UserNo,
};
use menjin_store::document_member::{Grant, Holder, PermType};
use menjin_store::door::member::{Member, Part};
use menjin_store::{
    BoxFuture, StoreError, Tx, Written, app_collaborator, department, document, document_member, door, group, person,
    review, tenant,
};

use super::{Held, load, watched, world};
use crate::help::{Answer, TENANT as T, entry};
use crate::home::TestDb;

const OTHER: TenantNo = TenantNo(2);
const NOW: Millis = Millis(1_767_254_400_000);

/// A company whose notes are followed.
struct Company {
    db: TestDb,
    heard: std::sync::Arc<std::sync::Mutex<Vec<Change>>>,
    held: Held,
}

impl Company {
    async fn new() -> Self {
        let (db, heard) = watched(|_| {}).await;
        world::fill(&db, T).await;
        world::fill(&db, OTHER).await;
        let held = load(&db, T).await;
        assert_eq!(world::kinds(held.facts()), 18, "every kind is there");
        assert!(heard.lock().unwrap().is_empty());
        Self { db, heard, held }
    }

    /// Does something; what was noted of it.
    async fn does<F>(&mut self, operation: F) -> Vec<Change>
    where
        F: for<'a> Fn(&'a mut Tx<'_>) -> BoxFuture<'a, Answer<()>> + Send + Sync + 'static,
    {
        let operation = std::sync::Arc::new(operation);
        let done: Answer<()> = self
            .db
            .write(T, move |tx| {
                let operation = std::sync::Arc::clone(&operation);
                Box::pin(async move {
                    operation(tx).await?;
                    Ok::<_, StoreError>(Written::new((), entry("x")))
                })
            })
            .await;
        done.unwrap();
        let noted = std::mem::take(&mut *self.heard.lock().unwrap());
        self.held.apply(&noted);
        assert_eq!(self.held, load(&self.db, T).await);
        noted
    }
}

/// How many came, went and became something else.
fn counts(noted: &[Change]) -> (usize, usize, usize) {
    let mut counts = (0, 0, 0);
    for change in noted {
        match change {
            Change::Came(_) => counts.0 += 1,
            Change::Went(_) => counts.1 += 1,
            Change::Became { .. } => counts.2 += 1,
        }
    }
    counts
}

macro_rules! does {
    ($company:expr, |$tx:ident| $body:block) => {
        counts(
            &$company
                .does(|$tx| {
                    Box::pin(async move {
                        $body;
                        Ok(())
                    })
                })
                .await,
        )
    };
}

async fn user(tx: &mut Tx<'_>, number: i64) -> Answer<person::row::UserRow> {
    Ok(person::row::find(tx, T, &[UserNo(number)]).await?.remove(0))
}

fn place(user: UserNo, department: i64) -> person::place::Place {
    let department = DepartmentNo(department);
    person::place::Place { user, department, user_order: 1, department_order: 1, is_primary: department.0 == 12 }
}

#[tokio::test]
async fn of_people() {
    let mut company = Company::new().await;
    let done = does!(company, |tx| {
        let row = user(tx, 1).await?;
        let id = UserNo(tx.new_id().await?);
        let new = person::row::UserRow { id, user_id: "new".into(), union_id: "new".into(), ..row };
        person::row::insert(tx, T, &new).await?;
        person::place::replace(tx, T, id, &[place(id, 12), place(id, 0)]).await?;
    });
    assert_eq!(done, (3, 0, 0));
    let done = does!(company, |tx| {
        let row = user(tx, 1).await?;
        person::row::update(tx, T, &person::row::UserRow { name: "other".into(), ..row }).await?;
    });
    assert_eq!(done, (0, 0, 0), "a name is no fact");
    let done = does!(company, |tx| {
        let row = user(tx, 1).await?;
        person::row::update(tx, T, &person::row::UserRow { frozen: true, manager: true, ..row }).await?;
        let row = user(tx, 2).await?;
        person::row::update(tx, T, &person::row::UserRow { resigned: true, ..row }).await?;
    });
    assert_eq!(done, (0, 0, 2));
    let done = does!(company, |tx| {
        person::place::replace(tx, T, UserNo(1), &[place(UserNo(1), 14), place(UserNo(1), 12)]).await?;
    });
    assert_eq!(done, (1, 1, 0), "one stays");
    let done = does!(company, |tx| {
        for user in [UserNo(1), UserNo(2), UserNo(6)] {
            person::leave::groups(tx, T, user).await?;
            person::leave::ranges(tx, T, user).await?;
            person::leave::collaborations(tx, T, user).await?;
            person::leave::availabilities(tx, T, user).await?;
            person::leave::documents(tx, T, user).await?;
            person::leave::doors(tx, T, user).await?;
            person::leave::reviews(tx, T, user).await?;
            person::place::replace(tx, T, user, &[]).await?;
        }
    });
    assert_eq!(done, (0, 4 + 2 + 3 + 2 + 2 + 2 + 3, 0));
}

#[tokio::test]
async fn of_departments() {
    let mut company = Company::new().await;
    let done = does!(company, |tx| {
        let row = department::row::find(tx, T, &[DepartmentNo(12)]).await?.remove(0);
        let id = DepartmentNo(tx.new_id().await?);
        let names = ("new".to_owned(), "new".to_owned(), "new".to_owned());
        let (department_id, open_department_id, name) = names;
        let new =
            department::row::DepartmentRow { id, department_id, open_department_id, name, position: 99, ..row.clone() };
        department::row::insert(tx, T, &new).await?;
        department::row::update(tx, T, &department::row::DepartmentRow { name: "other".into(), ..row.clone() }).await?;
        department::row::update(tx, T, &department::row::DepartmentRow { parent: DepartmentNo(14), ..row }).await?;
    });
    assert_eq!(done, (1, 0, 1));
    let ended = does!(company, |tx| {
        let ended = department::row::delete(tx, T, DepartmentNo(12)).await?;
        assert_eq!((ended.groups, ended.ranges, ended.availabilities), (vec![22], vec![1031], vec![1031]));
        let ended = department::row::delete(tx, T, DepartmentNo(13)).await?;
        assert_eq!((ended.availabilities, ended.doors, ended.documents), (vec![1032], vec![61], vec![]));
        let ended = department::row::delete(tx, T, DepartmentNo(11)).await?;
        assert_eq!(ended.documents, [41]);
    });
    assert_eq!(ended, (0, 4 + 4 + 2, 0));
}

#[tokio::test]
async fn of_groups() {
    let mut company = Company::new().await;
    let done = does!(company, |tx| {
        let id = GroupId::from("new");
        let new = group::NewGroup { group_id: &id, name: "new", description: "", now: NOW };
        assert!(group::insert(tx, T, &new, 500).await?.is_some());
        assert!(group::insert(tx, T, &new, 500).await?.is_none());
        group::rename(tx, T, GroupNo(21), "other", "", NOW).await?;
    });
    assert_eq!(done, (1, 0, 0));
    let done = does!(company, |tx| {
        group::member::insert(tx, T, GroupNo(26), &[1, 2, 3, 5].map(UserNo)).await?;
        group::member::recount(tx, T, GroupNo(26), 3).await?;
        group::member::remove_idle(tx, T, GroupNo(21), &[1, 2, 3].map(UserNo), Millis(50)).await?;
        group::member::remove(tx, T, GroupNo(21), &[1, 2, 3].map(UserNo)).await?;
        group::member::recount(tx, T, GroupNo(21), -3).await?;
    });
    assert_eq!(done, (3, 3, 0));
    for (group, gone) in [(22, 9), (21, 3), (24, 3), (26, 4)] {
        let done = company
            .does(move |tx| {
                Box::pin(async move {
                    group::end::delete(tx, T, GroupNo(group)).await?;
                    Ok(())
                })
            })
            .await;
        assert_eq!(counts(&done), (0, gone, 0), "{group}");
    }
}

#[tokio::test]
async fn of_apps() {
    let mut company = Company::new().await;
    let done = does!(company, |tx| {
        app_collaborator::put(tx, T, AppNo(1031), UserNo(6), CollaboratorRole::Operator).await?;
        app_collaborator::put(tx, T, AppNo(1031), UserNo(6), CollaboratorRole::Operator).await?;
        app_collaborator::put(tx, T, AppNo(1031), UserNo(2), CollaboratorRole::Operator).await?;
        assert_eq!(app_collaborator::remove(tx, T, AppNo(1031), &[3, 4].map(UserNo)).await?, 1);
    });
    assert_eq!(done, (1, 1, 1));
}

fn grant(document: i64, holder: Holder, perm: Perm, ends: i64) -> Grant {
    let (starts, ends) = (Millis(0), Millis(ends));
    Grant { document: DocumentNo(document), perm_type: PermType::Container, holder, perm, added: 5, starts, ends }
}

#[tokio::test]
async fn of_documents() {
    let mut company = Company::new().await;
    let done = does!(company, |tx| {
        let (token, r#type, title, owner_kind) = ("new", "folder", "", "app");
        let new =
            document::NewDocument { token, r#type, title, owner_kind, owner: 1031, folder: DocumentNo(41), now: NOW };
        document::insert(tx, T, &new).await?;
        document::detach(tx, T, DocumentNo(43), r#"{"copy_entity":"only_full_access"}"#, NOW).await?;
        document::detach(tx, T, DocumentNo(44), "nonsense", NOW).await?;
    });
    assert_eq!(done, (1, 0, 1));
    let done = does!(company, |tx| {
        let [one, two] = [Holder::User(UserNo(1)), Holder::Group(GroupNo(22))];
        let grants = [grant(44, one, Perm::Edit, 20), grant(44, two, Perm::View, 0), grant(43, two, Perm::View, 0)];
        document_member::put(tx, T, &grants).await?;
        assert!(document_member::remove(tx, T, DocumentNo(44), PermType::SinglePage, two).await?);
        assert!(!document_member::remove(tx, T, DocumentNo(44), PermType::SinglePage, two).await?);
    });
    assert_eq!(done, (1, 1, 1), "the first has another start, the second says the same");
}

fn member(kind: &str, member: i64, ends: i64) -> Member {
    Member { kind: kind.into(), member, starts: Millis(0), ends: Millis(ends) }
}

#[tokio::test]
async fn of_doors() {
    let mut company = Company::new().await;
    let done = does!(company, |tx| {
        let row = door::find(tx, T, "r61").await?.unwrap();
        let new = door::RuleRow { rule_id: "new".into(), name: "new".into(), ..row.clone() };
        let rule = door::insert(tx, T, &new, NOW).await?;
        door::replace_devices(tx, T, rule, &[DeviceNo(52), DeviceNo(51)]).await?;
        door::update(tx, T, &door::RuleRow { name: "other".into(), ..row.clone() }).await?;
        door::update(tx, T, &door::RuleRow { opening_time: r#"{"weekdays":[2]}"#.into(), ..row }).await?;
        let gone = door::find(tx, T, "r63").await?.unwrap();
        door::update(tx, T, &door::RuleRow { opening_time: r#"{"weekdays":[2]}"#.into(), ..gone }).await?;
    });
    assert_eq!(done, (3, 0, 1), "a deleted rule is no fact");
    let done = does!(company, |tx| {
        door::replace_devices(tx, T, RuleNo(61), &[DeviceNo(52)]).await?;
        door::bind(tx, T, DeviceNo(51), &[RuleNo(62), RuleNo(64)]).await?;
        door::unbind(tx, T, DeviceNo(52), &[RuleNo(62), RuleNo(64)]).await?;
    });
    assert_eq!(done, (2, 2, 0));
    let done = does!(company, |tx| {
        let members = [member("department", 13, 0), member("user", 1, 7), member("everyone", 0, 0)];
        door::member::replace(tx, T, RuleNo(61), Part::Users, &members).await?;
        door::member::replace(tx, T, RuleNo(61), Part::Visitors, &[]).await?;
    });
    assert_eq!(done, (1, 1, 1), "the department stays, the group is in neither part");
    let done = does!(company, |tx| {
        door::delete(tx, T, RuleNo(61)).await?;
        door::delete(tx, T, RuleNo(61)).await?;
    });
    assert_eq!(done, (0, 1 + 4 + 1, 0));
}

#[tokio::test]
async fn of_reviews_and_tenants() {
    let mut company = Company::new().await;
    let done = does!(company, |tx| {
        review::set_visible(tx, T, ReviewGroupNo(81), 1).await?;
        review::set_visible(tx, T, ReviewGroupNo(82), 1).await?;
        review::add(tx, T, ReviewGroupNo(82), &[1, 2, 3, 4].map(UserNo)).await?;
        review::remove(tx, T, ReviewGroupNo(82), &[2, 3].map(UserNo)).await?;
        review::clear(tx, T, ReviewGroupNo(81), &[1, 2].map(UserNo)).await?;
    });
    assert_eq!(done, (4, 4, 1));
    let done = does!(company, |tx| {
        let no = TenantNo(3);
        let (key, name, time_zone) = ("new".to_owned(), "n".to_owned(), "UTC".to_owned());
        assert!(tenant::insert(tx, &tenant::Tenant { no, key, name, time_zone, created: NOW }).await?);
    });
    assert_eq!(done, (0, 0, 0), "another tenant's");
}

#[tokio::test]
async fn of_a_review_group_only_what_was_there() {
    let company = Company::new().await;
    for others in [&[1][..], &[1, 2, 3], &[]] {
        let others: Vec<UserNo> = others.iter().copied().map(UserNo).collect();
        let done: Answer<()> = company
            .db
            .write(T, move |tx| {
                let others = others.clone();
                Box::pin(async move {
                    review::clear(tx, T, ReviewGroupNo(81), &others).await?;
                    Ok::<_, StoreError>(Written::new((), entry("x")))
                })
            })
            .await;
        assert!(matches!(done, Err(StoreError::Misuse(_))));
    }
    assert_eq!(company.held, load(&company.db, T).await);
}

#[tokio::test]
async fn a_change_of_facts_needs_a_row_of_history() {
    let company = Company::new().await;
    let done: Answer<()> = company
        .db
        .write(T, |tx| {
            Box::pin(async {
                app_collaborator::remove(tx, T, AppNo(1031), &[UserNo(3)]).await?;
                Ok(Written::unchanged(()))
            })
        })
        .await;
    assert!(matches!(done, Err(StoreError::Misuse(_))));
    assert_eq!(company.held, load(&company.db, T).await);
}
