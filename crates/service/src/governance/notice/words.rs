//! Notices in words, in both languages.

use serde_json::Value;

/// What a notice says, in Chinese or in English. It may hold any text that people wrote.
#[must_use]
pub fn sentence(kind: &str, body: &Value, chinese: bool) -> String {
    let text = |key: &str| match body.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let either = |keys: &[&str]| keys.iter().map(|key| text(key)).find(|text| !text.is_empty()).unwrap_or_default();
    let what = either(&["name", "title", "group_id", "id"]);
    let by = either(&["by_name", "by"]);
    let said = match (kind, chinese) {
        ("group.created", true) => format!("新建了用户组「{what}」"),
        ("group.created", false) => format!("Group “{what}” was created"),
        ("group.updated" | "group.changed", true) => format!("修改了用户组「{what}」"),
        ("group.updated" | "group.changed", false) => format!("Group “{what}” was changed"),
        ("group.deleted", true) => format!("删除了用户组「{what}」"),
        ("group.deleted", false) => format!("Group “{what}” was deleted"),
        ("group.restored", true) => format!("恢复了用户组「{what}」"),
        ("group.restored", false) => format!("Group “{what}” was restored"),
        ("review.created", true) => format!("发起了访问复核「{what}」"),
        ("review.created", false) => format!("Access review “{what}” was begun"),
        ("review.due", true) => {
            format!("访问复核「{what}」{}，还有 {} 项未决定", left(&text("left"), true), text("open"))
        }
        ("review.due", false) => {
            format!("Access review “{what}” {}: {} items are undecided", left(&text("left"), false), text("open"))
        }
        ("review.closed", true) => format!("访问复核「{what}」已结束，移除 {} 项", text("removed")),
        ("review.closed", false) => format!("Access review “{what}” is closed: {} items removed", text("removed")),
        ("administrator.changed", true) => format!("管理员「{what}」有变更"),
        ("administrator.changed", false) => format!("Administrator “{what}” was changed"),
        ("webhook.test", true) => "Webhook 测试".to_owned(),
        ("webhook.test", false) => "A webhook was tried".to_owned(),
        ("application.collaborator.added", true) => format!("您被添加为应用「{what}」的协作者"),
        ("application.collaborator.added", false) => format!("You were added as a collaborator of the app “{what}”"),
        (kind, true) if kind.starts_with("document") || kind.starts_with("drive") => {
            format!("您被添加为文档「{what}」的协作者（{}）", text("perm"))
        }
        (kind, false) if kind.starts_with("document") || kind.starts_with("drive") => {
            format!("You were added to the document “{what}” ({})", text("perm"))
        }
        (kind, _) => format!("{kind} {what}"),
    };
    match (by.is_empty() || by.bytes().all(|byte| byte.is_ascii_digit()), chinese) {
        (true, _) => said,
        (false, true) => format!("{by} {said}"),
        (false, false) => format!("{said} by {by}"),
    }
}

/// How long a review still runs.
fn left(word: &str, chinese: bool) -> &'static str {
    match (word, chinese) {
        ("7d", true) => "7 天内到期",
        ("7d", false) => "is due within 7 days",
        ("1d", true) => "1 天内到期",
        ("1d", false) => "is due within a day",
        (_, true) => "已到期",
        (_, false) => "is due",
    }
}
