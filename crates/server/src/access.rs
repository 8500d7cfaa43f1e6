//! `/access/v1`: decisions, as the AuthZEN standard (1.0) has them.
//!
//! Apart from the platform's calls because of the bodies: they are asked by the ten thousand, so their types borrow from
//! the bytes, and one question of many that cannot be read must not spoil the rest.

mod read;

use std::{future::Future, pin::Pin, sync::Arc};

use axum::{
    Router,
    extract::Request,
    response::Response,
    routing::{get, post},
};
use http::{HeaderName, HeaderValue, StatusCode, header::AUTHORIZATION};
use menjin_api::{Meta, access};
use menjin_service::{
    Cx, Refusal,
    admit::{Knock, admit},
    decision,
};
use serde::Serialize;
use serde_json::json;

use crate::{
    call::{self, Arrival},
    reply,
    routes::{self, Asker},
};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// About how long an answer is.
const ANSWER: usize = 512;
/// About how long one of many is.
const ONE_OF_MANY: usize = 320;
/// About how long a result of a search is.
const RESULT: usize = 64;

#[derive(Debug, Clone, Copy)]
enum Asking {
    Evaluation,
    Evaluations,
    Subjects,
    Resources,
    Actions,
}

impl Asking {
    const ALL: [Self; 5] = [Self::Evaluation, Self::Evaluations, Self::Subjects, Self::Resources, Self::Actions];

    const fn meta(self) -> Meta {
        match self {
            Self::Evaluation => access::evaluation::META,
            Self::Evaluations => access::evaluations::META,
            Self::Subjects => access::search::SUBJECT,
            Self::Resources => access::search::RESOURCE,
            Self::Actions => access::search::ACTION,
        }
    }
}

/// The calls, and the document that says where they are.
pub(crate) fn routes(cx: &Arc<Cx>) -> Router {
    let configuration = configuration(&cx.settings.base_url);
    let mut router = Router::new()
        .route("/.well-known/authzen-configuration", get(async move || reply::json(StatusCode::OK, &configuration)));
    for asking in Asking::ALL {
        router = router.route(asking.meta().path, post(handler(cx, asking)));
    }
    router
}

fn configuration(base_url: &str) -> serde_json::Value {
    let at = |asking: Asking| format!("{base_url}{}", asking.meta().path);
    json!({
        "policy_decision_point": base_url,
        "access_evaluation_endpoint": at(Asking::Evaluation),
        "access_evaluations_endpoint": at(Asking::Evaluations),
        "search_subject_endpoint": at(Asking::Subjects),
        "search_resource_endpoint": at(Asking::Resources),
        "search_action_endpoint": at(Asking::Actions),
    })
}

type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

fn handler(cx: &Arc<Cx>, asking: Asking) -> impl FnOnce(Request) -> Answering + Clone + Send + Sync + 'static + use<> {
    let cx = Arc::clone(cx);
    move |request| {
        Box::pin(async move {
            let asker = Asker::of(&request);
            let request_id = request.headers().get(REQUEST_ID).cloned();
            let answered = routes::caught(answer(&cx, asking, request)).await;
            let mut response = routes::answered(&cx, &asking.meta(), &asker, answered);
            give_back(&mut response, request_id);
            response
        })
    }
}

/// The id that the asker gave the request, where it gave one.
fn give_back(response: &mut Response, request_id: Option<HeaderValue>) {
    if let Some(request_id) = request_id {
        response.headers_mut().insert(REQUEST_ID, request_id);
    }
}

async fn answer(cx: &Cx, asking: Asking, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let Arrival { now, log_id, address, body_time, .. } = call::arrival(&parts)?;
    let authorization = call::header(&parts.headers, &AUTHORIZATION);
    let knock = Knock { authorization, address, wants_user_ids: false, now };
    let caller = match admit(cx, &asking.meta(), &knock).await {
        Ok(caller) => caller,
        Err(refusal) => {
            call::discard(&parts.headers, body, body_time).await;
            return Err(refusal);
        }
    };
    let bytes = call::read(body, call::BODY_MAX, body_time).await?;
    let when = (now, &*log_id);
    match asking {
        Asking::Evaluation => {
            let question = read::question(&bytes)?;
            Ok(ok(&decision::check(cx, &caller, question, when).await?, ANSWER))
        }
        Asking::Evaluations => {
            let many = read::many(&bytes)?;
            if many.single {
                let mut questions = many.questions;
                let question = questions.pop().ok_or_else(|| Refusal::fault("a question was lost"))??;
                return Ok(ok(&decision::check(cx, &caller, question, when).await?, ANSWER));
            }
            let evaluations = decision::check_all(cx, &caller, many.questions, many.semantic, when).await?;
            let size = ANSWER + evaluations.len() * ONE_OF_MANY;
            Ok(ok(&Evaluations { evaluations }, size))
        }
        Asking::Subjects => {
            let found = decision::search_subjects(cx, &caller, read::search(&bytes)?, now).await?;
            let size = ANSWER + found.results.len() * RESULT;
            Ok(ok(&found, size))
        }
        Asking::Resources => {
            let found = decision::search_resources(cx, &caller, read::search(&bytes)?, now).await?;
            let size = ANSWER + found.results.len() * RESULT;
            Ok(ok(&found, size))
        }
        Asking::Actions => Ok(ok(&decision::search_actions(cx, &caller, read::search(&bytes)?, now).await?, ANSWER)),
    }
}

#[derive(Serialize)]
struct Evaluations {
    evaluations: Vec<decision::Answered>,
}

fn ok(body: &impl Serialize, size: usize) -> Response {
    reply::json_of(StatusCode::OK, body, size)
}
