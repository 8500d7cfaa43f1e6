//! Collaborators of documents: rows of `document_member`.

use std::collections::HashMap;

use menjin_model::{
    AppNo, Change, DepartmentNo, DocumentNo, Fact, GroupNo, Key, Millis, Party, Perm, Span, TenantNo, UserNo,
};
use serde_json::json;

use crate::fact::{note, read};
use crate::{FromRow, Row, StoreError, Tx, args};

/// Who may hold a role on a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    /// A person.
    User(UserNo),
    /// An app, as its bot.
    App(AppNo),
    /// Everybody in a department or below it; the root is everybody.
    Department(DepartmentNo),
    /// Everybody in a user group.
    Group(GroupNo),
}

impl Holder {
    /// The word in the column `kind`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::App(_) => "app",
            Self::Department(_) => "department",
            Self::Group(_) => "group",
        }
    }

    /// The number in the column `member`.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::User(UserNo(number))
            | Self::App(AppNo(number))
            | Self::Department(DepartmentNo(number))
            | Self::Group(GroupNo(number)) => number,
        }
    }

    /// Reads both columns; also owners, of the first two kinds.
    #[must_use]
    pub fn from_columns(kind: &str, number: i64) -> Option<Self> {
        match kind {
            "user" => Some(Self::User(UserNo(number))),
            "app" => Some(Self::App(AppNo(number))),
            "department" => Some(Self::Department(DepartmentNo(number))),
            "group" => Some(Self::Group(GroupNo(number))),
            _ => None,
        }
    }

    /// The same in the words of facts.
    #[must_use]
    pub const fn party(self) -> Party {
        match self {
            Self::User(no) => Party::User(no),
            Self::App(no) => Party::App(no),
            Self::Department(no) => Party::Department(no),
            Self::Group(no) => Party::Group(no),
        }
    }

    /// A person or an app, not many at once.
    #[must_use]
    pub const fn is_one(self) -> bool {
        matches!(self, Self::User(_) | Self::App(_))
    }
}

/// How far a role on a wiki page reaches; elsewhere it is always the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum PermType {
    /// The page and those below.
    #[default]
    Container,
    /// The page alone.
    SinglePage,
}

impl PermType {
    /// The word on the wire and in the column `perm_type`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::SinglePage => "single_page",
        }
    }

    /// Reads that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Container, Self::SinglePage].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A role of somebody on one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Grant {
    pub document: DocumentNo,
    pub perm_type: PermType,
    pub holder: Holder,
    pub perm: Perm,
    pub added: i64,
    pub starts: Millis,
    pub ends: Millis,
}

impl Grant {
    /// Whether it counts at this moment: from its start on, and until just before its end.
    #[must_use]
    pub fn is_live(&self, now: Millis) -> bool {
        self.starts <= now && !self.is_over(now)
    }

    /// Whether its time has passed.
    #[must_use]
    pub fn is_over(&self, now: Millis) -> bool {
        self.ends != Millis(0) && self.ends <= now
    }
}

impl Grant {
    fn fact(&self) -> Fact {
        Fact::DocumentMember {
            document: self.document,
            single_page: self.perm_type == PermType::SinglePage,
            member: self.holder.party(),
            perm: self.perm,
            span: Span { starts: self.starts, ends: self.ends },
        }
    }
}

impl FromRow for Grant {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let mut columns = row.columns();
        let document = columns.take()?;
        let perm_type: String = columns.take()?;
        let kind: String = columns.take()?;
        let number: i64 = columns.take()?;
        let perm: String = columns.take()?;
        let wrong = |index, expected| StoreError::Column { index, expected };
        Ok(Self {
            document,
            perm_type: PermType::parse(&perm_type).ok_or_else(|| wrong(1, "container or single_page"))?,
            holder: Holder::from_columns(&kind, number).ok_or_else(|| wrong(2, "a kind of collaborator"))?,
            perm: Perm::parse(&perm).ok_or_else(|| wrong(4, "a role"))?,
            added: columns.take()?,
            starts: columns.take()?,
            ends: columns.take()?,
        })
    }
}

