//! Codes of group members, as their pages print them.

use crate::codes;

codes! {
    /// The group is not in the app's contact range (`batch_add`).
    OUT_OF_RANGE_TO_BATCH_ADD = 42_009 FORBIDDEN "no user group authority";
    /// The same (`batch_remove`).
    OUT_OF_RANGE_TO_BATCH_REMOVE = 42_009 FORBIDDEN "no group authority";
    /// `member_type` is none of the words this call takes.
    TYPE = 41_074 BAD_REQUEST "invalid member_type";
    /// `member_id_type` is none of the words there are.
    ID_TYPE = 41_071 BAD_REQUEST "invalid member_id_type";
    /// `member_id_type` is one for the other kind of member.
    MISMATCH = 41_072 BAD_REQUEST "member_type not match member_id_type";
    /// The id is nobody's.
    UNKNOWN = 41_073 BAD_REQUEST "invalid member_id";
    /// The person is not in the app's contact range.
    OUT_OF_RANGE = 41_050 FORBIDDEN "no user authority error";
    /// The person has left the company.
    RESIGNED = 42_006 BAD_REQUEST "user has resigned error";
    /// The person is a member already.
    EXISTS = 42_005 BAD_REQUEST "member exist in group error";
    /// The group is full, or the tenant's groups together are.
    FULL = 42_012 BAD_REQUEST "group member user reached the upper limit";
    /// The group has as many departments as it may.
    FULL_OF_DEPARTMENTS = 42_011 BAD_REQUEST "group member department reached the upper limit" unreachable "departments are added in the console only";
    /// A department is not in the app's contact range (add).
    DEPARTMENT_OUT_OF_RANGE = 40_004 FORBIDDEN "no dept authority error" unreachable "departments are added in the console only";
    /// The same, with the status its page prints (remove).
    DEPARTMENT_OUT_OF_RANGE_TO_REMOVE = 40_004 NOT_FOUND "no dept authority error" unreachable "departments are removed in the console only";
    /// Some were removed, others refused (`batch_remove`).
    PARTIAL = 40_022 BAD_REQUEST "partial failed, see Results field for more details";
    /// A parameter is wrong and no other code names it.
    PARAM_ERROR = 40_001 BAD_REQUEST "param error" unreachable "every parameter has a code of its own";
    /// In the result of a member (`batch_add`): already in the group.
    RESULT_EXISTS = 42_005 OK "member is already in group" unreachable "said in the result of the member, not of the call";
    /// In the result of a member (`batch_add`): has left.
    RESULT_RESIGNED = 42_006 BAD_REQUEST "user has resigned error" unreachable "said in the result of the member, not of the call";
    /// In the result of a member (`batch_add`): no place left.
    RESULT_FULL = 42_012 BAD_REQUEST "group member user reached the upper limit" unreachable "said in the result of the member, not of the call";
    /// In the result of a member (`batch_add`): not in range.
    RESULT_OUT_OF_RANGE = 41_050 FORBIDDEN "no user authority error" unreachable "said in the result of the member, not of the call";
    /// In the result of a member (`batch_add`): nobody.
    RESULT_UNKNOWN = 41_073 BAD_REQUEST "invalid member_id" unreachable "said in the result of the member, not of the call";
    /// In the result of a member (`batch_add`): not `user`.
    RESULT_TYPE = 41_074 BAD_REQUEST "invalid member_type" unreachable "said in the result of the member, not of the call";
    /// In the result of a member (`batch_add`): no such kind of id, or none given.
    RESULT_ID_TYPE = 41_071 BAD_REQUEST "invalid member_id_type" unreachable "said in the result of the member, not of the call";
}
