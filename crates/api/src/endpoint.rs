//! What every endpoint declares.

use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};

use crate::Meta;

/// One call of the platform. Implemented by empty enums: they are names, not values.
pub trait Endpoint: Send + Sync + 'static {
    /// Where it is, who may call it, how often, and what it may answer.
    const META: Meta;
    /// The variables of the path, named as in [`Meta::path`]; `()` when there are none.
    type Path: Serialize + DeserializeOwned + JsonSchema + Send + 'static;
    /// The query; `()` when the call reads none.
    type Query: Serialize + DeserializeOwned + JsonSchema + Send + 'static;
    /// The body; `()` when the call ignores it.
    type Body: Serialize + DeserializeOwned + JsonSchema + Send + 'static;
    /// What stands in `data` of a success (or at top level, see [`crate::Shape`]).
    type Data: Serialize + DeserializeOwned + JsonSchema + Send + 'static;
}
