//! What is about the resource of a question.

use menjin_model::{AppNo, DeviceNo, DocumentNo, Fact, GroupNo, Key, Party, ReviewGroupNo, UserNo};
use serde_json::json;

use super::{Names, Slice};
use crate::fact::read;
use crate::{StoreError, args};

impl Slice<'_, '_> {
    pub(super) async fn resource(&mut self, names: &Names, resource: Key) -> Result<(), StoreError> {
        let user = names.user();
        match resource {
            Key::Document(document) => self.document(document).await,
            Key::App(app) => self.app(app, user).await,
            Key::Device(device) => self.door(device, names).await,
            Key::Group(group) => self.group(group).await,
            Key::ReviewGroup(group) => self.review_group(group, user).await,
            _ => Err(StoreError::Misuse("a question is about a document, an app, a door, a group or a review group")),
        }
    }

    /// The document, all that it inherits from, and all their collaborators, of whom there are never many.
    async fn document(&mut self, document: DocumentNo) -> Result<(), StoreError> {
        // Each once, so that it ends where folders lie in each other.
        const CHAIN: &str = "with recursive chain (id) as (\
              select cast($2 as bigint) \
              union select d.folder from chain cross join document as d \
                where d.tenant = $1 and d.id = chain.id and d.inherits = 1 and d.folder <> 0) \
            select d.id, d.type, d.owner_kind, d.owner, d.folder, d.inherits, d.settings, d.deleted \
            from chain cross join document as d where d.tenant = $1 and d.id = chain.id";
        const MEMBERS: &str = "select m.document, m.perm_type, m.kind, m.member, m.perm, m.starts, m.ends \
            from json_each($2) as d cross join document_member as m where m.tenant = $1 and m.document = d.value";
        let tenant = self.tenant;
        self.add(CHAIN, args![tenant, document], read::document).await?;
        let chain = self.facts.iter().filter_map(|fact| match fact {
            Fact::Document { id, .. } => Some(*id),
            _ => None,
        });
        let chain: Vec<_> = chain.collect();
        self.add(MEMBERS, args![tenant, chain], read::document_member).await
    }

    /// The app, and of its collaborators and lists what is not about other people.
    async fn app(&mut self, app: AppNo, user: UserNo) -> Result<(), StoreError> {
        const APP: &str = "select id, owner, status, visible_to_all from app where id = $2 and tenant = $1";
        const ROLE: &str = "select app, user, role from app_collaborator where tenant = $1 and app = $2 and user = $3";
        const LISTS: &str = "select app, list, kind, member from app_availability where tenant = $1 and app = $2 \
              and list in ('white', 'black') and kind in ('department', 'group') \
            union all select app, list, kind, member from app_availability where tenant = $1 and app = $2 \
              and list in ('white', 'black') and kind = 'user' and member = $3";
        let tenant = self.tenant;
        // An app that asks about itself is here already.
        if !self.facts.iter().any(|fact| fact.key() == Key::App(app)) {
            self.add(APP, args![tenant, app], read::app).await?;
        }
        self.add(ROLE, args![tenant, app, user], read::app_role).await?;
        self.add(LISTS, args![tenant, app, user], read::app_listed).await
    }

    /// The door, its rules, and whom they name by one of the subject's names: there may be any number of others.
    async fn door(&mut self, device: DeviceNo, names: &Names) -> Result<(), StoreError> {
        const ZONE: &str = "select time_zone from tenant where id = $1";
        const DEVICE: &str = "select id from device where tenant = $1 and id = $2";
        const DEVICES: &str = "select rule, device from door_rule_device where tenant = $1 and device = $2";
        const RULES: &str = "select r.id, r.opening_time from door_rule_device as b cross join door_rule as r \
            where b.tenant = $1 and b.device = $2 and r.tenant = $1 and r.id = b.rule and r.deleted = 0";
        const MEMBERS: &str = "select m.rule, m.kind, m.member, m.starts, m.ends \
            from json_each($3) as n cross join door_rule_device as b cross join door_rule_member as m \
            where b.tenant = $1 and b.device = $2 and m.tenant = $1 and m.kind = n.value ->> 0 \
              and m.member = cast(n.value ->> 1 as bigint) and m.rule = b.rule";
        // Also those whose rule may hold for the subject.
        const DYNAMIC: &str = "select m.rule, m.kind, m.member, m.starts, m.ends \
            from user_group as g cross join door_rule_device as b cross join door_rule_member as m \
            where g.tenant = $1 and g.type = 2 and b.tenant = $1 and b.device = $2 \
              and m.tenant = $1 and m.kind = 'group' and m.member = g.id and m.rule = b.rule";
        let tenant = self.tenant;
        self.add(ZONE, args![tenant], read::time_zone).await?;
        self.add(DEVICE, args![tenant, device], read::device).await?;
        self.add(DEVICES, args![tenant, device], read::door_rule_device).await?;
        self.add(RULES, args![tenant, device], read::door_rule).await?;
        self.add(MEMBERS, args![tenant, device, names.words()], read::door_rule_member).await?;
        if names.user() != UserNo::default() {
            self.add(DYNAMIC, args![tenant, device], read::door_rule_member).await?;
        }
        Ok(())
    }

    /// Departments in the group; its own row and the people who matter come with the subject.
    async fn group(&mut self, group: GroupNo) -> Result<(), StoreError> {
        const DEPARTMENTS: &str = "select user_group, department, starts, ends from group_department \
                                   where tenant = $1 and user_group = $2";
        let tenant = self.tenant;
        let found = read::facts(self.tx, DEPARTMENTS, args![tenant, group], read::group_department).await?;
        for fact in found {
            if !self.facts.contains(&fact) {
                self.facts.push(fact);
            }
        }
        Ok(())
    }

    /// The group, the user groups in it, and the subject.
    async fn review_group(&mut self, group: ReviewGroupNo, user: UserNo) -> Result<(), StoreError> {
        const GROUP: &str = "select id, scope_visible_setting from review_group where tenant = $1 and id = $2";
        const MEMBERS: &str = "select review_group, kind, member from review_member \
              where tenant = $1 and review_group = $2 and kind = 'group' \
            union all select review_group, kind, member from review_member \
              where tenant = $1 and review_group = $2 and kind = 'user' and member = $3";
        let tenant = self.tenant;
        self.add(GROUP, args![tenant, group], read::review_group).await?;
        self.add(MEMBERS, args![tenant, group, user], read::review_member).await
    }
}

impl Names {
    /// The person who asks; 0 is nobody.
    fn user(&self) -> UserNo {
        match self.parties.first() {
            Some(Party::User(user)) => *user,
            _ => UserNo::default(),
        }
    }

    /// All names as a JSON list of what stands in the columns `kind` and `member`.
    fn words(&self) -> String {
        let groups = self.groups.iter().map(|group| Party::Group(*group));
        let everyone = std::iter::once(Party::Everyone);
        let parties = self.parties.iter().copied().filter(|party| *party != Party::Everyone);
        let names = parties.chain(groups).chain(everyone).map(|party| {
            let (kind, number) = read::words_of(party);
            json!([kind, number])
        });
        names.collect::<serde_json::Value>().to_string()
    }
}
