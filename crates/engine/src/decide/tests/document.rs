//! Documents.

use menjin_model::{DepartmentNo, DocumentNo, Fact, Link, Millis, Party, Perm, Sharing, Span};

use super::{BRIDGE, FOLDER, GUEST, HANDBOOK, INFRA, LISI, ONCALL, RD, SALES, SENIORS, WANGWU, ZHANGSAN};
use super::{NOON, after, ask, company, member, never, no, span, yes};
use crate::{Action, Facts, Missing, ReasonCode, Resource};

const IT: Resource = Resource::Document(HANDBOOK);

fn document(id: DocumentNo, folder: DocumentNo, sharing: Sharing) -> Fact {
    let owner = Party::User(LISI);
    Fact::Document { id, is_folder: id == FOLDER, owner, folder, inherits: true, sharing, deleted: false }
}

fn grant(document: DocumentNo, member: Party, perm: Perm, span: Span) -> Fact {
    Fact::DocumentMember { document, single_page: false, member, perm, span }
}

/// The handbook in its folder, with these entries.
fn handbook(grants: impl IntoIterator<Item = Fact>) -> Facts {
    let documents =
        [document(HANDBOOK, FOLDER, Sharing::default()), document(FOLDER, DocumentNo(0), Sharing::default())];
    company(documents.into_iter().chain(grants))
}

fn with_sharing(sharing: Sharing) -> Facts {
    let grants = [
        grant(HANDBOOK, Party::User(WANGWU), Perm::View, Span::ALWAYS),
        grant(HANDBOOK, Party::User(ZHANGSAN), Perm::Edit, Span::ALWAYS),
    ];
    let documents = [document(HANDBOOK, FOLDER, Sharing::default()), document(FOLDER, DocumentNo(0), sharing)];
    company(documents.into_iter().chain(grants))
}

#[test]
fn the_plainest_reason_is_told() {
    let always = Span::ALWAYS;
    for (name, who, reason) in [
        (Party::User(WANGWU), WANGWU, ReasonCode::DirectGrant),
        (Party::Department(SALES), WANGWU, ReasonCode::DepartmentGrant),
        (Party::Department(INFRA), ZHANGSAN, ReasonCode::DepartmentGrant),
        (Party::Department(RD), ZHANGSAN, ReasonCode::DepartmentGrant),
        (Party::Department(DepartmentNo::ROOT), ZHANGSAN, ReasonCode::DepartmentGrant),
        (Party::Group(SENIORS), ZHANGSAN, ReasonCode::GroupGrant),
    ] {
        let facts = handbook([grant(HANDBOOK, name, Perm::Edit, always)]);
        assert_eq!(yes(&ask(&facts, Party::User(who), Action::Edit, IT, NOON)), reason, "{name:?}");
        let above = handbook([grant(FOLDER, name, Perm::Edit, always)]);
        let inherited = ask(&above, Party::User(who), Action::Edit, IT, NOON);
        assert_eq!(yes(&inherited), ReasonCode::InheritedGrant, "{name:?}");
    }
    let owner = ask(&handbook([]), Party::User(LISI), Action::ManagePublic, IT, NOON);
    assert_eq!(yes(&owner), ReasonCode::Owner);
}

#[test]
fn a_chain_leads_from_the_subject_to_the_document() {
    let oncall = member(ONCALL, Party::Department(RD), Span::ALWAYS);
    let entry = grant(FOLDER, Party::Group(ONCALL), Perm::View, Span::ALWAYS);
    let facts = handbook([oncall.clone(), entry.clone()]);
    let chain = ask(&facts, Party::User(ZHANGSAN), Action::View, IT, NOON).chain;
    let expected = [
        super::person(ZHANGSAN),
        Fact::Place { user: ZHANGSAN, department: INFRA },
        Fact::Department { id: INFRA, parent: RD },
        oncall,
        Fact::Group { id: ONCALL, rule: None },
        entry,
        document(FOLDER, DocumentNo(0), Sharing::default()),
        document(HANDBOOK, FOLDER, Sharing::default()),
    ];
    assert_eq!(chain, expected);
}

#[test]
fn a_stronger_role_implies_the_weaker() {
    for (held, may, may_not) in [
        (Perm::View, vec![Action::View, Action::Comment], vec![Action::Edit, Action::FullAccess]),
        (Perm::Edit, vec![Action::View, Action::Edit], vec![Action::FullAccess, Action::ManagePublic]),
        (Perm::FullAccess, vec![Action::View, Action::Edit, Action::FullAccess, Action::ManagePublic], vec![]),
    ] {
        let facts = handbook([grant(HANDBOOK, Party::User(WANGWU), held, Span::ALWAYS)]);
        for action in may {
            yes(&ask(&facts, Party::User(WANGWU), action, IT, NOON));
        }
        for action in may_not {
            let (code, _) = no(ask(&facts, Party::User(WANGWU), action, IT, NOON));
            assert_eq!(code, ReasonCode::RoleTooLow, "{held:?} {action:?}");
        }
    }
}

