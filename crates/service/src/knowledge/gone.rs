//! What an earlier state holds and the present does not: user groups and departments that were deleted since.
//!
//! Their rows are gone, and their ids with them, maybe to others. The history still says how they were called.

use std::{collections::HashMap, sync::Arc};

use menjin_engine::Facts;
use menjin_model::{Change, DepartmentNo, Fact, GroupNo, TenantNo};
use menjin_store::{StoreError, Tx, change};
use serde_json::Value;

use super::names::IdKind;

/// Ids and names of what is gone.
#[derive(Debug, Clone, Default)]
pub struct Gone {
    ids: HashMap<(IdKind, i64), Arc<str>>,
    labels: HashMap<(IdKind, i64), Arc<str>>,
    /// Others may have had the same id one after the other.
    numbers: HashMap<(IdKind, Arc<str>), Vec<i64>>,
}

/// Something that a write took away, and which one did.
#[derive(Debug, Clone, Copy)]
pub(super) enum Went {
    Group(i64, GroupNo),
    Department(i64, DepartmentNo),
}

impl Went {
    /// What went with these changes of a write.
    pub(super) fn of(revision: i64, changes: &[Change]) -> impl Iterator<Item = Self> + '_ {
        changes.iter().filter_map(move |change| match change {
            Change::Went(Fact::Group { id, .. }) => Some(Self::Group(revision, *id)),
            Change::Went(Fact::Department { id, .. }) => Some(Self::Department(revision, *id)),
            _ => None,
        })
    }

    fn revision(self) -> i64 {
        match self {
            Self::Group(revision, _) | Self::Department(revision, _) => revision,
        }
    }
}

impl Gone {
    /// How something that is gone was written.
    #[must_use]
    pub fn id(&self, kind: IdKind, number: i64) -> Option<Arc<str>> {
        self.ids.get(&(kind, number)).cloned()
    }

    /// What people called it.
    #[must_use]
    pub fn label(&self, kind: IdKind, number: i64) -> Option<Arc<str>> {
        self.labels.get(&(kind, number)).cloned()
    }

    /// What this id stood for in an earlier state with these facts, if it is gone since.
    #[must_use]
    pub fn number(&self, facts: &Facts, kind: IdKind, id: &str) -> Option<i64> {
        let holders = self.numbers.get(&(kind, Arc::from(id)))?;
        holders.iter().copied().find(|number| match kind {
            IdKind::Group => facts.group(GroupNo(*number)).is_some(),
            _ => facts.parent(DepartmentNo(*number)).is_some(),
        })
    }

    /// Learns from the history how these were called.
    pub(super) async fn learn(&mut self, tx: &mut Tx<'_>, tenant: TenantNo, went: &[Went]) -> Result<(), StoreError> {
        let revisions: Vec<i64> = went.iter().map(|went| went.revision()).collect();
        let rows = change::before(tx, tenant, &revisions).await?;
        for went in went {
            let Some((_, _, before)) = rows.iter().find(|(revision, ..)| *revision == went.revision()) else {
                continue;
            };
            let before: Value = serde_json::from_str(before).unwrap_or_default();
            let text = |name: &str| before.get(name).and_then(Value::as_str);
            let ways: &[(IdKind, &str)] = match went {
                Went::Group(..) => &[(IdKind::Group, "group_id")],
                Went::Department(..) => {
                    &[(IdKind::DepartmentId, "department_id"), (IdKind::OpenDepartmentId, "open_department_id")]
                }
            };
            let number = match went {
                Went::Group(_, group) => group.0,
                Went::Department(_, department) => department.0,
            };
            for (kind, name) in ways {
                let Some(id) = text(name) else { continue };
                let id: Arc<str> = id.into();
                self.ids.insert((*kind, number), Arc::clone(&id));
                self.numbers.entry((*kind, id)).or_default().push(number);
                if let Some(label) = text("name") {
                    self.labels.insert((*kind, number), label.into());
                }
            }
        }
        Ok(())
    }
}
