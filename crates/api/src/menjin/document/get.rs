//! `GET /menjin/v1/documents/:token` - one document: whose it is, where it lies, who was given what.

use super::Document;
use crate::{
    menjin::grant::{self, Grant},
    prelude::*,
};

/// Reads a document.
#[derive(Debug)]
pub enum GetDocument {}

impl Endpoint for GetDocument {
    const META: Meta = Meta::get("/menjin/v1/documents/{token}")
        .named("menjin.v1.document.get")
        .about("Tells whose a document is, where it lies, how it is shared, and who was given what")
        .family(&crate::menjin::FAMILY)
        .tokens(&[Administrator])
        .needs(Right::Read)
        .codes(grant::code::ALL)
        .shape(Shape::Plain)
        .doc(crate::menjin::DOC);
    type Path = Path;
    type Query = ();
    type Body = ();
    type Data = Data;
}

/// Which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Path {
    /// The document's token.
    pub token: String,
}

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Data {
    /// The document.
    pub document: Document,
    /// The folders it lies in, the outermost first.
    pub folders: Vec<Folder>,
    /// Whether it takes collaborators and settings from the folder.
    pub inherits: bool,
    /// The settings in force, each with the least role that it asks for.
    pub settings: Settings,
    /// The owner and its own collaborators.
    pub grants: Vec<Grant>,
    /// What comes from folders above.
    pub inherited: Vec<Grant>,
}

/// A folder on the way to a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Folder {
    /// Its token.
    pub token: String,
    /// Its title.
    pub title: String,
}

/// The settings in force: the least role for each, `view`, `edit` or `full_access`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Settings {
    /// What everybody of the company who has the link may; nothing when link sharing is off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// To comment.
    pub comment: String,
    /// To copy content.
    pub copy: String,
    /// To duplicate, print and download.
    pub export: String,
    /// To see, add and remove collaborators.
    pub share: String,
}
