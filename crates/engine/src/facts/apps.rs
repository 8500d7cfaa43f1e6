//! Apps.

use menjin_model::{AppList, AppNo, CollaboratorRole, Party, UserNo};

use super::pairs::PairsNow;
use super::table::TableNow;
use super::{App, Facts, lists, now};

now! {
    apps_now -> apps: TableNow<AppNo, App>;
    roles_now -> roles: PairsNow<AppNo, UserNo, CollaboratorRole>;
    white_now -> white: PairsNow<AppNo, Party, ()>;
    black_now -> black: PairsNow<AppNo, Party, ()>;
}

impl Facts {
    /// An app.
    #[must_use]
    pub fn app(&self, app: AppNo) -> Option<App> {
        self.apps_now().get(app).copied()
    }

    /// All apps behind `after`.
    pub fn apps(&self, after: Option<AppNo>) -> impl Iterator<Item = AppNo> + '_ {
        self.apps_now().behind(after).map(|(id, _)| id)
    }

    /// The apps that a person owns.
    pub fn owned_apps(&self, owner: UserNo) -> impl Iterator<Item = AppNo> + '_ {
        lists::of(&self.base.known, &self.base.owned_apps, Some(&self.delta.owned_apps), owner)
    }

    /// A person's role on an app.
    #[must_use]
    pub fn role(&self, app: AppNo, user: UserNo) -> Option<CollaboratorRole> {
        self.roles_now().get(app, user)
    }

    /// The collaborators of an app.
    pub fn roles(&self, app: AppNo) -> impl Iterator<Item = (UserNo, CollaboratorRole)> + '_ {
        self.roles_now().of(app)
    }

    /// The apps on which a person has a role.
    pub fn roles_with(&self, user: UserNo) -> impl Iterator<Item = AppNo> + '_ {
        self.roles_now().with(user)
    }

    /// Whether one of an app's lists names this very party.
    #[must_use]
    pub fn is_listed(&self, app: AppNo, list: AppList, member: Party) -> bool {
        self.list_now(list).get(app, member).is_some()
    }

    /// Whom one of an app's lists names.
    pub fn listed(&self, app: AppNo, list: AppList) -> impl Iterator<Item = Party> + '_ {
        self.list_now(list).of(app).map(|(member, ())| member)
    }

    /// The apps whose list names this very party.
    pub fn listed_with(&self, list: AppList, member: Party) -> impl Iterator<Item = AppNo> + '_ {
        self.list_now(list).with(member)
    }

    pub(super) fn list_now(&self, list: AppList) -> PairsNow<'_, AppNo, Party, ()> {
        match list {
            AppList::White => self.white_now(),
            AppList::Black => self.black_now(),
        }
    }
}
