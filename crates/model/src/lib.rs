//! The nouns of menjin: typed ids, roles, times. No wire shapes, no I/O.

pub mod fact;
pub mod id;
pub mod opening;
pub mod perm;
pub mod role;
pub mod rule;
pub mod sharing;
pub mod time;

pub use fact::{AppList, Change, Fact, Key, Party, Span};
pub use id::{
    AdministratorNo, AppId, AppNo, DepartmentNo, DeviceNo, DocumentNo, GroupId, GroupNo, ReviewGroupNo, RuleNo,
    TenantNo, UserNo, VisitorNo,
};
pub use opening::Opening;
pub use perm::{CollaboratorRole, Perm};
pub use role::{Right, Role};
pub use rule::Rule;
pub use sharing::{Link, Sharing};
pub use time::Millis;
