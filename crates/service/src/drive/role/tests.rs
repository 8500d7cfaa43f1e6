//! Tables of roles: who may what, through which grant.

use menjin_model::{AppNo, DepartmentNo, DocumentNo, GroupNo, Millis, Perm, UserNo};
use menjin_store::document_member::{Grant, Holder, PermType};

use super::{Level, Settings, Who, role};

const LISI: Holder = Holder::User(UserNo(7));
const BOT: Holder = Holder::App(AppNo(3));
const RD: Holder = Holder::Department(DepartmentNo(1));
const ONCALL: Holder = Holder::Group(GroupNo(2));
const NOW: Millis = Millis(1000);

fn lisi() -> Who {
    Who { holder: LISI, names: vec![LISI, RD, ONCALL] }
}

fn bot() -> Who {
    Who { holder: BOT, names: vec![BOT] }
}

fn grant(holder: Holder, perm: Perm) -> Grant {
    let document = DocumentNo(1);
    Grant { document, perm_type: PermType::Container, holder, perm, added: 1, starts: Millis(0), ends: Millis(0) }
}

fn level(grants: &[Grant]) -> Level {
    Level {
        document: DocumentNo(1),
        is_folder: false,
        owner: Some(Holder::User(UserNo(99))),
        settings: Settings::default(),
        grants: grants.to_vec(),
    }
}

fn folder(grants: &[Grant]) -> Level {
    Level { is_folder: true, ..level(grants) }
}

fn of(levels: &[Level], who: &Who) -> Option<Perm> {
    role(levels, who, NOW).role
}

#[test]
fn without_any_grant_there_is_no_role() {
    assert_eq!(of(&[level(&[])], &lisi()), None);
    assert_eq!(of(&[level(&[grant(Holder::User(UserNo(8)), Perm::Edit)])], &lisi()), None);
    assert_eq!(of(&[], &lisi()), None);
}

#[test]
fn the_highest_of_all_grants_counts() {
    let levels = [level(&[grant(LISI, Perm::View), grant(RD, Perm::Edit), grant(ONCALL, Perm::View)])];
    assert_eq!(of(&levels, &lisi()), Some(Perm::Edit));
}

#[test]
fn the_owner_may_everything_and_so_may_the_owner_of_a_folder_above() {
    let own = Level { owner: Some(LISI), ..level(&[]) };
    assert_eq!(of(&[own], &lisi()), Some(Perm::FullAccess));
    let above = Level { owner: Some(LISI), ..folder(&[]) };
    assert_eq!(of(&[level(&[]), above], &lisi()), Some(Perm::FullAccess));
}

#[test]
fn a_role_on_a_folder_reaches_what_lies_in_it() {
    let levels = [level(&[grant(LISI, Perm::View)]), folder(&[]), folder(&[grant(ONCALL, Perm::FullAccess)])];
    assert_eq!(of(&levels, &lisi()), Some(Perm::FullAccess));
}

#[test]
fn a_role_on_a_single_page_does_not_reach_the_pages_below() {
    let single = Grant { perm_type: PermType::SinglePage, ..grant(LISI, Perm::Edit) };
    assert_eq!(of(&[level(&[single])], &lisi()), Some(Perm::Edit));
    assert_eq!(of(&[level(&[]), level(&[single])], &lisi()), None);
}

#[test]
fn an_app_holds_nothing_through_a_folder_but_by_owning_it() {
    assert_eq!(of(&[level(&[grant(BOT, Perm::Edit)])], &bot()), Some(Perm::Edit));
    assert_eq!(of(&[level(&[]), folder(&[grant(BOT, Perm::FullAccess)])], &bot()), None);
    assert_eq!(of(&[folder(&[grant(BOT, Perm::FullAccess)])], &bot()), None);
    let owned = Level { owner: Some(BOT), ..folder(&[]) };
    assert_eq!(of(&[level(&[]), owned], &bot()), Some(Perm::FullAccess));
}

#[test]
fn a_grant_counts_from_its_start_until_just_before_its_end() {
    let between = |starts, ends| Grant { starts: Millis(starts), ends: Millis(ends), ..grant(LISI, Perm::View) };
    let held = |starts, ends| of(&[level(&[between(starts, ends)])], &lisi()).is_some();
    assert!(held(1000, 1001));
    assert!(held(0, 0));
    assert!(!held(1001, 0));
    assert!(!held(0, 1000));
}

#[test]
fn the_link_opens_to_people_and_apps_of_the_company() {
    let linked = Level { settings: Settings::from_json(r#"{"link_share_entity":"tenant_editable"}"#), ..level(&[]) };
    assert_eq!(of(std::slice::from_ref(&linked), &lisi()), Some(Perm::Edit));
    assert_eq!(of(std::slice::from_ref(&linked), &bot()), Some(Perm::Edit));
    let closed = Level { settings: Settings::from_json(r#"{"link_share_entity":"closed"}"#), ..level(&[]) };
    assert_eq!(of(&[closed, linked], &lisi()), None, "what the document says goes before what the folder says");
}
