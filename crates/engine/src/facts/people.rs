//! People, departments and visitors.

use menjin_model::{DepartmentNo, UserNo, VisitorNo};

use super::known::Id;
use super::pairs::PairsNow;
use super::table::TableNow;
use super::{Facts, Person, lists, now};

/// So many levels a walk upwards goes at most. A tree has 25; a ring, which no write makes, ends here.
const LEVELS: usize = 1000;

now! {
    departments_now -> departments: TableNow<DepartmentNo, DepartmentNo>;
    users_now -> users: TableNow<UserNo, Person>;
    places_now -> places: PairsNow<UserNo, DepartmentNo, ()>;
    visitors_now -> visitors: TableNow<VisitorNo, ()>;
}

impl Facts {
    /// The tenant's time zone, by its IANA name.
    #[must_use]
    pub fn zone(&self) -> Option<&str> {
        self.delta.zone.as_deref()
    }

    /// The department above; `None` for one that nobody knows. The root is known and its own parent.
    #[must_use]
    pub fn parent(&self, department: DepartmentNo) -> Option<DepartmentNo> {
        if department == DepartmentNo::ROOT {
            return Some(DepartmentNo::ROOT);
        }
        self.departments_now().get(department).copied()
    }

    /// The department, all above it, and the root in the end.
    pub fn upwards(&self, department: DepartmentNo) -> impl Iterator<Item = DepartmentNo> + '_ {
        let (known, tree) = (&self.base.known, &self.base.tree);
        // Codes lead upwards more quickly than ids, while no department has changed.
        let mut code = if self.delta.departments.is_empty() { department.code(known) } else { None };
        let (mut next, mut left) = (Some(department), LEVELS);
        std::iter::from_fn(move || {
            let here = next?;
            next = if here == DepartmentNo::ROOT {
                None
            } else if left == 0 {
                Some(DepartmentNo::ROOT)
            } else if let Some(below) = code {
                let above = tree.above(below);
                code = Some(above);
                Some(DepartmentNo::of(above, known))
            } else {
                Some(self.parent(here).unwrap_or(DepartmentNo::ROOT))
            };
            left = left.saturating_sub(1);
            Some(here)
        })
    }

    /// Whether a department is another one or lies below it, at any depth; all are below the root.
    #[must_use]
    pub fn is_below(&self, department: DepartmentNo, above: DepartmentNo) -> bool {
        if department == above || above == DepartmentNo::ROOT {
            return true;
        }
        if self.delta.departments.is_empty() {
            let known = &self.base.known;
            // What has no code has no row, so nothing is below it and it is below the root alone.
            let (Some(department), Some(above)) = (department.code(known), above.code(known)) else { return false };
            if let Some(is_below) = self.base.tree.is_below(department, above) {
                return is_below;
            }
        }
        self.upwards(department).any(|department| department == above)
    }

    /// The departments directly below.
    pub fn departments_below(&self, department: DepartmentNo) -> impl Iterator<Item = DepartmentNo> + '_ {
        let (base, changed) = (&self.base.departments_below, Some(&self.delta.departments_below));
        lists::of(&self.base.known, base, changed, department)
    }

    /// All departments behind `after` but the root.
    pub fn departments(&self, after: Option<DepartmentNo>) -> impl Iterator<Item = DepartmentNo> + '_ {
        self.departments_now().behind(after).map(|(id, _)| id)
    }

    /// A person.
    #[must_use]
    pub fn user(&self, user: UserNo) -> Option<Person> {
        self.users_now().get(user).copied()
    }

    /// All people behind `after`, those who left too.
    pub fn users(&self, after: Option<UserNo>) -> impl Iterator<Item = (UserNo, Person)> + '_ {
        self.users_now().behind(after).map(|(id, person)| (id, *person))
    }

    /// The departments that a person is in directly.
    pub fn places(&self, user: UserNo) -> impl Iterator<Item = DepartmentNo> + '_ {
        self.places_now().of(user).map(|(department, ())| department)
    }

    /// The people directly in a department.
    pub fn people(&self, department: DepartmentNo) -> impl Iterator<Item = UserNo> + '_ {
        self.places_now().with(department)
    }

    /// Whether somebody from outside is known.
    #[must_use]
    pub fn visitor(&self, visitor: VisitorNo) -> bool {
        self.visitors_now().get(visitor).is_some()
    }

    /// All visitors behind `after`.
    pub fn visitors(&self, after: Option<VisitorNo>) -> impl Iterator<Item = VisitorNo> + '_ {
        self.visitors_now().behind(after).map(|(id, ())| id)
    }
}
