//! Why, in a word, and the texts of each word.

mod page;

pub use page::page;

macro_rules! reasons {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident = $word:literal since $since:literal { en: $en:literal, zh: $zh:literal, example: $example:literal }
    )*) => {
        /// Why, in a word. Words are only ever added; [`ReasonCode::VERSION`] counts the additions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ReasonCode {
            $($(#[doc = $doc])* $name),*
        }

        impl ReasonCode {
            /// Which words there are.
            pub const VERSION: u32 = 1;

            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its word on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word),*
                }
            }

            /// The version that it came with.
            #[must_use]
            pub const fn since(self) -> u32 {
                match self {
                    $(Self::$name => $since),*
                }
            }

            /// When it is given, for those who read the list of all.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),*).trim_ascii()),*
                }
            }

            /// What a person reads who asked, in English.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self {
                    $(Self::$name => $en),*
                }
            }

            /// The same in Chinese.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self {
                    $(Self::$name => $zh),*
                }
            }

            /// A case in which it is given.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self {
                    $(Self::$name => $example),*
                }
            }
        }
    };
}

reasons! {
    /// Yes: the subject owns the document or the app.
    Owner = "owner" since 1 {
        en: "The subject is the owner.",
        zh: "该主体是所有者。",
        example: "lisi edits the handbook that she owns."
    }
    /// Yes: a grant, rule or list names the subject itself.
    DirectGrant = "direct_grant" since 1 {
        en: "Access is granted to the subject itself.",
        zh: "已直接授权给该主体。",
        example: "wangwu views a document that has him as a collaborator."
    }
    /// Yes: a grant, rule or list names a department that the subject is in.
    DepartmentGrant = "department_grant" since 1 {
        en: "Access is granted to a department that the subject is in.",
        zh: "已授权给该主体所在的部门或其上级部门。",
        example: "zhangsan of rd-infra goes through a door whose rule names rd."
    }
    /// Yes: a grant, rule or list names a user group that the subject is in.
    GroupGrant = "group_grant" since 1 {
        en: "Access is granted to a user group that the subject is in.",
        zh: "已授权给该主体所在的用户组。",
        example: "lisi edits a document that has g-oncall as a collaborator."
    }
    /// Yes: a folder above gives it, and the document inherits.
    InheritedGrant = "inherited_grant" since 1 {
        en: "Access comes from a folder above.",
        zh: "权限继承自上级文件夹。",
        example: "lisi views a document in a folder that has her as a collaborator."
    }
    /// Yes: everybody of the tenant who has the link may.
    LinkShare = "link_share" since 1 {
        en: "Everybody in the organization who has the link may.",
        zh: "组织内获得链接的人均可访问。",
        example: "wangwu views a document whose link_share_entity is tenant_readable."
    }
    /// Yes: it is open to everybody of the tenant.
    Everyone = "everyone" since 1 {
        en: "It is open to everybody in the organization.",
        zh: "已对组织内所有人开放。",
        example: "wangwu uses an app that is visible to all."
    }
    /// Yes: the subject holds a role on the app that includes it.
    AppRole = "app_role" since 1 {
        en: "The subject has a role on the app that includes this.",
        zh: "该主体在应用中的角色包含此操作。",
        example: "lisi, an administrator of the app, changes its collaborators."
    }
    /// Yes: the subject is a member itself.
    DirectMember = "direct_member" since 1 {
        en: "The subject is a member itself.",
        zh: "该主体本身就是成员。",
        example: "lisi is named in g-oncall."
    }
    /// Yes: the subject is a member through a department.
    DepartmentMember = "department_member" since 1 {
        en: "The subject is a member through a department.",
        zh: "该主体通过所在部门成为成员。",
        example: "zhangsan is in rd-infra, and g-oncall names rd-infra."
    }
    /// Yes: the subject is a member through a user group.
    GroupMember = "group_member" since 1 {
        en: "The subject is a member through a user group.",
        zh: "该主体通过所在用户组成为成员。",
        example: "lisi is in g-oncall, and the review group names g-oncall."
    }
    /// Yes: the rule of the dynamic group holds for the subject.
    DynamicMember = "dynamic_member" since 1 {
        en: "The rule of the dynamic group holds for the subject.",
        zh: "该主体符合动态用户组的规则。",
        example: "g-seniors wants people of rd, and zhangsan is in rd."
    }
    /// Yes: back-office administrators see the people of this review group.
    BackOffice = "back_office" since 1 {
        en: "The subject is a back-office administrator, and the group is not hidden from these.",
        zh: "该主体是后台管理员，且该人员组未对后台管理员隐藏。",
        example: "A manager looks at the people of a review group that is visible to administrators."
    }
    /// No: nothing grants it.
    NoGrant = "no_grant" since 1 {
        en: "Nothing grants it.",
        zh: "没有任何授权。",
        example: "wangwu edits a document that does not know him."
    }
    /// No: there is a role, but a weaker one than the action or a setting of the document asks for.
    RoleTooLow = "role_too_low" since 1 {
        en: "The subject's role is not enough for this.",
        zh: "该主体的角色权限不足。",
        example: "wangwu, who may view, edits."
    }
    /// No: a grant or membership that would give it has not begun.
    NotYet = "not_yet" since 1 {
        en: "The grant or membership has not begun yet.",
        zh: "授权或成员身份尚未生效。",
        example: "lisi's membership of g-oncall begins on Monday, and today is Sunday."
    }
    /// No: a grant or membership that gave it has ended.
    Ended = "ended" since 1 {
        en: "The grant or membership has ended.",
        zh: "授权或成员身份已到期。",
        example: "wangwu's entry as a collaborator ended at this very moment."
    }
    /// No: a door rule names the subject, but the door is not open to it at this moment.
    DoorClosed = "door_closed" since 1 {
        en: "The door is not open to the subject at this moment.",
        zh: "此门当前不在该主体的开放时间内。",
        example: "zhangsan's rule opens from 9:00 to 18:00, and it is 18:00."
    }
    /// No: the black list of the app names the subject.
    BlackListed = "black_listed" since 1 {
        en: "The app's list of those who may not use it names the subject.",
        zh: "该主体在应用的禁用名单中。",
        example: "wangwu uses an app that is visible to all and has his department on its black list."
    }
    /// No: the app is not enabled.
    AppDisabled = "app_disabled" since 1 {
        en: "The app is not enabled.",
        zh: "该应用未启用。",
        example: "lisi uses an app that was switched off."
    }
    /// No: the document lies in the bin.
    ResourceDeleted = "resource_deleted" since 1 {
        en: "The document lies in the bin.",
        zh: "该文档已被删除，在回收站中。",
        example: "lisi views a document that she deleted."
    }
    /// No: the person is frozen.
    SubjectFrozen = "subject_frozen" since 1 {
        en: "The person's account is frozen.",
        zh: "该成员的账号已被冻结。",
        example: "wangwu, frozen, views his own document."
    }
    /// No: the person has left.
    SubjectResigned = "subject_resigned" since 1 {
        en: "The person has left the organization.",
        zh: "该成员已离职。",
        example: "wangwu, who left, goes through the north gate."
    }
    /// No: nobody knows the subject.
    UnknownSubject = "unknown_subject" since 1 {
        en: "The subject is not known.",
        zh: "主体不存在。",
        example: "The subject is a user_id that is not in the directory."
    }
    /// No: nobody knows the resource.
    UnknownResource = "unknown_resource" since 1 {
        en: "The resource is not known.",
        zh: "资源不存在。",
        example: "The resource is a token that belongs to no document."
    }
}
