//! What can go wrong with access reviews.

use crate::codes;

codes! {
    /// There is no review with this id.
    UNKNOWN = 404_460 NOT_FOUND "there is no such review" zh "没有这个复核";
    /// A name has 1 to 100 characters.
    NAME = 400_460 BAD_REQUEST "must have 1 to 100 characters" zh "须为 1 到 100 个字符";
    /// A review is about something.
    EMPTY = 400_461 BAD_REQUEST "name at least one group, document, app or door" zh "请至少选择一个用户组、文档、应用或门";
    /// A review is about at most 100 things.
    SCOPE = 400_462 BAD_REQUEST "at most 100 things in one review" zh "一次复核最多 100 个对象";
    /// A thing of the scope is not there, or a group is dynamic: who is in it follows from a rule.
    THING = 400_463 BAD_REQUEST "is not there, or is a dynamic group" zh "对象不存在，或是动态用户组";
    /// Nobody has anything there, so there is nothing to ask.
    NOTHING = 400_464 BAD_REQUEST "nobody has anything there to review" zh "其中没有任何可复核的成员或授权";
    /// A review is about at most 5,000 memberships and grants.
    TOO_MANY = 400_465 BAD_REQUEST "more than 5,000 memberships and grants: choose less" zh "超过 5,000 项：请缩小范围";
    /// The due date is none, or over.
    DUE = 400_466 BAD_REQUEST "must be a day or a moment to come" zh "必须是将来的日期或时间";
    /// Nobody who governs signs in so.
    OWNER = 400_467 BAD_REQUEST "no enabled administrator signs in so" zh "没有这个管理员，或已停用";
    /// The review is closed.
    CLOSED = 409_460 CONFLICT "the review is closed" zh "复核已结束";
    /// There is no item at this position.
    ITEM = 400_468 BAD_REQUEST "there is no such item" zh "没有这一项";
    /// One call decides 1 to 500 items.
    ITEMS = 400_469 BAD_REQUEST "1 to 500 items in one call" zh "一次须为 1 到 500 项";
    /// A note has at most 500 characters.
    NOTE = 400_470 BAD_REQUEST "a note has at most 500 characters" zh "备注最多 500 个字符";
    /// The token is not of the page before, or more than two hours old.
    PAGE_TOKEN = 400_471 BAD_REQUEST "is not the token of the page before, or is too old" zh "分页标记不属于上一页，或已过期";
    /// A page has 1 to 200 rows.
    PAGE_SIZE = 400_472 BAD_REQUEST "must be from 1 to 200" zh "必须在 1 到 200 之间";
}
