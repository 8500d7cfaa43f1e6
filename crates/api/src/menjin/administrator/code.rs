//! What can go wrong with administrators, how they come in, and their tokens.

use crate::codes;

codes! {
    /// A login has 1 to 64 letters and digits, and `.`, `_`, `-` and `@`.
    LOGIN = 400_100 BAD_REQUEST "a login has 1 to 64 letters or digits, or any of . _ - @" zh "登录名须为 1 至 64 个字母、数字或 . _ - @";
    /// A name has 1 to 100 characters.
    NAME = 400_101 BAD_REQUEST "a name has 1 to 100 characters" zh "姓名须为 1 至 100 个字符";
    /// A password has at least 12 characters.
    PASSWORD_SHORT = 400_102 BAD_REQUEST "a password has at least 12 characters" zh "密码至少需要 12 个字符";
    /// A password has at most 1024 bytes.
    PASSWORD_LONG = 400_103 BAD_REQUEST "a password has at most 1024 bytes" zh "密码最多 1024 字节";
    /// The password is the login.
    PASSWORD_IS_LOGIN = 400_104 BAD_REQUEST "the password must not be the login" zh "密码不能与登录名相同";
    /// The current password was given wrong.
    PASSWORD_WRONG = 400_105 BAD_REQUEST "this is not your current password" zh "当前密码不正确";
    /// The two fields with the new password differ.
    PASSWORDS_DIFFER = 400_106 BAD_REQUEST "the two passwords differ" zh "两次输入的密码不一致";
    /// The one-time code is wrong, or was used before.
    CODE = 400_107 BAD_REQUEST "the code is wrong or was used before; wait for the next one" zh "验证码不正确或已使用，请等待下一个";
    /// It took too long; begin again.
    TOO_SLOW = 400_108 BAD_REQUEST "that took too long; begin again" zh "操作超时，请重新开始";
    /// A token has a name of 1 to 100 characters.
    TOKEN_NAME = 400_110 BAD_REQUEST "a token has a name of 1 to 100 characters" zh "令牌名称须为 1 至 100 个字符";
    /// A token lives 1 to 366 days.
    TOKEN_DAYS = 400_111 BAD_REQUEST "a token lives 1 to 366 days" zh "令牌有效期须为 1 至 366 天";
    /// A token has at least one right, and none that its maker lacks.
    TOKEN_RIGHTS = 400_112 BAD_REQUEST "choose at least one right, and none that you lack" zh "请至少选择一项权限，且不能超出您自己的权限";
    /// Nobody in the company has this id.
    PERSON = 400_113 BAD_REQUEST "nobody in the company has this id" zh "公司中没有这个用户 ID";
    /// Nothing is different from what it was.
    NOTHING = 400_114 BAD_REQUEST "nothing is different from what it was" zh "没有任何改动";
    /// Login or password is wrong, the administrator is disabled, or locked after wrong passwords; which of these is told to nobody.
    WRONG = 401_100 UNAUTHORIZED "login or password is wrong; after five wrong ones in a row nothing is taken for a while" zh "登录名或密码不正确；连续输错 5 次后会暂时锁定";
    /// The user token is not good, or its person is no administrator.
    USER_TOKEN = 401_101 UNAUTHORIZED "this token is not good, or its person is no administrator" zh "令牌无效，或其持有人不是管理员";
    /// The link was used, is too old, or never was.
    LINK = 404_100 NOT_FOUND "the link was used, is too old, or never was; ask for another" zh "链接已使用、已过期或不存在，请重新获取";
    /// Another administrator has this login.
    LOGIN_TAKEN = 409_100 CONFLICT "another administrator has this login" zh "该登录名已被使用";
    /// There must be an owner who can come in.
    LAST_OWNER = 409_101 CONFLICT "there must be at least one owner who is not disabled" zh "必须至少保留一位启用的所有者";
    /// The administrator has as many tokens as one may have.
    TOKENS_MANY = 409_102 CONFLICT "you have 50 tokens; revoke one first" zh "您已有 50 个令牌，请先吊销一个";
    /// Another administrator is this person.
    PERSON_TAKEN = 409_103 CONFLICT "another administrator is this person" zh "该人员已是另一位管理员";
    /// The company has as many administrators as it may have.
    ADMINISTRATORS_MANY = 409_104 CONFLICT "there are 1000 administrators; remove one first" zh "已有 1000 位管理员，请先移除";
}
