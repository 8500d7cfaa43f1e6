//! The authorize page: in development it offers the company's people to sign in as.
//!
//! Server-made HTML without script. Agreeing posts to `/authorize`, which leads back to the app.

use std::{fmt::Write, sync::Arc};

use axum::{
    Router,
    extract::Request,
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use http::{StatusCode, header};
use menjin_api::{
    Endpoint,
    authen::authorize::{Authorize, Query, code},
};
use menjin_model::{Millis, UserNo};
use menjin_service::{
    Cx, Refusal,
    authen::authorize::{self, Asked, Candidate},
};
use serde::Deserialize;

use crate::{
    call::{self, Arrival},
    input,
    pairs::{self, Pair},
};

/// The largest form that is read.
const FORM_MAX: usize = 64 << 10;

/// The page and the form behind it.
pub(crate) fn routes(cx: &Arc<Cx>) -> Router {
    let (page, form) = (Arc::clone(cx), Arc::clone(cx));
    Router::new()
        .route(Authorize::META.path, get(async move |request: Request| show(&page, request).await))
        .route("/authorize", post(async move |request: Request| decide(&form, request).await))
}

/// What the form says beside the link it answers.
#[derive(Deserialize)]
struct Decision {
    link: String,
    user: Option<i64>,
    answer: String,
}

async fn show(cx: &Cx, request: Request) -> Response {
    let link = request.uri().query().unwrap_or_default().to_owned();
    let (parts, _) = request.into_parts();
    let shown = async {
        let now = call::arrival(&parts)?.now;
        let asked = asked(cx, &link, now).await?;
        let candidates = authorize::candidates(cx, &asked).await?;
        Ok::<_, Refusal>(page(&asked, &candidates, &link, cx.settings.dev))
    };
    match shown.await {
        Ok(html) => secured(Html(html).into_response()),
        Err(refusal) => trouble(&refusal),
    }
}

async fn decide(cx: &Cx, request: Request) -> Response {
    let decided = async {
        let (parts, body) = request.into_parts();
        let Arrival { now, body_time, .. } = call::arrival(&parts)?;
        let form = call::read(body, FORM_MAX, body_time).await?;
        let form: Vec<Pair> = pairs::parse(&form).map_err(|_| Refusal::new(code::REQUEST_INVALID))?;
        let decision: Decision = input::from_pairs(&form).map_err(|_| Refusal::new(code::REQUEST_INVALID))?;
        let asked = asked(cx, &decision.link, now).await?;
        match decision.user {
            Some(user) if decision.answer == "agree" && cx.settings.dev => {
                authorize::agree(cx, asked, UserNo(user), now).await
            }
            _ => Ok(authorize::refuse(&asked)),
        }
    };
    match decided.await {
        Ok(location) => secured((StatusCode::FOUND, [(header::LOCATION, location)]).into_response()),
        Err(refusal) => trouble(&refusal),
    }
}

async fn asked(cx: &Cx, link: &str, now: Millis) -> Result<Asked, Refusal> {
    let pairs = pairs::parse(link.as_bytes()).map_err(|_| Refusal::new(code::REQUEST_INVALID))?;
    let query: Query = input::query(&Authorize::META, pairs)?;
    authorize::ask(cx, &query, now).await
}

fn page(asked: &Asked, candidates: &[Candidate], link: &str, dev: bool) -> String {
    let app = escaped(&asked.app.name);
    let mut main = format!("<h1>{app}</h1><p>请求以你的身份访问 · asks to act for you</p>");
    if asked.scopes.is_empty() {
        main.push_str("<p class=quiet>基本身份信息 · who you are, nothing else</p>");
    } else {
        main.push_str("<ul>");
        for scope in &asked.scopes {
            let _ = write!(main, "<li><code>{}</code></li>", escaped(scope));
        }
        main.push_str("</ul>");
    }
    if !dev {
        main.push_str(
            "<p class=note>登录尚未设置：请管理员先启用登录，或以开发模式启动服务器。<br>\
             Sign-in is not set up: ask an administrator to set it up, or start the server for development.</p>",
        );
        return document(&main);
    }
    let _ = write!(
        main,
        "<form method=post action=/authorize><input type=hidden name=link value=\"{}\"><label for=user>以谁的身份登录 · sign in as</label>\
         <select id=user name=user>",
        escaped(link)
    );
    for Candidate { user, name } in candidates {
        let _ = write!(main, "<option value={}>{}</option>", user.0, escaped(name));
    }
    main.push_str(
        "</select><div class=row><button name=answer value=agree>同意 · Agree</button>\
         <button class=plain name=answer value=refuse>拒绝 · Refuse</button></div></form>",
    );
    document(&main)
}

fn trouble(refusal: &Refusal) -> Response {
    let shown = refusal.0.code.unwrap_or(code::REQUEST_INVALID);
    let text = escaped(refusal.0.msg.as_deref().unwrap_or(shown.msg));
    let html = document(&format!(
        "<h1>链接有误 · This link does not work</h1><p>{text}</p><p class=quiet>{}</p>",
        shown.number
    ));
    let mut response = secured((shown.status, Html(html)).into_response());
    for (name, value) in &refusal.0.headers {
        if let Ok(value) = http::HeaderValue::from_str(value) {
            response.headers_mut().insert(*name, value);
        }
    }
    response
}

fn secured(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
    headers.insert(header::CONTENT_SECURITY_POLICY, http::HeaderValue::from_static(policy));
    headers.insert(header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    response
}

fn document(main: &str) -> String {
    const STYLE: &str = "body{margin:0;background:#f7f7f4;color:#1d211f;font:14px/21px system-ui,'PingFang SC','Noto Sans CJK SC',sans-serif}\
        main{max-width:400px;margin:12vh auto;padding:32px;background:#fff;border:1px solid #e6e6e0;border-radius:8px}\
        h1{font-size:24px;line-height:32px;margin:0 0 4px}ul{padding-left:20px}code{font-family:ui-monospace,monospace;font-size:12.5px}\
        .quiet{color:#59605c}.note{background:#f8f0dc;color:#96660c;padding:12px;border-radius:6px}label{display:block;margin:16px 0 4px}\
        select{width:100%;padding:8px;border:1px solid #e6e6e0;border-radius:6px;font:inherit}.row{display:flex;gap:8px;margin-top:16px}\
        button{flex:1;padding:8px;border:1px solid #1b7464;border-radius:6px;background:#1b7464;color:#fff;font:inherit;cursor:pointer}\
        button.plain{background:none;color:#1d211f;border-color:#e6e6e0}\
        @media(prefers-color-scheme:dark){body{background:#131614;color:#eceeea}main{background:#1b1f1c;border-color:#2c312d}\
        .quiet{color:#a9b0ab}.note{background:#352d1b;color:#dcb05a}select{background:#131614;color:inherit;border-color:#2c312d}\
        button{background:#58bfa8;border-color:#58bfa8;color:#131614}button.plain{color:#eceeea;border-color:#2c312d}}";
    format!(
        "<!doctype html><html lang=zh><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <title>menjin 门禁</title><style>{STYLE}</style><main>{main}</main></html>"
    )
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
