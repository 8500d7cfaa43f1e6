//! The end of a review: who would lose what, and then it is done.

use std::collections::HashMap;

use askama::Template;
use menjin_api::{
    access::impact::{Impact, Shift},
    common::{Empty, UserIdType},
    menjin::review::{
        Path, Review,
        close::{CloseReview, Failed},
    },
};
use menjin_service::{
    DryRun,
    governance::{audit, review},
};

use super::outcome;
use crate::{
    Answer, Ask, Lang, Trouble,
    frame::{Frame, Section},
};

#[derive(Template)]
#[template(path = "reviews/close.html")]
struct Page {
    frame: Frame,
    l: Lang,
    review: Review,
    removed: i64,
    undecided: i64,
    outcome: &'static str,
    failed: Vec<Failed>,
    impact: Option<Impact>,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    id: String,
    action: String,
    gain: u64,
    lose: u64,
}

/// What it would do.
pub(super) async fn show(ask: &Ask<'_>, id: i64) -> Result<Answer, Trouble> {
    let l = ask.lang;
    let call = ask.trial::<CloseReview>(Path { id }, (), Empty {}, DryRun::new(UserIdType::UserId))?;
    let data = review::close(ask.cx, call).await?;
    let path = [
        (l.s("访问复核", "Access reviews"), "/console/reviews".to_owned()),
        (data.review.name.as_str(), format!("/console/reviews/{id}")),
    ];
    let frame = Frame::of(ask, Section::Reviews, l.s("结束复核", "Close the review"), &path).await?;
    let shifts = data.impact.as_ref().map(|impact| impact.resources.as_slice()).unwrap_or_default();
    let names = audit::labels(ask.cx, ask.caller(), shifts.iter().map(named).collect()).await?;
    let rows = shifts.iter().map(|shift| row(l, shift, &names)).collect();
    Answer::page(&Page {
        frame,
        l,
        removed: data.removed,
        undecided: data.review.total - data.review.keep - data.review.remove,
        outcome: outcome(l, data.review.outcome),
        review: data.review,
        failed: data.failed,
        impact: data.impact,
        rows,
    })
}

/// How names are looked up: a door is a device.
fn named(shift: &Shift) -> String {
    let kind = if shift.resource.r#type == "door" { "device" } else { shift.resource.r#type.as_str() };
    format!("{kind}:{}", shift.resource.id)
}

fn row(l: Lang, shift: &Shift, names: &HashMap<String, String>) -> Row {
    let action = match shift.action.as_str() {
        "member" => l.s("是成员", "be a member"),
        "view" => l.s("阅读", "view"),
        "comment" => l.s("评论", "comment"),
        "edit" => l.s("编辑", "edit"),
        "full_access" => l.s("管理", "full access"),
        "share" => l.s("分享", "share"),
        "export" => l.s("导出", "export"),
        "copy" => l.s("复制", "copy"),
        "print" => l.s("打印", "print"),
        "open" => l.s("开门", "open"),
        "use" => l.s("使用", "use"),
        other => other,
    };
    Row {
        name: names.get(&named(shift)).cloned().unwrap_or_else(|| shift.resource.id.clone()),
        id: format!("{}:{}", shift.resource.r#type, shift.resource.id),
        action: action.to_owned(),
        gain: shift.gain,
        lose: shift.lose,
    }
}

/// Does it.
pub(super) async fn close(ask: &Ask<'_>, id: i64) -> Result<Answer, Trouble> {
    review::close(ask.cx, ask.call::<CloseReview>(Path { id }, (), Empty {})?).await?;
    Ok(Answer::see(&format!("/console/reviews/{id}?done=saved")))
}