#[test]
fn each_setting_asks_for_its_role_on_its_action_alone() {
    let edit = Some(Perm::Edit);
    for (sharing, actions) in [
        (Sharing { comment: edit, ..Sharing::default() }, vec![Action::Comment]),
        (Sharing { manage_collaborator: edit, ..Sharing::default() }, vec![Action::Share]),
        (Sharing { security: edit, ..Sharing::default() }, vec![Action::Export, Action::Print]),
        (Sharing { copy: edit, ..Sharing::default() }, vec![Action::Copy]),
    ] {
        let facts = with_sharing(sharing);
        for action in [Action::Comment, Action::Share, Action::Export, Action::Print, Action::Copy] {
            let allowed = ask(&facts, Party::User(WANGWU), action, IT, NOON).allowed;
            assert_eq!(allowed, !actions.contains(&action), "{sharing:?} {action:?}");
            yes(&ask(&facts, Party::User(ZHANGSAN), action, IT, NOON));
        }
    }
}

#[test]
fn the_link_gives_to_people_and_apps_of_the_tenant() {
    let readable = with_sharing(Sharing { link: Some(Link::Readable), ..Sharing::default() });
    for party in [Party::User(LISI), Party::App(BRIDGE), Party::Department(RD), Party::Group(ONCALL)] {
        assert!(ask(&readable, party, Action::View, IT, NOON).allowed, "{party:?}");
    }
    assert_eq!(yes(&ask(&readable, Party::App(BRIDGE), Action::View, IT, NOON)), ReasonCode::LinkShare);
    assert_eq!(no(ask(&readable, Party::App(BRIDGE), Action::Edit, IT, NOON)).0, ReasonCode::RoleTooLow);
    assert_eq!(never(&ask(&readable, Party::Visitor(GUEST), Action::View, IT, NOON)), ReasonCode::NoGrant);
    let editable = with_sharing(Sharing { link: Some(Link::Editable), ..Sharing::default() });
    yes(&ask(&editable, Party::App(BRIDGE), Action::Edit, IT, NOON));
}

#[test]
fn what_the_document_says_itself_counts_before_the_folder() {
    let closed = Sharing { link: Some(Link::Closed), ..Sharing::default() };
    let open = Sharing { link: Some(Link::Editable), ..Sharing::default() };
    let facts = company([document(HANDBOOK, FOLDER, closed), document(FOLDER, DocumentNo(0), open)]);
    assert!(!ask(&facts, Party::User(WANGWU), Action::View, IT, NOON).allowed);
    assert!(ask(&facts, Party::User(WANGWU), Action::View, Resource::Document(FOLDER), NOON).allowed);
}

#[test]
fn an_entry_for_a_single_page_does_not_reach_what_lies_below() {
    let single = Fact::DocumentMember {
        document: FOLDER,
        single_page: true,
        member: Party::User(WANGWU),
        perm: Perm::Edit,
        span: Span::ALWAYS,
    };
    let facts = handbook([single]);
    assert_eq!(
        yes(&ask(&facts, Party::User(WANGWU), Action::Edit, Resource::Document(FOLDER), NOON)),
        ReasonCode::DirectGrant
    );
    assert!(!ask(&facts, Party::User(WANGWU), Action::View, IT, NOON).allowed);
}

#[test]
fn a_folder_gives_nothing_to_apps_but_to_the_app_that_owns_it() {
    let facts = handbook([grant(FOLDER, Party::App(BRIDGE), Perm::FullAccess, Span::ALWAYS)]);
    for document in [FOLDER, HANDBOOK] {
        assert!(!ask(&facts, Party::App(BRIDGE), Action::View, Resource::Document(document), NOON).allowed);
    }
    let own = Fact::Document {
        id: FOLDER,
        is_folder: true,
        owner: Party::App(BRIDGE),
        folder: DocumentNo(0),
        inherits: true,
        sharing: Sharing::default(),
        deleted: false,
    };
    let (code, missing) = no(ask(&facts, Party::App(BRIDGE), Action::View, Resource::Document(FOLDER), NOON));
    assert_eq!((code, missing), (ReasonCode::NoGrant, Missing::Fact(own.clone())));
    assert_eq!(
        yes(&ask(&handbook([own]), Party::App(BRIDGE), Action::FullAccess, IT, NOON)),
        ReasonCode::InheritedGrant
    );
}

#[test]
fn nothing_is_inherited_by_what_does_not_inherit() {
    let alone = Fact::Document {
        id: HANDBOOK,
        is_folder: false,
        owner: Party::User(LISI),
        folder: FOLDER,
        inherits: false,
        sharing: Sharing::default(),
        deleted: false,
    };
    let facts = handbook([grant(FOLDER, Party::User(WANGWU), Perm::Edit, Span::ALWAYS), alone]);
    assert!(!ask(&facts, Party::User(WANGWU), Action::View, IT, NOON).allowed);
}

