//! One line per part of the rail; what is below it is its own page's to tell apart.

use bytes::Bytes;
use http::{Method, Response, StatusCode};
use menjin_service::{Cx, administrator::session};

use crate::{
    Answer, Ask, Lang, Request, Trouble, assets,
    pages::{self, overview, sign_in, trouble},
};

/// The cookie of the session. Its name alone lets a browser send it only back here, over a safe connection.
pub(crate) const COOKIE: &str = "__Host-menjin";

/// Answers a request below `/console`. Never fails: whatever goes wrong is a page.
pub async fn answer(cx: &Cx, request: &Request) -> Response<Bytes> {
    let lang = request
        .cookie("lang")
        .and_then(Lang::named)
        .unwrap_or_else(|| Lang::wished(request.header("accept-language").unwrap_or_default()));
    let answered = match open(cx, request, lang).await {
        Err(Trouble::Stranger) => match inside(cx, request, lang).await {
            Err(Trouble::Stranger) => Ok(sign_in::invite(request)),
            answered => answered,
        },
        answered => answered,
    };
    answered.or_else(|why| trouble::page(cx, request, lang, &why)).map_or_else(
        |why| {
            tracing::error!(log_id = request.log_id, ?why, "a page could not be made");
            Answer::text(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", "internal error")
                .into_response()
        },
        Answer::into_response,
    )
}

/// What needs no session.
async fn open(cx: &Cx, request: &Request, lang: Lang) -> Result<Answer, Trouble> {
    let pieces = request.pieces();
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    match (&request.method, pieces.as_slice()) {
        (&Method::GET, ["assets", _, name]) => assets::asset(name),
        (&Method::GET, ["sign-in"]) => sign_in::show(cx, request, lang).await,
        (&Method::POST, ["sign-in"]) => sign_in::password(cx, request, lang).await,
        (&Method::POST, ["sign-in", "code"]) => sign_in::code(cx, request, lang).await,
        (&Method::POST, ["sign-in", "token"]) => sign_in::token(cx, request, lang).await,
        (&Method::POST, ["sign-in", "dev"]) => sign_in::dev(cx, request).await,
        (&Method::GET, ["set-up", token]) => sign_in::show_set_up(cx, request, lang, token).await,
        (&Method::POST, ["set-up", token]) => sign_in::set_up(cx, request, lang, token).await,
        (&Method::POST, ["look"]) => Ok(sign_in::look(request)),
        _ => Err(Trouble::Stranger),
    }
}

/// What needs one. Every change also needs the token of the session's forms.
async fn inside(cx: &Cx, request: &Request, lang: Lang) -> Result<Answer, Trouble> {
    let cookie = request.cookie(COOKIE).ok_or(Trouble::Stranger)?;
    let session = session::find(cx, cookie, request.now).await?.ok_or(Trouble::Stranger)?;
    if request.method == Method::POST && !session.owns(request.form.raw("csrf")) {
        return Err(Trouble::Forged);
    }
    let ask = Ask { cx, request, session: &session, lang };
    let pieces = request.pieces();
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    match (&request.method, pieces.as_slice()) {
        (&Method::GET, []) => overview::show(&ask).await,
        (&Method::POST, ["sign-out"]) => sign_in::out(&ask, cookie).await,
        (_, ["groups", rest @ ..]) => pages::groups::route(&ask, rest).await,
        (_, ["people", rest @ ..]) => pages::people::route(&ask, rest).await,
        (_, ["departments", rest @ ..]) => pages::departments::route(&ask, rest).await,
        (_, ["documents", rest @ ..]) => pages::documents::route(&ask, rest).await,
        (_, ["apps", rest @ ..]) => pages::apps::route(&ask, rest).await,
        (_, ["doors", rest @ ..]) => pages::doors::route(&ask, rest).await,
        (_, ["review-groups", rest @ ..]) => pages::review_groups::route(&ask, rest).await,
        (_, ["why", rest @ ..]) => pages::why::route(&ask, rest).await,
        (_, ["analysis", rest @ ..]) => pages::analysis::route(&ask, rest).await,
        (_, ["reviews", rest @ ..]) => pages::reviews::route(&ask, rest).await,
        (_, ["audit", rest @ ..]) => pages::audit::route(&ask, rest).await,
        (_, ["settings", rest @ ..]) => pages::settings::route(&ask, rest).await,
        (_, ["developers", rest @ ..]) => pages::developers::route(&ask, rest).await,
        (_, ["inbox", rest @ ..]) => pages::inbox::route(&ask, rest).await,
        (_, ["search", rest @ ..]) => pages::search::route(&ask, rest).await,
        _ => Err(Trouble::NotFound),
    }
}
