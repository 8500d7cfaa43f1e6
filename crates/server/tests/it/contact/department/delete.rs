//! Deleting departments.

use menjin_testkit::TestServer;
use serde_json::json;

use super::IDS;
use crate::contact::{count, sql};

#[tokio::test]
async fn an_empty_department_goes_from_everything_that_names_it() {
    let server = TestServer::start().await;
    for user in ["songtao", "tangmin"] {
        let path = format!("/open-apis/contact/v3/users/{user}?{IDS}");
        let _ = server.patch(&path, json!({"department_ids": ["it"]})).await.ok();
    }
    // Places that no call of this family makes.
    sql(
        &server,
        &[
            "insert into document_member (tenant, document, perm_type, kind, member, perm, added, starts, ends) \
             select d.tenant, d.id, 'container', 'department', p.id, 'view', 1, 0, 0 from document as d, department as p \
             where d.title = '值班手册' and p.department_id = 'admin-office'",
            "insert into app_availability (tenant, app, list, kind, member) \
             select a.tenant, a.id, 'white', 'department', p.id from app as a, department as p \
             where a.name = 'HR bridge' and p.department_id = 'admin-office'",
            "insert into door_rule_member (tenant, rule, position, kind, member, starts, ends) \
             select r.tenant, r.id, 900, 'department', p.id, 0, 0 from door_rule as r, department as p \
             where r.name = '财务室' and p.department_id = 'admin-office'",
        ],
    )
    .await;
    let places = async || {
        let mut places = Vec::new();
        for table in ["contact_range", "app_availability", "document_member", "door_rule_member"] {
            let of =
                "kind = 'department' and member = (select id from department where department_id = 'admin-office')";
            places.push(count(&server, &format!("{table} where {of}")).await);
        }
        places
    };
    assert_eq!(places().await, [1, 1, 1, 1]);
    let orphans = "contact_range where kind = 'department' and member not in (select id from department)";
    let group = "/open-apis/contact/v3/group/g-frontdesk";
    assert_eq!(server.get(group).await.data("/group/member_department_count"), json!(1));

    let deleted =
        server.delete("/open-apis/contact/v3/departments/admin-office?department_id_type=department_id").await;

    assert_eq!(deleted.text, r#"{"code":0,"msg":"success","data":{}}"#);
    assert_eq!(places().await, [0, 0, 0, 0]);
    assert_eq!(count(&server, orphans).await, 0);
    assert_eq!(server.get(group).await.data("/group/member_department_count"), json!(0));
    let gone = server.get(&format!("/open-apis/contact/v3/departments/admin-office?{IDS}")).await;
    assert_eq!(gone.code(), 40015);
}

#[tokio::test]
async fn whoever_takes_the_id_of_a_deleted_department_inherits_nothing() {
    let server = TestServer::start().await;
    let department = "/open-apis/contact/v3/departments";
    for user in ["songtao", "tangmin"] {
        let _ = server.delete(&format!("/open-apis/contact/v3/users/{user}?user_id_type=user_id")).await.ok();
    }
    let _ = server.delete(&format!("{department}/admin-office?department_id_type=department_id")).await.ok();

    let body = json!({"name": "行政部", "parent_department_id": "0", "department_id": "admin-office"});
    let answer = server.post(&format!("{department}?{IDS}"), body).await.ok();

    assert_eq!(answer.data("/department/member_count"), json!(0));
    let group = server.get("/open-apis/contact/v3/group/g-frontdesk").await;
    assert_eq!(group.data("/group/member_department_count"), json!(0));
    let range =
        "contact_range where kind = 'department' and member in (select id from department where name = '行政部')";
    assert_eq!(count(&server, range).await, 0);
}