#[test]
fn a_grant_counts_from_its_start_until_its_end() {
    let facts = handbook([grant(HANDBOOK, Party::User(WANGWU), Perm::View, span(after(1), after(2)))]);
    let view = |at| ask(&facts, Party::User(WANGWU), Action::View, IT, at);
    assert_eq!(no(view(NOON)), (ReasonCode::NotYet, Missing::Moment(after(1))));
    assert!(!view(Millis(after(1).0 - 1)).allowed);
    assert!(view(after(1)).allowed);
    assert!(view(Millis(after(2).0 - 1)).allowed);
    let renewed = Missing::Fact(grant(HANDBOOK, Party::User(WANGWU), Perm::View, Span::ALWAYS));
    assert_eq!(no(view(after(2))), (ReasonCode::Ended, renewed));
}

#[test]
fn a_grant_and_a_membership_must_meet() {
    let facts = handbook([
        grant(HANDBOOK, Party::Group(ONCALL), Perm::View, span(after(2), after(6))),
        member(ONCALL, Party::User(WANGWU), span(after(1), after(4))),
    ]);
    let view = |at| ask(&facts, Party::User(WANGWU), Action::View, IT, at);
    assert_eq!(no(view(NOON)), (ReasonCode::NotYet, Missing::Moment(after(2))));
    assert!(view(after(2)).allowed);
    let renewed = Missing::Fact(member(ONCALL, Party::User(WANGWU), Span::ALWAYS));
    assert_eq!(no(view(after(4))), (ReasonCode::Ended, renewed));
}

#[test]
fn a_group_that_has_it_is_nearer_than_a_new_grant() {
    let facts = handbook([grant(FOLDER, Party::Group(ONCALL), Perm::Edit, Span::ALWAYS)]);
    let joins = |who| Missing::Fact(member(ONCALL, who, Span::ALWAYS));
    for party in [Party::User(WANGWU), Party::Department(SALES)] {
        assert_eq!(no(ask(&facts, party, Action::Edit, IT, NOON)), (ReasonCode::NoGrant, joins(party)));
    }
    let entry = Missing::Fact(grant(HANDBOOK, Party::User(WANGWU), Perm::FullAccess, Span::ALWAYS));
    assert_eq!(no(ask(&facts, Party::User(WANGWU), Action::FullAccess, IT, NOON)), (ReasonCode::NoGrant, entry));
}

#[test]
fn the_bin_gives_nothing_but_what_lies_in_a_folder_of_it_stays() {
    let binned = |id, folder, is_folder| Fact::Document {
        id,
        is_folder,
        owner: Party::User(LISI),
        folder,
        inherits: true,
        sharing: Sharing::default(),
        deleted: true,
    };
    let facts = handbook([binned(HANDBOOK, FOLDER, false)]);
    let restored = Missing::Fact(document(HANDBOOK, FOLDER, Sharing::default()));
    let found = no(ask(&facts, Party::User(LISI), Action::View, IT, NOON));
    assert_eq!(found, (ReasonCode::ResourceDeleted, restored.clone()));
    let stranger = ask(&facts, Party::User(WANGWU), Action::View, IT, NOON);
    assert_eq!(stranger.missing.first(), Some(&restored));
    assert_eq!(stranger.missing.len(), 2);

    let folder = [binned(FOLDER, DocumentNo(0), true), grant(FOLDER, Party::User(WANGWU), Perm::View, Span::ALWAYS)];
    yes(&ask(&handbook(folder), Party::User(WANGWU), Action::View, IT, NOON));
}

#[test]
fn folders_that_lie_in_each_other_end() {
    let facts = company([
        document(HANDBOOK, FOLDER, Sharing::default()),
        document(FOLDER, HANDBOOK, Sharing::default()),
        grant(FOLDER, Party::User(WANGWU), Perm::View, Span::ALWAYS),
    ]);
    yes(&ask(&facts, Party::User(WANGWU), Action::View, IT, NOON));
    assert_eq!(no(ask(&facts, Party::User(WANGWU), Action::Edit, IT, NOON)).0, ReasonCode::RoleTooLow);
}

#[test]
fn a_folder_two_hundred_levels_up_still_counts_and_the_next_does_not() {
    let nested = |count: i64| {
        let documents = (1..=count).map(|id| {
            let folder = DocumentNo(if id == count { 0 } else { id + 1 });
            document(DocumentNo(id), folder, Sharing::default())
        });
        let top = grant(DocumentNo(count), Party::User(WANGWU), Perm::View, Span::ALWAYS);
        company(documents.chain([top]))
    };
    assert!(ask(&nested(201), Party::User(WANGWU), Action::View, IT, NOON).allowed);
    assert!(!ask(&nested(202), Party::User(WANGWU), Action::View, IT, NOON).allowed);
}
