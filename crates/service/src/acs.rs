//! Smart access control: door rules, and the doors themselves.

pub mod device;
pub mod rule_external;
