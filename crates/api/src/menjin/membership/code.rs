//! What can go wrong when people and what they belong to are looked into.

use crate::codes;

codes! {
    /// Neither people, nor a department, nor everybody was named, or more than one of them.
    CHOICE = 400_300 BAD_REQUEST "name people, one department, or everybody: one of the three" zh "请选择人员、一个部门或全员，三者选一";
    /// More people were named than one call takes.
    TOO_MANY_NAMED = 400_301 BAD_REQUEST "at most 1,000 people can be named" zh "一次最多指定 1,000 人";
    /// The department, or the company, has more people than are analysed at once.
    TOO_MANY = 400_302 BAD_REQUEST "there are more than 10,000 people: choose a smaller department" zh "超过 10,000 人，请选择较小的部门";
    /// The page token is not the one of a page of this very list, or is too old.
    PAGE_TOKEN = 400_303 BAD_REQUEST "the page token is of another list, or too old" zh "分页标记属于其他列表，或已过期";
    /// A page holds from 1 to 100 people.
    PAGE_SIZE = 400_304 BAD_REQUEST "a page holds from 1 to 100 people" zh "每页 1 到 100 人";
    /// Such a long text is in nobody's name.
    QUERY_TOO_LONG = 400_305 BAD_REQUEST "at most 100 characters can be looked for" zh "查找内容最多 100 个字符";
    /// Nobody of the company has this id.
    PERSON_UNKNOWN = 404_300 NOT_FOUND "nobody has this id" zh "用户不存在，请检查用户 ID";
    /// The person has left the company.
    PERSON_LEFT = 404_301 NOT_FOUND "the person has left the company" zh "用户已离职";
    /// No department has this id.
    DEPARTMENT_UNKNOWN = 404_302 NOT_FOUND "no department has this id" zh "部门不存在";
}
