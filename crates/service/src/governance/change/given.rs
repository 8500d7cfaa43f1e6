//! What a group is given: grants checked to be possible and to name what exists, then made with the functions that the families'
//! own calls use.

use menjin_api::menjin::change::{GRANTS_MAX, Grant, code};
use menjin_model::{AppNo, GroupNo, Millis, Perm, ReviewGroupNo, RuleNo, TenantNo};
use menjin_store::{
    Tx,
    document::{self, DocumentRow},
    document_member::{Holder, PermType},
    group::give,
    naming::{self, Thing},
};

use crate::{
    Caller, Refusal,
    drive::permission_member::grant::{self, Wanted},
};

/// A grant that is possible.
#[derive(Debug, Clone)]
pub(super) enum Given {
    Document(Box<DocumentRow>, Perm),
    App(AppNo),
    Rule(RuleNo),
    Review(ReviewGroupNo),
}

/// What the grants mean, each once, in order.
pub(super) async fn resolve(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    grants: &[Grant],
) -> Result<Vec<(Grant, Given)>, Refusal> {
    if grants.len() > GRANTS_MAX {
        return Err(Refusal::new(code::BATCH_SIZE).with_field("grants", None, ""));
    }
    let mut given: Vec<(Grant, Given)> = Vec::with_capacity(grants.len());
    for (index, grant) in grants.iter().enumerate() {
        if given.iter().all(|(earlier, _)| earlier.resource != grant.resource) {
            let one = one(tx, tenant, grant).await?;
            let field = format!("grants[{index}]");
            let one = one.map_err(|code| Refusal::new(code).with_field(&field, Some(grant.resource.id.clone()), ""))?;
            given.push((grant.clone(), one));
        }
    }
    Ok(given)
}

async fn one(tx: &mut Tx<'_>, tenant: TenantNo, grant: &Grant) -> Result<Result<Given, menjin_api::Code>, Refusal> {
    let id = grant.resource.id.as_str();
    let thing = match (grant.resource.r#type.as_str(), grant.action.as_str()) {
        ("document", action) => {
            let Some(perm) = Perm::parse(action) else { return Ok(Err(code::GRANT_INVALID)) };
            let found = document::find(tx, tenant, id).await?.filter(|document| document.deleted == Millis(0));
            let given = found.map(|document| Given::Document(Box::new(document), perm));
            return Ok(given.ok_or(code::GRANT_UNKNOWN));
        }
        ("app", "use") => Thing::App,
        ("door", "open") => Thing::Rule,
        ("review_group", "member") => Thing::ReviewGroup,
        _ => return Ok(Err(code::GRANT_INVALID)),
    };
    let number = naming::numbers(tx, tenant, thing, &[id]).await?.pop().map(|(_, number)| number);
    let given = number.map(|number| match thing {
        Thing::App => Given::App(AppNo(number)),
        Thing::Rule => Given::Rule(RuleNo(number)),
        _ => Given::Review(ReviewGroupNo(number)),
    });
    Ok(given.ok_or(code::GRANT_UNKNOWN))
}

/// Makes them.
pub(super) async fn make(
    tx: &mut Tx<'_>,
    caller: &Caller,
    group: GroupNo,
    given: &[(Grant, Given)],
    now: Millis,
) -> Result<(), Refusal> {
    let tenant = caller.tenant;
    for (grant, one) in given {
        match one {
            Given::Document(document, perm) => {
                let wanted = Wanted { holder: Some(Holder::Group(group)), perm: *perm, perm_type: PermType::Container };
                let made = grant::grant(tx, caller, document, &[wanted], now).await?;
                if made.iter().any(Result::is_err) {
                    let id = Some(grant.resource.id.clone());
                    return Err(Refusal::new(code::GRANT_REFUSED).with_field("grants", id, ""));
                }
            }
            Given::App(app) => drop(give::app(tx, tenant, group, *app).await?),
            Given::Rule(rule) => drop(give::rule(tx, tenant, group, *rule).await?),
            Given::Review(review) => drop(give::review(tx, tenant, group, *review).await?),
        }
    }
    Ok(())
}