/// The grants on these documents that name one of these: what a decision about somebody needs, however many collaborators
/// there are.
pub async fn of_holders(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    documents: &[DocumentNo],
    holders: &[Holder],
) -> Result<Vec<Grant>, StoreError> {
    const FIND: &str = "select m.document, m.perm_type, m.kind, m.member, m.perm, m.added, m.starts, m.ends \
        from json_each($2) as d \
        cross join (select 'user' as kind, value as member from json_each($3) \
                    union all select 'app', value from json_each($4) \
                    union all select 'department', value from json_each($5) \
                    union all select 'group', value from json_each($6)) as h \
        cross join (select 'container' as perm_type union all select 'single_page') as p \
        cross join document_member as m \
        where m.tenant = $1 and m.document = d.value and m.perm_type = p.perm_type and m.kind = h.kind \
          and m.member = h.member order by m.document, m.added";
    let of = |kind: &str| -> Vec<i64> {
        holders.iter().filter(|holder| holder.kind() == kind).map(|holder| holder.number()).collect()
    };
    let (users, apps, departments, groups) = (of("user"), of("app"), of("department"), of("group"));
    tx.rows(FIND, args![tenant, documents, users, apps, departments, groups]).await
}

/// All grants on these documents, by document and time of adding.
pub async fn of_documents(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    documents: &[DocumentNo],
) -> Result<Vec<Grant>, StoreError> {
    const LIST: &str = "select m.document, m.perm_type, m.kind, m.member, m.perm, m.added, m.starts, m.ends \
        from json_each($2) as d cross join document_member as m where m.tenant = $1 and m.document = d.value \
        order by m.document, m.added, m.kind, m.member";
    tx.rows(LIST, args![tenant, documents]).await
}

/// How many people and apps, and how many departments and groups hold a role on this document that is not over.
pub async fn count(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    document: DocumentNo,
    now: Millis,
) -> Result<(i64, i64), StoreError> {
    const COUNT: &str = "select count(distinct case when kind in ('user', 'app') then kind || member end), \
        count(distinct case when kind in ('department', 'group') then kind || member end) \
        from document_member where tenant = $1 and document = $2 and (ends = 0 or ends > $3)";
    Ok(tx.row(COUNT, args![tenant, document, now]).await?.unwrap_or_default())
}

/// Writes these grants over whatever their holders had: two statements, however many.
pub async fn put(tx: &mut Tx<'_>, tenant: TenantNo, grants: &[Grant]) -> Result<(), StoreError> {
    const PUT: &str = "insert into document_member (tenant, document, perm_type, kind, member, perm, added, starts, ends) \
        select $1, cast(value ->> 0 as bigint), value ->> 1, value ->> 2, cast(value ->> 3 as bigint), value ->> 4, \
          cast(value ->> 5 as bigint), cast(value ->> 6 as bigint), cast(value ->> 7 as bigint) \
        from json_each($2) where true \
        on conflict (tenant, document, perm_type, kind, member) \
        do update set perm = excluded.perm, added = excluded.added, starts = excluded.starts, ends = excluded.ends";
    const HAD: &str = "select m.document, m.perm_type, m.kind, m.member, m.perm, m.starts, m.ends \
        from json_each($2) as w cross join document_member as m \
        where m.tenant = $1 and m.document = cast(w.value ->> 0 as bigint) and m.perm_type = w.value ->> 1 \
          and m.kind = w.value ->> 2 and m.member = cast(w.value ->> 3 as bigint)";
    if grants.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = grants
        .iter()
        .map(|grant| {
            json!([
                grant.document.0,
                grant.perm_type.as_str(),
                grant.holder.kind(),
                grant.holder.number(),
                grant.perm.as_str(),
                grant.added,
                grant.starts.0,
                grant.ends.0
            ])
        })
        .collect();
    let rows = serde_json::Value::from(rows).to_string();
    let had = read::facts(tx, HAD, args![tenant, rows], read::document_member).await?;
    tx.execute(PUT, args![tenant, rows]).await?;
    let mut had: HashMap<Key, Fact> = had.into_iter().map(|fact| (fact.key(), fact)).collect();
    for grant in grants {
        let after = grant.fact();
        match had.insert(after.key(), after.clone()) {
            Some(before) => note::became(tx, before, after),
            None => tx.note(Change::Came(after)),
        }
    }
    Ok(())
}

