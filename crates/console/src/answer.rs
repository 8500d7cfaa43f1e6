//! What the console answers, and the headers that keep a browser from doing anything else with it.

use askama::Template;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};

use crate::Trouble;

/// No script, style, frame or form but ours; nothing inline.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SAFE: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// A whole answer.
#[derive(Debug)]
pub struct Answer(Response<Bytes>);

impl Answer {
    /// A page or a part of one, never kept by anybody.
    pub fn page(template: &impl Template) -> Result<Self, Trouble> {
        Self::page_with(StatusCode::OK, template)
    }

    /// The same with another status: a form that was refused.
    pub fn page_with(status: StatusCode, template: &impl Template) -> Result<Self, Trouble> {
        let text = template.render().map_err(|error| Trouble::fault(error.to_string()))?;
        Ok(Self::text(status, "text/html; charset=utf-8", text).with(header::CACHE_CONTROL, "no-store"))
    }

    /// Leads to another page of ours; `to` is a path of the console.
    #[must_use]
    pub fn see(to: &str) -> Self {
        Self::text(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", String::new()).with(header::LOCATION, to)
    }

    /// A file to be kept: `name` is its name, of letters, digits, `-`, `_` and `.`.
    #[must_use]
    pub fn file(name: &str, kind: &'static str, body: impl Into<Bytes>) -> Self {
        Self::text(StatusCode::OK, kind, body)
            .with(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""))
            .with(header::CACHE_CONTROL, "no-store")
    }

    /// Anything.
    #[must_use]
    pub fn text(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Self {
        let mut response = Response::new(body.into());
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        for (name, value) in SAFE {
            headers.insert(name, HeaderValue::from_static(value));
        }
        Self(response)
    }

    /// With a header; one that cannot be written is left out.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.0.headers_mut().append(name, value);
        }
        self
    }

    /// As it goes out.
    #[must_use]
    pub fn into_response(self) -> Response<Bytes> {
        self.0
    }
}
