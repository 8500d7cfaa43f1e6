//! What every endpoint file needs.

pub use schemars::JsonSchema;
pub use serde::{Deserialize, Serialize};

pub use menjin_model::Right;

pub use crate::{
    AppKinds, Code, Endpoint, Family, Input, Meta, Rate, Shape,
    TokenKind::{Administrator, Tenant, User},
    code as platform, codes,
    common::{DepartmentIdType, Empty, UserIdType},
};
