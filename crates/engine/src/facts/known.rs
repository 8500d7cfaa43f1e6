//! Codes for whatever facts name, typed: one range of codes a kind, and one over all kinds of parties.

use menjin_model::{
    AppNo, DepartmentNo, DeviceNo, DocumentNo, GroupNo, Party, ReviewGroupNo, RuleNo, UserNo, VisitorNo,
};

use super::ids::Ids;

/// Something with a code, in the order of its codes.
pub(super) trait Id: Copy + Ord {
    /// Not greater than any.
    const LEAST: Self;

    /// Its code, if any fact of the base names it.
    fn code(self, known: &Known) -> Option<u32>;

    /// What has this code.
    fn of(code: u32, known: &Known) -> Self;

    /// How many codes there are.
    fn count(known: &Known) -> u32;

    /// Its kind, of which there are eight at most, and its number.
    fn parts(self) -> (u8, i64);

    /// From its parts.
    fn from_parts(kind: u8, number: i64) -> Self;

    /// Notes that it needs a code.
    fn want(self, wanted: &mut Wanted);
}

macro_rules! kinds {
    ($($field:ident: $name:ident),* $(,)?) => {
        /// All ids that facts of the base name, be the thing itself there or not.
        #[derive(Debug, Clone, Default)]
        pub(super) struct Known {
            $($field: Ids),*
        }

        /// Ids that need codes, in any order and as often as they come.
        #[derive(Debug, Default)]
        pub(super) struct Wanted {
            $(pub(super) $field: Vec<i64>),*
        }

        impl Wanted {
            /// Whether nothing was wanted.
            pub(super) fn is_empty(&self) -> bool {
                $(self.$field.is_empty())&&*
            }

            /// Codes for all of them.
            pub(super) fn known(mut self) -> Known {
                $(
                    self.$field.sort_unstable();
                    self.$field.dedup();
                )*
                Known { $($field: Ids::of(&self.$field)),* }
            }
        }

        impl Known {
            /// What has codes, and what was wanted beside it.
            pub(super) fn and(&self, mut wanted: Wanted) -> Self {
                $(wanted.$field.extend((0..self.$field.count()).map(|code| self.$field.id(code)));)*
                wanted.known()
            }
        }

        $(
            impl Id for $name {
                const LEAST: Self = Self(i64::MIN);

                #[inline]
                fn code(self, known: &Known) -> Option<u32> {
                    known.$field.code(self.0)
                }

                #[inline]
                fn of(code: u32, known: &Known) -> Self {
                    Self(known.$field.id(code))
                }

                #[inline]
                fn count(known: &Known) -> u32 {
                    known.$field.count()
                }

                fn parts(self) -> (u8, i64) {
                    (0, self.0)
                }

                fn from_parts(_: u8, number: i64) -> Self {
                    Self(number)
                }

                fn want(self, wanted: &mut Wanted) {
                    wanted.$field.push(self.0);
                }
            }
        )*
    };
}

kinds! {
    users: UserNo,
    departments: DepartmentNo,
    groups: GroupNo,
    apps: AppNo,
    visitors: VisitorNo,
    documents: DocumentNo,
    devices: DeviceNo,
    rules: RuleNo,
    review_groups: ReviewGroupNo,
}

impl Known {
    /// How many parties' codes are below those of apps.
    #[inline]
    fn before_apps(&self) -> u32 {
        self.users.count() + self.departments.count() + self.groups.count()
    }

    /// The code of the first id behind this one.
    pub(super) fn first_behind<K: Id>(&self, after: Option<K>) -> u32 {
        let Some(after) = after else { return 0 };
        // Codes are few, and lists begin seldom: halving over typed ids is quick enough.
        let (mut from, mut to) = (0, K::count(self));
        while from < to {
            let middle = from.midpoint(to);
            if K::of(middle, self) <= after {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

impl Id for Party {
    const LEAST: Self = Self::User(UserNo::LEAST);

    #[inline]
    fn code(self, known: &Known) -> Option<u32> {
        match self {
            Self::User(user) => user.code(known),
            Self::Department(department) => Some(known.users.count() + department.code(known)?),
            Self::Group(group) => Some(known.users.count() + known.departments.count() + group.code(known)?),
            Self::App(app) => Some(known.before_apps() + app.code(known)?),
            Self::Visitor(visitor) => Some(known.before_apps() + known.apps.count() + visitor.code(known)?),
            Self::Everyone => Some(Self::count(known) - 1),
        }
    }

    #[inline]
    fn of(code: u32, known: &Known) -> Self {
        if code < known.users.count() {
            return Self::User(UserNo::of(code, known));
        }
        let code = code - known.users.count();
        if code < known.departments.count() {
            return Self::Department(DepartmentNo::of(code, known));
        }
        let code = code - known.departments.count();
        if code < known.groups.count() {
            return Self::Group(GroupNo::of(code, known));
        }
        let code = code - known.groups.count();
        if code < known.apps.count() {
            return Self::App(AppNo::of(code, known));
        }
        let code = code - known.apps.count();
        if code < known.visitors.count() { Self::Visitor(VisitorNo::of(code, known)) } else { Self::Everyone }
    }

    #[inline]
    fn count(known: &Known) -> u32 {
        known.before_apps() + known.apps.count() + known.visitors.count() + 1
    }

    #[inline]
    fn parts(self) -> (u8, i64) {
        match self {
            Self::User(UserNo(number)) => (0, number),
            Self::Department(DepartmentNo(number)) => (1, number),
            Self::Group(GroupNo(number)) => (2, number),
            Self::App(AppNo(number)) => (3, number),
            Self::Visitor(VisitorNo(number)) => (4, number),
            Self::Everyone => (5, 0),
        }
    }

    fn from_parts(kind: u8, number: i64) -> Self {
        match kind {
            0 => Self::User(UserNo(number)),
            1 => Self::Department(DepartmentNo(number)),
            2 => Self::Group(GroupNo(number)),
            3 => Self::App(AppNo(number)),
            4 => Self::Visitor(VisitorNo(number)),
            _ => Self::Everyone,
        }
    }

    fn want(self, wanted: &mut Wanted) {
        match self {
            Self::User(user) => user.want(wanted),
            Self::Department(department) => department.want(wanted),
            Self::Group(group) => group.want(wanted),
            Self::App(app) => app.want(wanted),
            Self::Visitor(visitor) => visitor.want(wanted),
            Self::Everyone => {}
        }
    }
}
