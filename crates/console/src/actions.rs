//! What was done, in words: every action that the audit knows.

use crate::Lang;

/// Actions, in Chinese and in English.
const WORDS: &[(&str, &str, &str)] = &[
    ("fixture.load", "载入公司数据", "Loaded the company"),
    ("contact.v3.group.create", "创建用户组", "Created a group"),
    ("contact.v3.group.patch", "修改用户组", "Changed a group"),
    ("contact.v3.group.delete", "删除用户组", "Deleted a group"),
    ("contact.v3.group_member.add", "添加组成员", "Added a group member"),
    ("contact.v3.group_member.batch_add", "批量添加组成员", "Added group members"),
    ("contact.v3.group_member.remove", "移除组成员", "Removed a group member"),
    ("contact.v3.group_member.batch_remove", "批量移除组成员", "Removed group members"),
    ("contact.v3.user.create", "添加人员", "Added a person"),
    ("contact.v3.user.patch", "修改人员", "Changed a person"),
    ("contact.v3.user.delete", "人员离职", "Removed a person"),
    ("contact.v3.department.create", "创建部门", "Created a department"),
    ("contact.v3.department.patch", "修改部门", "Changed a department"),
    ("contact.v3.department.delete", "删除部门", "Deleted a department"),
    ("docx.v1.document.create", "创建文档", "Created a document"),
    ("drive.v1.file.create_folder", "创建文件夹", "Created a folder"),
    ("drive.v1.permission_member.create", "添加文档协作者", "Added a document collaborator"),
    ("drive.v1.permission_member.batch_create", "批量添加文档协作者", "Added document collaborators"),
    ("drive.v1.permission_member.update", "修改文档协作者权限", "Changed a document collaborator"),
    ("drive.v1.permission_member.delete", "移除文档协作者", "Removed a document collaborator"),
    ("application.v6.application_collaborators.update", "修改应用协作者", "Changed app collaborators"),
    ("acs.v1.rule_external.create", "创建或修改门禁规则", "Created or changed a door rule"),
    ("acs.v1.rule_external.delete", "删除门禁规则", "Deleted a door rule"),
    ("acs.v1.rule_external.device_bind", "绑定门与规则", "Bound a door to rules"),
    ("performance.v2.user_group_user_rel.write", "修改评审人员组", "Changed a review group"),
    ("menjin.v1.groups.create", "创建用户组", "Created a group"),
    ("menjin.v1.groups.batch_update", "批量修改用户组", "Changed groups"),
    ("menjin.v1.groups.delete", "删除用户组", "Deleted a group"),
    ("menjin.v1.groups.batch_delete", "批量删除用户组", "Deleted groups"),
    ("menjin.v1.groups.restore", "恢复用户组", "Restored a group"),
    ("menjin.v1.groups.members.add", "添加组成员", "Added group members"),
    ("menjin.v1.groups.members.remove", "移除组成员", "Removed group members"),
    ("menjin.v1.templates.create", "创建模板", "Created a template"),
    ("menjin.v1.templates.update", "修改模板", "Changed a template"),
    ("menjin.v1.templates.delete", "删除模板", "Deleted a template"),
    ("menjin.v1.grant.put", "授予访问", "Granted access"),
    ("menjin.v1.grant.delete", "收回访问", "Took access away"),
    ("menjin.v1.sign_in", "登录控制台", "Signed in"),
    ("menjin.v1.sign_in.locked", "登录失败过多，已锁定", "Locked after wrong sign-ins"),
    ("menjin.v1.sign_in.refused", "登录被拒绝", "Refused a sign-in"),
    ("menjin.v1.sign_out", "退出控制台", "Signed out"),
    ("menjin.v1.set_up", "通过链接设置密码", "Set a password by link"),
    ("menjin.v1.password.change", "修改密码", "Changed the password"),
    ("menjin.v1.session.end", "结束会话", "Ended a session"),
    ("menjin.v1.session.end_others", "结束其他会话", "Ended other sessions"),
    ("menjin.v1.totp.enable", "启用动态口令", "Began one-time codes"),
    ("menjin.v1.totp.disable", "停用动态口令", "Gave up one-time codes"),
    ("menjin.v1.administrator.create", "添加管理员", "Added an administrator"),
    ("menjin.v1.administrator.patch", "修改管理员", "Changed an administrator"),
    ("menjin.v1.administrator.delete", "移除管理员", "Removed an administrator"),
    ("menjin.v1.administrator.reset_password", "重置管理员密码", "Reset a password"),
    ("menjin.v1.administrator.reset_totp", "重置动态口令", "Reset one-time codes"),
    ("menjin.v1.token.create", "创建 API 令牌", "Made an API token"),
    ("menjin.v1.token.revoke", "吊销 API 令牌", "Revoked an API token"),
    ("menjin.v1.webhook.create", "添加 Webhook", "Added a webhook"),
    ("menjin.v1.webhook.update", "修改 Webhook", "Changed a webhook"),
    ("menjin.v1.webhook.delete", "删除 Webhook", "Deleted a webhook"),
    ("menjin.v1.webhook.test", "测试 Webhook", "Tested a webhook"),
    ("menjin.v1.review.create", "发起访问复核", "Began an access review"),
    ("menjin.v1.review.decide", "作出复核决定", "Decided in an access review"),
    ("menjin.v1.review.close", "结束访问复核", "Closed an access review"),
    ("menjin.v1.review.remind", "提醒访问复核", "Reminded of an access review"),
];

