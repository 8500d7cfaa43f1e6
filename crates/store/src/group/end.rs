//! The end of a group: its row goes, and with it every place that names it.
//!
//! Each statement answers the rows it took away, so that the history can hold all that a restoration under the old
//! internal id needs.

use menjin_model::{
    AppList, AppNo, Change, DepartmentNo, DocumentNo, Fact, GroupNo, Millis, Party, Perm, ReviewGroupNo, RuleNo, Span,
    TenantNo,
};

use super::member::MemberRow;
use crate::fact::{note, read};
use crate::{StoreError, Tx, args, from_row};

/// A department's place in a group.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct DepartmentRow {
    pub department: i64,
    pub joined: i64,
    pub starts: Millis,
    pub ends: Millis,
}

from_row!(DepartmentRow { department, joined, starts, ends });

/// A grant on a document.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct Grant {
    pub document: i64,
    pub perm_type: String,
    pub perm: String,
    pub added: i64,
    pub starts: Millis,
    pub ends: Millis,
}

from_row!(Grant { document, perm_type, perm, added, starts, ends });

/// A place in a door rule.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the schema, which says what they are")]
pub struct DoorPlace {
    pub rule: i64,
    pub position: i64,
    pub starts: Millis,
    pub ends: Millis,
}

from_row!(DoorPlace { rule, position, starts, ends });

/// All that went with a group.
#[derive(Debug, Clone)]
pub struct Gone {
    /// Memberships that had not begun, or were over.
    pub members: Vec<MemberRow>,
    /// The same of departments.
    pub departments: Vec<DepartmentRow>,
    /// Its grants on documents.
    pub grants: Vec<Grant>,
    /// Apps to which it was available or not: app, list.
    pub availability: Vec<(i64, String)>,
    /// Apps whose contact range listed it.
    pub ranges: Vec<i64>,
    /// Its places in door rules.
    pub doors: Vec<DoorPlace>,
    /// Review groups it was in.
    pub reviews: Vec<i64>,
}

/// Deletes the group: eight statements, however much hangs on it.
pub async fn delete(tx: &mut Tx<'_>, tenant: TenantNo, group: GroupNo) -> Result<Gone, StoreError> {
    const GROUP: &str = "delete from user_group where tenant = $1 and id = $2 returning id, type, rule";
    const MEMBERS: &str =
        "delete from group_member where tenant = $1 and user_group = $2 returning user, joined, starts, ends";
    const DEPARTMENTS: &str =
        "delete from group_department where tenant = $1 and user_group = $2 returning department, joined, starts, ends";
    const GRANTS: &str = "delete from document_member where tenant = $1 and kind = 'group' and member = $2 \
                          returning document, perm_type, perm, added, starts, ends";
    const AVAILABILITY: &str = "delete from app_availability where tenant = $1 and kind = 'group' and member = $2 \
                                returning app, list";
    const RANGES: &str = "delete from contact_range where tenant = $1 and kind = 'group' and member = $2 returning app";
    const DOORS: &str = "delete from door_rule_member where tenant = $1 and kind = 'group' and member = $2 \
                         returning rule, position, starts, ends";
    const REVIEWS: &str =
        "delete from review_member where tenant = $1 and kind = 'group' and member = $2 returning review_group";
    let what = args![tenant, group];
    let gone = Gone {
        members: tx.rows(MEMBERS, what).await?,
        departments: tx.rows(DEPARTMENTS, what).await?,
        grants: tx.rows(GRANTS, what).await?,
        availability: tx.rows(AVAILABILITY, what).await?,
        ranges: tx.rows(RANGES, what).await?,
        doors: tx.rows(DOORS, what).await?,
        reviews: tx.rows(REVIEWS, what).await?,
    };
    gone.note(tx, group);
    note::went(tx, GROUP, what, read::group).await?;
    Ok(gone)
}

impl Gone {
    fn note(&self, tx: &mut Tx<'_>, group: GroupNo) {
        let member = Party::Group(group);
        let people = self.members.iter().map(|row| row.fact(group));
        let departments = self.departments.iter().map(|row| Fact::GroupMember {
            group,
            member: Party::Department(DepartmentNo(row.department)),
            span: Span { starts: row.starts, ends: row.ends },
        });
        let grants = self.grants.iter().filter_map(|row| {
            Some(Fact::DocumentMember {
                document: DocumentNo(row.document),
                single_page: row.perm_type == "single_page",
                member,
                perm: Perm::parse(&row.perm)?,
                span: Span { starts: row.starts, ends: row.ends },
            })
        });
        let availability = self.availability.iter().map(|(app, list)| Fact::AppListed {
            app: AppNo(*app),
            list: if list == "black" { AppList::Black } else { AppList::White },
            member,
        });
        let doors = self.doors.iter().map(|row| Fact::DoorRuleMember {
            rule: RuleNo(row.rule),
            member,
            span: Span { starts: row.starts, ends: row.ends },
        });
        let reviews = self.reviews.iter().map(|group| Fact::ReviewMember { group: ReviewGroupNo(*group), member });
        let facts = people.chain(departments).chain(grants).chain(availability).chain(doors).chain(reviews);
        tx.note_all(facts.map(Change::Went));
    }
}
