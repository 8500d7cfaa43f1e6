//! Writing about a person: what creating and changing share.

use menjin_api::{
    Code,
    contact::user::{IdTypes, Order, code, patch::Body},
};
use menjin_model::{DepartmentNo, UserNo};
use menjin_store::{
    Tx, person,
    person::{
        place::{self, Place},
        row::{self, UserRow},
    },
};
use serde_json::{Value, json};

use super::{DEPARTMENT_MEMBERS_MAX, Profile, form, places::places};
use crate::{
    Caller, Refusal,
    directory::{
        departments,
        people::{self, Found},
    },
    range, text,
};

/// A person on the way to the database.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) row: UserRow,
    pub(super) profile: Profile,
    pub(super) places: Vec<Place>,
}

/// The codes in which the pages differ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Codes {
    pub(super) department_unknown: Code,
    pub(super) leader_unknown: Code,
    pub(super) leader_resigned: Code,
}

impl Draft {
    /// A person as they are.
    pub(super) async fn of(tx: &mut Tx<'_>, caller: &Caller, row: UserRow) -> Result<Self, Refusal> {
        let places = place::of(tx, caller.tenant, &[row.id]).await?;
        Ok(Self { profile: Profile::read(&row.profile), row, places })
    }

    /// The row with its profile in it.
    pub(super) fn to_row(&self) -> UserRow {
        UserRow { profile: self.profile.to_json(), ..self.row.clone() }
    }

    /// What the history keeps.
    pub(super) fn record(&self) -> Value {
        let UserRow { user_id, name, email, mobile, employee_no, leader, employee_type, frozen, resigned, .. } =
            &self.row;
        let departments: Vec<_> = self
            .places
            .iter()
            .map(|place| json!([place.department, place.user_order, place.department_order, place.is_primary]))
            .collect();
        json!({
            "user_id": user_id, "name": name, "email": email, "mobile": mobile, "employee_no": employee_no,
            "leader": leader, "employee_type": employee_type, "frozen": frozen, "resigned": resigned,
            "departments": departments, "profile": self.profile.to_value(),
        })
    }

    /// Writes the plain fields; their form was checked.
    pub(super) fn write(&mut self, body: &Body) {
        let Self { row, profile, .. } = self;
        let optional = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        set(&mut row.name, body.name.as_ref());
        set(&mut row.frozen, body.is_frozen.as_ref());
        set(&mut row.employee_type, body.employee_type.as_ref());
        if let Some(email) = &body.email {
            row.email = optional(email);
        }
        if let Some(mobile) = &body.mobile {
            row.mobile = form::stored_mobile(mobile);
        }
        if let Some(number) = &body.employee_no {
            row.employee_no = optional(number);
        }
        set(&mut profile.en_name, body.en_name.as_ref());
        set(&mut profile.nickname, body.nickname.as_ref());
        set(&mut profile.mobile_visible, body.mobile_visible.as_ref());
        set(&mut profile.gender, body.gender.as_ref());
        set(&mut profile.avatar_key, body.avatar_key.as_ref());
        set(&mut profile.city, body.city.as_ref());
        set(&mut profile.country, body.country.as_ref());
        set(&mut profile.work_station, body.work_station.as_ref());
        set(&mut profile.enterprise_email, body.enterprise_email.as_ref());
        set(&mut profile.job_level_id, body.job_level_id.as_ref());
        set(&mut profile.job_family_id, body.job_family_id.as_ref());
        set(&mut profile.custom_attrs, body.custom_attrs.as_ref());
        set(&mut profile.subscription_ids, body.subscription_ids.as_ref());
        if let Some(title) = &body.job_title {
            profile.job_title = if text::is_blank(title) { String::new() } else { title.clone() };
        }
    }

