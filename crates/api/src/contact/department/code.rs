//! Codes of departments, as their pages print them; the spelling differs from page to page and is kept.

use crate::codes;

codes! {
    /// A neighbour has this `order`.
    ORDER_TAKEN = 43_005 BAD_REQUEST "duplicate order error";
    /// A parameter is wrong and no other code names it (create).
    PARAMETER_INVALID = 40_018 BAD_REQUEST "param error";
    /// The custom id breaks its pattern, begins with `od-`, or is `0` or `1`.
    ID_INVALID = 43_008 BAD_REQUEST "custom dept id invalid error";
    /// The parent has 1,000 departments already, or the tenant 30,000.
    TOO_MANY = 43_013 BAD_REQUEST "dept too many children error";
    /// The department is not in the app's contact range; the root needs everyone.
    OUT_OF_RANGE = 40_004 FORBIDDEN "no dept authority error";
    /// The department is null.
    INFO_NULL = 40_008 BAD_REQUEST "dept Info is null error" unreachable "null counts as absent, and absent fields are told before";
    /// The chat of the department is wrong.
    CHAT_INVALID = 40_010 BAD_REQUEST "chat id is invalid error" unreachable "chats are not modelled";
    /// The parent is not in the app's contact range.
    PARENT_OUT_OF_RANGE = 40_014 FORBIDDEN "no parent dept authority error";
    /// The department exists already.
    EXISTS = 43_000 UNAUTHORIZED "dept has already exist error" unreachable "43007 and 43022 say what is taken";
    /// The name is empty, or only blanks.
    NAME_EMPTY = 40_016 UNAUTHORIZED "dept name can not be nul error";
    /// A leader has left.
    LEADER_RESIGNED = 42_006 BAD_REQUEST "user has resigned error";
    /// A leader is nobody.
    LEADER_UNKNOWN = 41_012 BAD_REQUEST "user id invalid error";
    /// The `client_token` came before, with other parameters.
    TOKEN_REUSED = 40_021 BAD_REQUEST "no a same request error";
    /// More than one unit.
    UNIT_INVALID = 43_004 BAD_REQUEST "illegal unit error";
    /// Another department has this id.
    ID_TAKEN = 43_007 BAD_REQUEST "duplicated department custom id error";
    /// The parent is empty.
    PARENT_EMPTY = 44_101 BAD_REQUEST "miss parent department id error";
    /// Too many related departments.
    RELATED_TOO_MANY = 43_017 BAD_REQUEST "relate dept over limit" unreachable "departments have no relations but the tree";
    /// A neighbour has the name in one of the languages.
    I18N_NAME_TAKEN = 43_018 BAD_REQUEST "duplicate i18n name";
    /// The tree would have more than 25 levels.
    TOO_DEEP = 43_019 BAD_REQUEST "exceed dept max level";
    /// The chat of the department does not exist.
    CHAT_UNKNOWN = 43_021 BAD_REQUEST "department chat not exist" unreachable "chats are not modelled";
    /// A neighbour has this name.
    NAME_TAKEN = 43_022 BAD_REQUEST "department name duplicate";
    /// The tree may not be changed.
    STRUCTURE_DENIED = 43_023 BAD_REQUEST "dept structure no permissione" unreachable "the contact range says who may";
    /// The tree is being changed.
    STRUCTURE_LOCKED = 43_024 BAD_REQUEST "dept structure tenant lock fail" unreachable "changes queue up";
    /// The leader has not joined yet.
    LEADER_UNJOINED = 43_025 BAD_REQUEST "top department leader unjoined" unreachable "people join at once";
    /// A kind of employee below 1, or more than 100 of them.
    EMPLOYEE_TYPE_INVALID = 43_026 BAD_REQUEST "employee type is not valid";
    /// An HR partner is nobody present, or there are more than 500.
    HRBPS_INVALID = 43_028 BAD_REQUEST "invalid department hrbps";
    /// A name has a `/`.
    NAME_HAS_SEPARATOR = 43_029 BAD_REQUEST "dept name not contain separator";
    /// A parameter is wrong (get).
    GET_PARAMETER = 40_001 BAD_REQUEST "param error" unreachable "the input layer says which, with codes of the platform";
    /// The department is too big (get).
    GET_TOO_BIG = 43_010 BAD_REQUEST "big dept forbid recursion error" unreachable "one department is read, however big";
    /// The tenant is wrong.
    TENANT_INVALID = 42_008 UNAUTHORIZED "tenant id is invalid error" unreachable "the token names the tenant";
    /// No department has this well-formed id.
    UNKNOWN = 40_015 BAD_REQUEST "department not exist";
    /// The root can be neither changed nor deleted.
    ROOT = 40_002 BAD_REQUEST "process root dept error";
    /// `leaders` names somebody twice.
    LEADERS_REPEAT = 43_016 BAD_REQUEST "leaders is repeat";
    /// The department is being changed.
    LOCKED = 43_030 BAD_REQUEST "update department lock error,wait some seconds and retry" unreachable "changes queue up";
    /// The department is managed elsewhere.
    EXTERNAL_DATA = 43_031 BAD_REQUEST "Unable to edit data from external data sources" unreachable "all data is our own";
    /// People belong to the department.
    HAS_MEMBERS = 43_011 BAD_REQUEST "delete has member dept error";
    /// There are departments below it.
    HAS_CHILDREN = 43_012 BAD_REQUEST "delete has sub dept department error";
    /// A user token asks for all levels below a department that has more than 1,000 of them.
    TOO_BIG = 43_010 BAD_REQUEST "big dept forbid recursion error";
    /// The parent is not in the app's contact range (children).
    CHILDREN_PARENT = 40_014 FORBIDDEN "no parent dept authority error" unreachable "the department itself decides";
    /// `page_size` is below 1 or above 50.
    PAGE_SIZE_INVALID = 40_011 BAD_REQUEST "page size is invalid";
    /// `page_token` is damaged, too old, or of another question.
    PAGE_TOKEN_INVALID = 40_012 BAD_REQUEST "page token is invalid error";
    /// Two departments have one id (children).
    CHILDREN_ID_TAKEN = 43_007 BAD_REQUEST "duplicated department custom id error" unreachable "ids are unique";
    /// A parameter is wrong and no other code names it, or a department would lie below itself (patch).
    CHANGE_INVALID = 40_001 BAD_REQUEST "param error";
}
