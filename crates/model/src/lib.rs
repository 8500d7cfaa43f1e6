//! The nouns of menjin: typed ids, roles, times. No wire shapes, no I/O.

pub mod id;
pub mod perm;
pub mod time;

pub use id::{
    AppId, AppNo, DepartmentNo, DeviceNo, DocumentNo, GroupId, GroupNo, ReviewGroupNo, RuleNo, TenantNo, UserNo,
    VisitorNo,
};
pub use perm::{CollaboratorRole, Perm};
pub use time::Millis;
