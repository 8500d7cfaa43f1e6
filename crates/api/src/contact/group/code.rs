//! Codes of user groups, as their pages print them; the spelling differs from page to page and is kept.

use crate::codes;

codes! {
    /// The name is empty, or only blanks (create).
    NAME_EMPTY = 42_001 BAD_REQUEST "group name empty";
    /// The custom id breaks its pattern (create).
    ID_INVALID = 42_002 BAD_REQUEST "group_id invalid";
    /// No group of the tenant has this id.
    UNKNOWN = 42_002 BAD_REQUEST "invalid group_id" zh "用户组不存在";
    /// A type that may not be made, or a call that dynamic groups do not take.
    TYPE_INVALID = 42_003 BAD_REQUEST "group type invalid";
    /// The name has more than 100 characters.
    NAME_TOO_LONG = 42_013 BAD_REQUEST "group name exceed limit";
    /// The description has more than 500 characters.
    DESCRIPTION_TOO_LONG = 42_014 BAD_REQUEST "group description exceed limit";
    /// User groups are switched off for the tenant.
    DISABLED = 42_015 BAD_REQUEST "user group disable" unreachable "user groups cannot be switched off";
    /// The tenant has 500 groups already.
    TOO_MANY = 42_016 BAD_REQUEST "user group number exceed limit";
    /// The group has members (delete).
    NOT_EMPTY = 42_017 BAD_REQUEST "group has member not allow delete" zh "用户组不为空，无法删除";
    /// The app's contact range is not everyone (create).
    RANGE_NOT_ALL = 42_010 FORBIDDEN "not has all authority error";
    /// The group is not in the app's contact range; for deleting: the range is not everyone.
    OUT_OF_RANGE = 42_009 FORBIDDEN "no user group authority error";
    /// The group is not in the app's contact range (patch).
    OUT_OF_RANGE_TO_PATCH = 42_009 FORBIDDEN "no userGroup authority error";
    /// Another group of the tenant has this id.
    ID_TAKEN = 47_005 BAD_REQUEST "duplicate group id error";
    /// Another group of the tenant has this name.
    NAME_TAKEN = 47_009 BAD_REQUEST "duplicated name error" zh "用户组名称重复";
    /// The name is only blanks (patch).
    NAME_BLANK = 40_001 BAD_REQUEST "parameter invalid";
    /// A parameter is wrong and no other code names it (create).
    PARAMETER_INVALID = 40_001 BAD_REQUEST "parameter invalid" unreachable "every parameter has a code of its own";
    /// The group has fields that the API cannot show.
    UNSUPPORTED_FIELD = 42_029 BAD_REQUEST "exist some field openapi not support, please  manage the group in admin platform" unreachable "every field of a group can be shown";
    /// `page_size` is out of its limits.
    PAGE_SIZE = 40_011 BAD_REQUEST "page size is invalid";
    /// `page_token` is damaged, too old, or of another question.
    PAGE_TOKEN = 40_012 BAD_REQUEST "page token is invalid error";
    /// The same, as the page about the groups of a user prints it.
    PAGE_TOKEN_OF_BELONG = 40_012 BAD_REQUEST "page token is invalid";
    /// A parameter is wrong and no other code names it (groups of a user).
    PARAM_ERROR = 40_001 BAD_REQUEST "param error" unreachable "every parameter has a code of its own";
    /// A word for the kind of id that there is not (groups of a user).
    MEMBER_ID_TYPE = 41_071 BAD_REQUEST "invalid member_id_type";
    /// The id is nobody's (groups of a user).
    MEMBER_UNKNOWN = 41_073 BAD_REQUEST "invalid member_id" zh "用户不存在";
    /// A type of group that there is not (groups of a user).
    GROUP_TYPE = 41_074 BAD_REQUEST "invalid member_type";
    /// The person is not in the app's contact range (groups of a user).
    MEMBER_OUT_OF_RANGE = 41_050 FORBIDDEN "no user authority error";
    /// A rule that is none.
    RULE = 42_018 BAD_REQUEST "exist invalid dynamic group rule" unreachable "dynamic groups are not made through the API";
    /// A condition that is none.
    RULE_EXPRESSION = 42_019 BAD_REQUEST "exist invalid dynamic group rule expression" unreachable "dynamic groups are not made through the API";
    /// A condition on a field that none may look at.
    RULE_FIELD = 42_020 BAD_REQUEST "exist unsupported dynamic group rule expression field" unreachable "dynamic groups are not made through the API";
    /// A condition with an operator that there is not (create).
    RULE_OPERATOR = 42_021 BAD_REQUEST "exist unsupported dynamic group operatrion" unreachable "dynamic groups are not made through the API";
    /// The same (patch).
    RULE_OPERATOR_TO_PATCH = 42_021 BAD_REQUEST "exist unsupported dynamic group operation" unreachable "dynamic groups are not made through the API";
    /// A condition with values that do not fit.
    RULE_VALUES = 42_022 BAD_REQUEST "exist invalid expression value or values" unreachable "dynamic groups are not made through the API";
    /// The app may not make dynamic groups.
    RULE_DENIED = 42_024 BAD_REQUEST "no permission to create a dynamic group" unreachable "dynamic groups are not made through the API";
    /// Conditions joined by a word that there is not (create).
    RULE_JOINER = 42_025 BAD_REQUEST "invalid joinner rule" unreachable "dynamic groups are not made through the API";
    /// The same (patch).
    RULE_JOINER_TO_PATCH = 42_025 BAD_REQUEST "invalid joiner rule" unreachable "dynamic groups are not made through the API";
    /// More departments than a dynamic group may look at.
    RULE_DEPARTMENTS = 42_026 BAD_REQUEST "department scope exceed limit" unreachable "dynamic groups are not made through the API";
    /// A visible scope that is none.
    VISIBLE_SCOPE = 42_027 BAD_REQUEST "group visible scope is not valid" unreachable "the visible scope is not taken";
}
