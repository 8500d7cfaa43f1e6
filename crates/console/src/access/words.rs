//! Kinds, actions and links in words, and where the page of a thing is.

use std::borrow::Borrow;

use crate::{Lang, frame::encoded};

/// A kind of thing.
pub(crate) fn kind(l: impl Borrow<Lang>, word: &str) -> &str {
    let l = *l.borrow();
    match word {
        "user" => l.s("人员", "Person"),
        "department" => l.s("部门", "Department"),
        "group" => l.s("用户组", "Group"),
        "app" => l.s("应用", "App"),
        "visitor" => l.s("访客", "Visitor"),
        "everyone" => l.s("全企业", "Everyone"),
        "document" => l.s("文档", "Document"),
        "door" => l.s("门", "Door"),
        "door_rule" => l.s("门禁规则", "Door rule"),
        "review_group" => l.s("评审人员组", "Review group"),
        other => other,
    }
}

/// A type of documents.
pub(crate) fn document_type(l: impl Borrow<Lang>, word: &str) -> &str {
    let l = *l.borrow();
    match word {
        "doc" | "docx" => l.s("文档", "Document"),
        "sheet" => l.s("表格", "Sheet"),
        "bitable" => l.s("多维表格", "Base"),
        "file" => l.s("文件", "File"),
        "folder" => l.s("文件夹", "Folder"),
        "wiki" => l.s("知识库页面", "Wiki page"),
        "mindnote" => l.s("思维笔记", "Mind note"),
        "minutes" => l.s("妙记", "Minutes"),
        "slides" => l.s("幻灯片", "Slides"),
        other => other,
    }
}

/// The types there are.
pub(crate) const DOCUMENT_TYPES: [&str; 9] =
    ["docx", "sheet", "bitable", "file", "folder", "wiki", "mindnote", "minutes", "slides"];

/// Something that can be done, as a verb.
pub(crate) fn action(l: impl Borrow<Lang>, word: &str) -> &str {
    let l = *l.borrow();
    match word {
        "view" => l.s("查看", "view"),
        "comment" => l.s("评论", "comment"),
        "edit" => l.s("编辑", "edit"),
        "full_access" => l.s("管理", "manage"),
        "share" => l.s("管理协作者", "share"),
        "export" => l.s("下载", "download"),
        "copy" => l.s("复制", "copy"),
        "print" => l.s("打印", "print"),
        "manage_public" => l.s("修改共享设置", "change sharing"),
        "use" => l.s("使用", "use"),
        "operate" => l.s("运营", "operate"),
        "develop" => l.s("开发", "develop"),
        "administer" => l.s("管理", "administer"),
        "own" => l.s("拥有", "own"),
        "open" => l.s("打开", "open"),
        "member" => l.s("属于", "be a member of"),
        "see" => l.s("查看成员", "see the members of"),
        other => other,
    }
}

/// What somebody was given, as a state.
pub(crate) fn grant(l: impl Borrow<Lang>, word: &str) -> &str {
    let l = *l.borrow();
    match word {
        "view" => l.s("可阅读", "can view"),
        "edit" => l.s("可编辑", "can edit"),
        "full_access" => l.s("可管理", "full access"),
        "own" => l.s("所有者", "owner"),
        "use" => l.s("可使用", "may use"),
        "deny" => l.s("禁止使用", "may not use"),
        "operate" => l.s("运营者", "operator"),
        "develop" => l.s("开发者", "developer"),
        "administer" => l.s("管理员", "administrator"),
        "open" => l.s("可打开", "may open"),
        "member" => l.s("成员", "member"),
        other => other,
    }
}

/// What leads from one thing to the next.
pub(crate) fn link(l: impl Borrow<Lang>, why: &str) -> &str {
    let l = *l.borrow();
    match why {
        "member" => l.s("成员", "member"),
        "below" => l.s("下级", "below"),
        "rule" => l.s("符合规则", "by its rule"),
        "owner" | "own" => l.s("所有者", "owner"),
        "administrator" => l.s("管理员", "administrator"),
        "developer" => l.s("开发者", "developer"),
        "operator" => l.s("运营者", "operator"),
        "white_list" => l.s("可用名单", "may use"),
        "black_list" => l.s("禁用名单", "black list"),
        "view" => l.s("可阅读", "can view"),
        "edit" => l.s("可编辑", "can edit"),
        "full_access" => l.s("可管理", "full access"),
        "named" => l.s("在规则里", "in the rule"),
        "open" => l.s("打开", "opens"),
        "inherited" => l.s("继承", "inherited"),
        "use" => l.s("使用", "use"),
        "active" => l.s("账号正常", "active account"),
        "manager" => l.s("企业管理员", "company manager"),
        "shown" => l.s("对后台可见", "shown to managers"),
        "restored" => l.s("从回收站恢复", "restored"),
        "enabled" => l.s("应用启用", "app enabled"),
        other => action(l, other),
    }
}

/// The page of a thing, where it has one.
pub(crate) fn href(word: &str, id: &str) -> Option<String> {
    let page = match word {
        "user" => "people",
        "department" => "departments",
        "group" => "groups",
        "app" => "apps",
        "document" => "documents",
        "door" => "doors",
        "door_rule" => "doors/rules",
        "review_group" => "review-groups",
        _ => return None,
    };
    (!id.is_empty() && id != "new" && id != "*").then(|| format!("/console/{page}/{}", encoded(id)))
}

/// The engine speaks of actions by their words on the wire; in a Chinese sentence they are put in Chinese.
pub(crate) fn in_chinese(sentence: &str) -> String {
    let mut told = sentence.to_owned();
    for word in [
        "manage_public",
        "full_access",
        "white_list",
        "comment",
        "administer",
        "develop",
        "operate",
        "member",
        "export",
    ] {
        told = replaced(&told, word);
    }
    for word in [
        "view",
        "edit",
        "share",
        "copy",
        "print",
        "open",
        "named",
        "use",
        "own",
        "see",
        "administrator",
        "developer",
        "operator",
    ] {
        told = replaced(&told, word);
    }
    told
}

fn replaced(sentence: &str, word: &str) -> String {
    let mut told = sentence.to_owned();
    for before in ["：", "即可 ", "给予 ", "不足以 ", "授予 "] {
        for after in ["", "；", "，", " "] {
            let from = format!("{before}{word}{after}");
            let to = if before == "：" || before == "授予 " { link(Lang::Zh, word) } else { action(Lang::Zh, word) };
            let ends = after.is_empty();
            let blank = before.trim_end();
            if ends && told.ends_with(&from) {
                told.truncate(told.len() - from.len());
                told.push_str(blank);
                told.push_str(to);
            } else if !ends {
                told = told.replace(&from, &format!("{blank}{to}{}", after.trim_end()));
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::in_chinese;

    #[test]
    fn a_sentence_speaks_one_language() {
        let said = "没有任何授权给予 open；加入「值班组」即可 edit";
        assert_eq!(in_chinese(said), "没有任何授权给予打开；加入「值班组」即可编辑");
        assert_eq!(in_chinese("被直接授予：view"), "被直接授予：可阅读");
    }
}
