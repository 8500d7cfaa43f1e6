//! Templates of groups: three are built in, the others are the tenant's own. One of the tenant with the key of one that is
//! built in stands in its place.

mod write;

use menjin_api::menjin::change::{
    code,
    template::{
        Template,
        list::{Data, ListTemplates},
    },
};
use menjin_model::TenantNo;
use menjin_store::{
    Tx,
    template::{self as rows, TemplateRow},
};

pub use write::{create, delete, update};

use crate::{Call, Cx, Refusal};

/// Key, name, description, and what is usually given.
const BUILT_IN: [(&str, &str, &str, [&str; 3]); 3] = [
    ("development", "开发团队", "负责产品开发和技术实施", ["code_read", "code_write", "deploy"]),
    ("design", "设计团队", "负责产品设计和用户体验", ["design_read", "design_write", "prototype"]),
    ("marketing", "营销团队", "负责市场推广和品牌建设", ["campaign_read", "campaign_write", "analytics"]),
];

/// Lists templates, those that are built in first.
pub async fn list(cx: &Cx, call: Call<ListTemplates>) -> Result<Data, Refusal> {
    let tenant = call.caller.tenant;
    let own = cx.db.read(move |tx| Box::pin(async move { rows::list(tx, tenant).await.map_err(Refusal::from) }));
    let mut own = own.await?.into_iter().map(shown).collect::<Result<Vec<_>, _>>()?;
    let mut items = Vec::with_capacity(BUILT_IN.len() + own.len());
    for one in BUILT_IN.iter().map(built_in) {
        match own.iter().position(|template| template.key == one.key) {
            Some(place) => items.push(Template { permissions: one.permissions, ..own.remove(place) }),
            None => items.push(one),
        }
    }
    items.append(&mut own);
    Ok(Data { items })
}

/// The template with this key.
pub(super) async fn known(tx: &mut Tx<'_>, tenant: TenantNo, key: &str) -> Result<Template, Refusal> {
    if let Some(row) = rows::find(tx, tenant, key).await? {
        return shown(row);
    }
    let found = BUILT_IN.iter().find(|(built_in, ..)| *built_in == key).map(built_in);
    found.ok_or_else(|| Refusal::new(code::TEMPLATE_UNKNOWN).with_field("template", Some(key.to_owned()), ""))
}

fn is_built_in(key: &str) -> bool {
    BUILT_IN.iter().any(|(built_in, ..)| *built_in == key)
}

fn built_in((key, name, description, permissions): &(&str, &str, &str, [&str; 3])) -> Template {
    Template {
        key: (*key).to_owned(),
        name: (*name).to_owned(),
        description: (*description).to_owned(),
        grants: Vec::new(),
        built_in: true,
        permissions: permissions.iter().map(|one| (*one).to_owned()).collect(),
    }
}

fn shown(row: TemplateRow) -> Result<Template, Refusal> {
    let TemplateRow { key, name, description, grants, .. } = row;
    let grants =
        serde_json::from_str(&grants).map_err(|error| Refusal::fault(format!("the grants of a template: {error}")))?;
    Ok(Template { key, name, description, grants, built_in: false, permissions: Vec::new() })
}