/// Takes one grant away; whether there was one.
pub async fn remove(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    document: DocumentNo,
    perm_type: PermType,
    holder: Holder,
) -> Result<bool, StoreError> {
    const DELETE: &str = "delete from document_member \
        where tenant = $1 and document = $2 and perm_type = $3 and kind = $4 and member = $5 \
        returning document, perm_type, kind, member, perm, starts, ends";
    let (perm_type, kind, number) = (perm_type.as_str(), holder.kind(), holder.number());
    let which = args![tenant, document, perm_type, kind, number];
    Ok(!note::went(tx, DELETE, which, read::document_member).await?.is_empty())
}

/// Who these are, by what names them in requests beside the ids of people and departments: e-mail addresses of those
/// present.
pub async fn by_emails(tx: &mut Tx<'_>, tenant: TenantNo, ids: &[&str]) -> Result<Vec<(String, UserNo)>, StoreError> {
    const FIND: &str = "select u.email, u.id from json_each($2) as wanted \
                        cross join user as u where u.tenant = $1 and u.email = wanted.value and u.resigned = 0";
    tx.rows(FIND, args![tenant, ids]).await
}

/// User groups by their ids.
pub async fn by_group_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    ids: &[&str],
) -> Result<Vec<(String, GroupNo)>, StoreError> {
    const FIND: &str = "select g.group_id, g.id from json_each($2) as wanted \
                        cross join user_group as g where g.tenant = $1 and g.group_id = wanted.value";
    tx.rows(FIND, args![tenant, ids]).await
}

/// Apps of the tenant by `cli_…`.
pub async fn by_app_ids(tx: &mut Tx<'_>, tenant: TenantNo, ids: &[&str]) -> Result<Vec<(String, AppNo)>, StoreError> {
    const FIND: &str = "select a.app_id, a.id from json_each($2) as wanted \
                        cross join app as a where a.app_id = wanted.value and a.tenant = $1";
    tx.rows(FIND, args![tenant, ids]).await
}

/// Apps of the tenant by the `open_id` of their bot.
pub async fn by_bot_open_ids(
    tx: &mut Tx<'_>,
    tenant: TenantNo,
    ids: &[&str],
) -> Result<Vec<(String, AppNo)>, StoreError> {
    const FIND: &str = "select a.bot_open_id, a.id from json_each($2) as wanted \
                        cross join app as a where a.bot_open_id = wanted.value and a.tenant = $1";
    tx.rows(FIND, args![tenant, ids]).await
}

/// What a list of collaborators shows of one: for a person the name and profile, for the others their id and name.
#[derive(Debug, Clone)]
pub struct Face {
    /// `open_department_id`, `group_id` or the bot's `open_id`; empty for a person.
    pub id: String,
    /// The name.
    pub name: String,
    /// The JSON profile of a person, else empty.
    pub profile: String,
}

/// The faces of these, in no particular order: one query per kind, however many.
pub async fn faces(tx: &mut Tx<'_>, tenant: TenantNo, holders: &[Holder]) -> Result<Vec<(Holder, Face)>, StoreError> {
    const FIND: &str = "\
        select 'user', u.id, '', u.name, u.profile from json_each($2) as w cross join user as u \
          where u.tenant = $1 and u.id = w.value \
        union all select 'app', a.id, a.bot_open_id, a.name, '' from json_each($3) as w cross join app as a \
          where a.id = w.value and a.tenant = $1 \
        union all select 'department', d.id, d.open_department_id, d.name, '' from json_each($4) as w \
          cross join department as d where d.tenant = $1 and d.id = w.value \
        union all select 'group', g.id, g.group_id, g.name, '' from json_each($5) as w \
          cross join user_group as g where g.tenant = $1 and g.id = w.value \
        union all select 'department', 0, '0', t.name, '' from tenant as t where t.id = $1";
    let of = |kind: &str| -> Vec<i64> {
        holders.iter().filter(|holder| holder.kind() == kind).map(|holder| holder.number()).collect()
    };
    let (users, apps, departments, groups) = (of("user"), of("app"), of("department"), of("group"));
    let rows: Vec<(String, i64, String, String, String)> =
        tx.rows(FIND, args![tenant, users, apps, departments, groups]).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(kind, number, id, name, profile)| {
            Holder::from_columns(&kind, number).map(|holder| (holder, Face { id, name, profile }))
        })
        .collect())
}