    /// Moves the person into these departments.
    pub(super) async fn move_to(
        &mut self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        ids: IdTypes,
        wanted: &[String],
        orders: &[Order],
        codes: Codes,
    ) -> Result<(), Refusal> {
        let found = departments::resolve(tx, caller.tenant, ids.department_id_type, wanted).await?;
        let mut named: Vec<(&str, DepartmentNo)> = Vec::with_capacity(wanted.len());
        for (id, department) in wanted.iter().zip(found) {
            let department = department.ok_or_else(|| Refusal::new(codes.department_unknown))?;
            if !named.iter().any(|(_, other)| *other == department) {
                named.push((id, department));
            }
        }
        let numbers: Vec<DepartmentNo> = named.iter().map(|(_, department)| *department).collect();
        if !range::sees_departments(tx, caller, &numbers).await? {
            return Err(code::DEPARTMENT_OUT_OF_RANGE.into());
        }
        let is_new = |department: &DepartmentNo| !self.places.iter().any(|place| place.department == *department);
        let new: Vec<DepartmentNo> = numbers.iter().copied().filter(is_new).collect();
        let counts = place::direct_counts(tx, caller.tenant, &new).await?;
        if counts.iter().any(|(_, count)| *count >= DEPARTMENT_MEMBERS_MAX) {
            return Err(code::DEPARTMENT_FULL.into());
        }
        self.places = places(self.row.id, &named, orders, &self.places)?;
        Ok(())
    }

    /// Refuses when somebody else present has the same number, mail address or employee number.
    pub(super) async fn is_unique(&self, tx: &mut Tx<'_>, caller: &Caller) -> Result<(), Refusal> {
        let (tenant, row) = (caller.tenant, &self.row);
        let other = |holder: Option<UserNo>| holder.is_some_and(|holder| holder != row.id);
        if let Some(mobile) = &row.mobile
            && other(row::with_mobile(tx, tenant, mobile).await?)
        {
            return Err(code::MOBILE_TAKEN.into());
        }
        if let Some(email) = &row.email
            && other(row::with_email(tx, tenant, email).await?)
        {
            return Err(code::EMAIL_TAKEN.into());
        }
        if let Some(number) = &row.employee_no
            && other(row::with_employee_no(tx, tenant, number).await?)
        {
            return Err(code::EMPLOYEE_NO_TAKEN.into());
        }
        if row.mobile.as_ref().is_some_and(|mobile| !form::is_mainland(mobile)) && row.email.is_none() {
            return Err(code::FOREIGN_MOBILE_ALONE.into());
        }
        Ok(())
    }

    /// Writes the leaders; an empty id is no leader.
    pub(super) async fn lead(
        &mut self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        ids: IdTypes,
        body: &Body,
        codes: Codes,
    ) -> Result<(), Refusal> {
        if let Some(leader) = &body.leader_user_id {
            let wanted: Vec<&String> = Some(leader).into_iter().filter(|leader| !leader.is_empty()).collect();
            let found = present(tx, caller, ids, &wanted, codes).await?;
            self.row.leader = found.first().copied().unwrap_or_default();
            if self.row.leader != UserNo::default() && self.row.leader == self.row.id {
                return Err(code::OWN_LEADER.into());
            }
        }
        if let Some(leaders) = &body.dotted_line_leader_user_ids {
            let codes =
                Codes { leader_unknown: code::PARAMETER_INVALID, leader_resigned: code::PARAMETER_INVALID, ..codes };
            let mut found = present(tx, caller, ids, leaders, codes).await?;
            let mut seen = Vec::with_capacity(found.len());
            found.retain(|leader| {
                !seen.contains(leader) && {
                    seen.push(*leader);
                    true
                }
            });
            self.profile.dotted_line_leader_user_ids = found;
        }
        Ok(())
    }
}

/// Who these are; all must be present.
async fn present(
    tx: &mut Tx<'_>,
    caller: &Caller,
    ids: IdTypes,
    wanted: &[impl AsRef<str>],
    codes: Codes,
) -> Result<Vec<UserNo>, Refusal> {
    let found = people::resolve(tx, caller, ids.user_id_type, wanted).await?;
    let users: Option<Vec<UserNo>> = found.into_iter().map(Found::user).collect();
    let users = users.ok_or_else(|| Refusal::new(codes.leader_unknown))?;
    if !person::resigned(tx, caller.tenant, &users).await?.is_empty() {
        return Err(codes.leader_resigned.into());
    }
    Ok(users)
}

fn set<T: Clone>(field: &mut T, value: Option<&T>) {
    if let Some(value) = value {
        *field = value.clone();
    }
}
