//! Writing the whole list of people of a group anew.

use menjin_api::performance::user_group_user_rel::write::{
    Body, PeopleIdType, Query, USERS_MAX, WriteUserGroupUserRel,
};
use menjin_service::{
    DryRun, Refusal,
    governance::{review_group, things},
    performance::user_group_user_rel,
};

use super::detail::{base, show};
use crate::{
    Answer, Ask, Lang, Trouble,
    access::{
        confirm::{self, Change, Running},
        grants::{self, Typed},
    },
    frame::Section,
    trouble::sentence,
};

/// A list of more people is not shown in a field.
const SHOWN: usize = 1000;

/// The form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) people: String,
    pub(super) visible: bool,
    pub(super) wrong: Option<String>,
}

impl Form {
    /// As the group is; `None` when it is too large to be written in a field.
    pub(super) async fn of(ask: &Ask<'_>, id: &str, setting: i64) -> Result<Option<Self>, Trouble> {
        let people = review_group::people(ask.cx, ask.caller(), id, SHOWN).await?;
        Ok(people.map(|people| Self { people: people.join("\n"), visible: setting != 0, wrong: None }))
    }
}

/// Overwrites the people.
pub(super) async fn change(ask: &Ask<'_>, id: &str) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let group = review_group::get(ask.cx, ask.caller(), id).await?;
    let mut form =
        Form { people: ask.form().raw("people").to_owned(), visible: ask.form().has("visible"), wrong: None };
    let ids = read(&form.people);
    form.wrong = wrong(ask, &ids).await?;
    if form.wrong.is_some() {
        return show(ask, id, Typed::default(), Some(form)).await;
    }
    let change = Change {
        section: Section::ReviewGroups,
        path: vec![
            (l.s("评审人员组", "Review groups"), "/console/review-groups".to_owned()),
            (group.name.as_str(), base(id)),
        ],
        title: l.s("覆盖成员", "Overwrite the members"),
        sentence: match l {
            Lang::Zh => format!("「{}」由 {} 人改为 {} 人。", group.name, group.people, ids.len()),
            Lang::En => format!("{} will have {} people instead of {}.", group.name, ids.len(), group.people),
        },
        back: base(id),
        removes: false,
    };
    let body = Body { group_id: id.to_owned(), scope_visible_setting: Some(i64::from(form.visible)), user_ids: ids };
    let run = |dry_run| -> Running<'_> { Box::pin(write(ask, &body, dry_run)) };
    match confirm::step(ask, change, &run).await {
        Err(Trouble::Refused(refusal)) if grants::is_theirs(&refusal) => {
            form.wrong = Some(sentence(&refusal, l));
            show(ask, id, Typed::default(), Some(form)).await
        }
        answer => answer,
    }
}

/// The ids of a list, each once, in order: one a line, or with commas or blanks between them.
fn read(text: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for id in text.split(|letter: char| letter.is_whitespace() || ",;，；、".contains(letter)) {
        if !id.is_empty() && seen.insert(id) {
            ids.push(id.to_owned());
        }
    }
    ids
}

/// What is wrong with a list: too many, or ids that nobody has.
async fn wrong(ask: &Ask<'_>, ids: &[String]) -> Result<Option<String>, Trouble> {
    let l = ask.lang;
    if ids.len() > USERS_MAX {
        return Ok(Some(l.s("最多 10000 人", "At most 10,000 people").to_owned()));
    }
    let wanted: Vec<(String, String)> = ids.iter().map(|id| ("user".to_owned(), id.clone())).collect();
    let names = things::names(ask.cx, ask.caller(), wanted.into_iter()).await?;
    let unknown: Vec<&str> =
        ids.iter().map(String::as_str).filter(|id| names.find("user", id).is_none()).take(8).collect();
    let said = || format!("{}{}", l.s("没有这些人员：", "Nobody has these ids: "), unknown.join(l.s("、", ", ")));
    Ok((!unknown.is_empty()).then(said))
}

async fn write(ask: &Ask<'_>, body: &Body, dry_run: Option<DryRun>) -> Result<(), Refusal> {
    let query = Query { client_token: ask.request.log_id.clone(), user_id_type: PeopleIdType::UserId };
    let call = match dry_run {
        Some(dry_run) => ask.trial::<WriteUserGroupUserRel>((), query, body.clone(), dry_run)?,
        None => ask.call::<WriteUserGroupUserRel>((), query, body.clone())?,
    };
    user_group_user_rel::write(ask.cx, call).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_list_may_be_written_as_people_write_lists() {
        assert_eq!(read("lisi, wangwu\nlisi；zhangsan\r\n"), ["lisi", "wangwu", "zhangsan"]);
        assert!(read(" \n ").is_empty());
    }
}
