//! What can go wrong with changes of user groups.

use crate::codes;

codes! {
    /// The name is absent or blank.
    NAME_EMPTY = 400_250 BAD_REQUEST "the name of a group must not be empty" zh "用户组名称不能为空";
    /// The name is too long.
    NAME_TOO_LONG = 400_251 BAD_REQUEST "the name of a group has at most 100 characters" zh "用户组名称长度不能超过 100 个字符";
    /// The name has one of the characters `< > ' " &`.
    NAME_CHARACTERS = 400_252 BAD_REQUEST "the name of a group has none of the characters < > ' \" &" zh "用户组名称不能包含特殊字符 < > ' \" &";
    /// The description is too long.
    DESCRIPTION_TOO_LONG = 400_253 BAD_REQUEST "the description of a group has at most 500 characters" zh "用户组描述长度不能超过 500 个字符";
    /// Another group has the name; `suggestions` has names that are free.
    NAME_TAKEN = 409_254 CONFLICT "another group has this name; choose another" zh "用户组名称已存在，请使用其他名称";
    /// Another group has the id.
    ID_TAKEN = 409_255 CONFLICT "another group has this id" zh "用户组 ID 已存在";
    /// The id is not 1 to 64 letters, digits, `_` and `-`, or a word that addresses use.
    ID_INVALID = 400_256 BAD_REQUEST "an id has 1 to 64 letters, digits, _ and -" zh "用户组 ID 只能由 1 到 64 个字母、数字、_ 和 - 组成";
    /// A field other than name and description is to be changed; `field` names it.
    FIELD_UNSUPPORTED = 400_257 BAD_REQUEST "only name and description can be changed" zh "只能修改名称和描述，不支持其他字段";
    /// Nothing would be different.
    NOTHING_TO_CHANGE = 400_258 BAD_REQUEST "there is nothing to change" zh "没有提供任何更新内容";
    /// Somebody else changed the group after it was looked at; `current` has what stands there now.
    CHANGED_MEANWHILE = 409_259 CONFLICT "somebody else changed the group meanwhile" zh "该用户组刚被其他管理员修改";
    /// There is no group with this id.
    GROUP_UNKNOWN = 404_260 NOT_FOUND "there is no such group" zh "用户组不存在或已被删除";
    /// A rule says who is in the group, so it is not changed here.
    GROUP_DYNAMIC = 400_261 BAD_REQUEST "a dynamic group cannot be changed here" zh "动态用户组不能在此修改";
    /// A list is empty or too long.
    BATCH_SIZE = 400_262 BAD_REQUEST "the list is empty or too long" zh "条目数量为空或超过上限";
    /// The tenant has 500 groups.
    TOO_MANY_GROUPS = 409_263 CONFLICT "a company has at most 500 groups" zh "用户组数量已达上限 500";
    /// There is no template with this key.
    TEMPLATE_UNKNOWN = 404_264 NOT_FOUND "there is no such template" zh "模板不存在";
    /// The tenant has a template with this key.
    TEMPLATE_TAKEN = 409_265 CONFLICT "there is a template with this key" zh "该键的模板已存在";
    /// The key is not 1 to 32 small letters, digits and `_`, beginning with a letter.
    TEMPLATE_KEY = 400_266 BAD_REQUEST "a key has 1 to 32 small letters, digits and _, and begins with a letter" zh "模板键由 1 到 32 个小写字母、数字和 _ 组成，以字母开头";
    /// The type of a resource or the action on it is not one that groups can be given.
    GRANT_INVALID = 400_267 BAD_REQUEST "a group cannot be given this" zh "不能授予用户组此权限";
    /// There is no such document, app, door rule or people group.
    GRANT_UNKNOWN = 404_268 NOT_FOUND "there is no such thing to be given access to" zh "授权的对象不存在";
    /// The document has as many collaborators as it may have, or the group a higher role.
    GRANT_REFUSED = 409_269 CONFLICT "the document takes no such collaborator" zh "文档的协作者已满，或用户组已有更高权限";
    /// Grants need the right `access`.
    GRANT_FORBIDDEN = 403_270 FORBIDDEN "your role may not give access" zh "你的角色不能授予访问权限";
    /// There is no such person or department, or the person has left.
    MEMBER_UNKNOWN = 404_271 NOT_FOUND "there is no such person or department" zh "成员不存在或已离职";
    /// A member is neither or both of person and department, or ends before it begins.
    MEMBER_INVALID = 400_272 BAD_REQUEST "a member is one person or one department, and its end lies behind its beginning" zh "成员必须是一个人员或部门，且结束时间须晚于开始时间";
    /// The group, or the company, has as many members as it may have.
    GROUP_FULL = 409_273 CONFLICT "there is no room for so many members" zh "成员数量已达上限";
    /// The name that was typed is not the group's.
    NAME_UNCONFIRMED = 400_274 BAD_REQUEST "the typed name is not the group's name" zh "输入的名称与用户组名称不一致";
    /// The group has members, and they are not to be removed with it.
    NOT_EMPTY = 409_275 CONFLICT "the group has members; remove them first" zh "用户组不为空，请先移除所有成员后再删除";
    /// No group of this id was deleted, or it came back since, or it was forgotten.
    DELETION_UNKNOWN = 404_276 NOT_FOUND "no such deleted group is kept" zh "没有可恢复的用户组";
    /// It was deleted more than thirty days ago.
    UNDO_OVER = 410_277 GONE "a deletion can be undone for 30 days only" zh "删除已超过 30 天，无法恢复";
    /// The template is built in, and the tenant has none of its own with its key.
    TEMPLATE_BUILT_IN = 400_278 BAD_REQUEST "a template that is built in cannot be deleted" zh "内置模板不能删除";
    /// The pause is longer than two seconds.
    PAUSE_INVALID = 400_279 BAD_REQUEST "pause_ms is from 0 to 2000" zh "间隔须在 0 到 2000 毫秒之间";
    /// The tenant has 200 templates.
    TOO_MANY_TEMPLATES = 409_280 CONFLICT "a company has at most 200 templates" zh "模板数量已达上限 200";
}
