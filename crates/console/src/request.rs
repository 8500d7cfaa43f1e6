//! What the console is asked, once the server has read it.

use std::net::IpAddr;

use http::{HeaderMap, Method, header};
use menjin_model::Millis;
use percent_encoding::percent_decode_str;

/// A request below `/console`.
#[derive(Debug, Clone)]
pub struct Request {
    /// GET or POST.
    pub method: Method,
    /// The path as it came.
    pub path: String,
    /// The query, decoded.
    pub query: Fields,
    /// The form, decoded; empty unless POST.
    pub form: Fields,
    /// The headers.
    pub headers: HeaderMap,
    /// When it came.
    pub now: Millis,
    /// Under which the log and the audit know it.
    pub log_id: String,
    /// From where.
    pub address: Option<IpAddr>,
}

impl Request {
    /// The path behind `/console`, in pieces, decoded.
    #[must_use]
    pub fn pieces(&self) -> Vec<String> {
        let path = self.path.strip_prefix("/console").unwrap_or_default();
        let pieces = path.split('/').filter(|piece| !piece.is_empty());
        pieces.map(|piece| percent_decode_str(piece).decode_utf8_lossy().into_owned()).collect()
    }

    /// A header, where it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// A cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        cookies
            .flat_map(|value| value.split(';'))
            .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
    }

    /// Whether only a part of the page is wanted (by htmx), and which.
    #[must_use]
    pub fn part(&self) -> Option<&str> {
        self.header("hx-target")
    }
}

/// Fields of a query or a form, in the order they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The value of a field, blanks around it dropped; empty when it is absent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The value of a field as it came; empty when it is absent.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The value of a field; `None` when it is absent or empty.
    #[must_use]
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked, or a field there at all.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }
}
