//! What can go wrong with menjin's own calls. A number is the status and a number within it; each part of governance keeps its
//! own table beside its calls. Every text has its Chinese, as people read it in forms.

use crate::codes;

codes! {
    /// The body is malformed, or a field of it is missing or impossible; `error` says what, `field` where.
    INVALID = 400_000 BAD_REQUEST "the request is malformed" zh "请求格式不正确";
    /// There is no token, or it is not good.
    UNAUTHORIZED = 401_000 UNAUTHORIZED "an administrator's API token is needed: Authorization: Bearer mj-…" zh "需要管理员的 API 令牌";
    /// The administrator's role, or the token, does not come with the right to do this.
    FORBIDDEN = 403_000 FORBIDDEN "your role may not do this" zh "你的角色不能执行此操作";
    /// Nothing has this id.
    NOT_FOUND = 404_000 NOT_FOUND "there is no such thing" zh "对象不存在";
    /// Somebody else changed it meanwhile; look at it again.
    CONFLICT = 409_000 CONFLICT "it was changed meanwhile; look at it again" zh "对象已被他人修改，请重新查看";
    /// Too many attempts; `Retry-After` says when to try again.
    TOO_MANY = 429_000 TOO_MANY_REQUESTS "too many attempts; try again later" zh "尝试次数过多，请稍后再试";
    /// Our fault; the log knows more.
    INTERNAL = 500_000 INTERNAL_SERVER_ERROR "internal error" zh "内部错误";
    /// The database cannot be asked now; `Retry-After` says when to try again.
    UNAVAILABLE = 503_000 SERVICE_UNAVAILABLE "the database cannot be asked now; try again" zh "数据库暂时不可用，请重试";
}
