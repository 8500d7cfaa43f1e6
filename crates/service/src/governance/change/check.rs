//! `GET /menjin/v1/groups/:id/deletion_check` - what depends on a group, and who would lose what with it.

use menjin_api::{
    access::impact::Impact,
    common::UserIdType,
    menjin::change::{
        GroupPath, Sentence,
        delete::{self as deletion, DeleteGroup},
        deletion_check::{Check, CheckDeletion, Data, Dependant},
    },
};
use menjin_store::{
    StoreError, Tx,
    group::{GroupAt, depend},
};

use super::{delete, ordinary};
use crate::{Call, Cx, DryRun, Refusal, decision};

/// How many people are named.
const NAMED: i64 = 20;

/// Tells what depends on a group, and rehearses its deletion.
pub async fn deletion_check(cx: &Cx, call: Call<CheckDeletion>) -> Result<Data, Refusal> {
    let Call { caller, path, now, log_id, .. } = call;
    let (tenant, id) = (caller.tenant, path.id.clone());
    let found = cx.db.read(move |tx| {
        let id = id.clone();
        Box::pin(async move {
            let group = ordinary(tx, tenant, &id, now).await?;
            let checks = checks(tx, tenant, &group).await?;
            Ok::<_, Refusal>((group, checks))
        })
    });
    let (group, checks) = found.await?;
    let name = group.row.name.clone();
    let dry_run = DryRun::new(UserIdType::UserId);
    let trial = Call::<DeleteGroup> {
        caller: caller.clone(),
        path: GroupPath { id: path.id.clone() },
        query: (),
        body: deletion::Body { confirm_name: name.clone(), remove_members: true },
        now,
        log_id,
        dry_run: Some(dry_run.clone()),
    };
    delete(cx, trial).await?;
    let impact = decision::impact::of(cx, &caller, &dry_run, now).await?;
    let impact: Impact = impact.ok_or_else(|| Refusal::fault("a deletion was not rehearsed"))?;
    Ok(Data { group_id: path.id, name, checks, impact })
}

async fn checks(tx: &mut Tx<'_>, tenant: menjin_model::TenantNo, group: &GroupAt) -> Result<Vec<Check>, StoreError> {
    let no = group.row.id;
    let exists = Check { name: "exists".to_owned(), passed: true, ..Check::default() };

    let people = depend::people(tx, tenant, no, NAMED).await?;
    let more = group.row.user_count - i64::try_from(people.len()).unwrap_or(0);
    let mut members: Vec<Dependant> = people.into_iter().map(|one| member("user", one)).collect();
    if more > 0 {
        let detail = more.to_string();
        members.push(Dependant { r#type: "user".to_owned(), detail, ..Dependant::default() });
    }
    let departments = depend::departments(tx, tenant, no).await?;
    members.extend(departments.into_iter().map(|one| member("department", one)));
    let (users, departments) = (group.row.user_count, group.row.department_count);
    let empty = check("empty", members, || Sentence {
        zh: match departments {
            0 => format!("用户组不为空：{users} 名人员会随之移除"),
            _ => format!("用户组不为空：{users} 名人员、{departments} 个部门会随之移除"),
        },
        en: match departments {
            0 => format!("the group is not empty: {users} people would be removed with it"),
            _ => format!("the group is not empty: {users} people and {departments} departments would be removed"),
        },
    });

    let mut permissions = Vec::new();
    permissions.extend(depend::documents(tx, tenant, no).await?.into_iter().map(|one| dependant("document", one)));
    permissions.extend(depend::apps(tx, tenant, no).await?.into_iter().map(|one| dependant("app", one)));
    permissions.extend(depend::rules(tx, tenant, no).await?.into_iter().map(|one| dependant("door_rule", one)));
    permissions.extend(depend::ranges(tx, tenant, no).await?.into_iter().map(|one| dependant("contact_range", one)));
    let count = permissions.len();
    let last: Vec<Dependant> = permissions
        .iter()
        .filter(|one| one.last && (one.r#type == "door_rule" || one.r#type == "app" && one.detail == "white"))
        .cloned()
        .collect();
    let permissions = check("permissions", permissions, || Sentence {
        zh: format!("{count} 项权限配置依赖此用户组，会一并清理"),
        en: match count {
            1 => "1 grant depends on the group and goes with it".to_owned(),
            _ => format!("{count} grants depend on the group and go with it"),
        },
    });

    let mut business: Vec<Dependant> =
        depend::reviews(tx, tenant, no).await?.into_iter().map(|one| dependant("review_group", one)).collect();
    business.extend(last);
    let count = business.len();
    let business = check("business", business, || Sentence {
        zh: format!("{count} 项业务依赖此用户组，请确认影响"),
        en: match count {
            1 => "1 process depends on the group: make sure what follows".to_owned(),
            _ => format!("{count} processes depend on the group: make sure what follows"),
        },
    });
    Ok(vec![exists, empty, permissions, business])
}

fn check(name: &str, items: Vec<Dependant>, warning: impl FnOnce() -> Sentence) -> Check {
    let passed = items.is_empty();
    Check { name: name.to_owned(), passed, warning: (!passed).then(warning), items }
}

fn member(kind: &str, (id, name): (String, String)) -> Dependant {
    Dependant { r#type: kind.to_owned(), id, name, ..Dependant::default() }
}

fn dependant(kind: &str, one: depend::Dependant) -> Dependant {
    let depend::Dependant { id, name, detail, others } = one;
    Dependant { r#type: kind.to_owned(), id, name, detail, last: others == 0 }
}
