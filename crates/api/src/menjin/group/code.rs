//! What can be wrong with questions about groups.

use crate::codes;

codes! {
    /// A list's least number of members is above its greatest.
    MEMBERS = 400_200 BAD_REQUEST "members_min must not be greater than members_max" zh "最少成员数不能大于最多成员数";
    /// A page token is not the one of the page before, or is too old.
    PAGE_TOKEN = 400_201 BAD_REQUEST "page_token is not the token of the page before, or is too old" zh "翻页凭证无效或已过期，请从第一页重新开始";
    /// A page is to hold none, or too many.
    PAGE_SIZE = 400_202 BAD_REQUEST "page_size must be from 1 to 100" zh "每页数量须在 1 到 100 之间";
    /// Too few or too many groups are asked for at once.
    IDS = 400_203 BAD_REQUEST "name from 1 to 100 groups" zh "一次请查询 1 到 100 个用户组";
    /// What is looked for is longer than any name.
    TOO_LONG = 400_204 BAD_REQUEST "look for at most 100 characters" zh "查找内容最多 100 个字";
    /// No group has this id.
    UNKNOWN = 404_200 NOT_FOUND "there is no such group" zh "用户组不存在";
}
