//! Codes of people, as their pages print them; the spelling differs from page to page and is kept.

use crate::codes;

pub mod unused;

codes! {
    /// A parameter is wrong and no other code names it.
    PARAMETER_INVALID = 40_001 BAD_REQUEST "param error";
    /// A department is not in the app's contact range.
    DEPARTMENT_OUT_OF_RANGE = 40_004 FORBIDDEN "no dept authority error";
    /// The `client_token` came before, with other parameters.
    TOKEN_REUSED = 40_021 BAD_REQUEST "no a same request error";
    /// Somebody present has this number.
    MOBILE_TAKEN = 41_001 BAD_REQUEST "mobile has already exist error";
    /// Somebody present has this mail address.
    EMAIL_TAKEN = 41_002 BAD_REQUEST "email has already exist error";
    /// No number of the mainland, nor one with its country code.
    MOBILE_INVALID = 41_004 BAD_REQUEST "mobile is invalid error";
    /// No mail address.
    EMAIL_INVALID = 41_005 BAD_REQUEST "email is invalid error";
    /// The name is empty, or only blanks.
    NAME_EMPTY = 41_006 BAD_REQUEST "no user name error";
    /// The number is empty.
    MOBILE_EMPTY = 41_010 BAD_REQUEST "no mobile error";
    /// Somebody present has this `user_id`.
    ID_TAKEN = 41_011 BAD_REQUEST "user id already exist error";
    /// The `user_id` is empty, longer than 64 characters, or has blanks.
    ID_INVALID = 41_012 BAD_REQUEST "user id invalid error";
    /// A department has 10,000 people already.
    DEPARTMENT_FULL = 41_016 BAD_REQUEST "department has too many users  error";
    /// No department is named.
    DEPARTMENTS_EMPTY = 41_017 BAD_REQUEST "department is required error";
    /// `orders` names a department that is not among `department_ids`, or names one twice.
    ORDER_DEPARTMENT_INVALID = 41_025 BAD_REQUEST "order department invalid error";
    /// The person would be their own leader.
    OWN_LEADER = 41_030 BAD_REQUEST "set leader to oneself error";
    /// More than 50 departments.
    DEPARTMENTS_TOO_MANY = 41_033 BAD_REQUEST "user in too many departments  error";
    /// A gender other than 0 to 3.
    GENDER_INVALID = 41_038 BAD_REQUEST "gender is invalid error";
    /// The `employee_no` has more than 255 characters.
    EMPLOYEE_NO_INVALID = 41_043 BAD_REQUEST "employee id is invalid error";
    /// The person is not in the app's contact range (patch).
    OUT_OF_RANGE = 41_050 BAD_REQUEST "no user authority error";
    /// With a user token only `name`, `en_name` and `avatar_key` can be changed.
    FIELD_DENIED = 41_056 FORBIDDEN "no field authority error";
    /// A kind of employee other than 1 to 5.
    KIND_INVALID = 41_059 BAD_REQUEST "invalid employee type error";
    /// The job title has more than 255 characters (the text speaks of 100).
    JOB_TITLE_TOO_LONG = 41_063 BAD_REQUEST "job_title length exceed 100 character";
    /// The name has more than 255 characters.
    NAME_TOO_LONG = 41_070 BAD_REQUEST "name length exceed 255 character";
    /// The English name has more than 255 characters.
    EN_NAME_TOO_LONG = 41_071 BAD_REQUEST "en_name length exceed 255 character";
    /// The nickname has more than 255 characters.
    NICKNAME_TOO_LONG = 41_072 BAD_REQUEST "nickname length exceed 255 character";
    /// The primary department has not the largest `department_order`, or there are two.
    PRIMARY_NOT_FIRST = 41_410 BAD_REQUEST "user primary dept must be the first department in the order";
    /// The person has left.
    RESIGNED = 42_006 BAD_REQUEST "user has resigned error";
    /// `orders` without `department_ids`.
    ORDERS_ALONE = 44_002 BAD_REQUEST "update order must update department together";
    /// A number outside the mainland without a mail address.
    FOREIGN_MOBILE_ALONE = 44_020 BAD_REQUEST "mobile and email need together exist";
    /// The leader has left.
    LEADER_RESIGNED = 44_021 BAD_REQUEST "leader is resigned";
    /// The leader is nobody.
    LEADER_UNKNOWN = 44_022 BAD_REQUEST "leaderID is Invalid";
    /// A department does not exist (patch).
    DEPARTMENT_UNKNOWN = 44_035 BAD_REQUEST "departmentID is invaild";
    /// Managers of the tenant cannot be frozen.
    FOUNDER_FROZEN = 44_036 BAD_REQUEST "freeze tenant founder is forbidden";
    /// Somebody present has this `employee_no`.
    EMPLOYEE_NO_TAKEN = 44_051 BAD_REQUEST "employee_no already existed";
    /// The person is not in the app's contact range (get).
    NOT_SEEN = 41_050 BAD_REQUEST "no user authority";
    /// The person is not in the app's contact range (delete).
    NOT_DELETABLE = 41_050 FORBIDDEN "no user authority error";
    /// Somebody who shall take over is nobody present.
    ACCEPTOR_INVALID = 41_052 BAD_REQUEST "user resign acceptor is invalid error";
    /// Managers of the tenant cannot be deleted.
    MANAGER_KEPT = 44_037 BAD_REQUEST "tenant manager cannot be deleted";
    /// `page_size` is below 1 or above 50.
    PAGE_SIZE_INVALID = 40_011 BAD_REQUEST "page size is invalid";
    /// `page_token` is damaged, too old, or of another question.
    PAGE_TOKEN_INVALID = 40_012 BAD_REQUEST "page token is invalid error";
}
