//! Codes that the pages of people list and nothing here can cause, each with the reason.

use crate::codes;

codes! {
    /// The account belongs to someone else.
    ACCOUNT_CONFLICT = 41_003 CONFLICT "user account conflict error" unreachable "addresses and numbers that are taken have codes of their own";
    /// The tenant has no seats left.
    UNCERTAIN_SEATS = 41_007 BAD_REQUEST "exceed uncertain tenant seat limit error" unreachable "seats and plans are not modelled";
    /// The tenant has paid for no more seats.
    BILLED_SEATS = 41_008 BAD_REQUEST "exceed bill seat limit error" unreachable "seats and plans are not modelled";
    /// Neither mail address nor number is given.
    NO_EMAIL_OR_MOBILE = 41_009 BAD_REQUEST "no email or mobile error" unreachable "the number is required, and has a code of its own";
    /// The id was changed too often.
    ID_UPDATES = 41_013 BAD_REQUEST "exceed user id update limit error" unreachable "an id is chosen at creation only";
    /// The name holds a forbidden word.
    NAME_SENSITIVE = 41_014 BAD_REQUEST "user name sensitive error" unreachable "no words are forbidden";
    /// The identity provider is unknown.
    IDP_TYPE = 41_015 BAD_REQUEST "idp type invalid error" unreachable "there is no field for it";
    /// A position is wrong.
    POSITION_INVALID = 41_018 BAD_REQUEST "position info is invalid error" unreachable "positions are not modelled";
    /// The department of a position is wrong.
    POSITION_DEPARTMENT = 41_019 BAD_REQUEST "position department is invalid error" unreachable "positions are not modelled";
    /// The code of a position is taken.
    POSITION_TAKEN = 41_020 BAD_REQUEST "position code has already exist  error" unreachable "positions are not modelled";
    /// Several positions are the main one.
    POSITION_MAINS = 41_021 BAD_REQUEST "position multiple main count error" unreachable "positions are not modelled";
    /// The person belongs to another tenant.
    TENANT_MISMATCH = 41_022 BAD_REQUEST "user tenant not match error" unreachable "people of other tenants are unknown here";
    /// The departments do not fit the positions.
    DEPARTMENT_BREAKS_POSITION = 41_023 BAD_REQUEST "update department conflict position department error" unreachable "positions are not modelled";
    /// The positions do not fit the departments.
    POSITION_BREAKS_DEPARTMENT = 41_024 BAD_REQUEST "update position department conflict department error" unreachable "positions are not modelled";
    /// The account was not made.
    ACCOUNT_FAILED = 41_027 GATEWAY_TIMEOUT "create account failed error" unreachable "the person and the account are one row; and 504 is never answered";
    /// Several departments need another edition.
    VISIBILITY_UPGRADE = 41_028 METHOD_NOT_ALLOWED "user multi department need upgrade visibility error" unreachable "everyone may be in several departments";
    /// Several departments were not accepted.
    SEVERAL_DEPARTMENTS = 41_029 BAD_REQUEST "create or update user multi department error" unreachable "everyone may be in several departments";
    /// Positions are switched off.
    POSITIONS_OFF = 41_031 GATEWAY_TIMEOUT "position feature not enable error" unreachable "positions are not modelled";
    /// Several departments are switched off.
    SEVERAL_DEPARTMENTS_OFF = 41_032 GATEWAY_TIMEOUT "user multi department feature not enable error" unreachable "everyone may be in several departments";
    /// The first half of the mail address is taken.
    EMAIL_PREFIX_TAKEN = 41_034 BAD_REQUEST "email prefix already exist error" unreachable "mailboxes are not modelled";
    /// The first half of the mail address is wrong.
    EMAIL_PREFIX_INVALID = 41_035 BAD_REQUEST "email prefix is invalid error" unreachable "mailboxes are not modelled";
    /// The picture is unknown.
    AVATAR_INVALID = 41_036 BAD_REQUEST "avatar key is invalid error" unreachable "keys of pictures are kept as given";
    /// The picture is forbidden.
    AVATAR_SENSITIVE = 41_037 BAD_REQUEST "avatar key is sensitive error" unreachable "keys of pictures are kept as given";
    /// The name is null.
    NAME_NULL = 41_040 BAD_REQUEST "user name is null error" unreachable "null counts as absent, and an absent name is told before";
    /// The department is not assigned.
    DEPARTMENT_UNASSIGNED = 41_041 BAD_REQUEST "department id is not assigned  error" unreachable "departments that the app may not see have a code of their own";
    /// The time of joining is wrong.
    JOIN_TIME_INVALID = 41_042 BAD_REQUEST "join time is invalid error" unreachable "a negative time is a parameter error";
    /// A custom attribute is not set.
    ATTRIBUTE_UNSET = 41_044 BAD_REQUEST "Custom attribute is not set error" unreachable "custom attributes are kept and returned untouched";
    /// A custom attribute does not exist.
    ATTRIBUTE_UNKNOWN = 41_045 BAD_REQUEST "Custom attribute id is not exist error" unreachable "custom attributes are kept and returned untouched";
    /// A custom attribute has no value.
    ATTRIBUTE_VALUE_UNSET = 41_046 BAD_REQUEST "Custom attribute value is not set error" unreachable "custom attributes are kept and returned untouched";
    /// A link has no text.
    ATTRIBUTE_TEXT_NULL = 41_047 BAD_REQUEST "Custom attribute href text  is null error" unreachable "custom attributes are kept and returned untouched";
    /// A link has no address.
    ATTRIBUTE_URL_NULL = 41_048 BAD_REQUEST "Custom attribute href url  is null error" unreachable "custom attributes are kept and returned untouched";
    /// The person is not named.
    ID_INFO_MISSING = 41_051 BAD_REQUEST "user id info not provide error" unreachable "the address always names one";
    /// Who takes over is wrong (the page of creating people lists it too).
    ACCEPTOR_AT_CREATION = 41_052 BAD_REQUEST "user resign acceptor is invalid error" unreachable "only the call that deletes takes such ids";
    /// The person exists already.
    EXISTS = 41_053 CONFLICT "user has already exist error" unreachable "a taken id, number or mail address has a code of its own";
    /// An invitation by mail has no address.
    EMAIL_UNSET = 41_054 BAD_REQUEST "need send email but not set mail" unreachable "people join at once, nobody is invited";
    /// An invitation by message has no number.
    MOBILE_UNSET = 41_055 BAD_REQUEST "need send sms but not set mobile" unreachable "people join at once, nobody is invited";
    /// The kind of employee is wrong, under its older number.
    KIND_INVALID_OLD = 41_057 BAD_REQUEST "invalid employee type error" unreachable "41059 says so";
    /// The kind of employee is switched off.
    KIND_INACTIVE = 41_060 BAD_REQUEST "inactive employee type error" unreachable "the five kinds cannot be switched off";
    /// The mailbox has too many names.
    EMAIL_ALIASES = 41_068 BAD_REQUEST "Number of email aliases exceeds the upper limit" unreachable "mailboxes are not modelled";
    /// The mailbox lies in the bin.
    EMAIL_RECYCLED = 41_069 BAD_REQUEST "Business email is in the recycle bin" unreachable "mailboxes are not modelled";
    /// The tenant is wrong.
    TENANT_INVALID = 42_008 BAD_REQUEST "tenant id is invalid error" unreachable "the token names the tenant";
    /// The domain of the business address is not the tenant's.
    EMAIL_DOMAIN = 44_001 BAD_REQUEST "business email domain not available error" unreachable "mailboxes are not modelled";
    /// Only picture and description of people who left can be changed, and must be given.
    RESIGNED_UPDATE = 44_003 BAD_REQUEST "avatarkey and description cannot be empty when update resigned user" unreachable "42006 refuses changes of people who left";
    /// The person joined too many tenants lately.
    TENANTS_JOINED = 44_004 BAD_REQUEST "this user has been joined too many tenants recently" unreachable "a person belongs to one tenant";
    /// The name is too long, under its second number.
    NAME_TOO_LONG_TWIN = 44_006 BAD_REQUEST "name length exceed 255 character" unreachable "41070 says so";
    /// The English name is too long, under its second number.
    EN_NAME_TOO_LONG_TWIN = 44_007 BAD_REQUEST "en_name length exceed 255 character" unreachable "41071 says so";
    /// The nickname is too long, under its second number.
    NICKNAME_TOO_LONG_TWIN = 44_008 BAD_REQUEST "nickname length exceed 255 character" unreachable "41072 says so";
    /// The tenant made too many people lately.
    CREATED_LATELY = 44_009 BAD_REQUEST "this tenant has been create too many users recently" unreachable "only the rate limit counts";
    /// The person has not joined yet.
    NOT_JOINED = 44_010 BAD_REQUEST "unJoined user not allow to update" unreachable "people join at once, nobody is invited";
    /// The person left by themself.
    EXITED = 44_011 BAD_REQUEST "exited user not allow to update" unreachable "people leave by being deleted, and 42006 says so";
    /// Adding people was stopped by the vendor.
    INTERCEPTED = 44_012 BAD_REQUEST "Adding user has been intercepted. Contact Feishu Customer Service" unreachable "there is no vendor";
    /// The password of the mailbox is wrong.
    EMAIL_PASSWORD_INVALID = 44_013 BAD_REQUEST "User enterprise Email password is not valid" unreachable "mailboxes are not modelled";
    /// The mail address of somebody inactive is their business address.
    INACTIVE_EMAIL = 44_014 BAD_REQUEST "Can not update inactive user email when email equal enterprise" unreachable "mailboxes are not modelled";
    /// The person has a password already.
    PASSWORD_SET = 44_015 BAD_REQUEST "can not update password when user already have password" unreachable "there is no field for it";
    /// The password of the mailbox cannot be set.
    EMAIL_PASSWORD = 44_016 BAD_REQUEST "can not set enterprise email password" unreachable "mailboxes are not modelled";
    /// Administrators of a higher level cannot be changed.
    EDIT_UPPER = 44_017 BAD_REQUEST "Suite_Admin_Common_UnableToEditUpper" unreachable "apps are not administrators of a level";
    /// Mainland numbers are not taken by this edition.
    MAINLAND_UNSUPPORTED = 44_018 BAD_REQUEST "lark not support +86 mobile" unreachable "numbers of every country are taken";
    /// Only mainland numbers are taken by this edition.
    MAINLAND_ONLY = 44_019 BAD_REQUEST "feishu only support +86 mobile" unreachable "numbers of every country are taken";
    /// No seats are left for this feature.
    FEATURE_SEATS = 44_023 BAD_REQUEST "exceed feature contact seat limit" unreachable "seats and plans are not modelled";
    /// The business address is somebody's account.
    EMAIL_REGISTERED = 44_024 BAD_REQUEST "User enterprise email has already been registered as a member's account" unreachable "mailboxes are not modelled";
    /// The person is being changed.
    LOCKED = 44_025 BAD_REQUEST "update user lock error,wait some seconds and retry" unreachable "changes queue up";
    /// The place of data is unknown.
    GEO_UNKNOWN = 44_038 BAD_REQUEST "req set user geo not find in geo list" unreachable "the place is kept as given";
    /// The app may not set the place of data.
    GEO_DENIED = 44_039 BAD_REQUEST "not set geo name auth" unreachable "the place is kept as given";
    /// The tenant does not choose places of data.
    GEO_OFF = 44_040 BAD_REQUEST "tenant not open mg not set geo name" unreachable "the place is kept as given";
    /// The person was made anonymous.
    ANONYMIZED = 44_041 BAD_REQUEST "anonymize user info is not allowed to update" unreachable "nobody is made anonymous";
    /// The job level is unknown.
    JOB_LEVEL_INVALID = 44_044 BAD_REQUEST "invalid job level id" unreachable "job levels are kept as given";
    /// The job family is unknown.
    JOB_FAMILY_INVALID = 44_045 BAD_REQUEST "invalid job family id" unreachable "job families are kept as given";
    /// A licence is needed.
    LICENCE_EMPTY = 44_046 BAD_REQUEST "user license subscription id must not empty in multi-license tenant" unreachable "licences are accepted and not modelled";
    /// The licence is used up.
    LICENCES_EXCEEDED = 44_047 BAD_REQUEST "license subscription id exceed limit" unreachable "licences are accepted and not modelled";
    /// The licence is unknown.
    LICENCE_INVALID = 44_048 BAD_REQUEST "user license subscription id invalid" unreachable "licences are accepted and not modelled";
    /// The licence was not changed.
    LICENCE_FAILED = 44_049 BAD_REQUEST "license subscription update fail" unreachable "licences are accepted and not modelled";
    /// The app may not set licences.
    LICENCE_DENIED = 44_050 FORBIDDEN "not set subscription ids auth" unreachable "licences are accepted and not modelled";
    /// The tenant's plan has ended.
    PLAN_EXPIRED = 44_052 BAD_REQUEST "Unable to edit members because your current plan has expired" unreachable "seats and plans are not modelled";
    /// The person is managed elsewhere.
    EXTERNAL_DATA = 44_053 BAD_REQUEST "Unable to edit data from external data sources" unreachable "all data is our own";
    /// The person was made, the city was not.
    CITY_NOT_MADE = 44_054 BAD_REQUEST "create user success and create city fail" unreachable "cities are text of the person";
    /// The person was made, the job title was not.
    TITLE_NOT_MADE = 44_055 BAD_REQUEST "create user success and create job title fail" unreachable "job titles are text of the person";
    /// The person was made, city and job title were not.
    CITY_AND_TITLE_NOT_MADE = 44_056 BAD_REQUEST "create user success and create city and job title fail" unreachable "both are text of the person";
    /// The person was changed, the city was not.
    CITY_NOT_CHANGED = 44_057 BAD_REQUEST "update user success and create city fail" unreachable "cities are text of the person";
    /// The person was changed, the job title was not.
    TITLE_NOT_CHANGED = 44_058 BAD_REQUEST "update user success and create job title fail" unreachable "job titles are text of the person";
    /// The person was changed, city and job title were not.
    CITY_AND_TITLE_NOT_CHANGED = 44_059 BAD_REQUEST "update user success and create city and job title fail" unreachable "both are text of the person";
    /// The plan for several places of data has ended.
    ASSET_TIME = 44_060 BAD_REQUEST "mg asset exceed time" unreachable "seats and plans are not modelled";
    /// The plan for several places of data is used up.
    ASSET_QUOTA = 44_061 BAD_REQUEST "mg asset exceed quota" unreachable "seats and plans are not modelled";
    /// Somebody present has this `user_id` (the page of changing people lists it too).
    ID_TAKEN_BY_CHANGE = 41_011 BAD_REQUEST "user id already exist error" unreachable "an id is chosen at creation only";
    /// `orders` without `department_ids` (the page of creating people lists it too).
    ORDERS_ALONE_AT_CREATION = 44_002 BAD_REQUEST "update order must update department together" unreachable "new people always get departments";
    /// A parameter is wrong (get).
    GET_PARAMETER = 40_001 BAD_REQUEST "invalid parameter" unreachable "the input layer says which, with codes of the platform";
    /// The id is wrong (get).
    GET_ID = 41_012 BAD_REQUEST "user id invalid error" unreachable "unknown ids have codes of the platform";
    /// The person is being brought back (delete).
    RESURRECTING = 44_042 BAD_REQUEST "User is in resurrect progress, retry later" unreachable "nobody is brought back";
    /// The person is managed by their life cycle (delete).
    LIFE_CYCLE = 44_062 BAD_REQUEST "According to the settings, this member's account can only be deleted through Member life cycle." unreachable "there is no such setting";
    /// A person is not in the range (find by department).
    LIST_OUT_OF_RANGE = 41_050 BAD_REQUEST "no user authority error" unreachable "people of a department in range are in range";
}
