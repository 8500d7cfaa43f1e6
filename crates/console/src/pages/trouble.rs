//! What is shown where a page cannot be: a sentence, a reason, an action.

use askama::Template;
use http::StatusCode;
use menjin_api::menjin::code;
use menjin_service::Cx;

use crate::{
    Answer, Lang, Request, Trouble,
    assets::{self, Addresses},
    frame,
    trouble::sentence,
};

#[derive(Template)]
#[template(path = "trouble.html")]
struct Page {
    lang: Lang,
    theme: String,
    assets: &'static Addresses,
    title: String,
    reason: String,
    log_id: String,
}

/// The page for this trouble.
pub(crate) fn page(_: &Cx, request: &Request, lang: Lang, why: &Trouble) -> Result<Answer, Trouble> {
    let l = lang;
    let (status, title, reason) = match why {
        Trouble::Stranger => (StatusCode::UNAUTHORIZED, l.s("请先登录", "Sign in first"), String::new()),
        Trouble::NotFound => (
            StatusCode::NOT_FOUND,
            l.s("没有这个页面", "There is no such page"),
            l.s("它可能已被删除，或地址有误。", "It may have been deleted, or the address is wrong.").to_owned(),
        ),
        Trouble::Forged => (
            StatusCode::FORBIDDEN,
            l.s("表单已过期", "The form is too old"),
            l.s("请返回并重新提交，什么都没有改变。", "Go back and send it again; nothing was changed.").to_owned(),
        ),
        Trouble::Refused(refusal) => {
            let code = refusal.0.code.unwrap_or(code::INTERNAL);
            if let Some(cause) = &refusal.0.cause {
                tracing::error!(log_id = request.log_id, cause, "our fault");
            }
            let status = if refusal.0.unavailable { StatusCode::SERVICE_UNAVAILABLE } else { code.status };
            let title = match status.as_u16() {
                403 => l.s("没有权限", "You may not do this"),
                404 => l.s("找不到对象", "It is not there"),
                500.. => l.s("出错了", "Something went wrong"),
                _ => l.s("无法完成", "It could not be done"),
            };
            (status, title, sentence(refusal, lang))
        }
    };
    let page = Page {
        lang,
        theme: frame::theme(request.cookie("theme")),
        assets: assets::addresses(),
        title: title.to_owned(),
        reason,
        log_id: request.log_id.clone(),
    };
    Answer::page_with(status, &page)
}
