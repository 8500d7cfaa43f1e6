//! Codes of access control, as their pages print them.

use crate::codes;

codes! {
    /// Something in the input is wrong: a type, a limit, a schedule that cannot be, a member that does not exist.
    PARAMS_INVALID = 1_490_001 BAD_REQUEST "params is invalid";
    /// The rule was deleted before.
    RULE_DELETED = 1_490_012 BAD_REQUEST "rule id has deleted";
    /// No device of the tenant has this id.
    DEVICE_UNKNOWN = 1_490_030 BAD_REQUEST "device does not exist";
    /// No living rule of the tenant has this id, or it is not a number.
    RULE_UNKNOWN = 1_490_090 BAD_REQUEST "rule id is invalid";
    /// The tenant has as many rules as it may.
    RULES_TOO_MANY = 1_490_111 BAD_REQUEST "rule count reach limit";
    /// Another living rule of the tenant has this name.
    RULE_NAME_TAKEN = 1_490_112 BAD_REQUEST "rule name already exist";
}
