//! What can go wrong with notices.

use crate::codes;

codes! {
    /// The address of a webhook is no http or https URL with a host, or holds credentials.
    URL = 400_430 BAD_REQUEST "must be an http or https address without credentials, at most 2000 characters" zh "必须是不含账号的 http 或 https 地址，最多 2000 个字符";
    /// A kind of notice is not one that there is.
    KIND = 400_431 BAD_REQUEST "is not a kind of notice" zh "没有这种通知";
    /// A tenant has at most 20 webhooks.
    FULL = 400_432 BAD_REQUEST "there are 20 webhooks already" zh "最多 20 个 Webhook";
    /// Nothing is different.
    SAME = 400_433 BAD_REQUEST "nothing would change" zh "没有任何变化";
    /// The token is not of the page before, or more than two hours old.
    PAGE_TOKEN = 400_434 BAD_REQUEST "is not the token of the page before, or is too old" zh "分页标记不属于上一页，或已过期";
    /// A page has 1 to 200 rows.
    PAGE_SIZE = 400_435 BAD_REQUEST "must be from 1 to 200" zh "必须在 1 到 200 之间";
    /// Nobody of the company has this id.
    PERSON = 404_431 NOT_FOUND "nobody has this user_id" zh "没有这个人员";
    /// There is no webhook with this id.
    NO_WEBHOOK = 404_430 NOT_FOUND "there is no such webhook" zh "没有这个 Webhook";
}
