//! Every fact, to build anew out of them and to show them.

use menjin_model::{AppList, Fact, UserNo};

use super::Facts;

impl Facts {
    /// Every fact, table by table in the order of their keys.
    pub fn all(&self) -> impl Iterator<Item = Fact> + '_ {
        self.of_people().chain(self.of_groups()).chain(self.of_apps()).chain(self.of_documents()).chain(self.of_doors())
    }

    fn of_people(&self) -> impl Iterator<Item = Fact> + '_ {
        let zone = self.zone().map(|name| Fact::TimeZone { name: name.to_owned() });
        let departments = self.departments_now().behind(None);
        let places = self.places_now().all();
        zone.into_iter()
            .chain(departments.map(|(id, parent)| Fact::Department { id, parent: *parent }))
            .chain(self.users(None::<UserNo>).map(|(id, person)| Fact::User {
                id,
                frozen: person.frozen,
                resigned: person.resigned,
                manager: person.manager,
            }))
            .chain(places.map(|(user, department, ())| Fact::Place { user, department }))
    }

    fn of_groups(&self) -> impl Iterator<Item = Fact> + '_ {
        let groups = self.groups(None).map(|id| Fact::Group { id, rule: self.group(id).flatten().cloned() });
        let members = self.members_now().all();
        groups.chain(members.map(|(group, member, span)| Fact::GroupMember { group, member, span }))
    }

    fn of_apps(&self) -> impl Iterator<Item = Fact> + '_ {
        let apps = self.apps_now().behind(None).map(|(id, app)| Fact::App {
            id,
            owner: app.owner,
            enabled: app.enabled,
            visible_to_all: app.visible_to_all,
        });
        let roles = self.roles_now().all().map(|(app, user, role)| Fact::AppRole { app, user, role });
        let lists = [AppList::White, AppList::Black].into_iter().flat_map(|list| {
            self.list_now(list).all().map(move |(app, member, ())| Fact::AppListed { app, list, member })
        });
        apps.chain(roles).chain(lists)
    }

    fn of_documents(&self) -> impl Iterator<Item = Fact> + '_ {
        let documents = self.documents_now().behind(None).map(|(id, document)| Fact::Document {
            id,
            is_folder: document.is_folder,
            owner: document.owner,
            folder: document.folder,
            inherits: document.inherits,
            sharing: document.sharing,
            deleted: document.deleted,
        });
        let grants = [false, true].into_iter().flat_map(|single_page| {
            self.grants_now(single_page).all().map(move |(document, member, (perm, span))| Fact::DocumentMember {
                document,
                single_page,
                member,
                perm,
                span,
            })
        });
        documents.chain(grants)
    }

    fn of_doors(&self) -> impl Iterator<Item = Fact> + '_ {
        let devices = self.devices(None).map(|id| Fact::Device { id });
        let rules = self.rules_now().behind(None);
        let rules = rules.map(|(id, opening)| Fact::DoorRule { id, opening: (**opening).clone() });
        let doors = self.rule_devices_now().all().map(|(rule, device, ())| Fact::DoorRuleDevice { rule, device });
        let members = self.rule_members_now().all();
        let members = members.map(|(rule, member, span)| Fact::DoorRuleMember { rule, member, span });
        let visitors = self.visitors(None).map(|id| Fact::Visitor { id });
        devices.chain(rules).chain(doors).chain(members).chain(visitors).chain(self.of_reviews())
    }

    fn of_reviews(&self) -> impl Iterator<Item = Fact> + '_ {
        let groups = self.review_groups_now().behind(None);
        let groups = groups.map(|(id, hidden)| Fact::ReviewGroup { id, hidden: *hidden });
        let members = self.review_members_now().all();
        groups.chain(members.map(|(group, member, ())| Fact::ReviewMember { group, member }))
    }
}
