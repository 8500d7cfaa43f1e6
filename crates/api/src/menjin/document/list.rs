//! `GET /menjin/v1/documents` - every document and folder that is not in the bin.

use super::Document;
use crate::{menjin::code, prelude::*};

/// Lists documents.
#[derive(Debug)]
pub enum ListDocuments {}

impl Endpoint for ListDocuments {
    const META: Meta = Meta::get("/menjin/v1/documents")
        .named("menjin.v1.document.list")
        .about("Lists documents and folders, the youngest first")
        .family(&crate::menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(code::ALL)
        .shape(Shape::Plain)
        .doc(crate::menjin::DOC);
    type Path = ();
    type Query = Query;
    type Body = ();
    type Data = Data;
}

/// Which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Query {
    /// A part of the title or token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// The type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The owner: `user:<user_id>` or `app:<app_id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// `page_token` of the part before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
    /// How many at most: 20 unless said otherwise, at most 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u64>,
}

/// Documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The documents.
    pub items: Vec<Document>,
    /// Whether the list goes on.
    pub has_more: bool,
    /// Of its next part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_token: Option<String>,
}
