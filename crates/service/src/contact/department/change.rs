//! Where a department may stand: what creating and changing share.

use menjin_api::contact::department::{I18nName, code};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::{
    Tx, department,
    department::{row::DepartmentRow, tree},
};
use serde_json::{Value, json};

use super::{CHILDREN_MAX, LEVELS_MAX, Leader, Profile};
use crate::{Caller, Refusal, range};

/// A department on the way to the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) row: DepartmentRow,
    pub(super) leaders: Vec<Leader>,
    pub(super) profile: Profile,
}

impl Draft {
    /// A department as it is.
    pub(super) fn of(row: DepartmentRow) -> Self {
        Self { leaders: Leader::read(&row.leaders), profile: Profile::read(&row.profile), row }
    }

    /// The row with leaders and profile in it.
    pub(super) fn to_row(&self) -> DepartmentRow {
        DepartmentRow {
            leader: Leader::main(&self.leaders),
            leaders: json!(self.leaders).to_string(),
            profile: self.profile.to_value().to_string(),
            ..self.row.clone()
        }
    }

    /// What the history keeps.
    pub(super) fn record(&self) -> Value {
        let DepartmentRow { department_id, parent, name, position, .. } = &self.row;
        json!({
            "department_id": department_id, "parent": parent, "name": name, "order": position,
            "leaders": self.leaders, "profile": self.profile.to_value(),
        })
    }

    /// Refuses when a neighbour has the name.
    pub(super) async fn name_is_free(&self, tx: &mut Tx<'_>, caller: &Caller) -> Result<(), Refusal> {
        let DepartmentRow { id, parent, name, .. } = &self.row;
        let other = tree::named(tx, caller.tenant, *parent, name).await?.is_some_and(|other| other != *id);
        if other { Err(code::NAME_TAKEN.into()) } else { Ok(()) }
    }

    /// Refuses when a neighbour has the name in one of the languages.
    pub(super) async fn i18n_is_free(&self, tx: &mut Tx<'_>, caller: &Caller) -> Result<(), Refusal> {
        let DepartmentRow { id, parent, .. } = &self.row;
        if self.profile.i18n_name == I18nName::default() {
            return Ok(());
        }
        let mine = self.profile.i18n_name.names();
        for (other, profile) in tree::profiles(tx, caller.tenant, *parent).await? {
            let profile = Profile::read(&profile);
            let same = mine.iter().zip(profile.i18n_name.names()).any(|(mine, its)| mine.is_some() && *mine == its);
            if other != *id && same {
                return Err(code::I18N_NAME_TAKEN.into());
            }
        }
        Ok(())
    }

    /// Puts it into this place, or after the last of its neighbours.
    pub(super) async fn put(&mut self, tx: &mut Tx<'_>, caller: &Caller, order: Option<i64>) -> Result<(), Refusal> {
        let DepartmentRow { id, parent, .. } = self.row;
        self.row.position = match order {
            Some(order) => {
                let other = tree::placed(tx, caller.tenant, parent, order).await?;
                if other.is_some_and(|other| other != id) {
                    return Err(code::ORDER_TAKEN.into());
                }
                order
            }
            None => tree::last_position(tx, caller.tenant, parent).await?.saturating_add(1),
        };
        Ok(())
    }

    /// Refuses when the parent is full, or the tree would be too deep; `height` is how much lies below the department.
    pub(super) async fn has_room(&self, tx: &mut Tx<'_>, caller: &Caller, height: i64) -> Result<(), Refusal> {
        let parent = self.row.parent;
        if tree::child_count(tx, caller.tenant, parent).await? >= CHILDREN_MAX {
            return Err(code::TOO_MANY.into());
        }
        // The parent and all above it, the root among them: as many as the level of a new child.
        let level = department::with_ancestors(tx, caller.tenant, &[parent]).await?.len();
        if i64::try_from(level).unwrap_or(i64::MAX).saturating_add(height) > LEVELS_MAX {
            return Err(code::TOO_DEEP.into());
        }
        Ok(())
    }

    /// Writes the HR partners.
    pub(super) fn set_hrbps(&mut self, hrbps: Vec<UserNo>) {
        self.profile.hrbps = hrbps;
    }
}

/// Refuses a parent that the app may not see; the root needs everyone.
pub(super) async fn check_parent(tx: &mut Tx<'_>, caller: &Caller, parent: DepartmentNo) -> Result<(), Refusal> {
    if range::sees_department(tx, caller, parent).await? {
        return Ok(());
    }
    Err(if parent == DepartmentNo::ROOT { code::OUT_OF_RANGE } else { code::PARENT_OUT_OF_RANGE }.into())
}
