//! Codes about files and folders; the full stop belongs to the text.

use crate::codes;

codes! {
    /// Our fault; the log knows more under the log id.
    INTERNAL = 1_061_001 INTERNAL_SERVER_ERROR "internal error." unreachable "our faults only";
    /// A parameter is missing, malformed or outside its limits.
    PARAMS_ERROR = 1_061_002 BAD_REQUEST "params error.";
    /// There is no such folder.
    NOT_FOUND = 1_061_003 NOT_FOUND "not found.";
    /// The caller may not edit the folder.
    FORBIDDEN = 1_061_004 FORBIDDEN "forbidden.";
    /// The identity could not be made out.
    AUTH_FAILED = 1_061_005 UNAUTHORIZED "auth failed." unreachable "a token that is not good is refused before, with 9999166x";
    /// The folder lies in the bin.
    DELETED = 1_061_007 NOT_FOUND "file has been delete.";
    /// Two writes met.
    CONTENTION = 1_061_045 BAD_REQUEST "resource contention occurred, please retry." unreachable "writes of a company run one after the other";
    /// The folder holds as much as one level may.
    TOO_MANY_SIBLINGS = 1_062_507 BAD_REQUEST "parent node out of sibling num.";
}
