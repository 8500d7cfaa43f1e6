//! What can go wrong with grants.

use crate::codes;

codes! {
    /// The resource has no such action to be granted.
    ACTION = 400_350 BAD_REQUEST "this cannot be granted here" zh "此类资源不能授予该权限";
    /// This kind of holder cannot have a grant on this kind of resource.
    HOLDER = 400_351 BAD_REQUEST "such a holder cannot have this here" zh "此类资源不能授权给该类对象";
    /// `from` or `until` is no moment, or they are the wrong way round.
    SPAN = 400_352 BAD_REQUEST "a grant must end after it begins; moments are RFC 3339 with an offset" zh "时间不正确：结束必须晚于开始";
    /// Grants on apps and review groups have no times.
    SPAN_UNSUPPORTED = 400_353 BAD_REQUEST "grants on this kind of resource have no times" zh "此类授权不支持起止时间";
    /// The owner has everything already, and cannot be taken anything.
    OWNER = 400_354 BAD_REQUEST "the owner has everything already, and keeps it" zh "所有者已拥有全部权限，不能授予或移除";
    /// The document has as many collaborators, or the rule as many members, as it may.
    TOO_MANY = 400_355 BAD_REQUEST "there are as many as there may be" zh "数量已达上限";
    /// A door with several rules, or none: the grant must name the rule.
    RULE = 400_356 BAD_REQUEST "name the rule of the door: resource door_rule" zh "请指定门禁规则";
    /// Only `use` of apps can be denied.
    EFFECT = 400_357 BAD_REQUEST "only the use of apps can be denied" zh "只有应用的使用权限可以设为禁用";
    /// The review group is filled by hand, not by calls.
    API_IMPORT_OFF = 403_350 FORBIDDEN "this review group does not take members by calls" zh "该人员组未开启接口导入，不能在此修改成员";
    /// No living resource has this id.
    RESOURCE_UNKNOWN = 404_350 NOT_FOUND "there is no such resource" zh "资源不存在";
    /// Nobody has this id, or they have left.
    HOLDER_UNKNOWN = 404_351 NOT_FOUND "there is no such person, department, group or visitor" zh "找不到该人员、部门、用户组或访客";
    /// There is no such grant to remove.
    GRANT_UNKNOWN = 404_352 NOT_FOUND "there is no such grant" zh "没有这条授权";
}
