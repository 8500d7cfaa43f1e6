//! What can go wrong with the audit.

use crate::codes;

codes! {
    /// A moment of the query is none.
    TIME = 400_400 BAD_REQUEST "must be a moment (RFC 3339) or a day (2026-11-28)" zh "必须是时间（RFC 3339）或日期（2026-11-28）";
    /// The token is not of the page before, or more than two hours old.
    PAGE_TOKEN = 400_401 BAD_REQUEST "is not the token of the page before, or is too old" zh "分页标记不属于上一页，或已过期";
    /// A page has 1 to 200 rows.
    PAGE_SIZE = 400_402 BAD_REQUEST "must be from 1 to 200" zh "必须在 1 到 200 之间";
    /// The noted head is a revision and its seal, `REVISION:HASH`.
    EXPECT = 400_403 BAD_REQUEST "must be REVISION:HASH, as an earlier verification told it" zh "必须是“版本:哈希”，即先前校验给出的链头";
    /// A format is `ndjson` or `csv`.
    FORMAT = 400_404 BAD_REQUEST "must be ndjson or csv" zh "必须是 ndjson 或 csv";
    /// The search has at most 200 characters.
    TEXT = 400_405 BAD_REQUEST "has at most 200 characters" zh "最多 200 个字符";
    /// There is no change with this revision.
    REVISION = 404_400 NOT_FOUND "there is no such revision" zh "没有这个版本";
    /// One file of the console holds at most 50,000 rows.
    TOO_LONG = 400_406 BAD_REQUEST "more than 50,000 rows: choose a shorter time, or use menjin audit export" zh "超过 50,000 行：请缩短时间范围，或使用 menjin audit export";
}
