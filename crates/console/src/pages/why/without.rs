//! What would be without a link of a chain: each is taken away in a dry run, and the question is asked again.

use menjin_api::{
    contact::group::member::remove as remove_member,
    menjin::grant::{Named, delete as delete_grant},
};
use menjin_service::{
    DryRun, Refusal,
    contact::group::member,
    decision::{
        self,
        answer::{Said, Station},
    },
    governance::{grant, things::Names},
};

use super::{evaluation, question::Question};
use crate::{
    Ask, Lang, Trouble,
    access::{
        confirm,
        impact::{self, View},
        words,
    },
};

/// So many links are tried.
const MOST: usize = 3;

/// One link, and what would be without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Without {
    pub(super) told: String,
    pub(super) then: String,
    pub(super) preview: String,
    pub(super) still: bool,
}

/// Each link that can be taken away, and the impact of the one that the address asks for.
pub(super) async fn of(
    ask: &Ask<'_>,
    form: &Question,
    path: &[Station],
    names: &Names,
) -> Result<(Vec<Without>, Option<(String, Option<View>)>), Trouble> {
    let l = ask.lang;
    let wanted: Option<usize> = ask.query().some("without").and_then(|number| number.parse().ok());
    let (mut all, mut preview) = (Vec::new(), None);
    let pairs = path.iter().zip(path.iter().skip(1));
    for (from, to) in pairs {
        if all.len() >= MOST {
            break;
        }
        let dry_run = confirm::dry_run();
        let Some(tried) = take_away(ask, from, to, &dry_run).await else { continue };
        if tried.is_err() {
            // What this administrator may not change is not told about either.
            continue;
        }
        let Some(question) = evaluation(form, None) else { continue };
        let answered = decision::check_after(ask.cx, ask.caller(), question, &dry_run, ask.request.now).await?;
        let Some(answered) = answered else { continue };
        let (from_name, to_name) = (called(l, names, from), called(l, names, to));
        let told = match (l, to.why) {
            (Lang::Zh, Some("member")) => format!("移出「{to_name}」后"),
            (Lang::En, Some("member")) => format!("Without being in {to_name}"),
            (Lang::Zh, why) => {
                format!("移除「{from_name}」在「{to_name}」的授权（{}）后", words::link(l, why.unwrap_or_default()))
            }
            (Lang::En, why) => {
                format!("Without the grant of {from_name} on {to_name} ({})", words::link(l, why.unwrap_or_default()))
            }
        };
        let still = answered.decision;
        let then = match answered.context {
            Said::Why(why) if still => match l {
                Lang::Zh => format!("仍然可以：{}", words::in_chinese(&why.sentence.zh)),
                Lang::En => format!("still yes: {}", why.sentence.en),
            },
            _ => l.s("不可以，没有别的途径", "no, there is no other way").to_owned(),
        };
        let number = all.len();
        if wanted == Some(number) {
            preview = Some((told.clone(), impact::of(ask, &dry_run).await?));
        }
        let preview_at = format!("{}&without={number}#impact", form.address(None));
        all.push(Without { told, then, preview: preview_at, still });
    }
    Ok((all, preview))
}

fn called(l: Lang, names: &Names, station: &Station) -> String {
    if station.thing.r#type == "everyone" {
        return l.s("全企业", "everyone").to_owned();
    }
    names.of(station.thing.r#type, &station.thing.id).to_owned()
}

/// Tries to take a link away; `None` when it is none that could be.
async fn take_away(ask: &Ask<'_>, from: &Station, to: &Station, dry_run: &DryRun) -> Option<Result<(), Refusal>> {
    let action = match (to.thing.r#type, to.why?) {
        ("group", "member") if from.thing.r#type == "user" => {
            let body = remove_member::Body {
                member_type: None,
                member_id_type: Some("user_id".to_owned()),
                member_id: from.thing.id.to_string(),
            };
            let path = menjin_api::contact::group::GroupPath { group_id: to.thing.id.to_string() };
            let call = ask.trial::<remove_member::RemoveMember>(path, (), body, dry_run.clone());
            return Some(match call {
                Ok(call) => member::remove(ask.cx, call).await.map(drop),
                Err(refusal) => Err(refusal),
            });
        }
        ("document", "view" | "edit" | "full_access") | ("door_rule", "named") => "",
        ("review_group", "member") if from.thing.r#type == "user" => "",
        ("app", "administrator") => "administer",
        ("app", "developer") => "develop",
        ("app", "operator") => "operate",
        ("app", "white_list") => "use",
        _ => return None,
    };
    let named = |station: &Station| Named { r#type: station.thing.r#type.to_owned(), id: station.thing.id.to_string() };
    let body = delete_grant::Body {
        resource: named(to),
        holder: named(from),
        action: action.to_owned(),
        effect: menjin_api::menjin::grant::Effect::Allow,
    };
    let call = ask.trial::<delete_grant::DeleteGrant>((), (), body, dry_run.clone());
    Some(match call {
        Ok(call) => grant::delete(ask.cx, call).await.map(drop),
        Err(refusal) => Err(refusal),
    })
}
