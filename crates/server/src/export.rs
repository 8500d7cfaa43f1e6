//! `GET /menjin/v1/audit/export`: an answer that is longer than memory should hold goes out in pieces, each made when the one
//! before was taken. One that fails midway is cut off without its end, which every client notices.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{Router, body::Body, extract::Request, response::Response, routing::get};
use bytes::Bytes;
use http::{
    HeaderValue,
    header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
};
use hyper::body::{Body as Streamed, Frame};
use menjin_api::{Endpoint, menjin::audit::export::ExportAudit};
use menjin_service::{
    Cx, Refusal,
    governance::audit::{self, Export},
};
use tokio::sync::mpsc;

use crate::{
    call,
    routes::{self, Asker},
};

/// The route.
pub(crate) fn routes(cx: &Arc<Cx>) -> Router {
    let cx = Arc::clone(cx);
    Router::new().route(ExportAudit::META.path, get(async move |request: Request| answer(&cx, request).await))
}

async fn answer(cx: &Cx, request: Request) -> Response {
    let asker = Asker::of(&request);
    let begun = routes::caught(begin(cx, request)).await;
    routes::answered(cx, &ExportAudit::META, &asker, begun)
}

async fn begin(cx: &Cx, request: Request) -> Result<Response, Refusal> {
    let call = call::authorised::<ExportAudit>(cx, request, false).await?;
    let mut export = audit::export(cx, &call)?;
    // What is wrong with the question is found with the first piece, while it still can be told.
    let first = export.piece().await?.unwrap_or_default();
    let (kind, name) = (export.format.media_type(), export.format.as_str());
    let mut response = Response::new(Body::new(Pieces { first: Some(first.into()), rest: rest(export) }));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"audit.{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// Makes the rest, one piece ahead of who reads it; ends when nobody does any more.
fn rest(mut export: Export) -> mpsc::Receiver<io::Result<Bytes>> {
    let (give, take) = mpsc::channel(1);
    tokio::spawn(async move {
        loop {
            let piece = match export.piece().await {
                Ok(None) => break,
                Ok(Some(piece)) => Ok(Bytes::from(piece)),
                Err(refusal) => {
                    tracing::error!(cause = refusal.0.cause, "an export was cut off");
                    Err(io::Error::other("the export failed"))
                }
            };
            let is_last = piece.is_err();
            if give.send(piece).await.is_err() || is_last {
                break;
            }
        }
    });
    take
}

struct Pieces {
    first: Option<Bytes>,
    rest: mpsc::Receiver<io::Result<Bytes>>,
}

impl Streamed for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(first) = self.first.take().filter(|first| !first.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        self.rest.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