/// What was done. An action nobody wrote words for is told by its own name.
pub(crate) fn told(l: Lang, action: &str) -> String {
    let found = WORDS.iter().find(|(name, ..)| *name == action);
    found.map_or_else(|| action.to_owned(), |(_, zh, en)| l.s(zh, en).to_owned())
}

/// Actions to choose from: the name and the words. Where two calls do the same, the administrators' own is marked.
pub(crate) fn all(l: Lang) -> Vec<(&'static str, String)> {
    let words = |place: usize, zh: &str, en: &str| {
        let again = WORDS.iter().take(place).any(|(_, _, other)| *other == en);
        if again { format!("{} · {}", l.s(zh, en), l.s("管理", "governance")) } else { l.s(zh, en).to_owned() }
    };
    WORDS.iter().enumerate().map(|(place, (name, zh, en))| (*name, words(place, zh, en))).collect()
}

/// A surface.
pub(crate) fn surface(l: Lang, surface: &str) -> String {
    let said = match surface {
        "open-apis" => l.s("开放接口", "Open API"),
        "menjin/v1" => l.s("管理接口", "Admin API"),
        "console" => l.s("控制台", "Console"),
        "import" => l.s("导入", "Import"),
        "review" => l.s("复核", "Review"),
        other => other,
    };
    said.to_owned()
}

/// The page of an object, where it has one.
pub(crate) fn page_of(object: &str) -> Option<String> {
    let (kind, id) = object.split_once(':')?;
    let section = match kind {
        "group" => "groups",
        "document" => "documents",
        "app" => "apps",
        "department" => "departments",
        "review_group" => "review-groups",
        "review" => "reviews",
        "webhook" => return Some("/console/settings/webhooks".to_owned()),
        _ => return None,
    };
    Some(format!("/console/{section}/{}", crate::frame::encoded(id)))
}

#[cfg(test)]
mod tests {
    use menjin_api::CATALOGUE;

    use super::told;
    use crate::Lang;

    #[test]
    fn every_change_of_the_platform_has_words() {
        let changes = CATALOGUE.iter().map(menjin_api::Entry::meta).filter(|meta| {
            meta.method != http::Method::GET
                && !meta.name.starts_with("auth")
                && !meta.name.starts_with("oauth")
                && !meta.name.ends_with("batch_get_id")
        });
        for meta in changes {
            assert_ne!(told(Lang::En, meta.name), meta.name);
        }
    }
}
