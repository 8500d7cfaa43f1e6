//! Codes about collaborators, as their pages print them. A code that one page can cause and another only prints has a row
//! for each.

use crate::codes;

codes! {
    /// A parameter is missing, malformed or unknown; token and type do not match; document or member does not exist; a
    /// department named by an app; `full_access` on minutes.
    INVALID_PARAMETER = 1_063_001 BAD_REQUEST "Invalid parameter";
    /// The caller has no role on the document, or too low a one.
    PERMISSION_DENIED = 1_063_002 FORBIDDEN "Permission denied";
    /// The act is not allowed: on the owner, on somebody out of sight, below a role held already, beyond the limits, or on
    /// somebody who is no collaborator.
    INVALID_OPERATION = 1_063_003 BAD_REQUEST "Invalid operation";
    /// The caller has a role, but the sharing settings ask for a higher one.
    NO_SHARE_PERMISSION = 1_063_004 FORBIDDEN "User has no share permission";
    /// The document lies in the bin.
    DELETED = 1_063_005 NOT_FOUND "Resource is deleted";
    /// The permission service is throttled.
    TOO_MANY_REQUESTS = 1_063_006 TOO_MANY_REQUESTS "Too many request" unreachable "the common limit answers first, with 99991400";
    /// Our fault; the log knows more under the log id.
    INTERNAL = 1_066_001 INTERNAL_SERVER_ERROR "Internal Error" unreachable "our faults only";
    /// Our fault (batch create spells it so).
    INTERNAL_IN_BATCH = 1_066_001 INTERNAL_SERVER_ERROR "Internal error" unreachable "our faults only";
    /// Two writes met.
    CONCURRENCY = 1_066_002 INTERNAL_SERVER_ERROR "Concurrency error, please retry" unreachable "writes of a company run one after the other";
    /// The act is not allowed (calls that only read).
    INVALID_READ = 1_063_003 BAD_REQUEST "Invalid operation" unreachable "a call that reads does nothing that could be forbidden so";
    /// The caller may not share (calls for which too low a role says it all).
    NO_SHARE_PERMISSION_UNUSED = 1_063_004 FORBIDDEN "User has no share permission" unreachable "this call answers 1063002 for every lack of a right";
}
